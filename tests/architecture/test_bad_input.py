"""Nothing that can be sent breaks the site: the answer is a sentence, and nothing is half-written."""

import functools
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import reverse

from people.models import RecordRead
from tests import asked
from tests.architecture import asking, bodies, doors, matrix, rows
from tests.architecture.acts import Act
from tests.architecture.asking import MULTIPART, Sessions
from tests.architecture.doors import Door
from tests.architecture.scenario import World

pytestmark = pytest.mark.django_db

HUGE = 10**30
TEXTS = {
    "nothing": "",
    "oversized": "dài " * 5000,
    "markup": "<script>alert(1)</script><b onclick=x>",
    "emoji": "🛶🏽\u200d🚀" * 20,
    "invisible": "\u200b\u200d\ufeff",
    "right to left": "\u202eđảo ngược\u202c",
    "NUL": "a\x00b",
}
VALUES = {
    "huge": HUGE,
    "negative": -1,
    "list": ["a", ["b"]],
    "object": {"a": {"b": 1}},
    "no day": "2025-02-30",
    "null": None,
    "yes": True,
    "fraction": 1e308,
    "surrogate": "\ud800",
}
QUERIES = {
    "page": "abc",
    "page ": str(10**40),
    "q": "x" * 5000,
    "q ": "\ud800".encode("utf-8", "surrogatepass"),
    "field": "zzz",
    "kind": "zzz",
    "stage": "<b>",
    "commune": "9" * 40,
    "age": str(HUGE),
    "cursor": "khong-phai",
    "cursor ": "cD0xMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
    "page_size": "-1",
    "page_size ": str(10**40),
    "to": str(HUGE),
    "to ": "²",
    "sort": "zzz",
    "show": "zzz",
    "what": "zzz",
    "idea": str(10**18),
    "challenge": "٣",
    "format": "zzz",
    "as": "zzz",
}
RAW = {
    "cut off": b'{"title": ',
    "deep": b"[" * 20_000 + b"]" * 20_000,
    "not a number": b'{"title": NaN, "seats": Infinity}',
    "list": b'[1, "a"]',
    "text": b'"a"',
    "not UTF-8": b'{"title": "\xff\xfe"}',
    "NUL": b"\x00",
}
FORM_RAW = {"not UTF-8": b"title=%FF%FE&reason=%C3%28&text=%ED%A0%80", "NUL": b"title=%00&text=a%00b&q=%00"}
FORM = "application/x-www-form-urlencoded"
# What the framework judges before any door of ours does: one page and one operation stand for all.
STRANGE = {
    "no such kind": (b"title=a", "text/plain"),
    "parts without a boundary": (b"--x", "multipart/form-data"),
    "strange charset": (b"title=a", f"{FORM}; charset=utf-7"),
    "no charset": (b'{"title": "a"}', "application/json; charset=khong-co"),
}
# A sheet's bytes are tried in tests/network/test_imports_files.py and tests/people/test_rosters_read.py, a paper's in
# tests/people/test_consent_papers.py, a message's file's in tests/messaging/test_files.py.
FILES = {
    "POST:import_upload", "POST:api-import-list", "POST:roster_upload", "POST:api-roster-list", "POST:paper_upload",
    "POST:api-paper-upload", "POST:message_file_upload", "POST:api-conversation-file-upload",
}  # fmt: skip


def _writes() -> Iterator[tuple[Act, str, str]]:
    """Each door that changes something, with its act and a role that may."""
    seen = set()
    for row in matrix.ACTS:
        may = [role for role, outcome in row.told.items() if outcome == "ok"]
        for key in row.doors:
            if not key.startswith("GET:") and key not in seen | FILES and may:
                seen.add(key)
                yield row, key, may[0]


@pytest.fixture(scope="module")
def known() -> dict[str, Door]:
    return doors.every()


def test_no_value_breaks_a_form_or_an_operation(world: World, known: dict[str, Door], sessions: Sessions) -> None:
    wrong = []
    for row, key, role in _writes():
        door, args = known[key.partition(":")[2]], world.args.get(row.on, {})
        user = world.actor(role, row.on)
        for name, body in _bodies(bodies.body_for(key, args), is_api=door.is_api):
            wrong += _tried(f"{key} {name}", lambda: asking.ask(sessions.client(user), door, key, args, body))  # noqa: B023
    assert wrong == [], "\n".join(["", *wrong])


def test_no_bytes_break_a_form_or_an_operation(world: World, known: dict[str, Door], sessions: Sessions) -> None:
    wrong = []
    for row, key, role in _writes():
        door, args = known[key.partition(":")[2]], world.args.get(row.on, {})
        place, user = asking.address(door, args), world.actor(role, row.on)
        method = key.partition(":")[0]
        sent = {
            **{f"JSON {name}": (data, "application/json") for name, data in RAW.items() if door.is_api},
            **{f"form {name}": (data, FORM) for name, data in FORM_RAW.items() if not door.is_api},
        }
        if key in {"POST:idea_create", "POST:api-idea-list"}:
            sent |= STRANGE
        for name, (data, kind) in sent.items():
            wrong += _tried(
                f"{key} {name}",
                lambda: sessions.client(user).generic(method, place, data, content_type=kind),  # noqa: B023
            )
    assert wrong == [], "\n".join(["", *wrong])


def test_no_number_in_an_address_breaks_a_page(world: World, known: dict[str, Door], sessions: Sessions) -> None:
    """Numbers of things that cannot be: too large for any column, none at all; and NUL where a code stands."""
    wrong = []
    for row, key, role in _first_rows():
        door, user = known[key.partition(":")[2]], world.actor(role, row.on)
        if not door.parameters & set(world.args.get(row.on, {})):
            continue
        for odd in (HUGE, 2**63, 0):
            numbers = {"pk", "club_pk", "pupil_pk", "goal_pk", "clearance_pk", "reference_pk", "hat_pk", "subject"}
            args = world.args[row.on] | dict.fromkeys(door.parameters & numbers, odd)
            args |= dict.fromkeys(door.parameters & {"code", "kind", "key", "token", "check"}, f"x{odd}")
            body = bodies.body_for(key, world.args[row.on])
            ask = lambda: asking.ask(sessions.client(user), door, key, args, body)  # noqa: B023, E731
            wrong += _tried(f"{key} {odd}", ask, refuse=True)
    for place in ("/search/?q=%00", "/coverage/needs/?kind=%00", "/api/v1/search/?q=a%00b"):
        ask = lambda: sessions.client(world.people["department"]).get(place)  # noqa: B023, E731
        wrong += _tried(place, ask, refuse=True)
    nul = reverse("coverage_commune", args=["x"]).replace("/x/", "/%00/")
    wrong += _tried(nul, lambda: sessions.client(world.people["department"]).get(nul), refuse=True)
    assert wrong == [], "\n".join(["", *wrong])


def test_no_query_breaks_a_page(world: World, known: dict[str, Door], sessions: Sessions) -> None:
    wrong = []
    # Of two values for one name one stands in each.
    odd = [urlencode({name.strip(): value for name, value in part}) for part in (_first_values(), QUERIES.items())]
    for row, key, role in _first_rows("GET:"):
        door, args = known[key.partition(":")[2]], world.args.get(row.on, {})
        place, user = asking.address(door, args).partition("?")[0], world.actor(role, row.on)
        for query in odd:
            wrong += _tried(f"{key} ?{query[:40]}", lambda: sessions.client(user).get(f"{place}?{query}"))  # noqa: B023
    assert wrong == [], "\n".join(["", *wrong])


def test_no_log_in_form_breaks(world: World, known: dict[str, Door], sessions: Sessions) -> None:
    """The account pages are django-allauth's, the refusals ours."""
    names = ("login", "password", "email", "code", "oldpassword", "password1", "password2", "next", "remember")
    wrong = []
    for door in (known[name] for name in sorted(matrix.ACCOUNT_PAGES) if not known[name].parameters):
        for user in (None, world.people["mentor"]):
            place = reverse(door.name)
            for what, text in TEXTS.items():
                body = dict.fromkeys(names, text)
                ask = lambda: sessions.client(user).post(place, body)  # noqa: B023, E731
                wrong += _tried(f"{door.name} {what}", ask, closed=True)
            ask = lambda: sessions.client(user).get(f"{place}?next=%00&q=%00")  # noqa: B023, E731
            wrong += _tried(f"{door.name} ?next", ask, closed=True)
    assert wrong == [], "\n".join(["", *wrong])


def _first_values() -> list[tuple[str, Any]]:
    return [(name, value) for name, value in QUERIES.items() if not name.endswith(" ")]


def _first_rows(prefix: str = "") -> Iterator[tuple[Act, str, str]]:
    seen = set()
    for row in matrix.ACTS:
        may = [role for role, outcome in row.told.items() if outcome == "ok"]
        for key in row.doors:
            if key.startswith(prefix) and key not in seen | FILES and may:
                seen.add(key)
                yield row, key, may[0]


def _bodies(good: dict[str, Any], *, is_api: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Nothing; every free text odd while the rest is good, so that it reaches the database; everything odd at once."""
    yield "empty", {}
    if not good:
        return
    free = [name for name, value in good.items() if isinstance(value, str) and (" " in value or not value)]
    for what, text in TEXTS.items():
        if free:
            yield what, good | dict.fromkeys(free, text)
    if not is_api:
        yield "everything NUL", dict.fromkeys(good, "\x00")
        yield "everything huge", dict.fromkeys(good, str(HUGE))
        yield "no day", dict.fromkeys(good, "2025-02-30")
        return
    for what, value in VALUES.items():
        yield f"everything {what}", dict.fromkeys(good, value)
    for name in good:
        yield f"{name} huge", good | {name: HUGE}


def _tried(what: str, ask: Any, *, refuse: bool = False, closed: bool = False) -> list[str]:
    """On PostgreSQL: what asks it something new, or with a value that it may refuse."""
    part = asked.part(what)
    if not asked.is_wanted(part):
        return []
    with asked.NOTES.during(part):
        return _faults(what, ask, refuse=refuse, closed=closed)


def _faults(what: str, ask: Any, *, refuse: bool, closed: bool) -> list[str]:
    """What is wrong with the answer: a breakdown, the log-in, or something written by what was refused."""
    with transaction.atomic():
        before = _there()
        try:
            response = ask()
        except Exception as broken:  # noqa: BLE001
            response = None
            said = f"{what}: raises {broken!r}"
        else:
            said = f"{what}: {response.status_code}"
            if response.status_code >= 500:
                said += f" {getattr(response, 'exc_info', None) and response.exc_info[1]!r}"
        broken_down = response is None or response.status_code >= 500
        refused = response is not None and asking.outcome(response) not in {"ok", "standing"}
        half = not broken_down and refused and _rows() != before
        turned_away = refused and not closed and asking.outcome(response) == "login"
        transaction.set_rollback(True)
    if broken_down or turned_away or (refuse and not refused):
        return [said]
    return [f"{said}, and rows were written"] if half else []


@functools.cache
def _there() -> list[int]:
    """Before anything is tried: each try is rolled back, so it is the same before every one."""
    return _rows()


def _rows() -> list[int]:
    """All but the log of reads: the page that comes again is a read."""
    return rows.counted(without=RecordRead)


assert MULTIPART <= FILES
