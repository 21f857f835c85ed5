"""The demonstration's mail is read where it was written; elsewhere there is no such page."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.management import call_command

from config import mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_in_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


def send(subject="Chào bạn", text="Mời xem https://nhipcau.example.vn/x/"):
    letter = EmailMultiAlternatives(subject, text, to=["hoa@vi-du.vn"])
    letter.attach_alternative("<p onclick=alert(1)>Chào<script>alert(1)</script></p>", "text/html")
    letter.send()


def test_without_the_demonstration_there_is_nothing(client, settings):
    settings.DEMO = False
    send()
    (letter,) = mailbox.letters()

    assert client.get("/dev/mail/").status_code == 404
    assert client.get(f"/dev/mail/{letter.name}/").status_code == 404


def test_list_and_one_mail(client, settings):
    settings.DEMO = True
    assert "Chưa có thư nào" in client.get("/dev/mail/").content.decode()
    send()
    (letter,) = mailbox.letters()

    assert (letter.to, letter.subject) == ("hoa@vi-du.vn", "Chào bạn")
    assert f"/dev/mail/{letter.name}/" in client.get("/dev/mail/").content.decode()
    answer = client.get(f"/dev/mail/{letter.name}/")
    page = answer.content.decode()
    assert 'href="https://nhipcau.example.vn/x/"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert client.get("/dev/mail/khong-co-0/").status_code == 404


def test_several_mails_of_one_connection_are_told_apart(settings):
    for subject in ("một", "hai"):
        send(subject)

    assert sorted(letter.subject for letter in mailbox.letters()) == ["hai", "một"]
    assert len({letter.name for letter in mailbox.letters()}) == 2


def test_the_test_mail_of_the_command_line_arrives():
    call_command("sendtestemail", "hoa@vi-du.vn")

    (letter,) = mailbox.letters()
    assert letter.to == "hoa@vi-du.vn"
    assert letter.subject.startswith("Test email from ")
