"""What every page says to the browser besides its content, and that the page keeps to it."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction

from tests.architecture import asking, doors, matrix
from tests.architecture.asking import Sessions
from tests.architecture.scenario import World

pytestmark = pytest.mark.django_db

FRONT = ("welcome", "account_login", "account_reset_password", "styleguide")
# What others uploaded comes with the strictest policy there is.
UPLOADED = {"message_file", "api-conversation-file"}
# Data in a script element is never run.
DATA = {"application/json", "importmap"}
# Pages behind a secret in their address tell no page at all where a reader came from.
SECRET = {"referee_form"}
LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "form": "action"}


class Page(HTMLParser):
    """Notes what a strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in facts and facts.get("type") not in DATA):
            self.faults.append(f"<{tag}> inside the page")
        self.faults += [f"{name}= on <{tag}>" for name in facts if name == "style" or name.startswith("on")]
        self.faults += [f"javascript: in {name}" for name, value in facts.items() if value.startswith("javascript:")]
        place = facts.get(LOADS.get(tag, ""), "")
        if "//" in place.partition("?")[0]:
            self.faults.append(f"<{tag}> leads to {place}")
        self.faults += [f"{name}= asks htmx to evaluate" for name in facts if name.startswith(("hx-on", "hx-vars"))]


@pytest.fixture(scope="module")
def answers(world: World, sessions: Sessions) -> list[tuple[str, Any]]:
    """Every page and every reading operation, as somebody who may have it; and the front pages as nobody."""
    known, found = doors.every(), []
    with transaction.atomic():
        for row in matrix.ACTS:
            may = [role for role, outcome in row.told.items() if outcome == "ok" and role != "anonymous"]
            for key in row.doors:
                if may and key.startswith("GET:"):
                    client = sessions.client(world.actor(may[0], row.on))
                    found.append((key, asking.ask(client, known[key[4:]], key, world.args.get(row.on, {}))))
        nobody = sessions.client(None)
        found += [(f"{name} as nobody", asking.ask(nobody, known[name], f"GET:{name}", {})) for name in FRONT]
        found.append(("nowhere", sessions.client(None).get("/khong-co/")))
        transaction.set_rollback(True)
    return found


def test_every_answer_carries_the_strict_headers(answers: list[tuple[str, Any]]) -> None:
    wrong = [f"{key}: {fault}" for key, answer in answers for fault in _faults(key.partition(":")[2], answer)]
    assert wrong == [], "\n".join(["", *wrong])
    assert len(answers) > 60


def test_no_page_holds_a_script_a_style_or_another_host(answers: list[tuple[str, Any]]) -> None:
    wrong, pages = [], 0
    for key, answer in answers:
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            page = Page()
            page.feed(answer.content.decode())
            wrong += [f"{key}: {fault}" for fault in page.faults]
            pages += 1
    assert wrong == [], "\n".join(["", *wrong])
    assert pages > 30


def test_what_somebody_logged_in_reads_is_kept_by_no_cache_on_the_way(answers: list[tuple[str, Any]]) -> None:
    wrong = [
        f"{key}: {answer.headers.get('Cache-Control')}"
        for key, answer in answers
        if key.startswith("GET:") and answer.status_code == 200 and not _is_private(answer)
    ]
    assert wrong == [], "\n".join(["", *wrong])


def test_pages_for_everybody_may_be_kept(answers: list[tuple[str, Any]]) -> None:
    told = {key: answer.headers.get("Cache-Control", "") for key, answer in answers}
    assert "no-store" not in told["welcome as nobody"]


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world: World, sessions: Sessions) -> None:
    from django.conf import settings

    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"


def _faults(name: str, answer: Any) -> list[str]:
    policy = dict(
        (part.strip() + " ").split(" ", 1) for part in answer.headers.get("Content-Security-Policy", "").split(";")
    )
    wanted = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "manifest-src": "'self'",
    }
    if name in UPLOADED:
        wanted = {"default-src": "'none'", "sandbox": "", "frame-ancestors": "'none'"}
    is_secret = name in SECRET
    faults = [] if {name: said.strip() for name, said in policy.items()} == wanted else [f"policy {policy}"]
    said = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        # The addresses of guardians' and referees' pages are secrets.
        "Referrer-Policy": "no-referrer" if is_secret or _place(answer).startswith("/g/") else "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    faults += [
        f"{name} is {answer.headers.get(name)}" for name, value in said.items() if answer.headers.get(name) != value
    ]
    permissions = answer.headers.get("Permissions-Policy", "")
    return faults + [
        f"may use the {name}"
        for name in ("camera", "microphone", "geolocation", "payment")
        if f"{name}=()" not in permissions
    ]


def _place(answer: Any) -> str:
    return str(answer.request["PATH_INFO"])


def _is_private(answer: Any) -> bool:
    said = answer.headers.get("Cache-Control", "")
    return "private" in said and "no-store" in said
