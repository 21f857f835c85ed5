"""Mail: the urgent line without content, and the digest; once, to adults, in their language, naming nobody."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from core import clock
from people import notice_kinds
from people.enums import DigestRhythm
from people.models import Notice
from people.notice_kinds import Kind
from people.services import notice_preferences, notices
from people.services.mail import notices as mails
from tests import make

pytestmark = pytest.mark.django_db
USUAL = Kind("test_usual", "thường", "Việc %(what)s.")
MONDAY, TUESDAY = "2026-11-23 00:00+00:00", "2026-11-24 00:00+00:00"


@pytest.fixture(autouse=True)
def _known_kind(monkeypatch, settings):
    monkeypatch.setitem(notice_kinds.KINDS, USUAL.code, USUAL)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://nhipcau.example.vn"


@pytest.fixture
def mentor():
    return make.mentor()


def tell(person, *words):
    for word in words:
        notices.send(to=[person.pk], kind=USUAL, what=word)


def test_a_digest_carries_what_was_not_read_once(mentor):
    tell(mentor, "a", "b", "đã đọc")
    notices.read(notice=Notice.objects.get(facts={"what": "đã đọc"}))

    assert [mails.send_digests(), mails.send_digests()] == [1, 0]

    (letter,) = mail.outbox
    html, kind = letter.alternatives[0]
    assert (letter.to, letter.subject, kind) == ([mentor.email], "2 điều mới ở Nhịp Cầu", "text/html")
    assert "- Việc b.\n- Việc a.\n" in letter.body
    assert "đã đọc" not in letter.body
    assert "https://nhipcau.example.vn/notices/" in letter.body
    assert "<li>Việc b.</li><li>Việc a.</li>" in html
    tell(mentor, "c")
    assert mails.send_digests() == 1
    assert "Việc a." not in mail.outbox[1].body


def test_pupils_and_people_without_an_address_get_none():
    pupil = make.pupil()
    tell(pupil, "a")
    # Not even when an address has come to stand on the account.
    grown = make.pupil(email="em@vi-du.vn")
    tell(grown, "a")

    assert (mails.send_digests(), mail.outbox) == (0, [])


def test_in_the_readers_language(mentor):
    mentor.language = "en"
    mentor.save()
    tell(mentor, "a")

    mails.send_digests()

    assert mail.outbox[0].subject == "1 new thing on Nhịp Cầu"
    assert mail.outbox[0].body.startswith("Hello,")


@pytest.mark.parametrize(
    ("rhythm", "day", "sent"),
    [("off", MONDAY, 0), ("daily", TUESDAY, 1), ("weekly", MONDAY, 1), ("weekly", TUESDAY, 0)],
)
def test_as_often_as_wished(mentor, rhythm, day, sent):
    notice_preferences.choose(digest=DigestRhythm(rhythm), by=mentor)
    with time_machine.travel(day, tick=False):
        tell(mentor, "a")
        assert mails.send_digests() == sent


def test_a_missed_monday_is_made_up_for(mentor):
    notice_preferences.choose(digest=DigestRhythm.WEEKLY, by=mentor)
    with time_machine.travel(TUESDAY, tick=False):
        tell(mentor, "a")
        Notice.objects.update(created_at=clock.now() - dt.timedelta(days=8))
        assert mails.send_digests() == 1


def test_many_lines_are_counted_not_listed(mentor):
    tell(mentor, *(str(number) for number in range(25)))

    mails.send_digests()

    assert mail.outbox[0].body.count("- Việc") == 20
    assert "và 5 điều nữa" in mail.outbox[0].body


def test_a_mail_server_that_fails_loses_nothing(mentor, monkeypatch):
    tell(mentor, "a")

    def fail(self, messages):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", fail)
        with pytest.raises(OSError):
            mails.send_digests()
    assert Notice.objects.get().mailed_at is None

    assert mails.send_digests() == 1
    assert Notice.objects.get().mailed_at is not None


def test_an_urgent_line_says_only_that_there_is_something(mentor):
    home = make.school()
    lead = make.adult(home, make.Role.SCHOOL_ADMIN)
    pupil = make.pupil(home)
    make.concern(by=pupil, text="Chuyện riêng của em")

    assert [mails.send_urgent(), mails.send_urgent(), mails.send_digests()] == [1, 0, 0]

    (letter,) = mail.outbox
    html, _kind = letter.alternatives[0]
    assert (letter.to, letter.subject) == ([lead.email], "Có một việc cần xem, xin đăng nhập")
    for word in (
        "Chuyện riêng",
        pupil.full_name,
        pupil.given_name,
        home.organisation.name,
        "/concerns/",
        "an toàn cần",
    ):
        assert word not in letter.subject + letter.body + html


def test_it_leaves_by_itself_after_the_commit(django_capture_on_commit_callbacks):
    home = make.school()
    lead = make.adult(home, make.Role.SCHOOL_ADMIN)

    with django_capture_on_commit_callbacks(execute=True):
        make.concern(by=make.pupil(home))

    assert [letter.to for letter in mail.outbox] == [[lead.email]]
