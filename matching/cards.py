"""A stored suggestion as its card and its "Xem vì sao" page show it to one reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.text import fold
from matching import wording
from matching.engine.geo import distance_km
from matching.models import Suggestion
from matching.wording import Reader
from network.enums import Mode

Piece = tuple[bool, str]


@dataclass(frozen=True)
class Card:
    suggestion: Suggestion
    reasons: list[str]
    counter: str
    kilometres: float | None

    @property
    def points(self) -> int:
        """The score out of a hundred, as the ring shows it."""
        return round(self.suggestion.score * 100)

    @property
    def meets_online(self) -> bool:
        return self.suggestion.post.mode in {Mode.ONLINE, Mode.BOTH}


@dataclass(frozen=True)
class Why:
    """The whole explanation. `rows` add up to `total` in points of a hundred, to one decimal."""

    card: Card
    rows: list[dict[str, Any]]
    total: float
    counters: list[str]
    ours: list[tuple[str, list[Piece]]] = field(default_factory=list)
    theirs: list[tuple[str, list[Piece]]] = field(default_factory=list)


def card(suggestion: Suggestion, reader: Reader, fields: Mapping[str, str]) -> Card:
    explained = suggestion.explanation
    counters = [wording.sentence(reason, reader, fields) for reason in explained["counter_reasons"]]
    return Card(
        suggestion=suggestion,
        reasons=[wording.sentence(reason, reader, fields) for reason in explained["reasons"]],
        counter=counters[0] if counters else "",
        kilometres=kilometres(suggestion),
    )


def why(suggestion: Suggestion, reader: Reader, fields: Mapping[str, str]) -> Why:
    explained = suggestion.explanation
    rows = _rows(explained["contributions"])
    ours, theirs = _spans(explained["reasons"])
    return Why(
        card=card(suggestion, reader, fields),
        rows=rows,
        total=round(sum(row["points"] for row in rows), 1),
        counters=[wording.sentence(reason, reader, fields) for reason in explained["counter_reasons"]],
        ours=[(label, _marked(text, ours.get(part, []))) for part, label, text in _idea_parts(suggestion)],
        theirs=[(label, _marked(text, theirs.get(part, []))) for part, label, text in _post_parts(suggestion)],
    )


def _rows(contributions: list[tuple[str, float]]) -> list[dict[str, Any]]:
    """In tenths of a point, rounded so that what is shown still adds up (largest remainder)."""
    tenths = [(name, value * 1000) for name, value in contributions if abs(value) >= 0.0005]
    whole = {name: int(value // 1) for name, value in tenths}
    missing = round(sum(value for _, value in contributions) * 1000) - sum(whole.values())
    for name, _value in sorted(tenths, key=lambda one: one[1] // 1 - one[1])[: max(0, missing)]:
        whole[name] += 1
    ranked = sorted(whole.items(), key=lambda one: -one[1])
    return [{"label": wording.SCORERS[name], "points": value / 10} for name, value in ranked if value]


def kilometres(suggestion: Suggestion) -> float | None:
    ours, theirs = suggestion.idea.club.school.organisation.commune, suggestion.post.commune
    if None in (ours.latitude, ours.longitude, theirs.latitude, theirs.longitude):
        return None
    return distance_km((ours.latitude, ours.longitude), (theirs.latitude, theirs.longitude))  # type: ignore[arg-type]


def _idea_parts(suggestion: Suggestion) -> list[tuple[str, str, str]]:
    idea = suggestion.idea
    needs = [(f"needs.{position}", _("Đang cần"), need.text) for position, need in enumerate(idea.needs.all())]
    return [("title", "", idea.title), ("text", _("Ý tưởng"), f"{idea.problem}\n{idea.solution}"), *needs]


def _post_parts(suggestion: Suggestion) -> list[tuple[str, str, str]]:
    post = suggestion.post
    return [("title", "", post.title), ("text", _("Nội dung"), post.text)]


def _spans(reasons: list[dict[str, Any]]) -> tuple[dict[str, list[tuple[int, int]]], dict[str, list[tuple[int, int]]]]:
    """Where each side's text speaks for the pair, by part."""
    sides: tuple[dict[str, list[tuple[int, int]]], dict[str, list[tuple[int, int]]]] = ({}, {})
    for reason in reasons:
        for side, name in zip(sides, ("demand", "supply"), strict=True):
            params = reason["params"]
            single = [params[f"{name}_span"]] if f"{name}_span" in params else []
            for part, start, end in (*single, *params.get(f"{name}_spans", [])):
                side.setdefault(part, []).append((start, end))
    return sides


def _marked(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    """The text cut into pieces, (is marked, piece). Spans that no longer lie inside the text mark nothing."""
    pieces: list[Piece] = []
    at = 0
    for start, end in sorted(spans):
        if start < at or end > len(text) or not fold(text[start:end]):
            continue
        pieces += [(False, text[at:start]), (True, text[start:end])]
        at = end
    return [piece for piece in (*pieces, (False, text[at:])) if piece[1]]
