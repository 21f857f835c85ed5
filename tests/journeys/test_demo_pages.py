"""Every role on the data of the demonstration, through the log-in page's buttons. SCREENSHOTS=1 keeps the pictures."""

import fcntl
import os
import re
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys import demo_things, demo_walk
from tests.journeys.conftest import SCREENS
from tests.journeys.demo_walk import Stop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
LARGEST = 250_000
WIDE = SCREENS["desktop"]["viewport"]


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Path:
    """Where the loaded demonstration is kept for the tests after it: beside the folders of all workers."""
    own = tmp_path_factory.getbasetemp()
    return (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo.sqlite3"


@pytest.fixture
def demo(transactional_db, settings, kept) -> None:
    """Loaded by whoever needs it first, copied by everybody else. On PostgreSQL each loads it anew."""
    settings.DEMO, settings.MFA_REQUIRED = True, False
    if connection.vendor != "sqlite":
        _load()
        return
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _load()
            with closing(sqlite3.connect(kept)) as file:
                connection.connection.backup(file)
            return
    with closing(sqlite3.connect(kept)) as file:
        file.backup(connection.connection)


def _load() -> None:
    call_command("load_demo", verbosity=0, stdout=StringIO())


@pytest.fixture
def things(demo, settings, tmp_path) -> dict[str, dict[str, Any]]:
    settings.SENT_PATH = tmp_path / "sent"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return demo_things.find()


@pytest.mark.parametrize("role", demo_walk.WALK)
def test_a_role_finds_its_pages_in_order(enter, things, role):
    stops = [(stop, _address(stop, things)) for stop in demo_walk.WALK[role]]
    problems = [line for screen in SCREENS for line in _walk(enter(role, screen), role, stops, screen)]
    assert not problems, "\n".join(problems)


def _address(stop: Stop, things: dict[str, dict[str, Any]]) -> str:
    args = dict(things[stop.of]) if stop.of else {}
    query = args.pop("query", None)
    return reverse(stop.page, kwargs=args, query=query)


def _walk(visitor, role: str, stops: list[tuple[Stop, str]], screen: str) -> list[str]:
    """Every page on the phone, then wide in the dark; those that are shown once more on a wide screen of their own."""
    visitor.stops = False
    stops = [(stop, address) for stop, address in stops if stop.picture or screen == "phone"]
    if role != demo_walk.GUEST and stops:
        visitor.page.goto(visitor.site + reverse("account_login"))
        visitor.press_form(reverse("demo_login", args=[role]))
    for stop, address in stops:
        _open(visitor, stop, address)
        if stop.picture and os.environ.get("SCREENSHOTS") == "1":
            _keep(visitor, f"{stop.picture}-{SCREENS[screen]['viewport']['width']}.jpg")
        if not stop.does:
            visitor.look(dark_at=None if stop.picture else WIDE)
    visitor.context.close()
    return [f"{visitor.who}: {line}" for line in visitor.problems]


def _open(visitor, stop: Stop, address: str) -> None:
    """A page that turns this role away, or sends it elsewhere, has not been walked."""
    answer = visitor.page.goto(visitor.site + address)
    if answer.status != 200 or visitor.page.url != visitor.site + address:
        visitor.problems.append(f"{address}: {answer.status} at {visitor.page.url}")
    if stop.does:
        DOES[stop.does](visitor)
    if "_network" in stop.page:
        expect(visitor.page.locator("#network canvas").first).to_be_visible()


# --- What is done on a page; each button pressed has the page behind it looked over ---------------------------------
def _enter(guardian) -> None:
    guardian.press("Gửi mã cho tôi", within="main")
    newest = max(settings.SENT_PATH.iterdir(), key=lambda path: path.stat().st_mtime).read_text("utf-8")
    guardian.fill({"Mã 6 số": re.search(r"\b\d{6}\b", newest.partition("\n")[2])[0]})
    guardian.press("Vào trang", within="main")


def _enter_and_read(guardian) -> None:
    """The question stands behind the code; the door leads to the page that links to it."""
    asked = guardian.page.url
    if "Gửi mã cho tôi" in guardian.main.inner_text():
        _enter(guardian)
        guardian.page.goto(asked)
    guardian.look()


def _print(teacher) -> None:
    teacher.press("In thẻ lớp", within="main", confirm=True)


DOES = {"enter": _enter, "enter_and_read": _enter_and_read, "print": _print}


def _keep(visitor, name: str) -> None:
    """What a page is about, in view: the map and the drawing stand below their page's head."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    drawing = visitor.main.locator(".nc-map, .nc-graph")
    if drawing.count():
        drawing.first.evaluate("element => element.scrollIntoView({block: 'center'})")
    visitor.page.screenshot(path=PICTURES / name, type="jpeg", quality=80, animations="disabled")
    assert (PICTURES / name).stat().st_size < LARGEST, f"{name} is too large for the README"
