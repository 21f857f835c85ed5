"""Knocking at a door as somebody, and hearing what is said."""

import io
import re
import zipfile
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from people.models import User
from people.permissions.standing import SENTENCES
from tests.architecture import bodies
from tests.architecture.doors import Door
from tests.architecture.scenario import World

# Sheets travel as files.
MULTIPART = {
    "POST:api-import-list", "POST:api-paper-upload", "POST:api-roster-list", "POST:api-conversation-file-upload",
}  # fmt: skip
# Inside a document, and no text.
PICTURES = (".png", ".jpeg")
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
_BY_STATUS = {
    400: "invalid", 401: "login", 403: "refused", 404: "missing", 405: "method", 409: "conflict", 422: "invalid",
}  # fmt: skip


class Sessions:
    """One log-in a person, however many doors the person tries; made before anything is tried and rolled back."""

    def __init__(self, world: World) -> None:
        # One for all: a client's own would build every middleware anew, once a request.
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self._keys: dict[int, str] = {}
        for user in world.everybody():
            client = Client()
            client.force_login(user)
            self._keys[user.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, user: User | None) -> Client:
        """A fresh client with fresh limits of how often one may ask."""
        cache.clear()
        client = Client(raise_request_exception=False)
        client.handler = self._handler
        if user is not None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._keys[user.pk]
        return client


def address(door: Door, args: dict[str, Any]) -> str:
    place = reverse(door.name, kwargs={name: args[name] for name in door.parameters})
    return f"{place}?idea={args['idea']}&challenge={args['challenge']}" if door.name == "proposal_create" else place


def ask(client: Client, door: Door, key: str, args: dict[str, Any], body: Any = None) -> Any:
    """With what a well-meaning person sends, unless a body is given."""
    method = key.partition(":")[0].lower()
    if method == "get":
        return client.get(address(door, args))
    body = bodies.body_for(key, args) if body is None else body
    if door.is_api and key not in MULTIPART:
        return getattr(client, method)(address(door, args), body, content_type="application/json")
    return getattr(client, method)(address(door, args), body)


def outcome(response: Any) -> str:
    """In the table's words."""
    if response.status_code == 302:
        place = response.headers["Location"]
        if place.startswith(reverse("account_login")):
            return "login"
        return "standing" if place == reverse("standing") else "ok"
    if response.status_code == 403 and any(str(sentence) in text(response) for sentence in SENTENCES.values()):
        return "standing"
    if response.request["REQUEST_METHOD"] == "POST" and 'aria-invalid="true"' in text(response):
        return "invalid"
    return "ok" if response.status_code < 300 else _BY_STATUS.get(response.status_code, str(response.status_code))


def text(response: Any) -> str:
    """Everything the answer carries: its body, a sheet's cells, and where it leads."""
    content = response.content
    if content.startswith(b"PK\x03"):
        with zipfile.ZipFile(io.BytesIO(content)) as sheet:
            content = b"".join(sheet.read(name) for name in sheet.namelist() if not name.endswith(PICTURES))
    body = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), content.decode())
    return body + response.headers.get("Location", "")
