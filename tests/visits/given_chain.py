"""A visit with both sides around it, for what is asked of the chain, its changes and its notices."""

from dataclasses import dataclass
from typing import Any

from people.models import Notice, School, User
from tests import make
from tests.visits import given
from visits.enums import VisitState
from visits.models import Slot, Visit


@dataclass
class Scene:
    school: School
    teacher: User
    head: User
    host: User
    slot: Slot
    visit: Visit

    def fresh(self) -> Visit:
        self.visit = Visit.objects.select_related("slot__offer__organisation").get(pk=self.visit.pk)
        return self.visit


def scene(state: VisitState = VisitState.ASKED, *, ready: bool = False, party: int = 10, **facts: Any) -> Scene:
    """The head of school is one; the host is the offer's author, seen in person."""
    school = make.school()
    teacher, head, host = given.teacher(school), given.head(school), given.host()
    slot = given.slot(given.offer(host, to_bring="mũ, giày bít mũi, chai nước"), groups=3)
    if ready or state in given.SCHOOL_KEY_STATES:
        facts.setdefault("approved_by", head)
    make_visit = given.ready if ready else given.visit
    if not ready:
        facts["state"] = state
    visit = make_visit(slot, teacher, party=party, **facts)
    return Scene(school, teacher, head, host, slot, visit)


def told(kind: str) -> set[User]:
    return {row.recipient for row in Notice.objects.filter(kind=kind).select_related("recipient")}
