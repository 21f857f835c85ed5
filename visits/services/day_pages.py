"""The day of a visit on its way to a page or the API; each look at names leaves its trace in the read log."""

from dataclasses import dataclass

from network.services import name_reads
from people.enums import RecordPart
from people.models import Guardianship, User
from people.selectors import guardians
from visits.models import Agreement, Attendee, Reception, Visit
from visits.permissions import day as permissions
from visits.selectors import attendance, day
from visits.selectors.attendance import Figures
from visits.selectors.day import Day, Window


@dataclass(frozen=True)
class Family:
    """Whom to call about a pupil, and what they told the teachers."""

    attendee: Attendee
    guardians: list[Guardianship]
    notes: list[str]


@dataclass(frozen=True)
class Numbers:
    """What the host and everybody of the school's staff may know: no names."""

    visit: Visit
    window: Window
    figures: Figures
    reception: Reception | None


def shown(*, visit: Visit, viewer: User) -> Day:
    permissions.check_goes_along(viewer, visit)
    found = day.of(visit)
    _note(viewer, found, RecordPart.VISIT_ROSTER)
    return found


def codes(*, visit: Visit, viewer: User) -> Day:
    permissions.check_can_print(viewer, visit)
    found = day.of(visit)
    _note(viewer, found, RecordPart.VISIT_FORM)
    return found


def family(*, visit: Visit, attendee: Attendee, viewer: User) -> Family:
    permissions.check_goes_along(viewer, visit)
    for part in (RecordPart.VISIT_ROSTER, RecordPart.GUARDIANS):
        name_reads.noted_people(viewer, [attendee.pupil_id], part)
    notes = Agreement.objects.filter(attendee=attendee).exclude(note="").order_by("pk")
    return Family(attendee, guardians.of_pupils([attendee.pupil_id]), list(notes.values_list("note", flat=True)))


def numbers(*, visit: Visit, viewer: User) -> Numbers:
    permissions.check_sees_numbers(viewer, visit)
    return Numbers(visit, day.window_of(visit.slot), attendance.figures(visit), day.reception_of(visit))


def _note(viewer: User, found: Day, what: RecordPart) -> None:
    name_reads.noted_people(viewer, [line.attendee.pupil_id for line in found.lines], what)
