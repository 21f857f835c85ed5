"""Templates, exports and the sheet of faults. What is written here can be read by `files.read` again."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import pages
from core.sheets.column import FAULTS, SEPARATOR, Column, Sheet, Takes
from core.sheets.limits import MAX_ROWS
from core.sheets.lookups import Lookup
from core.sheets.neutral import neutralised
from core.sheets.table import letter_of

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DATE = "dd/mm/yyyy"
_TEXT = "@"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

Texts = Mapping[str, Any]


def template(sheet: Sheet, lookups: Mapping[str, Lookup]) -> bytes:
    """An empty table with drop-downs, examples beside it (never imported) and the lists to choose from."""
    book, data = _book(sheet.columns)
    places = _lists(book, sheet, lookups)
    _validate(data, sheet, places)
    examples = book.create_sheet(str(pages.EXAMPLES))
    _header(examples, sheet.columns)
    for place in (0, 1):
        _append(examples, sheet.columns, {column.code: str(column.examples[place]) for column in sheet.columns})
    book.move_sheet(examples, offset=-1)
    return _bytes(book)


def export_xlsx(sheet: Sheet, rows: Iterable[Texts], more: tuple[Column, ...] = ()) -> bytes:
    columns = (*sheet.columns, *more)
    book, data = _book(columns)
    for row in rows:
        _append(data, columns, row)
    return _bytes(book)


def export_csv(sheet: Sheet, rows: Iterable[Texts], more: tuple[Column, ...] = ()) -> bytes:
    """With the mark that makes Excel read UTF-8, and semicolons, which Vietnamese Excel expects."""
    columns = (*sheet.columns, *more)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR)
    writer.writerow(str(column.label) for column in columns)
    for row in rows:
        writer.writerow(neutralised(_clean(row.get(column.code, ""))) for column in columns)
    return out.getvalue().encode("utf-8-sig")


def with_faults(sheet: Sheet, rows: Iterable[Texts]) -> bytes:
    """The rows as they came, each with what is wrong in it under `faults`."""
    return export_xlsx(sheet, rows, more=(FAULTS,))


def joined(parts: Iterable[str]) -> str:
    return f"{SEPARATOR} ".join(parts)


def _book(columns: tuple[Column, ...]) -> tuple[Any, Any]:
    from openpyxl import Workbook

    book = Workbook()
    data = book.active
    data.title = str(pages.DATA)
    _header(data, columns)
    return book, data


def _header(page: Any, columns: tuple[Column, ...]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    fill = PatternFill("solid", start_color="D7ECEA")
    for index, column in enumerate(columns):
        cell = page.cell(row=1, column=index + 1, value=f"{column.label} *" if column.needed else str(column.label))
        cell.font, cell.fill = Font(bold=True), fill
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        whole = page.column_dimensions[letter_of(index)]
        whole.width = column.width
        whole.number_format = _format_of(column)
    page.freeze_panes = "A2"


def _append(page: Any, columns: tuple[Column, ...], row: Texts) -> None:
    from openpyxl.styles import Alignment

    at = page.max_row + 1
    for index, column in enumerate(columns):
        text = _clean(row.get(column.code, ""))
        if not text:
            continue
        cell = page.cell(row=at, column=index + 1)
        if column.takes == Takes.NUMBER and text.isascii() and text.isdigit():
            cell.value = int(text)
        else:
            cell.value, cell.number_format = neutralised(text), _format_of(column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lists(book: Any, sheet: Sheet, lookups: Mapping[str, Lookup]) -> dict[str, str]:
    """A page of all lists, and where each stands, for the drop-downs to point at."""
    page = book.create_sheet(str(pages.LISTS))
    places: dict[str, str] = {}
    for column in sheet.columns:
        lookup = lookups.get(column.code)
        if lookup is None or not lookup.shown:
            continue
        index = len(places)
        page.cell(row=1, column=index + 1, value=str(column.label))
        page.column_dimensions[letter_of(index)].width = 30
        for row, name in enumerate(lookup.shown.values(), start=2):
            page.cell(row=row, column=index + 1, value=neutralised(_clean(name)))
        letter = letter_of(index)
        places[column.code] = f"'{page.title}'!${letter}$2:${letter}${len(lookup.shown) + 1}"
    return places


def _validate(page: Any, sheet: Sheet, places: Mapping[str, str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, column in enumerate(sheet.columns):
        rule = _rule(column, places, DataValidation)
        rule.promptTitle, rule.prompt = str(column.label)[:32], str(column.help)[:250] or None
        rule.showInputMessage = bool(column.help)
        rule.add(f"{letter_of(index)}2:{letter_of(index)}{MAX_ROWS + 1}")
        if rule.type or column.help:
            page.add_data_validation(rule)


def _rule(column: Column, places: Mapping[str, str], make: Any) -> Any:
    """Several of a list cannot be forced by Excel: the list is offered and something else may be typed."""
    if column.code in places:
        rule = make(type="list", formula1=places[column.code], allow_blank=True)
        rule.showErrorMessage = column.takes == Takes.ONE
        rule.error = _("Hãy chọn trong danh sách.")
        return rule
    if column.takes == Takes.NUMBER:
        rule = make(type="whole", formula1=str(column.at_least), formula2=str(column.at_most), allow_blank=True)
        rule.showErrorMessage = True
        rule.error = _("Số này phải từ %(least)s đến %(most)s.") % {"least": column.at_least, "most": column.at_most}
        return rule
    return make(allow_blank=True)


def _format_of(column: Column) -> str:
    if column.takes == Takes.NUMBER:
        return "0"
    return _DATE if column.takes == Takes.DATE else _TEXT


def _clean(value: object) -> str:
    return _UNPRINTABLE.sub("", str(value))


def _bytes(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
