"""Every door × every role: who gets in, and that no door tells a pupil's name to somebody who may not know it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from people.permissions.standing import SENTENCES
from tests.architecture import doors, matrix, scenario
from tests.architecture.doors import Door
from tests.architecture.matrix import Act
from tests.architecture.scenario import GIVEN_NAMES, OF_THE_SCHOOL, ROLES, World

_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
MULTIPART = {"POST:api-import-list"}
_BY_STATUS = {
    400: "invalid", 401: "login", 403: "refused", 404: "missing", 405: "method", 409: "conflict", 422: "invalid",
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """What one role was told at one door."""

    key: str
    on: str
    role: str
    outcome: str
    text: str

    def __str__(self) -> str:
        return f"{self.key} on {self.on or 'nothing'} as {self.role}: {self.outcome}"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once; what a cell writes is rolled back with it, all of it at the end."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        yield scenario.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cells(world: World) -> list[Cell]:
    known, sessions = doors.every(), _Sessions()
    found = []
    for row in matrix.ACTS:
        for key in row.doors:
            door = known.get(key.partition(":")[2])
            if door is not None:
                found += [_cell(world, sessions, row, door, key, role) for role in ROLES]
    return found


def test_every_door_is_in_the_table() -> None:
    rows = {key for row in matrix.ACTS for key in row.doors}
    known = {name: door for name, door in doors.every().items() if name not in matrix.ACCOUNT_PAGES}
    keys = {key for name, door in known.items() if name not in matrix.WITHOUT_A_ROW for key in door.keys}
    assert sorted(keys - rows) == [], "Add a row to tests/architecture/matrix.py: who may do this, and who may not?"
    assert sorted(rows - keys) == [], "These doors of the table lead nowhere any more."


def test_everybody_is_told_what_the_table_says(cells: list[Cell]) -> None:
    wrong = [f"{cell}, expected {wanted}" for cell, wanted in _with_expectations(cells) if cell.outcome != wanted]
    assert wrong == [], "\n".join(["", *wrong])


def test_no_pupil_is_named_to_anybody_outside_the_school(cells: list[Cell]) -> None:
    assert [str(cell) for cell in cells if cell.role not in OF_THE_SCHOOL and _full_names_in(cell.text)] == []


def test_first_names_are_told_only_inside_an_engagement(cells: list[Cell]) -> None:
    outside = [cell for cell in cells if cell.role not in OF_THE_SCHOOL and not cell.on.startswith("engagement")]
    assert [str(cell) for cell in outside if any(given in cell.text for given in GIVEN_NAMES)] == []
    inside = [cell for cell in cells if cell.key == "GET:engagement_detail" and cell.role == "mentor"]
    assert [GIVEN_NAMES[0] in cell.text for cell in inside] == [True]


def test_a_page_for_a_button_is_not_a_link(world: World) -> None:
    """What changes something never answers to GET, whoever asks."""
    client = Client()
    client.force_login(world.people["department"])
    wrong = {}
    for door in doors.every().values():
        if door.name in matrix.ACCOUNT_PAGES or "GET" in door.methods:
            continue
        args = dict.fromkeys(door.parameters, 1) | {name: "idea" for name in door.parameters & {"kind", "role", "key"}}
        status = client.get(reverse(door.name, kwargs=args)).status_code
        if status != 405:
            wrong[door.name] = status
    assert wrong == {}


class _Sessions:
    """One log-in a person, however many doors the person tries."""

    def __init__(self) -> None:
        self._keys: dict[int, str] = {}

    def client(self, user: Any) -> Client:
        client = Client(raise_request_exception=False)
        if user is None:
            return client
        if user.pk not in self._keys:
            client.force_login(user)
            assert SESSION_KEY in client.session
            self._keys[user.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
        client.cookies[settings.SESSION_COOKIE_NAME] = self._keys[user.pk]
        return client


def _cell(world: World, sessions: _Sessions, row: Act, door: Door, key: str, role: str) -> Cell:
    args = world.args.get(row.on, {})
    user = world.actor(role, row.on)
    client = sessions.client(user)
    cache.clear()
    with transaction.atomic():
        response = _ask(client, door, key, args)
        outcome, text = _outcome(response), _text(response)
        transaction.set_rollback(True)
    return Cell(key, row.on, role, outcome, text)


def _ask(client: Client, door: Door, key: str, args: dict[str, Any]) -> Any:
    method = key.partition(":")[0].lower()
    address = reverse(door.name, kwargs={name: args[name] for name in door.parameters})
    if door.name == "proposal_create":
        address += f"?idea={args['idea']}&challenge={args['challenge']}"
    if method == "get":
        return client.get(address)
    body = doors.body_for(key, args)
    if door.is_api and key not in MULTIPART:
        return getattr(client, method)(address, body, content_type="application/json")
    return getattr(client, method)(address, body)


def _outcome(response: Any) -> str:
    if response.status_code == 302:
        place = response.headers["Location"]
        if place.startswith(reverse("account_login")):
            return "login"
        return "standing" if place == reverse("standing") else "ok"
    if response.status_code == 403 and any(str(sentence) in _text(response) for sentence in SENTENCES.values()):
        return "standing"
    if response.status_code == 200 and _has_form_with_mistakes(response):
        return "invalid"
    return "ok" if response.status_code < 300 else _BY_STATUS.get(response.status_code, str(response.status_code))


def _has_form_with_mistakes(response: Any) -> bool:
    contexts = response.context or []
    forms = [value for context in contexts for value in context.flatten().values() if hasattr(value, "is_bound")]
    return response.request["REQUEST_METHOD"] == "POST" and any(form.is_bound and form.errors for form in forms)


def _text(response: Any) -> str:
    """Everything the answer carries: its body, a sheet's cells, and where it leads."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as sheet:
            content = b"".join(sheet.read(name) for name in sheet.namelist())
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), content.decode())
    return text + response.headers.get("Location", "")


def _full_names_in(text: str) -> bool:
    return any(f"Bùi Thị {given}" in text for given in GIVEN_NAMES)


def _with_expectations(cells: list[Cell]) -> Iterator[tuple[Cell, str]]:
    told = {(key, row.on): row.told for row in matrix.ACTS for key in row.doors}
    for cell in cells:
        yield cell, told[cell.key, cell.on][cell.role]
