"""From a table of cells to rows by column: the header found, faults named by cell as Excel counts them."""

import difflib
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.sheets import cells
from core.sheets.column import IGNORED, Column, Sheet
from core.sheets.languages import in_all_languages
from core.sheets.limits import ABOVE, MAX_ROWS, too_many_rows
from core.sheets.table import Fault, Table, Value, is_empty, letter_of
from core.text import fold

_HINT = re.compile(r"\([^)]*\)|\*")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_CORNERS = re.compile(r"([A-Z]+)(\d+):[A-Z]+(\d+)")


@dataclass(frozen=True)
class Row:
    """`texts` by column code; a cell with a fault is empty here and speaks in the fault."""

    number: int
    texts: dict[str, str]


@dataclass(frozen=True)
class Parsed:
    """`letters`: column code → its letter in the file."""

    header_row: int
    letters: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def parse(sheet: Sheet, table: Table) -> Parsed:
    known = known_headers(sheet)
    at = _header_at(table, known, sheet)
    number, header = table.rows[at]
    places, faults = _places(number, header, known, sheet)
    parsed = Parsed(number, {column.code: letter_of(index) for index, column in places.items()}, faults=faults)
    below = table.rows[at + 1 :]
    if len(below) > MAX_ROWS:
        raise Invalid(too_many_rows(), field="file")
    faults.extend(_nameless(header, below))
    faults.extend(_merged(table, number))
    _read_rows(parsed, below, places, table)
    if not parsed.rows and not faults:
        raise Invalid(_("Dưới dòng tiêu đề chưa có dòng nào để nhập."), field="file")
    _find_twins(parsed)
    return parsed


def key_of(header: object) -> str:
    """ "Hạn nhận nhóm *" and "han nhan nhom (dd/mm/yyyy)" are the same header."""
    return _NOT_WORDS.sub(" ", fold(_HINT.sub(" ", str(header or "")))).strip()


def known_headers(sheet: Sheet) -> dict[str, Column]:
    """Every name a column may go by. What the sheet's own columns are called wins over what is ignored."""
    known: dict[str, Column] = {}
    for column in (*sheet.columns, *IGNORED):
        for name in (*in_all_languages(column.label), column.code, *column.also):
            known.setdefault(key_of(name), column)
    return known


def _header_at(table: Table, known: dict[str, Column], sheet: Sheet) -> int:
    """The row near the top that names most columns: a title or a school's name may stand above it."""
    scores = [sum(key_of(value) in known for value in row) for _number, row in table.rows[:ABOVE]]
    best = max(scores, default=0)
    if best == 0 or (best == 1 and len(sheet.columns) > 1):
        raise Invalid(
            _("Không thấy dòng tiêu đề. Dòng đầu cần có tên các cột: %(columns)s. Tệp mẫu có sẵn dòng này.")
            % {"columns": ", ".join(str(column.label) for column in sheet.imported if column.needed)},
            field="file",
        )
    return scores.index(best)


def _places(
    number: int, header: list[Value], known: dict[str, Column], sheet: Sheet
) -> tuple[dict[int, Column], list[Fault]]:
    places: dict[int, Column] = {}
    faults: list[Fault] = []
    for index, value in enumerate(header):
        column, letter = known.get(key_of(value)), letter_of(index)
        if is_empty(value):
            continue
        if column is None:
            faults.append(Fault(number, letter, "", _unknown(str(value), known)))
        elif column in places.values():
            sentence = _("Cột “%(name)s” có hai lần. Hãy bỏ bớt một cột.") % {"name": column.label}
            faults.append(Fault(number, letter, column.code, sentence))
        elif column in sheet.imported:
            places[index] = column
    for column in sheet.imported:
        if column.needed and column not in places.values():
            sentence = _("Thiếu cột “%(name)s”.") % {"name": column.label}
            faults.append(Fault(number, "", column.code, sentence))
    return places, faults


def _unknown(name: str, known: dict[str, Column]) -> str:
    near = difflib.get_close_matches(key_of(name), list(known), n=1, cutoff=0.8)
    if near:
        return _("Không nhận ra cột “%(name)s”. Có phải “%(meant)s”?") % {
            "name": name[:60],
            "meant": known[near[0]].label,
        }
    return _("Không nhận ra cột “%(name)s”. Hãy xóa cột này hoặc đổi tên theo tệp mẫu.") % {"name": name[:60]}


def _merged(table: Table, header_row: int) -> list[Fault]:
    """Merged cells above the table are somebody's title; from the header on they hide what belongs where."""
    faults = []
    for span in table.merged:
        match = _CORNERS.fullmatch(span)
        if match and int(match[3]) >= header_row:
            sentence = _("Các ô %(span)s đang gộp. Hãy bỏ gộp ô (Unmerge Cells) rồi điền lại từng ô.") % {"span": span}
            faults.append(Fault(int(match[2]), match[1], "", sentence))
    return faults


def _read_rows(parsed: Parsed, below: list[tuple[int, list[Value]]], places: dict[int, Column], table: Table) -> None:
    for number, values in below:
        texts = dict.fromkeys((column.code for column in places.values()), "")
        before = len(parsed.faults)
        for index, column in places.items():
            try:
                texts[column.code] = cells.as_text(
                    values[index] if index < len(values) else None, column, table.dates_from
                )
            except cells.Unfit as unfit:
                parsed.faults.append(Fault(number, letter_of(index), column.code, str(unfit)))
        # A row that holds nothing but its number is one somebody prepared and did not use.
        if any(text.strip() for text in texts.values()) or len(parsed.faults) > before:
            parsed.rows.append(Row(number, texts))


def _nameless(header: list[Value], below: list[tuple[int, list[Value]]]) -> list[Fault]:
    """Something stands in a column without a name: it would be lost in silence."""
    first: dict[int, int] = {}
    for number, values in below:
        for index, value in enumerate(values):
            if not is_empty(value) and (index >= len(header) or is_empty(header[index])):
                first.setdefault(index, number)
    return [
        Fault(number, letter_of(index), "", _("Cột này có nội dung nhưng dòng tiêu đề chưa ghi tên cột."))
        for index, number in sorted(first.items())
    ]


def _find_twins(parsed: Parsed) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in parsed.rows:
        key = tuple(fold(text) for text in row.texts.values())
        first = seen.setdefault(key, row.number)
        if first != row.number and any(key):
            sentence = _("Dòng này giống hệt dòng %(first)s. Hãy xóa bớt một dòng.") % {"first": first}
            parsed.faults.append(Fault(row.number, "", "", sentence))
