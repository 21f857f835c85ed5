"""What pupils may not do and how long they may work: the law and the network's own stricter limits, as data. Pure.

`data/labour.json` has versions, each naming its sources; a placement keeps the version it was agreed by.
"""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parent / "data" / "labour.json"
SLOT_LEAST = 15


class Breach(StrEnum):
    """Which limit some hours are over."""

    DAY = "day"
    WEEK = "week"
    EARLY = "early"
    LATE = "late"
    OVERLAP = "overlap"
    SHORT = "short"


@dataclass(frozen=True)
class Limits:
    """Minutes in a day and in a week, and between which hours."""

    day: int
    week: int
    earliest: dt.time
    latest: dt.time


@dataclass(frozen=True)
class Prohibited:
    """A kind of work ("task") or a kind of place ("place") that is closed to minors."""

    code: str
    kind: str
    source: str
    words: dict[str, str]


@dataclass(frozen=True)
class Rulebook:
    version: str
    sources: tuple[str, ...]
    youngest: int
    too_young: dict[str, str]
    term: Limits
    off_term: Limits
    prohibited: tuple[Prohibited, ...]

    def limits(self, *, in_term: bool) -> Limits:
        return self.term if in_term else self.off_term


@dataclass(frozen=True, order=True)
class Span:
    """Some hours on one weekday (Monday is 0) or on one day."""

    day: int
    starts: dt.time
    ends: dt.time

    @property
    def minutes(self) -> int:
        return minutes_between(self.starts, self.ends)


def newest() -> Rulebook:
    return _all()[-1]


def of(version: str) -> Rulebook:
    """The rules of that version; of one that is no more, today's."""
    return next((book for book in _all() if book.version == version), newest())


def minutes_between(starts: dt.time, ends: dt.time) -> int:
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute


def breach_of_plan(spans: Sequence[Span], limits: Limits) -> tuple[Breach, Span | None] | None:
    """What a week's plan does against the limits: the first thing, and the hours that do it."""
    for span in sorted(spans):
        found = breach_of_hours(span, limits)
        if found:
            return found, span
        if any(overlap(span, other) for other in spans if other is not span):
            return Breach.OVERLAP, span
        if sum(other.minutes for other in spans if other.day == span.day) > limits.day:
            return Breach.DAY, span
    return (Breach.WEEK, None) if sum(span.minutes for span in spans) > limits.week else None


def breach_of_hours(span: Span, limits: Limits) -> Breach | None:
    """Of these hours alone."""
    if span.minutes < SLOT_LEAST:
        return Breach.SHORT
    if span.starts < limits.earliest:
        return Breach.EARLY
    if span.ends > limits.latest:
        return Breach.LATE
    return Breach.DAY if span.minutes > limits.day else None


def overlap(one: Span, other: Span) -> bool:
    return one.day == other.day and one.starts < other.ends and other.starts < one.ends


@cache
def _all() -> tuple[Rulebook, ...]:
    kept = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_book(row) for row in kept["versions"])


def _book(row: dict[str, Any]) -> Rulebook:
    law = row["law"]
    return Rulebook(
        version=row["version"],
        sources=tuple(row["sources"]),
        youngest=row["youngest"],
        too_young=row["too_young"],
        term=_limits(row["term"], law),
        off_term=_limits(row["break"], law),
        prohibited=tuple(_prohibited(row["prohibited"])),
    )


def _limits(row: dict[str, Any], law: dict[str, Any]) -> Limits:
    """Never more than the law gives, whatever the file says of our own."""
    return Limits(
        day=min(row["day"], law["day"]),
        week=min(row["week"], law["week"]),
        earliest=dt.time.fromisoformat(row["earliest"]),
        latest=dt.time.fromisoformat(row["latest"]),
    )


def _prohibited(rows: Iterable[dict[str, str]]) -> Iterable[Prohibited]:
    for row in rows:
        yield Prohibited(row["code"], row["kind"], row["source"], {"vi": row["vi"], "en": row["en"]})
