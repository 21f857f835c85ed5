"""Which format a file is in, and what is refused before any of it is read."""

from pathlib import PurePath
from typing import Protocol

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.sheets import delimited, workbook
from core.sheets.limits import MAX_BYTES
from core.sheets.table import Table


class Upload(Protocol):
    """What an uploaded file is, in the pages and in the API."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


_ZIP = b"PK"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PLAIN = {".csv", ".txt", ".tsv"}


def check_size(size: int) -> None:
    if size > MAX_BYTES:
        shown = f"{size / 1024 / 1024:.0f}"
        raise Invalid(
            _("Tệp nặng %(size)s MB, nhiều nhất là 10 MB. Hãy chia thành vài tệp nhỏ hơn.") % {"size": shown},
            field="file",
        )
    if size == 0:
        raise Invalid(_("Tệp này trống."), field="file")


def read(name: str, data: bytes) -> Table:
    """The one table of a file. What the bytes are counts; the name only tells the formats apart that look alike."""
    return workbook.read(data) if _is_workbook(name, data) else delimited.read(data)


def read_all(name: str, data: bytes) -> list[tuple[str, Table]]:
    """Every table of a file with the name of its page: a workbook may have one page a class."""
    return workbook.read_all(data) if _is_workbook(name, data) else [("", delimited.read(data))]


def _is_workbook(name: str, data: bytes) -> bool:
    """One of the two formats we read; what is neither is refused."""
    check_size(len(data))
    ending = PurePath(name).suffix.lower()
    if ending in {".xlsm", ".xltm", ".xlam"}:
        raise Invalid(workbook.macros(), field="file")
    if data.startswith(_OLD_OFFICE) or ending == ".xls":
        raise Invalid(
            _(
                "Tệp .xls kiểu cũ hoặc có mật khẩu nên chưa đọc được. Trong Excel, chọn “Lưu thành” (Save As) "
                "dạng .xlsx, không đặt mật khẩu, rồi tải lại."
            ),
            field="file",
        )
    if data.startswith(_ZIP):
        return True
    if ending in _PLAIN:
        return False
    if ending == ".xlsx":
        raise Invalid(workbook.damaged(), field="file")
    raise Invalid(_("Chỉ nhận tệp Excel (.xlsx) hoặc CSV."), field="file")
