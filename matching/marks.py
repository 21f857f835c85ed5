"""Which words of the two texts speak for each other, numbered, and the texts cut into pieces around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Reason = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Code points `start` (included) to `end` (excluded) of a part of a text, and what stands there."""

    part: str
    start: int
    end: int
    said: str


@dataclass(frozen=True)
class Mark:
    """One correspondence. `code` is that of the weightiest reason that rests on it."""

    number: int
    code: str
    idea: Place
    post: Place


@dataclass(frozen=True)
class Piece:
    """Characters with the same marks. `ends`: the numbers of those that end here; `partners`: what each of its marks
    points at in the other text."""

    text: str
    ends: tuple[int, ...] = ()
    partners: tuple[str, ...] = ()


def numbered(reasons: Iterable[Reason]) -> tuple[list[Mark], list[list[int]]]:
    """The marks in the order of the reasons, the same places once; and the numbers each reason rests on."""
    known: dict[tuple[Place, Place], Mark] = {}
    numbers: list[list[int]] = []
    for reason in reasons:
        places = [(Place(*mark["idea"]), Place(*mark["post"])) for mark in reason.get("marks", [])]
        for pair in places:
            known.setdefault(pair, Mark(len(known) + 1, reason["code"], *pair))
        numbers.append([known[pair].number for pair in places])
    return list(known.values()), numbers


def pieces(text: str, places: Iterable[tuple[Place, int, str]]) -> list[Piece]:
    """`places` of this text with their numbers and partners; they may overlap."""
    found = sorted(places, key=lambda one: one[1])
    cuts = sorted({0, len(text), *(at for place, _, _ in found for at in (place.start, place.end))})
    return [_piece(text, start, end, found) for start, end in pairwise(cuts)]


def _piece(text: str, start: int, end: int, found: list[tuple[Place, int, str]]) -> Piece:
    covering = [one for one in found if one[0].start <= start and end <= one[0].end]
    return Piece(
        text[start:end],
        ends=tuple(number for place, number, _ in covering if place.end == end),
        partners=tuple(partner for _, _, partner in covering),
    )
