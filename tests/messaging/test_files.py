"""Files: what is taken, what is refused and in which words, who opens them, what becomes of what nobody sent."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, Invalid, NotFound, TooOften
from messaging import file_kinds, tasks
from messaging.models import Attachment
from messaging.services import attachments, reviews
from people.models import Clearance, User
from tests import make
from tests.messaging.talk import Talk, known, say
from tests.people import papers

_TYPES = (
    '<Types><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
)
DOCX, XLSX, PPTX = "wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"
ODF = "application/vnd.oasis.opendocument"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, kind, **more)
    return out.getvalue()


def with_place() -> bytes:
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "nha em o ngo 5"
    exif[0x8825] = {1: "N", 2: (20.0, 51.0, 0.0)}
    return picture(exif=exif)


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def office(kind: str = DOCX, **more: str) -> bytes:
    return packed(**{"[Content_Types].xml": _TYPES.format(kind), "word/document.xml": "<w/>", **more})


def upload(there: Talk, by: User, data: bytes, name: str = "bai.bin") -> Attachment:
    return attachments.upload(conversation=there.pk, file=SimpleUploadedFile(name, data), by=by)


@pytest.mark.parametrize(
    ("data", "type_", "ending"),
    [
        (picture("JPEG"), "image/jpeg", "jpg"),
        (picture("PNG"), "image/png", "png"),
        (picture("WEBP"), "image/webp", "webp"),
        (picture("GIF"), "image/png", "png"),
        (b"%PDF-1.4\n%%EOF", "application/pdf", "pdf"),
        (office(DOCX), f"application/vnd.openxmlformats-officedocument.{DOCX}", "docx"),
        (office(XLSX), f"application/vnd.openxmlformats-officedocument.{XLSX}", "xlsx"),
        (office(PPTX), f"application/vnd.openxmlformats-officedocument.{PPTX}", "pptx"),
        (
            packed(**{"mimetype": f"{ODF}.text", "content.xml": "<o/>"}),
            f"{ODF}.text",
            "odt",
        ),
    ],
)
def test_what_is_taken_is_known_by_its_bytes(data: bytes, type_: str, ending: str):
    read = file_kinds.read(data)
    assert (read.type, read.ending) == (type_, ending)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "trống"),
        (b"MZ\x90\x00" + b"x" * 100, "Chỉ nhận ảnh"),
        (b"<html><script>alert(1)</script></html>", "Chỉ nhận ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Chỉ nhận ảnh"),
        (b"%PDF-1.4 cut off", "Chỉ nhận ảnh"),
        (b"\xff\xd8\xff not a picture \xff\xd9", "Ảnh này hỏng"),
        (picture("WEBP")[:60], "Ảnh này hỏng"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Tệp kiểu cũ"),
        (packed(**{"a.exe": "MZ"}), "Không nhận tệp nén"),
        (office()[:80], "hỏng hoặc có mật khẩu"),
        (office(**{"word/vbaProject.bin": "x"}), "macro"),
        (packed(**{"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}), "macro"),
        (
            packed(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "Basic/a.xml": ""}),
            "macro",
        ),
        (
            office(
                **{
                    "word/_rels/settings.xml.rels": '<Relationship Type="http://x/attachedTemplate" '
                    'Target="http://vi-du.vn/a.dotm" TargetMode="External"/>'
                }
            ),
            "tự lấy nội dung",
        ),
        (office(**{"word/big.xml.rels": "a" * (2 * 1024 * 1024)}), "hỏng hoặc có mật khẩu"),
        (b"%PDF-1.4" + b"x" * (10 * 1024 * 1024), "lớn hơn 10 MB"),
    ],
    # By number: a packed file tells the time it was packed at.
    ids=lambda given: "" if isinstance(given, bytes) else given,
)
def test_what_is_refused_is_refused_in_words(data: bytes, why: str):
    with pytest.raises(Invalid, match=why):
        file_kinds.read(data)


def test_too_many_parts_are_not_unpacked():
    with pytest.raises(Invalid, match="hỏng"):
        file_kinds.read(office(**{f"a{number}.xml": "" for number in range(3001)}))


def test_a_picture_loses_where_it_was_taken_and_what_was_appended():
    data = with_place()
    assert b"ngo 5" in data

    kept = file_kinds.read(data + b"<script>alert(1)</script>\xff\xd9").data

    assert b"ngo 5" not in kept
    assert b"script" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_a_large_picture_is_made_smaller():
    read = file_kinds.read(picture(size=(4000, 1000)))
    assert (read.width, read.height) == (2000, 500)


def test_a_picture_that_would_unfold_to_too_many_pixels_is_never_unfolded(monkeypatch: pytest.MonkeyPatch):
    bomb = picture("PNG", size=(9000, 6000))
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("unfolded"))
    with pytest.raises(Invalid, match="quá lớn"):
        file_kinds.read(bomb)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Bản vẽ máy lọc.exe", "Bản vẽ máy lọc.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\\\anh\\\\bia.png", "bia.jpg"),
        ("goi 0912345678.jpg", "ảnh.jpg"),
        ("\u202egpj.exe", "gpj.jpg"),
        ("...", "ảnh.jpg"),
    ],
)
def test_its_name_is_tidied_and_carries_nothing_that_would_be_held(there: Talk, name: str, kept: str):
    row = upload(there, there.pupil, picture(), "a.jpg")
    assert row.name == "a.jpg"
    assert attachments._named(name, file_kinds.read(picture())) == kept


def test_the_bytes_lie_where_no_address_leads(there: Talk, settings: Any):
    row = upload(there, there.pupil, picture())

    assert row.file.path.startswith(str(settings.MESSAGE_FILES_ROOT))
    assert not str(settings.MESSAGE_FILES_ROOT).startswith(str(settings.MEDIA_ROOT))
    with pytest.raises(ValueError, match="URL"):
        _ = row.file.url


def opens(user: User, row: Attachment) -> bool:
    try:
        attachments.open_for(viewer=User.objects.get(pk=user.pk), pk=row.pk)
    except NotFound:
        return False
    return True


def seen_by(there: Talk, row: Attachment) -> list[str]:
    return [name for name in ("pupil", "adviser", "mentor") if opens(getattr(there, name), row)]


def test_a_file_is_opened_by_who_may_read_its_message(there: Talk):
    row = upload(there, there.pupil, picture())
    assert seen_by(there, row) == ["pupil"]

    message = say(there.pk, there.pupil, "Ảnh đây ạ", attachments=[row.pk])
    assert seen_by(there, row) == ["pupil", "adviser", "mentor"]
    assert not opens(make.adviser(there.engagement.proposal.idea.club.school), row)

    reviews.hide(message=message.pk, reason="Chưa hợp", by=there.adviser)
    assert seen_by(there, row) == ["adviser"]


def test_the_file_of_a_held_message_is_opened_by_author_and_adviser(there: Talk):
    known(there)
    row = upload(there, there.mentor, picture())
    message = say(there.pk, there.mentor, "Xem giúp anh", attachments=[row.pk])
    assert (message.hold_reasons, seen_by(there, row)) == (["file"], ["adviser", "mentor"])

    reviews.allow(message=message.pk, by=there.adviser)
    assert seen_by(there, row) == ["pupil", "adviser", "mentor"]
    Clearance.objects.filter(user=there.mentor).update(expires_on=clock.today() - dt.timedelta(days=1))
    assert seen_by(there, row) == ["pupil", "adviser"]


def test_a_picture_stands_in_the_page_and_everything_else_is_a_download(there: Talk):
    client = Client()
    client.force_login(there.pupil)
    shown = client.get(reverse("message_file", args=[upload(there, there.pupil, picture(), "ảnh bìa.jpg").pk]))
    taken = client.get(reverse("message_file", args=[upload(there, there.pupil, office(), "bài.docx").pk]))

    assert shown["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert taken["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    for answer in (shown, taken):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert answer["Cache-Control"] == "private, no-store"


def test_the_page_and_the_api_take_and_refuse_alike(there: Talk):
    client, api = Client(), APIClient()
    client.force_login(there.pupil)
    api.force_authenticate(there.pupil)
    places = (
        (client, reverse("message_file_upload", args=[there.pk]), {}),
        (api, f"/api/v1/conversations/{there.pk}/files/", {"format": "multipart"}),
    )
    for sender, place, how in places:
        good = sender.post(place, {"file": papers.pdf()}, **how)
        assert (good.status_code, good.json()["type"]) == (201, "application/pdf")
        bad = sender.post(place, {"file": SimpleUploadedFile("a.pdf", b"MZ")}, **how)
        assert bad.status_code == 422
        assert "Chỉ nhận ảnh" in str(bad.json())
        assert sender.post(place, {}, **how).status_code in {400, 422}
    assert Attachment.objects.count() == 2


def test_nobody_brings_files_into_what_is_frozen_or_not_theirs(there: Talk):
    with pytest.raises(NotFound):
        upload(there, make.mentor(), picture())
    there.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))
    with pytest.raises(Conflict):
        upload(there, there.pupil, picture())


def test_only_one_s_own_unsent_file_travels(there: Talk):
    other = upload(there, there.adviser, picture())
    with pytest.raises(Invalid, match="tải lên lại"):
        say(there.pk, there.pupil, "Của cô", attachments=[other.pk])


def test_twenty_in_ten_minutes_and_no_more(there: Talk):
    small = picture()
    with time_machine.travel(clock.now(), tick=False):
        for _ in range(20):
            upload(there, there.pupil, small)
        with pytest.raises(TooOften):
            upload(there, there.pupil, small)


def test_what_nobody_sent_goes_after_a_day_with_its_bytes(there: Talk, django_capture_on_commit_callbacks: Any):
    orphan, sent = upload(there, there.pupil, picture()), upload(there, there.pupil, picture())
    say(there.pk, there.pupil, "Kèm ảnh", attachments=[sent.pk])
    storage, name = orphan.file.storage, orphan.file.name
    for hours, left in ((23, 2), (25, 1)):
        later = clock.now() + dt.timedelta(hours=hours)
        with time_machine.travel(later, tick=False), django_capture_on_commit_callbacks(execute=True):
            tasks.clear_files()
        assert Attachment.objects.count() == left
    assert not storage.exists(name)
    assert storage.exists(sent.file.name)
