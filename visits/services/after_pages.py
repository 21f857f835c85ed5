"""Everything that follows one visit, as one reader may know it. Pupils' names shown to staff leave a trace."""

from dataclasses import dataclass, field

from core.permissions import reason
from messaging import detector
from network.selectors import care_words
from network.services import name_reads
from people.enums import RecordPart
from people.models import User
from visits import guarded_words
from visits.enums import FeedbackSide, VisitSide
from visits.models import Attendee, Certificate, Feedback, Reflection, Visit
from visits.permissions import after as permissions
from visits.selectors import certificates, feedbacks, reflections
from visits.selectors import visits as selectors


@dataclass(frozen=True)
class Sent:
    """What a pupil sent, for the teachers; `found` is what the detector asks them to look at."""

    reflection: Reflection
    name: str
    found: list[detector.Finding]
    is_never_shared: bool


@dataclass
class After:
    """`say_held`, `reflect_held`: why not now, or None; what is closed to the reader is empty.

    `care`: a kind sentence for the pupil whose own words call for help, also in a draft.
    """

    visit: Visit
    side: VisitSide
    is_minded: bool = False
    place: Attendee | None = None
    reflection: Reflection | None = None
    certificate: Certificate | None = None
    reflect_held: str | None = None
    care: str = ""
    speaks_for: FeedbackSide | None = None
    say_held: str | None = None
    own_feedback: Feedback | None = None
    other_feedback: Feedback | None = None
    tellings: list[reflections.Telling] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    uncertified: int = 0


def of(*, visit: Visit, viewer: User) -> After:
    permissions.check_was_held(visit)
    found = After(visit, selectors.side_of(viewer, visit))
    if found.side == VisitSide.PUPIL:
        _add_own(found, viewer)
        return found
    found.is_minded = permissions.minds(viewer, visit)
    _add_feedback(found, viewer)
    if found.side == VisitSide.HOST:
        found.tellings = reflections.shared_of(visit)
    elif found.is_minded:
        _add_pupils(found, viewer)
    return found


def _add_own(found: After, viewer: User) -> None:
    found.place = reflections.get_place(viewer, found.visit)
    found.reflection = Reflection.objects.filter(attendee=found.place).first()
    if found.reflection is not None:
        found.care = care_words.kind_words_for(viewer, *found.reflection.said.values())
    found.certificate = certificates.own(viewer).filter(attendee=found.place).first()
    found.reflect_held = reason(permissions.check_can_reflect, viewer, found.place)


def _add_feedback(found: After, viewer: User) -> None:
    found.speaks_for = permissions.side_of(viewer, found.visit)
    side = FeedbackSide.HOST if found.side == VisitSide.HOST else FeedbackSide.SCHOOL
    found.own_feedback = feedbacks.of_side(found.visit, side)
    found.other_feedback = feedbacks.other_to(found.visit, side)
    found.say_held = reason(permissions.check_can_say, viewer, found.visit)


def _add_pupils(found: After, viewer: User) -> None:
    found.sent = [_sent(row) for row in reflections.sent_of(found.visit)]
    found.certificates = list(certificates.of_visit(found.visit))
    found.uncertified = certificates.earned_by(found.visit).filter(certificate=None).count()
    named = {one.reflection.attendee.pupil_id for one in found.sent}
    named |= {row.attendee.pupil_id for row in found.certificates}
    name_reads.noted_people(viewer, sorted(named), RecordPart.VISIT_ROSTER)


def _sent(row: Reflection) -> Sent:
    found = reflections.found_in(row)
    return Sent(row, row.attendee.pupil.full_name, found, guarded_words.never_shared(found))
