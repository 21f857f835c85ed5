"""A season's trials as its file holds them (`engine/season_file.py`): numbers of this file alone, and no text."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from core import clock
from matching.engine.season_file import DECIMALS
from matching.models import Outcome
from matching.selectors import lessons
from matching.selectors.lessons import Trial
from network.models import Offer, Season


def season_of(code: str) -> Season | None:
    return Season.objects.filter(code=code).first()


def of(season: Season) -> list[dict[str, Any]]:
    """Of the season's ideas, by day."""
    trials = lessons.trials(Outcome.objects.filter(idea__season=season))
    kinds = dict(Offer.objects.filter(outcomes__idea__season=season).values_list("pk", "kind"))
    return list(_rows(sorted(trials, key=lambda trial: trial.at), season, kinds))


def _rows(trials: list[Trial], season: Season, kinds: dict[int, str]) -> Iterator[dict[str, Any]]:
    ideas: dict[int, int] = {}
    posts: dict[tuple[int | None, int | None], int] = {}
    for trial in trials:
        idea, challenge, offer = trial.pair
        yield {
            "idea": ideas.setdefault(idea, len(ideas) + 1),
            "post": posts.setdefault((challenge, offer), len(posts) + 1),
            "kind": kinds[offer] if offer else "challenge",
            "day": (_day(trial.at) - season.starts_on).days,
            "place": trial.place,
            "outcome": str(trial.end),
            "ours": _rounded(trial.seen["ours"]),
            "theirs": _rounded(trial.seen["theirs"]),
            "trust": round(trial.seen["trust"], DECIMALS),
        }


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(clock.zone()).date()


def _rounded(values: list[float | None]) -> list[float | None]:
    return [None if value is None else round(value, DECIMALS) for value in values]
