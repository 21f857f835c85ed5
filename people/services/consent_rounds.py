"""The school's table of answers on its way to a page or a file; each look leaves its trace in the read log."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.sheets.column import Column, Sheet
from core.sheets.writing import export_csv
from people.enums import ConsentPurpose, RecordPart
from people.models import Guardianship, School, User
from people.permissions import pupils as permissions
from people.selectors import consent_board, guardians
from people.selectors.consent_board import Row
from people.services import read_log

SHEET = Sheet(
    "consents",
    _("Đồng ý của phụ huynh"),
    (
        Column("class_name", _("Lớp")),
        Column("full_name", _("Họ và tên")),
        *(Column(purpose.value, purpose.label) for purpose in ConsentPurpose),
        Column("guardians", _("Phụ huynh")),
    ),
)


def seen_rows(*, school: School, class_name: str, viewer: User, **wanted: str) -> list[Row]:
    permissions.check_can_enrol_in(viewer, school)
    rows = consent_board.rows(school, class_name, **wanted)
    read_log.record(reader=viewer, pupils=[row.pupil.pk for row in rows], what=RecordPart.CONSENTS)
    return rows


def export(*, school: School, class_name: str | None, viewer: User) -> bytes:
    """A class, or the whole school without one. What Excel would run as a formula is written as text."""
    permissions.check_can_enrol_in(viewer, school)
    rows = consent_board.rows(school, class_name)
    read_log.record(reader=viewer, pupils=[row.pupil.pk for row in rows], what=RecordPart.CONSENTS_EXPORT)
    return export_csv(SHEET, [_cells(row) for row in rows])


def seen_phones(*, school: School, viewer: User) -> list[Guardianship]:
    permissions.check_can_enrol_in(viewer, school)
    rows = list(guardians.with_unchecked_phone(school)[:200])
    read_log.record(reader=viewer, pupils=[row.pupil_id for row in rows], what=RecordPart.GUARDIANS)
    return rows


def _cells(row: Row) -> dict[str, Any]:
    names = ", ".join(guardianship.guardian.full_name for guardianship in row.guardians)
    facts = {"class_name": row.class_name, "full_name": row.pupil.full_name, "guardians": names}
    return facts | {purpose.value: state.label for purpose, state in row.cells}
