"""Excel workbooks: what is dangerous is refused before it is parsed, formulas are seen as text and never computed."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.sheets import pages
from core.sheets.languages import in_all_languages
from core.sheets.limits import ABOVE, check_rows, looks_like_old_font, old_font
from core.sheets.table import Broken, Formula, Table, Value, is_empty
from core.text import fold

_UNPACKED_AT_MOST = 40 * 1024 * 1024
_PARTS_AT_MOST = 500
_CELLS_AT_MOST = 2_000_000
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_DECLARED = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def damaged() -> str:
    return _("Tệp .xlsx này bị hỏng, không mở được. Hãy mở bằng Excel, lưu lại rồi tải lên lần nữa.")


def macros() -> str:
    return _("Tệp có macro (.xlsm) không được nhận. Trong Excel, chọn “Lưu thành” (Save As) dạng .xlsx rồi tải lại.")


def read(data: bytes) -> Table:
    """The one page of data."""
    return _tables(data, lambda book: [_data_sheet(book)])[0][1]


def read_all(data: bytes) -> list[tuple[str, Table]]:
    """Every visible page with something in it, by its name."""
    return _tables(data, _filled)


def _tables(data: bytes, choose: Callable[[Any], list[Any]]) -> list[tuple[str, Table]]:
    _check_archive(data)
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # openpyxl warns of each ornament it does not know; none of them matters to the cells.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            found = [(sheet, _rows(sheet)) for sheet in choose(book)]
        except Invalid:
            raise
        except Exception:  # noqa: BLE001  a damaged file breaks the parser in countless ways; all mean the same
            raise Invalid(damaged(), field="file") from None
    for _sheet, rows in found:
        top = (cell for _number, cells in rows[:50] for cell in cells if isinstance(cell, str))
        if looks_like_old_font(" ".join(top)):
            raise Invalid(old_font(), field="file")
    return [(sheet.title, Table(rows, _merged(data, sheet), book.epoch)) for sheet, rows in found]


def _check_archive(data: bytes) -> None:
    """A workbook is a zip of XML: its declared sizes bound what it unpacks to; no part declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            if any(name.endswith("vbaproject.bin") for name in names):
                raise Invalid(macros(), field="file")
            if "xl/workbook.xml" not in names:
                raise Invalid(_("Chỉ nhận tệp Excel (.xlsx) hoặc CSV."), field="file")
            if len(parts) > _PARTS_AT_MOST or sum(part.file_size for part in parts) > _UNPACKED_AT_MOST:
                raise Invalid(_bomb(), field="file")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    content = archive.read(part)
                    if any(mark in content for mark in _DECLARED):
                        raise Invalid(damaged(), field="file")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Invalid(damaged(), field="file") from None


def _bomb() -> str:
    return _("Tệp bung ra lớn bất thường nên không được mở. Hãy chép phần dữ liệu sang một tệp mới rồi tải lại.")


def _data_sheet(book: Any) -> Any:
    """The sheet called “Dữ liệu”, or the only one with something in it."""
    data = _called(pages.DATA)
    for sheet in _shown(book):
        if fold(sheet.title) in data:
            return sheet
    filled = _filled(book)
    if len(filled) > 1:
        raise Invalid(
            _("Tệp có nhiều trang tính (%(sheets)s). Hãy để riêng trang cần nhập, hoặc đặt tên trang ấy là “Dữ liệu”.")
            % {"sheets": ", ".join(sheet.title for sheet in filled)},
            field="file",
        )
    return filled[0]


def _filled(book: Any) -> list[Any]:
    """The pages a person sees and that hold something, but for the examples and lists of our own templates."""
    side = _called(pages.EXAMPLES) | _called(pages.LISTS)
    filled = [sheet for sheet in _shown(book) if fold(sheet.title) not in side and _has_something(sheet)]
    if not filled:
        raise Invalid(_("Tệp này trống."), field="file")
    return filled


def _shown(book: Any) -> list[Any]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in shown:
        sheet.reset_dimensions()
    return shown


def _called(page: Promise) -> set[str]:
    return {fold(name) for name in in_all_languages(page)}


def _has_something(sheet: Any) -> bool:
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if any(not is_empty(value) for value in row):
            return True
        if number > ABOVE:
            break
    return False


def _rows(sheet: Any) -> list[tuple[int, list[Value]]]:
    rows: list[tuple[int, list[Value]]] = []
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row)
        if cells > _CELLS_AT_MOST:
            raise Invalid(_bomb(), field="file")
        values = [_value(cell) for cell in row]
        if not all(is_empty(value) for value in values):
            rows.append((number, values))
        check_rows(number, rows)
    return rows


def _value(cell: Any) -> Value:
    if cell.data_type == "f":
        return Formula(str(getattr(cell.value, "text", cell.value)))
    if cell.data_type == "e":
        return Broken(str(cell.value))
    value: Value = cell.value
    if isinstance(value, str):
        return value.replace("_x000D_", "")
    return value


def _merged(data: bytes, sheet: Any) -> list[str]:
    """The read-only mode, which keeps big files small in memory, does not tell merged cells: they are looked up."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [ref.decode() for ref in _MERGED.findall(archive.read(sheet._worksheet_path))]
