"""Proposed terms: one's own, and all of them to the Department."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from matching.enums import TermProposalState
from matching.models import TermProposal
from people.models import User
from people.selectors import hats


def visible_to(viewer: User) -> QuerySet[TermProposal]:
    worn = hats.of(viewer)
    rows = TermProposal.objects.select_related("proposed_by", "decided_by")
    return rows if worn.is_department_officer else rows.filter(proposed_by=worn.user_id)


def listed(viewer: User, state: str = "") -> QuerySet[TermProposal]:
    """What waits comes in the order it came; the rest newest first."""
    rows = visible_to(viewer)
    if state in TermProposalState.values:
        rows = rows.filter(state=state)
    return rows.order_by("pk") if state == TermProposalState.PROPOSED else rows.order_by("-pk")


def get_for(viewer: User, pk: int) -> TermProposal:
    found = visible_to(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy đề xuất này."))
    return found


def waiting() -> QuerySet[TermProposal]:
    return TermProposal.objects.filter(state=TermProposalState.PROPOSED).order_by("pk")
