"""What the engine is told about the two sides. Plain facts, no database, no Django.

An unknown fact is ``None`` (or empty, for a set or a text) and contributes nothing to any score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class SupplyKind(StrEnum):
    CHALLENGE = "challenge"
    MENTORING = "mentoring"
    TALK = "talk"
    VISIT = "visit"
    INTERNSHIP = "internship"
    LAB_OR_MATERIAL = "lab_or_material"
    FUNDING = "funding"
    JUDGING = "judging"


class Mode(StrEnum):
    ONLINE = "online"
    IN_PERSON = "in_person"
    BOTH = "both"


AgeBand = tuple[int, int]
"""Youngest and oldest age in whole years, both included."""

Place = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Need:
    """One typed need of an idea or a club: ``kind`` is what would answer it, if anybody said so."""

    kind: SupplyKind | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """An idea or a club that looks for help. ``version`` tells two states of it apart."""

    id: str
    title: str = ""
    text: str = ""
    needs: tuple[Need, ...] = ()
    fields: frozenset[str] = frozenset()
    ages: AgeBand | None = None
    place: Place | None = None
    lang: str = ""
    stage: str = ""
    fresh_days: float | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Supply:
    """A challenge or an offer.

    ``capacity_left`` counts teams or seats still free; ``response_rate`` is the share of proposals answered,
    already shrunk by the caller, in 0..1; ``fresh_days`` is the age of the last change in days;
    ``rate_once_answered`` is what the rate would be were all answered that wait for an answer now.
    """

    id: str
    kind: SupplyKind | None = None
    title: str = ""
    text: str = ""
    fields: frozenset[str] = frozenset()
    ages: AgeBand | None = None
    place: Place | None = None
    mode: Mode | None = None
    capacity_left: int | None = None
    lang: str = ""
    response_rate: float | None = None
    fresh_days: float | None = None
    rate_once_answered: float | None = None
    version: int = 0


Document = Demand | Supply


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of one part of a document.

    ``part`` is ``title``, ``text`` or ``needs.0``, ``needs.1`` …
    """

    part: str = field(compare=True)
    start: int
    end: int


def parts(document: Document) -> Iterator[tuple[str, str]]:
    """Every piece of text of the document under the name spans use; the strings exactly as given."""
    yield "title", document.title
    yield "text", document.text
    if isinstance(document, Demand):
        for position, need in enumerate(document.needs):
            yield f"needs.{position}", need.text


def part(document: Document, name: str) -> str:
    return dict(parts(document))[name]


def said(document: Document, span: Span) -> str:
    """The characters that stand at the span."""
    return part(document, span.part)[span.start : span.end]


def words_alone(document: Document) -> Document:
    """What it says, and nothing else about it: documents that are read alike are equal."""
    return saying(said_by(document))


Said = tuple[bool, str, str, str, tuple[str, ...]]
"""What is read in a document: whether it is a demand, its language, title, text, and needs. Quickly sent elsewhere."""


def said_by(document: Document) -> Said:
    """Documents that are read alike say the same."""
    if isinstance(document, Supply):
        return False, document.lang, document.title, document.text, ()
    last = max((position for position, need in enumerate(document.needs, start=1) if need.text), default=0)
    return True, document.lang, document.title, document.text, tuple(need.text for need in document.needs[:last])


def saying(what: Said) -> Document:
    """A document that says this, and nothing else."""
    is_demand, lang, title, text, needs = what
    if is_demand:
        return Demand("", title, text, tuple(Need(None, need) for need in needs), lang=lang)
    return Supply("", title=title, text=text, lang=lang)
