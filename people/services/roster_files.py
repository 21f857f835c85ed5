"""The files a school takes away: an empty list to fill in, and its own with what is to be mended in each row."""

from collections import defaultdict

from core.actors import signed
from core.attachments import Attachment
from core.sheets import writing
from core.sheets.column import Column, Sheet, Takes
from people.models import Roster, School, User
from people.permissions import rosters as permissions
from people.rosters.columns import BY_CODE
from people.rosters.lines import Fault
from people.selectors import rosters as selectors
from people.services import read_log

_DATE = {"birth_date"}
_TEMPLATE = {
    "code": ("3101234567", "3101234568"),
    "full_name": ("Nguyễn Thị Minh Anh", "Trần Đức Bảo"),
    "birth_date": ("05/09/2010", "21/12/2010"),
    "class_name": ("10A1", "10A1"),
    "guardian_name": ("Nguyễn Văn Hùng", "Lê Thị Thu"),
    "guardian_phone": ("0912 345 678", "0225 3 123 456"),
    "guardian_relation": ("bố", "mẹ"),
    "second_name": ("Phạm Thị Lan", ""),
    "second_phone": ("0987 654 321", ""),
    "second_relation": ("mẹ", ""),
}


@signed
def template(*, school: School, by: User) -> Attachment:
    permissions.check_can_upload_to(by, school)
    columns = tuple(_column(code, examples) for code, examples in _TEMPLATE.items())
    return Attachment("mau-danh-sach-lop.xlsx", writing.XLSX, writing.template(_sheet(columns), {}))


@signed
def faults(*, roster: Roster, by: User) -> Attachment:
    """The rows as they came, each with what is wrong in it; mended there, the file can be uploaded again."""
    preview = selectors.preview_of(roster)
    known = [entry.known.pupil for entry in preview.plan.entries if entry.known]
    read_log.record(reader=by, pupils=known, what="roster")
    said: dict[str, list[str]] = defaultdict(list)
    for fault in preview.read.faults:
        said[fault.place].append(_sentence(fault))
    codes = [code for code in BY_CODE if any(code in page.get("letters", ()) for page in roster.sheets)]
    # One table for all pages: the class that a page's title named stands in each row.
    codes = codes if "class_name" in codes else [*codes, "class_name"]
    rows = []
    for index, page in enumerate(roster.sheets):
        for number, texts in page["rows"]:
            class_name = texts.get("class_name") or page["class"]
            rows.append({**texts, "class_name": class_name, "faults": "\n".join(said[f"{index}:{number}"])})
    sheet = _sheet(tuple(_column(code) for code in codes))
    return Attachment(f"loi-danh-sach-{roster.pk}.xlsx", writing.XLSX, writing.with_faults(sheet, rows))


def _sentence(fault: Fault) -> str:
    return f"{BY_CODE[fault.code].label}: {fault.message}" if fault.code else fault.message


def _sheet(columns: tuple[Column, ...]) -> Sheet:
    return Sheet("roster", BY_CODE["full_name"].label, columns)  # type: ignore[arg-type]


def _column(code: str, examples: tuple[str, str] = ("", "")) -> Column:
    known = BY_CODE[code]
    takes = Takes.DATE if code in _DATE else Takes.LINE
    return Column(code, known.label, takes, needed=known.is_needed, examples=examples, width=22)
