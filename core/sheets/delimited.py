"""CSV as Vietnamese computers write it: several encodings, and comma, semicolon or tab between cells."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.sheets.limits import check_rows, looks_like_old_font, old_font
from core.sheets.table import Formula, Table, Value, is_empty

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = (",", ";", "\t")
# Excel's own way of naming the delimiter, in a line of its own above the table.
_NAMED = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)


def read(data: bytes) -> Table:
    text = _decoded(data)
    if looks_like_old_font(text[:20_000]):
        raise Invalid(old_font(), field="file")
    named = _NAMED.match(text)
    delimiter = named[1] if named else _guess(text)
    rows: list[tuple[int, list[Value]]] = []
    for number, cells in enumerate(_split(text, delimiter), start=1):
        values = [_value(cell) for cell in cells]
        if (number == 1 and named) or all(is_empty(value) for value in values):
            continue
        rows.append((number, values))
        check_rows(number, rows)
    return Table(rows)


def _decoded(data: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _without_mark(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid(_encoding(), field="file") from None
    if "\x00" in text:
        raise Invalid(_encoding(), field="file")
    return text


def _without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark shows in its zeros: every line end and delimiter has one."""
    start = data[:2000]
    if b"\x00" not in start:
        return "utf-8"
    return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"


def _encoding() -> str:
    return _(
        "Tệp CSV này không lưu ở mã UTF-8 nên chữ tiếng Việt bị vỡ. Trong Excel, chọn “Lưu thành” (Save As) "
        "dạng “CSV UTF-8”, hoặc tải thẳng tệp .xlsx lên."
    )


def _guess(text: str) -> str:
    """The delimiter that makes the widest row near the top."""
    return max(_DELIMITERS, key=lambda delimiter: max(map(len, _first_rows(text, delimiter)), default=0))


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == 20:
                break
    except csv.Error:
        return rows
    return rows


def _split(text: str, delimiter: str) -> Iterator[list[str]]:
    """All rows; a quotation mark that is never closed swallows the rest of the file, which is refused."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error:
        raise Invalid(
            _("Tệp CSV hỏng ở dòng %(line)s: có dấu ngoặc kép mở mà không đóng. Hãy sửa dòng ấy, hoặc dùng tệp .xlsx.")
            % {"line": reader.line_num},
            field="file",
        ) from None


def _value(cell: str) -> Value:
    return Formula(cell) if cell.startswith("=") else cell
