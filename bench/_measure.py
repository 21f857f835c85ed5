"""The measuring itself, in a process of its own: `pages.py` starts it with the database and the settings."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from config import memory  # noqa: E402
from config.demo.logins import LOGINS  # noqa: E402
from matching.models import Suggestion  # noqa: E402
from matching.selectors import corpus  # noqa: E402
from matching.selectors import suggestions as suggestion_selectors  # noqa: E402
from matching.services import suggestions  # noqa: E402
from network.models import Challenge, Club, Idea, Offer  # noqa: E402
from network.selectors import clubs, engagements, idea_lists, posts, proposals  # noqa: E402
from people.models import User  # noqa: E402

WARM_UPS, RUNS = 3, 30
TYPICAL, WORST, RECOMPUTE = 12.0, 40.0, 200.0


@dataclass(frozen=True)
class Page:
    role: str
    name: str
    url: str


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU: `site` is this process, `server` the database's own (0 where it lives inside ours)."""

    site: list[float]
    server: float
    queries: int
    kilobytes: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.site) + self.server

    @property
    def worst(self) -> float:
        return max(self.site) + self.server


def main(wanted: str = "") -> None:
    print(f"counting to five million takes {yardstick():.0f} ms")
    print(f"{counted(Idea, 'ideas')}, {counted(Challenge, 'challenges')}, {counted(Offer, 'offers')}, ", end="")
    print(f"{counted(Club, 'clubs')}, {counted(User, 'people')}, {counted(Suggestion, 'suggestions')}")
    print(f"\n{'page, as whom':<46}{'median':>8}{'worst':>8}{'goal':>7}{'of it database':>16}{'queries':>9}{'KB':>6}")
    medians = []
    for page in pages():
        if wanted not in f"{page.name}, {page.role}":
            continue
        cost = of_page(page)
        medians.append(cost.median)
        mark = "" if cost.median <= WORST else "  ← MISSED"
        print(
            f"{page.name + ', ' + page.role:<46}{cost.median:>8.1f}{cost.worst:>8.1f}{f'≤ {WORST:.0f}':>7}"
            f"{server_share(cost):>16}{cost.queries:>9}{cost.kilobytes:>6.0f}{mark}",
            flush=True,
        )
    if medians:
        typical = statistics.median(medians)
        verdict = "met" if typical <= TYPICAL else "MISSED"
        print(f"{'the median of these pages':<46}{typical:>8.1f}{'':>8}{f'≤ {TYPICAL:.0f}':>7}  {verdict}")
    if not wanted:
        recomputing()


def pages() -> list[Page]:
    """Found through the selectors, so that each is a page its reader may see."""
    pupil, adviser, mentor, head = map(user, ("pupil", "adviser", "mentor", "representative"))
    challenge = posts.visible_to(pupil, Challenge).order_by("pk").first()
    own = idea_lists.own_of(pupil).order_by("pk")
    idea = next(row for row in own if suggestion_selectors.for_idea(pupil, row).exists())
    asked = next(row for row in posts.written_by(head, Challenge) if suggestion_selectors.for_post(head, row).exists())
    why = suggestion_selectors.for_idea(pupil, idea).first()
    club = clubs.own_of(adviser).first()
    proposal = proposals.visible_to(adviser).order_by("pk").first()
    running = engagements.visible_to(mentor).order_by("pk").first()
    named: list[tuple[str, str, str, tuple[int, ...], str]] = [
        ("pupil", "home", "home", (), ""),
        ("adviser", "home", "home", (), ""),
        ("representative", "home", "home", (), ""),
        ("department_officer", "home", "home", (), ""),
        ("pupil", "challenges", "challenge_list", (), ""),
        ("pupil", "challenges searched", "challenge_list", (), "?q=nuoc"),
        ("department_officer", "challenges", "challenge_list", (), ""),
        ("pupil", "one challenge", "challenge_detail", (challenge.pk,), ""),
        ("pupil", "ideas", "idea_list", (), ""),
        ("representative", "ideas", "idea_list", (), ""),
        ("pupil", "one idea", "idea_detail", (idea.pk,), ""),
        ("pupil", "suggestions for an idea", "idea_suggestions", (idea.pk,), ""),
        ("representative", "suggestions for a challenge", "challenge_suggestions", (asked.pk,), ""),
        ("pupil", "why this suggestion", "suggestion_detail", (why.pk,), ""),
        ("adviser", "proposals", "proposal_list", (), ""),
        ("adviser", "one proposal", "proposal_detail", (proposal.pk,), ""),
        ("mentor", "one engagement", "engagement_detail", (running.pk,), ""),
        ("pupil", "search", "search", (), "?q=nuoc+sach"),
        ("department_officer", "search", "search", (), "?q=robot"),
        ("pupil", "clubs", "club_list", (), ""),
        ("department_officer", "clubs", "club_list", (), ""),
        ("department_officer", "coverage", "coverage", (), ""),
        ("adviser", "network picture", "club_network", (club.pk,), ""),
        ("pupil", "API challenges", "api-challenge-list", (), ""),
        ("pupil", "API ideas", "api-idea-list", (), ""),
        ("pupil", "API search", "api-search", (), "?q=nuoc+sach"),
        ("pupil", "API suggestions", "api-idea-suggestions", (idea.pk,), ""),
    ]
    return [Page(role, name, reverse(address, args=args) + query) for role, name, address, args, query in named]


def of_page(page: Page) -> Cost:
    client = Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"})
    client.force_login(user(page.role))

    def ask() -> Any:
        response = client.get(page.url)
        assert response.status_code == 200, f"{page.url} answered {response.status_code}"
        return response

    with CaptureQueriesContext(connection) as captured:
        kilobytes = len(ask().content) / 1024
    return timed(ask, len(captured), kilobytes)


def timed(ask: Callable[[], Any], queries: int, kilobytes: float = 0.0, runs: int = RUNS) -> Cost:
    for _ in range(WARM_UPS):
        ask()
    memory.settle()
    site, before = [], server_milliseconds()
    for _ in range(runs):
        start = time.process_time()
        ask()
        site.append((time.process_time() - start) * 1000)
    return Cost(site, (server_milliseconds() - before) / runs, queries, kilobytes)


def server_milliseconds() -> float:
    """What our connection's PostgreSQL process has used so far, where the system tells."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    place = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(place.read_text().split()[0]) / 1e6 if place.exists() else 0.0


def server_share(cost: Cost) -> str:
    return f"{cost.server:.1f}" if cost.server else "–"


def recomputing() -> None:
    """Suggestions for one changed idea, as the background worker computes them: the matcher is warm."""
    pk = corpus.number(next(corpus.demands()).id)[1]
    suggestions.recompute_for_idea(pk)
    items = sum(1 for _ in corpus.demands()) + sum(1 for _ in corpus.supplies())
    with CaptureQueriesContext(connection) as captured:
        suggestions.recompute_for_idea(pk)
    cost = timed(lambda: suggestions.recompute_for_idea(pk), len(captured), runs=10)
    name = f"suggestions for a changed idea, {items} items"
    mark = "" if cost.median <= RECOMPUTE else "  ← MISSED"
    print(
        f"{name:<46}{cost.median:>8.1f}{cost.worst:>8.1f}{f'≤ {RECOMPUTE:.0f}':>7}"
        f"{server_share(cost):>16}{cost.queries:>9}{mark}"
    )


def yardstick() -> float:
    """How fast this machine is just now: figures from two machines compare only beside it."""
    start, total = time.process_time(), 0
    for number in range(5_000_000):
        total += number
    return (time.process_time() - start) * 1000


def user(role: str) -> User:
    return User.objects.get(username=next(login.username for login in LOGINS if login.role == role))


def counted(model: Any, name: str) -> str:
    return f"{model.objects.count():,} {name}"


if __name__ == "__main__":
    main(*sys.argv[1:2])
