"""Rounds, their pairs and what became of each idea, as whoever runs them may see them. Nobody's name is among it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.pagination import PIECE, page_number
from matching.enums import Standing
from matching.models import Round, RoundPair
from network.models import Challenge, Idea, Offer, Season
from network.selectors import ideas, posts
from people.enums import Role
from people.models import School
from people.selectors import hats

SHOWS: dict[str, Q] = {
    "chosen": Q(chosen=True),
    "locked": Q(standing=Standing.LOCKED),
    "excluded": Q(standing=Standing.EXCLUDED),
    "others": Q(chosen=False, standing=Standing.FREE),
    "refused": ~Q(refusal=""),
}


@dataclass(frozen=True)
class Fate:
    """What one idea was given. `missed`: the best pair above it that it was not, `is_full` whether others hold it."""

    idea: Idea
    given: list[RoundPair]
    missed: RoundPair | None
    is_full: bool

    @property
    def cost(self) -> float | None:
        """How much lower the last it was given is than what it missed."""
        if self.missed is None or not self.given:
            return None
        return round(self.missed.score - self.given[-1].score, 2)

    @property
    def cost_points(self) -> int | None:
        """The same out of a hundred, as people see scores."""
        return None if self.cost is None else round(100 * self.cost)


@dataclass(frozen=True)
class Fates:
    rows: list[Fate]
    number: int
    next_number: int | None


@dataclass(frozen=True)
class Progress:
    """Of a published round: proposals made, pairs that could not be proposed, pairs that wait for the worker."""

    made: int
    refused: int
    waiting: int

    @property
    def sent(self) -> int:
        return self.made + self.refused

    @property
    def all(self) -> int:
        return self.sent + self.waiting


def visible_to(viewer: hats.Anyone) -> QuerySet[Round]:
    """All to the Department, its own to a school's administrators. What it was solved with and came to is left out."""
    worn = hats.of(viewer)
    rows = Round.objects.select_related("season", "school__organisation")
    if not worn.is_department_officer:
        rows = rows.filter(school__in=worn.organisations_as(frozenset({Role.SCHOOL_ADMIN})))
    return rows


def listed(viewer: hats.Anyone) -> QuerySet[Round]:
    return visible_to(viewer).defer("configuration", "plans")


def get_for(viewer: hats.Anyone, pk: int) -> Round:
    found = visible_to(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("Không tìm thấy đợt ghép này."))
    return found


def places_to_open(viewer: hats.Anyone) -> QuerySet[School]:
    """Schools whose own rounds this person may run."""
    worn = hats.of(viewer)
    return School.objects.filter(pk__in=worn.organisations_as(frozenset({Role.SCHOOL_ADMIN}))).select_related(
        "organisation"
    )


def seasons() -> QuerySet[Season]:
    return Season.objects.all()


def pairs(viewer: hats.Anyone, a_round: Round, show: str = "chosen") -> QuerySet[RoundPair]:
    """Best first. A pair whose idea or post this person may not read today is left out."""
    return _readable(viewer).filter(SHOWS.get(show, Q()), round=a_round)


def get_pair(viewer: hats.Anyone, a_round: Round, pk: int) -> RoundPair:
    found = _readable(viewer).filter(round=a_round, pk=pk).select_related("round").first()
    if found is None:
        raise NotFound(_("Không tìm thấy cặp này trong đợt ghép, hoặc một trong hai bên vừa đóng."))
    return found


def hidden(viewer: hats.Anyone, a_round: Round) -> int:
    """How many chosen pairs are left out of the list."""
    return a_round.pairs.filter(chosen=True).count() - pairs(viewer, a_round).count()


def progress(a_round: Round) -> Progress:
    chosen = Q(chosen=True)
    counted = a_round.pairs.aggregate(
        made=Count("pk", filter=Q(proposal__isnull=False)),
        refused=Count("pk", filter=~Q(refusal="")),
        waiting=Count("pk", filter=chosen & Q(proposal=None, refusal="")),
    )
    return Progress(**counted)


def fates(viewer: hats.Anyone, a_round: Round, asked: str | None, *, without: bool) -> Fates:
    """Idea by idea, in the order of the round; with `without` those that were given nothing."""
    about = [one["idea"] for one in a_round.configuration.get("ideas", [])]
    if without:
        served = set(a_round.pairs.filter(chosen=True).values_list("idea", flat=True))
        about = [idea for idea in about if idea not in served]
    number = page_number(asked)
    start = (number - 1) * PIECE
    rows = _fates(viewer, a_round, about[start : start + PIECE])
    return Fates(rows, number, number + 1 if len(about) > start + PIECE else None)


def _fates(viewer: hats.Anyone, a_round: Round, about: list[int]) -> list[Fate]:
    found = {idea.pk: idea for idea in ideas.visible_to(viewer).filter(pk__in=about)}
    of_idea: dict[int, list[RoundPair]] = defaultdict(list)
    for row in _readable(viewer).filter(round=a_round, idea__in=about).exclude(standing=Standing.EXCLUDED):
        of_idea[row.idea_id].append(row)
    taken = _taken(a_round)
    return [_fate(found[idea], of_idea[idea], a_round, taken) for idea in about if idea in found]


def _fate(idea: Idea, rows: list[RoundPair], a_round: Round, taken: dict[str, int]) -> Fate:
    given = [row for row in rows if row.chosen]
    last = given[-1].score if given else -1.0
    missed = next((row for row in rows if not row.chosen and row.score > last), None)
    capacity: dict[str, int] = a_round.configuration["capacity"]
    is_full = missed is not None and taken.get(missed.post_key, 0) >= capacity[missed.post_key]
    return Fate(idea=idea, given=given, missed=missed, is_full=is_full)


def _taken(a_round: Round) -> dict[str, int]:
    rows = a_round.pairs.filter(chosen=True).order_by().values_list("challenge", "offer").annotate(Count("pk"))
    return {f"challenge:{challenge}" if challenge else f"offer:{offer}": count for challenge, offer, count in rows}


def titles(viewer: hats.Anyone, keys: list[str]) -> dict[str, Challenge | Offer]:
    """The posts that a round's plans name, as far as this person may read them."""
    found: dict[str, Challenge | Offer] = {}
    models: tuple[type[Challenge] | type[Offer], ...] = (Challenge, Offer)
    for model in models:
        name = model.__name__.lower()
        wanted = [int(key.partition(":")[2]) for key in keys if key.startswith(f"{name}:")]
        for post in posts.visible_to(viewer, model).filter(pk__in=wanted):  # type: ignore[type-var]
            found[f"{name}:{post.pk}"] = post
    return found


def _readable(viewer: hats.Anyone) -> QuerySet[RoundPair]:
    seen: dict[str, Any] = {"idea__in": ideas.visible_to(viewer).values("pk")}
    of_posts = Q(challenge__in=posts.visible_to(viewer, Challenge).values("pk"))
    of_posts |= Q(offer__in=posts.visible_to(viewer, Offer).values("pk"))
    return RoundPair.objects.filter(of_posts, **seen).select_related(
        "idea__club__school__organisation", "challenge__organisation", "offer__organisation"
    )
