"""The concept lexicon as staff browse it, and how often its concepts occur in what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from core.errors import NotFound
from core.pagination import PIECE, page_number
from matching.engine import catalogue, readings
from matching.engine.lexicon import Concept, Lexicon, Mention
from matching.enums import ConceptArea, ConceptKind
from matching.models import ConceptUse
from matching.selectors import lexicons
from network.enums import IdeaStatus, PostStatus
from network.models import Challenge, Offer
from network.selectors import ideas, posts
from people.models import User

CLEAR_GUESS = 0.5
"""A part of a form that speaks for a concept with less than this is not shown."""


@dataclass(frozen=True)
class Uses:
    ideas: int = 0
    challenges: int = 0
    offers: int = 0


@dataclass(frozen=True)
class Named:
    code: str
    name: str


@dataclass(frozen=True)
class Row:
    """A concept in a list; `translation`: its name in the other language."""

    code: str
    name: str
    translation: str
    kind: str
    area: str
    parent: Named | None
    uses: Uses

    @property
    def kind_label(self) -> str:
        return str(ConceptKind(self.kind).label)

    @property
    def area_label(self) -> str:
        return str(ConceptArea(self.area).label) if self.area else ""


@dataclass(frozen=True)
class Listing:
    rows: list[Row]
    next_number: int | None


@dataclass(frozen=True)
class Relation:
    other: Named
    weight: float


@dataclass(frozen=True)
class Detail:
    row: Row
    vi: tuple[str, ...]
    en: tuple[str, ...]
    children: list[Named]
    helped_by: list[Relation]
    helps: list[Relation]


@dataclass(frozen=True)
class Piece:
    """A piece of a text that was read; `concepts` it names, none for what lies between."""

    text: str
    concepts: list[Named]


@dataclass(frozen=True)
class Read:
    pieces: list[Piece]
    concepts: list[Named]
    guesses: list[Named]


def listed(
    viewer: User, language: str, *, q: str = "", area: str = "", kind: str = "", page: str | None = ""
) -> Listing:
    known = lexicons.current()
    found = catalogue.of(known).search(q, area=area, kind=kind)
    number = page_number(page)
    start = (number - 1) * PIECE
    shown = found[start : start + PIECE]
    uses = _uses(viewer, [concept.id for concept in shown])
    rows = [_row(known, concept, language, uses.get(concept.id, Uses())) for concept in shown]
    return Listing(rows, number + 1 if len(found) > start + PIECE else None)


def get_for(viewer: User, code: str, language: str) -> Detail:
    known = lexicons.current()
    concept = known.concepts.get(code)
    if concept is None:
        raise NotFound(_("Không có khái niệm này trong bộ từ."))
    row = _row(known, concept, language, _uses(viewer, [code]).get(code, Uses()))
    helped = [Relation(_named(known, one.target, language), one.weight) for one in known.helps if one.source == code]
    helping = [Relation(_named(known, one.source, language), one.weight) for one in known.helps if one.target == code]
    children = [_named(known, one.id, language) for one in known.concepts.values() if one.parent == code]
    return Detail(row, concept.vi, concept.en, children, _strongest(helped), _strongest(helping))


def names(language: str) -> list[tuple[str, str]]:
    """(id, name) of every concept, to choose from."""
    pairs = ((concept.id, concept.name(language)) for concept in lexicons.current().concepts.values())
    return sorted(pairs, key=lambda pair: pair[1])


def name(code: str, language: str) -> str:
    concept = lexicons.current().concepts.get(code)
    return concept.name(language) if concept else code.replace("_", " ")


def read(text: str, language: str) -> Read:
    """What the engine finds in a text. Nothing of it is kept."""
    known = lexicons.current()
    found = readings.read(known, text)
    codes = dict.fromkeys(mention.concept for mention in found.mentions)
    guessed = dict.fromkeys(one.concept for one in found.guesses if one.weight >= CLEAR_GUESS)
    return Read(
        _pieces(known, text, found.mentions, language),
        [_named(known, code, language) for code in codes],
        [_named(known, code, language) for code in guessed if code not in codes],
    )


def _pieces(known: Lexicon, text: str, mentions: Sequence[Mention], language: str) -> list[Piece]:
    """Mentions come in the order of the text and do not overlap; several concepts may share one place."""
    by_place: dict[tuple[int, int], list[Named]] = {}
    for mention in mentions:
        by_place.setdefault((mention.start, mention.end), []).append(_named(known, mention.concept, language))
    pieces, at = [], 0
    for (start, end), concepts in by_place.items():
        pieces += [Piece(text[at:start], []), Piece(text[start:end], concepts)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], [])) if piece.text]


def _strongest(relations: list[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda relation: (-relation.weight, relation.other.name))


def _row(known: Lexicon, concept: Concept, language: str, uses: Uses) -> Row:
    other = "vi" if language == "en" else "en"
    parent = _named(known, concept.parent, language) if concept.parent in known.concepts else None
    return Row(concept.id, concept.name(language), concept.name(other), concept.kind, concept.area, parent, uses)


def _named(known: Lexicon, code: str, language: str) -> Named:
    return Named(code, known.concepts[code].name(language))


def _uses(viewer: User, codes: list[str]) -> dict[str, Uses]:
    """By concept, in how many of the published texts this person may see it stands."""
    counted: dict[str, dict[str, int]] = {}
    seen: dict[str, QuerySet] = {  # type: ignore[type-arg]
        "idea": ideas.visible_to(viewer).filter(status=IdeaStatus.PUBLISHED),
        "challenge": posts.visible_to(viewer, Challenge).filter(status=PostStatus.PUBLISHED),
        "offer": posts.visible_to(viewer, Offer).filter(status=PostStatus.PUBLISHED),
    }
    for kind, rows in seen.items():
        visible = rows.order_by().values("pk")
        used = ConceptUse.objects.filter(concept__in=codes, **{f"{kind}__in": visible}).order_by()
        for code, count in used.values_list("concept").annotate(count=Count("pk")):
            counted.setdefault(code, {})[f"{kind}s"] = count
    return {code: Uses(**counts) for code, counts in counted.items()}
