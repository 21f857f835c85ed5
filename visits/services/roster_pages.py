"""A roster on its way to a page, a file or the printer; each look at names leaves its trace in the read log."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from core import wording
from core.sheets.column import Column, Sheet, Takes
from core.sheets.writing import export_xlsx
from network.services import name_reads
from people.enums import RecordPart
from people.guardian_asks import Fact
from people.models import Guardianship, User
from people.selectors import guardians
from visits.enums import Word
from visits.models import Attendee, Visit
from visits.permissions import rosters as permissions
from visits.permissions import visits as visit_permissions
from visits.selectors import rosters, visit_facts
from visits.selectors.rosters import Candidate, Line, Roster

SHEET = Sheet(
    "visit_roster",
    _("Danh sách đi tham quan"),
    (
        Column("number", _("STT"), Takes.NUMBER, width=6),
        Column("full_name", _("Họ và tên"), width=28),
        Column("class_name", _("Lớp"), width=10),
        Column("birth_date", _("Ngày sinh"), width=14),
        Column("word", _("Phụ huynh"), width=28),
        Column("obstacles", _("Vướng"), width=36),
        Column("goes", _("Đi"), width=8),
    ),
)


@dataclass(frozen=True)
class Family:
    """A pupil of the roster with those who may answer, or sign the form."""

    line: Line
    guardians: list[Guardianship]


def shown(*, visit: Visit, viewer: User) -> Roster:
    """What guardians told the teachers stands in it only for those whom it is meant for."""
    visit_permissions.check_is_staff_of(viewer, visit.school_id)
    roster = rosters.of(visit)
    _note(viewer, roster, RecordPart.VISIT_ROSTER)
    if not permissions.can_read_notes(viewer, visit):
        for line in [*roster.lines, *roster.off]:
            line.notes.clear()
    return roster


def found(*, visit: Visit, viewer: User, q: str = "", class_name: str = "", club: int | None = None) -> list[Candidate]:
    visit_permissions.check_is_staff_of(viewer, visit.school_id)
    rows = rosters.candidates(visit, q=q, class_name=class_name, club=club)
    name_reads.noted_people(viewer, [row.pupil.pk for row in rows], RecordPart.LIST)
    return rows


def one(*, visit: Visit, attendee: Attendee, viewer: User) -> Family:
    """With the names of the guardians, which are read as those."""
    roster = shown(visit=visit, viewer=viewer)
    line = next(line for line in [*roster.lines, *roster.off] if line.attendee.pk == attendee.pk)
    name_reads.noted_people(viewer, [attendee.pupil_id], RecordPart.GUARDIANS)
    return Family(line, guardians.of_pupils([attendee.pupil_id]))


def export(*, visit: Visit, viewer: User) -> bytes:
    """What guardians told the teachers stays on the page."""
    visit_permissions.check_is_staff_of(viewer, visit.school_id)
    roster = rosters.of(visit)
    _note(viewer, roster, RecordPart.VISIT_EXPORT)
    return export_xlsx(SHEET, [_cells(number, line) for number, line in enumerate(roster.lines, start=1)])


def forms(*, visit: Visit, viewer: User) -> tuple[tuple[Fact, ...], list[Family]]:
    """What there is to know, and a form for each pupil whose guardians have not answered."""
    visit_permissions.check_can_prepare(viewer, visit)
    permissions.check_can_be_told(visit)
    asked = [line for line in rosters.of(visit).lines if line.word not in {Word.AGREED, Word.REFUSED}]
    name_reads.noted_people(viewer, [line.pupil.pk for line in asked], RecordPart.VISIT_FORM)
    by_pupil: dict[int, list[Guardianship]] = {line.pupil.pk: [] for line in asked}
    for guardianship in guardians.of_pupils(list(by_pupil)):
        by_pupil[guardianship.pupil_id].append(guardianship)
    prefetch_related_objects([visit], "staff__person")
    return visit_facts.facts_of(visit), [Family(line, by_pupil[line.pupil.pk]) for line in asked]


def _note(viewer: User, roster: Roster, what: RecordPart) -> None:
    name_reads.noted_people(viewer, [line.pupil.pk for line in [*roster.lines, *roster.off]], what)


def _cells(number: int, line: Line) -> dict[str, object]:
    born = line.pupil.birth_date
    return {
        "number": number,
        "full_name": line.pupil.full_name,
        "class_name": line.class_name,
        "birth_date": wording.short_date(born) if born else "",
        "word": line.word.label,
        "obstacles": "; ".join(str(obstacle.label) for obstacle in line.obstacles),
        "goes": _("có") if line.goes else _("chưa"),
    }
