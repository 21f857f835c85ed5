"""What may travel with a message, by its bytes: pictures, drawn anew; PDF; office files without macros."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core import file_bytes
from core.errors import Invalid
from messaging import rules

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
# What names the main part of each, and the type and ending it gets.
_MAIN_PARTS = {
    f"{_OOXML}wordprocessingml.document.main+xml": (f"{_OOXML}wordprocessingml.document", "docx"),
    f"{_OOXML}spreadsheetml.sheet.main+xml": (f"{_OOXML}spreadsheetml.sheet", "xlsx"),
    f"{_OOXML}presentationml.presentation.main+xml": (f"{_OOXML}presentationml.presentation", "pptx"),
}
_OPEN_DOCUMENTS = {f"{_ODF}text": "odt", f"{_ODF}spreadsheet": "ods", f"{_ODF}presentation": "odp"}
# Every type that is kept.
TYPES = frozenset({*file_bytes.ENDINGS, *(type_ for type_, _ending in _MAIN_PARTS.values()), *_OPEN_DOCUMENTS})
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|activeX/|^Basic/|^Scripts/", re.IGNORECASE)
# A template or an object that is fetched from elsewhere when the file is opened.
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_FETCHED = re.compile(rb"/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)[\"']")
_MOST_PARTS, _MOST_BYTES, _MOST_BYTES_A_PART = 3000, 200 * 1024 * 1024, 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, KeyError,
)  # fmt: skip


@dataclass(frozen=True)
class Content:
    data: bytes
    type: str
    ending: str
    width: int | None = None
    height: int | None = None


def read(data: bytes) -> Content:
    """What may be kept of these bytes; `Invalid` says in words why nothing may."""
    if not data:
        raise Invalid(_("Tệp này trống."), field="file")
    if len(data) > rules.FILE_BYTES:
        raise too_large()
    kind = file_bytes.kind_of(data)
    if kind in file_bytes.PICTURES:
        return _picture(data, str(kind))
    if kind == file_bytes.PDF:
        return Content(data, kind, "pdf")
    if data.startswith(_ZIP):
        return _office(data)
    if data.startswith(_OLD_OFFICE):
        raise Invalid(
            _("Tệp kiểu cũ (.doc, .xls, .ppt) hoặc có mật khẩu. Hãy lưu lại dạng .docx, .xlsx, .pptx rồi tải lên."),
            field="file",
        )
    raise Invalid(_("Chỉ nhận ảnh, tệp PDF và tệp Word, Excel, PowerPoint hay OpenDocument."), field="file")


def too_large() -> Invalid:
    return Invalid(_("Tệp lớn hơn 10 MB. Hãy thu nhỏ hoặc chia ra rồi tải lên lại."), field="file")


def is_shown(type_: str) -> bool:
    """Only what was drawn anew is shown inside a page; the rest is a download."""
    return type_ in file_bytes.PICTURES


def _picture(data: bytes, kind: str) -> Content:
    drawn = file_bytes.redrawn(data, kind, longest=rules.LONGEST_SIDE)
    if drawn is None:
        raise Invalid(_("Ảnh này hỏng hoặc quá lớn, chưa đọc được. Hãy chụp lại hoặc thu nhỏ."), field="file")
    return Content(drawn.data, drawn.type, file_bytes.ENDINGS[drawn.type], drawn.width, drawn.height)


def _office(data: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts)
            type_, ending = _what_it_is(parts)
    except _BROKEN:
        raise Invalid(_("Tệp này hỏng hoặc có mật khẩu, chưa đọc được."), field="file") from None
    return Content(data, type_, ending)


def _check_parts(parts: zipfile.ZipFile) -> None:
    known = parts.infolist()
    if len(known) > _MOST_PARTS or sum(part.file_size for part in known) > _MOST_BYTES:
        raise zipfile.BadZipFile
    if any(part.flag_bits & 1 for part in known):
        raise zipfile.BadZipFile
    if any(_MACROS.search(part.filename) for part in known):
        raise Invalid(_("Tệp có macro nên không nhận. Hãy lưu lại dạng không macro (.docx, .xlsx)."), field="file")
    for part in known:
        if part.filename.endswith(".rels") and _is_fetching(_part(parts, part.filename)):
            raise Invalid(_("Tệp tự lấy nội dung từ nơi khác khi mở, nên không nhận."), field="file")


def _is_fetching(relations: bytes) -> bool:
    found = _RELATION.findall(relations)
    return any(b"External" in relation and _FETCHED.search(relation) for relation in found)


def _what_it_is(parts: zipfile.ZipFile) -> tuple[str, str]:
    names = set(parts.namelist())
    if "[Content_Types].xml" in names:
        told = _part(parts, "[Content_Types].xml").decode("utf-8", "replace")
        if "macroEnabled" in told:
            raise Invalid(_("Tệp có macro nên không nhận. Hãy lưu lại dạng không macro (.docx, .xlsx)."), field="file")
        found = [kept for main, kept in _MAIN_PARTS.items() if f'"{main}"' in told]
        if len(found) == 1:
            return found[0]
    if "mimetype" in names and "content.xml" in names:
        told = _part(parts, "mimetype").decode("ascii", "replace").strip()
        if told in _OPEN_DOCUMENTS:
            return told, _OPEN_DOCUMENTS[told]
    raise Invalid(_("Không nhận tệp nén. Hãy gửi riêng từng tệp bên trong."), field="file")


def _part(parts: zipfile.ZipFile, name: str) -> bytes:
    if parts.getinfo(name).file_size > _MOST_BYTES_A_PART:
        raise zipfile.BadZipFile
    return parts.read(name)
