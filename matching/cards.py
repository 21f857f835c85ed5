"""A stored suggestion as its card and its "Xem vì sao" page show it to one reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from matching import advice, marks, standing, wording
from matching.advice import Advice
from matching.marks import Mark, Piece
from matching.models import Suggestion
from matching.selectors.loads import Load
from matching.wording import Reader
from network.enums import Mode, ProposalSide

Part = tuple[str, list[Piece]]


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
class Said:
    """A reason in words, and the numbers of the marks it rests on."""

    text: str
    numbers: list[int]


@dataclass(frozen=True)
class Why:
    """The whole explanation. `rows` add up to `total` in points of a hundred, to one decimal."""

    suggestion: Suggestion
    reasons: list[Said]
    counters: list[str]
    advice: list[Advice]
    rows: list[dict[str, Any]]
    marks: list[Mark]
    ours: list[Part]
    theirs: list[Part]

    @property
    def points(self) -> int:
        return round(self.suggestion.score * 100)

    @property
    def total(self) -> float:
        return round(sum(row["points"] for row in self.rows), 1)


def card(suggestion: Suggestion, reader: Reader, fields: Mapping[str, str], load: Load | None = None) -> Card:
    counters = counter_sentences(suggestion, reader, fields, load or Load())
    return Card(
        suggestion=suggestion,
        reasons=[wording.sentence(reason, reader, fields) for reason in standing.reasons(suggestion)],
        counter=counters[0] if counters else "",
        kilometres=standing.kilometres(suggestion),
    )


def why(
    suggestion: Suggestion, reader: Reader, fields: Mapping[str, str], load: Load, side: ProposalSide | None
) -> Why:
    """`side`: on whose behalf the reader may act, and so what could be done is told."""
    reasons = standing.reasons(suggestion)
    found, numbers = marks.numbered(reasons)
    sentences = [wording.sentence(reason, reader, fields) for reason in reasons]
    return Why(
        suggestion=suggestion,
        reasons=[Said(*both) for both in zip(sentences, numbers, strict=True)],
        counters=counter_sentences(suggestion, reader, fields, load),
        advice=advice.of(suggestion, side, reader, fields, load),
        rows=_rows(suggestion.explanation["contributions"]),
        marks=found,
        ours=_parts(suggestion, "idea", found),
        theirs=_parts(suggestion, "post", found),
    )


def counter_sentences(suggestion: Suggestion, reader: Reader, fields: Mapping[str, str], load: Load) -> list[str]:
    """What costs most first; then what the author has on hand."""
    stored = [wording.sentence(reason, reader, fields) for reason in standing.counter_reasons(suggestion)]
    return [*stored, *wording.load_sentences(load, reader)]


def label(part: str) -> str:
    """What a part of a text is called above it; the title stands for itself."""
    if part == standing.TITLE:
        return _("Tên")
    return _("Đang cần") if part.startswith(standing.NEEDS) else _("Nội dung")


def _rows(contributions: list[tuple[str, float]]) -> list[dict[str, Any]]:
    """In tenths of a point, rounded so that what is shown still adds up (largest remainder)."""
    tenths = [(name, value * 1000) for name, value in contributions]
    whole = {name: int(value // 1) for name, value in tenths}
    missing = round(sum(value for _, value in tenths)) - sum(whole.values())
    for name, _value in sorted(tenths, key=lambda one: one[1] // 1 - one[1])[:missing]:
        whole[name] += 1
    ranked = sorted(whole.items(), key=lambda one: -one[1])
    return [{"label": wording.SCORERS[name], "points": value / 10} for name, value in ranked if value]


def _parts(suggestion: Suggestion, side: str, found: list[Mark]) -> list[Part]:
    other = {"idea": "post", "post": "idea"}[side]
    places = [(getattr(mark, side), mark.number, getattr(mark, other).said) for mark in found]
    parts = standing.texts(suggestion)[side].items()
    return [(label(name), marks.pieces(text, [one for one in places if one[0].part == name])) for name, text in parts]
