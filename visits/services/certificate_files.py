"""Certificates on paper: what the printed page and the DOCX say alike, with a code to scan."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt

from core import qr, wording
from core.attachments import Attachment
from network.services import name_reads
from people.enums import RecordPart
from people.models import User
from visits.models import Certificate

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"


@dataclass(frozen=True)
class Page:
    """One certificate in words; `address` is where it can be checked."""

    certificate: Certificate
    name: str
    school: str
    host: str
    offer: str
    day: str
    place: str
    issued: str
    issuer: str
    code: str
    address: str

    @property
    def picture(self) -> str:
        return qr.data_uri(self.address)


def pages(*, certificates: Iterable[Certificate], site: str, reader: User) -> list[Page]:
    """Only what is valid goes on paper; the read log keeps whose names. `site` is the beginning of an address."""
    rows = [row for row in certificates if row.is_valid]
    if not all(row.attendee.pupil_id == reader.pk for row in rows):
        name_reads.noted_people(reader, [row.attendee.pupil_id for row in rows], RecordPart.VISIT_EXPORT)
    return [_page(row, site) for row in rows]


def docx(pages: list[Page]) -> Attachment:
    """One page of A4 each."""
    document = Document()
    document.core_properties.author, document.core_properties.comments = "Nhịp Cầu", ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    document.styles["Normal"].font.name = _FONT
    for number, page in enumerate(pages):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(document, page)
    kept = io.BytesIO()
    document.save(kept)
    return Attachment("giay-chung-nhan.docx", DOCX, kept.getvalue())


def _page(row: Certificate, site: str) -> Page:
    visit = row.attendee.visit
    offer = visit.slot.offer
    return Page(
        certificate=row,
        name=row.attendee.pupil.full_name,
        school=visit.school.organisation.name,
        host=offer.organisation.name,
        offer=offer.title,
        day=wording.long_date(visit.slot.starts_at),
        place=_("Hải Phòng, %(day)s") % {"day": wording.long_date(row.issued_at)},
        issued=wording.long_date(row.issued_at),
        issuer=row.issued_by.full_name,
        code=row.code,
        address=f"{site}{row.code}/",
    )


def _write(document: "Document", page: Page) -> None:  # type: ignore[valid-type]
    _line(document, page.school, 13, is_bold=True)
    _line(document, _("GIẤY CHỨNG NHẬN"), 28, is_bold=True, before=60)
    _line(document, _("Chứng nhận em"), 14, before=24)
    _line(document, page.name, 24, is_bold=True, before=6)
    _line(document, _("đã tham gia chuyến tham quan, trải nghiệm tại"), 14, before=6)
    _line(document, page.host, 18, is_bold=True, before=6)
    _line(document, f"“{page.offer}”", 14)
    _line(document, page.day, 14)
    _line(document, page.place, 13, before=36)
    _line(document, _("Người cấp"), 13, is_bold=True)
    _line(document, page.issuer, 13, before=72)
    picture = io.BytesIO()
    segno.make(page.address, error="m").save(picture, kind="png", scale=8, border=2)
    picture.seek(0)
    _line(document, "", 10, before=24).add_run().add_picture(picture, width=Mm(28))
    _line(document, _("Kiểm tra tại %(address)s · mã %(code)s") % {"address": page.address, "code": page.code}, 9)


def _line(document: "Document", text: str, size: int, *, is_bold: bool = False, before: int = 0):  # type: ignore[no-untyped-def,valid-type]
    """In the middle."""
    paragraph = document.add_paragraph()  # type: ignore[attr-defined]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(4)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), is_bold
    return paragraph
