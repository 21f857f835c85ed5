"""The small world of `test_chain_machine.py`, and what a plain model believes of each visit in it.

Two slots of one host, one of another host at the time of the first; three schools, each with a head, two teachers and
three pupils whose guardians consent to visits. `Believed` knows no table: it is told what was done.
"""

from dataclasses import dataclass, field

from core import clock
from people.enums import ConsentPurpose
from people.models import Guardianship
from tests import make
from tests.visits import given
from visits.enums import Answer, AnswerWay, VisitState
from visits.models import Agreement, Attendee

# What each change asks again, in the words of the rules for people: s(chool), h(ost), g(uardians).
ASKS_AGAIN = {"time": "shg", "place": "sg", "party": "sh", "staff": "", "transport": "g", "roster": ""}


@dataclass
class Believed:
    """What was agreed to of one visit; `said` is by pupil, of what is planned now."""

    place: str = "waiting"
    school: bool = False
    host: bool = False
    confirmed: bool = False
    said: dict[int, Answer] = field(default_factory=dict)

    @property
    def state(self) -> VisitState:
        if self.place != "held":
            return VisitState(self.place)
        if self.confirmed:
            return VisitState.CONFIRMED
        return {
            (False, False): VisitState.ASKED,
            (True, False): VisitState.SCHOOL_APPROVED,
            (False, True): VisitState.HOST_ACCEPTED,
            (True, True): VisitState.PREPARING,
        }[self.school, self.host]

    def changes(self, what: str) -> None:
        asks = ASKS_AGAIN[what]
        self.school &= "s" not in asks
        self.host &= "h" not in asks
        self.confirmed = False
        if "g" in asks:
            self.said.clear()


class World:
    def __init__(self) -> None:
        self.hosts = [given.host(), given.host()]
        near, far = (given.offer(host, pupils_per_staff=6) for host in self.hosts)
        self.slots = [
            given.slot(near, seats=12, groups=2),
            given.slot(near, days=21, seats=12, groups=3),
            given.slot(far, hour=10, seats=9, groups=2),
        ]
        self.sheets = {offer.pk: given.safety(offer) for offer in (near, far)}
        self.schools = [make.school() for _ in range(3)]
        self.heads = {school.pk: given.head(school) for school in self.schools}
        self.teachers = [given.teacher(school) for school in self.schools for _ in range(2)]
        consents = (ConsentPurpose.ACCOUNT, ConsentPurpose.VISIT)
        self.pupils = {school.pk: [make.pupil(school, consents=consents) for _ in range(3)] for school in self.schools}

    def host_of(self, visit):
        return self.hosts[0 if visit.slot.offer_id == self.slots[0].offer_id else 1]


def answer(row: Attendee, said: Answer) -> None:
    """A guardian's answer about what is planned now."""
    Agreement.objects.update_or_create(
        attendee=row,
        guardianship=Guardianship.objects.get(pupil=row.pupil_id),
        defaults={"terms": row.visit.terms, "answer": said, "way": AnswerWay.LINK, "answered_at": clock.now()},
    )
