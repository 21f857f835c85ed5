"""Proposed terms, and texts that they touch."""

from typing import Any

from core import clock
from matching.enums import TermProposalKind, TermProposalState
from matching.models import TermProposal
from people.models import User
from tests import make

# In the lexicon that is shipped; nobody has worded it like FORM.
CONCEPT, FORM = "aquaculture", "bè hàu treo dây"
OYSTERS = {"title": "Bè hàu treo dây", "problem": "Bè hàu treo dây hay đứt khi sóng to.", "solution": "Buộc nút mới."}


def proposal(
    by: User | None = None, state: TermProposalState = TermProposalState.PROPOSED, **facts: Any
) -> TermProposal:
    """A wording to add; decided ones by an officer of their own."""
    kept: dict[str, Any] = {
        "kind": TermProposalKind.ADD_FORM,
        "concept": CONCEPT,
        "language": "vi",
        "form": FORM,
        "reason": "Bà con ở Cát Bà vẫn gọi vậy.",
        "proposed_by": by or make.adviser(),
        "proposed_at": clock.now(),
        "state": state,
    }
    if state in (TermProposalState.ACCEPTED, TermProposalState.DECLINED):
        kept |= {"decided_by": make.officer(), "decided_at": clock.now()}
    if state == TermProposalState.DECLINED:
        kept["decision_reason"] = "Đã có cách nói khác."
    return TermProposal.objects.create(**{**kept, **facts})


def new_concept(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "product",
        "area": "life",
        "vi": ["nuôi đà điểu", "trại đà điểu"],
        "en": ["ostrich farming"],
        "parent": "animal_husbandry",
        "helped_by": ["agronomy"],
        "helps": [],
        **changes,
    }
