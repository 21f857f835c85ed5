"""Messages reach the carrier once, signed, in the background; their secret does not stay behind."""

import base64
import datetime as dt
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from core import clock
from people import senders
from people.models import TextMessage
from people.senders import Letter, SendFailed
from people.services import text_messages
from tests.races import race

pytestmark = pytest.mark.django_db
SECRET = "bi-mat-cua-tram"


class Carrier(BaseHTTPRequestHandler):
    """Answers with the statuses it is told to, then 200."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def do_GET(self):
        self.server.heard.append((dict(self.headers), b""))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def carrier(settings):
    server = HTTPServer(("127.0.0.1", 0), Carrier)
    server.heard, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    settings.SENDER, settings.SENDER_SECRET = "http", SECRET
    settings.SENDER_URL = f"http://127.0.0.1:{server.server_port}/gui"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def outbox(settings, tmp_path):
    settings.SENT_PATH = tmp_path / "sent"
    return settings.SENT_PATH


def queued(minutes=10):
    return text_messages.queue(phone="0912345678", text="Mã 135790", minutes=minutes)


def test_the_carrier_gets_it_signed(carrier):
    row = queued()

    assert text_messages.deliver(message_id=row.pk)

    [(headers, body)] = carrier.heard
    signed = f"{row.key}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert json.loads(body) == {"channel": "sms", "to": "0912345678", "text": "Mã 135790"}
    assert (headers["webhook-id"], headers["webhook-signature"]) == (str(row.key), f"v1,{wanted}")


def test_once_sent_the_text_is_wiped_and_it_is_not_sent_again(carrier):
    row = queued()
    text_messages.deliver(message_id=row.pk)

    assert not text_messages.deliver(message_id=row.pk)

    row.refresh_from_db()
    assert (row.text, row.sent_at is not None, len(carrier.heard)) == ("", True, 1)


def test_a_hiccup_is_tried_again_at_once_under_the_same_name(carrier):
    carrier.answers = [500, 503]

    assert text_messages.deliver(message_id=queued().pk)
    assert len({headers["webhook-id"] for headers, _ in carrier.heard}) == 1
    assert len(carrier.heard) == 3


def test_what_was_not_taken_is_tried_by_the_clock_and_given_up_in_the_end(carrier):
    carrier.answers = [500] * 100
    row = queued(minutes=60 * 24)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for _ in range(7):
            text_messages.deliver_waiting()
            traveller.shift(dt.timedelta(hours=1))

    row.refresh_from_db()
    assert (row.tries, row.text, row.failed_at is not None, len(carrier.heard)) == (5, "", True, 15)


def test_a_code_that_comes_too_late_is_not_sent(carrier):
    row = queued()
    with time_machine.travel(clock.now() + dt.timedelta(minutes=11), tick=False):
        text_messages.deliver_waiting()

    row.refresh_from_db()
    assert (row.text, row.failed_at is not None, carrier.heard) == ("", True, [])


@pytest.mark.parametrize("status", [302, 400, 401, 500])
def test_only_a_yes_is_a_yes_and_no_redirect_is_followed(carrier, status):
    carrier.answers = [status]
    with pytest.raises(SendFailed) as failure:
        senders.chosen().send(Letter(queued().key, "0912345678", "Mã 135790"))

    assert len(carrier.heard) == 1
    assert "135790" not in str(failure.value)


def test_a_carrier_that_does_not_answer_is_a_failure(settings, carrier):
    carrier.shutdown()
    carrier.server_close()
    with pytest.raises(SendFailed):
        senders.chosen().send(Letter(queued().key, "0912345678", "Mã"))


@pytest.mark.parametrize(
    ("url", "secret"), [("http://example.org/", "x"), ("ftp://localhost/", "x"), ("", "x"), ("https://a.vn/", "")]
)
def test_a_phone_number_never_goes_out_unencrypted_or_unsigned(settings, url, secret):
    settings.SENDER, settings.SENDER_URL, settings.SENDER_SECRET = "http", url, secret
    with pytest.raises(ImproperlyConfigured):
        senders.chosen()


def test_an_unknown_sender_is_named(settings):
    settings.SENDER = "bo-cau"
    with pytest.raises(ImproperlyConfigured, match="bo-cau"):
        senders.chosen()


def test_without_a_carrier_it_becomes_one_private_file(outbox):
    row = queued()
    letter = Letter(row.key, "0912345678", "Mã 135790")
    for _ in range(2):
        senders.chosen().send(letter)

    [file] = Path(outbox).iterdir()
    assert file.read_text("utf-8") == "0912345678\n\nMã 135790\n"
    assert file.stat().st_mode & 0o077 == 0


def test_the_console_shows_it(settings, capsys):
    settings.SENDER = "console"
    senders.chosen().send(Letter(queued().key, "0912345678", "Mã 135790"))

    assert "Mã 135790" in capsys.readouterr().out


def test_it_is_sent_after_the_commit(outbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = queued()
        assert not Path(outbox).exists()

    row.refresh_from_db()
    assert row.sent_at is not None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_send_it_once(carrier):
    row = TextMessage.objects.create(
        key="00000000-0000-4000-8000-000000000001",
        phone="0912345678",
        text="Mã",
        created_at=clock.now(),
        expires_at=clock.now() + dt.timedelta(minutes=10),
        due_at=clock.now(),
    )

    race(3, lambda index: text_messages.deliver(message_id=row.pk))

    assert len(carrier.heard) == 1
