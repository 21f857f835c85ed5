"""The published ideas and posts whose words a changed term may touch, and what they name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from core.text import fold
from matching.engine import overlay, readings, tokens
from matching.engine.documents import Document
from matching.engine.lexicon import Lexicon
from matching.engine.overlay import Change
from matching.selectors import corpus
from network.enums import IdeaStatus, PostStatus
from network.models import Challenge, Idea, Need, Offer

# More texts than this are not read for one change: a form so common is no term.
LOOKED_AT = 2000


@dataclass(frozen=True)
class Text:
    """`kind`: "idea", "challenge" or "offer"."""

    kind: str
    pk: int
    title: str
    document: Document

    def differs(self, one: Lexicon, other: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
        """The concepts that only the other lexicon finds here, and those that only the one does."""
        before, after = readings.named(one, self.document), readings.named(other, self.document)
        return after - before, before - after


@dataclass(frozen=True)
class Sources:
    """Rows to look among: all, or what somebody may see."""

    ideas: QuerySet[Idea]
    challenges: QuerySet[Challenge]
    offers: QuerySet[Offer]


def everything() -> Sources:
    return Sources(Idea.objects.all(), Challenge.objects.all(), Offer.objects.all())


def with_words_of(change: Change, sources: Sources) -> Iterator[Text]:
    """The published that have all words of a form the change touches, newest first of each kind."""
    forms = [stems for form in overlay.touched(change) if (stems := stems_of(form))]
    wanted = Q(pk__in=())
    for stems in forms:
        wanted |= _with_all(stems)
    yield from ideas(sources.ideas.filter(wanted | Q(pk__in=_by_needs(forms)))[:LOOKED_AT])
    for rows in (sources.challenges, sources.offers):
        yield from posts(rows.filter(wanted)[:LOOKED_AT])


def ideas(rows: QuerySet[Idea]) -> Iterator[Text]:
    for row in rows.filter(status=IdeaStatus.PUBLISHED).prefetch_related("needs") if not rows.query.is_sliced else rows:
        yield Text("idea", row.pk, row.title, corpus.words_of_idea(row))


def posts(rows: QuerySet[Any]) -> Iterator[Text]:
    for row in rows.filter(status=PostStatus.PUBLISHED) if not rows.query.is_sliced else rows:
        yield Text(row.kind_name, row.pk, row.title, corpus.words_of_post(row))


def stems_of(form: str) -> list[str]:
    """What each word of the form leaves in a folded text, however it is spelled: plural or not, kĩ or kỹ."""
    words = (tokens.singular(word.folded) for word in tokens.tokenise(form))
    return [stem for word in words if (stem := word.rstrip("iy"))]


def _with_all(stems: Iterable[str]) -> Q:
    wanted = Q()
    for stem in stems:
        wanted &= Q(search_text__contains=stem)
    return wanted


def _by_needs(forms: list[list[str]]) -> set[int]:
    """Ideas with such words in one of their needs, which have no folded column of their own."""
    rows = Need.objects.filter(idea__status=IdeaStatus.PUBLISHED).values_list("idea", "text")
    return {
        idea
        for idea, text in rows
        if (folded := fold(text)) and any(all(stem in folded for stem in stems) for stems in forms)
    }
