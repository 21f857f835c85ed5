"""What tests of rosters and of guardians' answers begin with."""

from people.enums import ConsentPurpose
from people.models import Guardianship, User
from tests import make
from tests.visits import given
from visits.enums import VisitState
from visits.models import Attendee, Visit
from visits.selectors import agreements

BOTH = (ConsentPurpose.ACCOUNT, ConsentPurpose.VISIT)


def prepared(**facts: object) -> Visit:
    """Both keys are turned and guardians can be told everything; nobody is on the roster."""
    return given.papers(given.visit(state=VisitState.PREPARING, **facts))


def pupil(of: Visit, name: str = "", **facts: object) -> User:
    """Of the visit's school, with a standing consent to visits."""
    facts.setdefault("consents", BOTH)
    return make.pupil(of.school, full_name=name, **facts)


def guardian(of: Attendee) -> Guardianship:
    return of.pupil.guardianships.order_by("pk").first()


def asked(of: Visit, who: User | None = None) -> Attendee:
    """On the roster and asked, without an answer."""
    row = given.pupil_on(of, who or pupil(of), answer=None)
    Attendee.objects.filter(pk=row.pk).update(asked_terms=of.terms)
    row.refresh_from_db()
    return row


def answers(of: Visit) -> dict[int, str]:
    """By pupil, as they count now."""
    rows = dict(Attendee.objects.filter(visit=of).values_list("pk", "pupil"))
    return {rows[pk]: answer.value for pk, answer in agreements.answers_on(of).items()}


def on(of: Visit) -> set[int]:
    return set(of.attendees.filter(left_off_at=None).values_list("pupil", flat=True))
