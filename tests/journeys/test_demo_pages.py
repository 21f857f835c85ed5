"""Every role on the data of the demonstration, through the log-in page's buttons. SCREENSHOTS=1 keeps the pictures."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from matching.selectors.suggestions import open_pairs
from matching.services import suggestions
from messaging.models import Conversation
from network.models import Challenge, Engagement, Idea, Proposal
from people.models import Concern
from tests.journeys.conftest import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
LARGEST = 250_000
# Every page is looked over on the phone; on the wide screen those that are shown, the journeys see most others.
PHONE = SCREENS["phone"]["viewport"]["width"]

GUEST = "guest"
ROLES = (
    GUEST, "pupil", "adviser", "school_admin", "representative", "mentor", "mentor_uncleared", "commune_officer",
    "department_officer",
)  # fmt: skip
# What a role opens: the picture's name (none: only looked over) and the address.
Walk = list[tuple[str, str]]


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
    call_command("load_demo", no_suggestions=True, verbosity=0, stdout=StringIO())
    suggestions.rebuild()


@pytest.fixture
def walks(demo) -> dict[str, Walk]:
    idea = Idea.objects.get(team__pupil__username="demo-pupil", team__left_at=None)
    challenge = Challenge.objects.filter(author__username="demo-representative", status="published").earliest("pk")
    return dict(_walks(idea, challenge))


def _walks(idea: Idea, challenge: Challenge) -> Iterator[tuple[str, Walk]]:
    best = open_pairs().filter(idea=idea)[0]
    asked = Proposal.objects.filter(idea=idea).exclude(state="engaged").earliest("pk")
    running = Engagement.objects.filter(proposal__idea=idea).earliest("pk")
    organisation = challenge.organisation_id
    talk = Conversation.objects.get(kind="engagement", subject=running.pk)
    yield (
        GUEST,
        [
            ("welcome", reverse("welcome")),
            ("log-in", reverse("account_login")),
            ("", reverse("concern_report")),
            ("", reverse("dev_mail")),
        ],
    )
    yield (
        "pupil",
        [
            ("home-pupil", reverse("home")),
            ("", reverse("idea_list")),
            ("idea", reverse("idea_detail", args=[idea.pk])),
            ("", reverse("idea_team", args=[idea.pk])),
            ("suggestions", reverse("idea_suggestions", args=[idea.pk])),
            ("why", reverse("suggestion_detail", args=[best.pk])),
            ("", reverse("proposal_list")),
            ("three-keys", reverse("proposal_detail", args=[asked.pk])),
            ("engagement", reverse("engagement_detail", args=[running.pk])),
            ("", reverse("conversation_list")),
            ("conversation", reverse("conversation_detail", args=[talk.pk])),
            ("", reverse("challenge_list")),
            ("", reverse("challenge_detail", args=[challenge.pk])),
            ("", reverse("search") + "?q=nuoc"),
            ("network", reverse("club_network", args=[idea.club_id])),
            ("", reverse("concern_report")),
            ("", reverse("concern_mine")),
            ("", reverse("notice_settings")),
        ],
    )
    yield (
        "adviser",
        [
            ("home-adviser", reverse("home")),
            ("", reverse("proposal_detail", args=[asked.pk])),
            ("", reverse("idea_edit", args=[idea.pk])),
            ("", reverse("club_detail", args=[idea.club_id])),
            ("", reverse("import_home")),
            ("", reverse("conversation_detail", args=[talk.pk])),
        ],
    )
    case = Concern.objects.get().pk
    yield (
        "school_admin",
        [
            ("", reverse("home")),
            ("", reverse("club_list")),
            ("", reverse("concern_list")),
            ("", reverse("concern_detail", args=[case])),
            ("", reverse("concern_111", args=[case])),
            ("", reverse("safeguarding")),
        ],
    )
    yield (
        "representative",
        [
            ("home-representative", reverse("home")),
            ("invite", reverse("challenge_suggestions", args=[challenge.pk])),
            ("post-form", reverse("challenge_create")),
            ("", reverse("offer_list") + "?mine=1"),
            ("", reverse("profile")),
        ],
    )
    yield "mentor", [("", reverse("home")), ("", reverse("notice_list")), ("", reverse("engagement_list"))]
    yield "mentor_uncleared", [("", reverse("home")), ("", reverse("idea_list"))]
    yield "commune_officer", [("", reverse("home"))]
    yield (
        "department_officer",
        [
            ("home-officer", reverse("home")),
            ("", reverse("review_queue")),
            ("coverage", reverse("coverage")),
            ("", reverse("organisation_list")),
            ("", reverse("organisation_detail", args=[organisation])),
            ("", reverse("organisation_network", args=[organisation])),
        ],
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_role_finds_its_pages_in_order(enter, walks, role):
    assert tuple(walks) == ROLES, "Each role is a test of its own: name it above."
    problems = [
        line
        for screen, facts in SCREENS.items()
        for line in _walk(enter(role, screen), role, walks[role], facts["viewport"]["width"])
    ]
    assert not problems, "\n".join(problems)


def _walk(visitor, role: str, walk: Walk, width: int) -> list[str]:
    visitor.stops = False
    if role != GUEST:
        visitor.page.goto(visitor.site + reverse("account_login"))
        visitor.press_form(reverse("demo_login", args=[role]))
    for picture, address in walk:
        if not picture and width != PHONE:
            continue
        visitor.page.goto(visitor.site + address)
        if "/network/" in address:
            expect(visitor.page.locator("#network canvas").first).to_be_visible()
        if picture and os.environ.get("SCREENSHOTS") == "1":
            _keep(visitor, f"{picture}-{width}.jpg")
        visitor.look()
    visitor.context.close()
    return [f"{visitor.who}: {line}" for line in visitor.problems]


def _keep(visitor, name: str) -> None:
    """What a page is about, in view: the map and the drawing stand below their page's head."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    drawing = visitor.main.locator(".nc-map, .nc-graph")
    if drawing.count():
        drawing.first.evaluate("element => element.scrollIntoView({block: 'center'})")
    visitor.page.screenshot(path=PICTURES / name, type="jpeg", quality=80, animations="disabled")
    assert (PICTURES / name).stat().st_size < LARGEST, f"{name} is too large for the README"
