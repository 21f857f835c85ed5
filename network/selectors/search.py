"""Finding by words, with and without diacritics, and by facts."""

from typing import Any, TypeVar

from django.db.models import Case, Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import LessThanOrEqual

from core.text import fold
from network.models import Challenge, Offer

M = TypeVar("M", bound=Model)
P = TypeVar("P", Challenge, Offer)
MOST_WORDS = 8


def words_of(query: str) -> list[str]:
    return fold(query).split()[:MOST_WORDS]


def taken_apart(wanted: dict[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The words of a filter form, and its other values: few, and known beforehand."""
    return tuple(words_of(wanted.get("q") or "")), {name: value for name, value in wanted.items() if name != "q"}


def with_words(rows: QuerySet[M], query: str) -> QuerySet[M]:
    """Rows whose folded text has every word of the query, in any order; "dinh vu" finds "Đình Vũ"."""
    wanted = Q()
    for word in words_of(query):
        wanted &= Q(search_text__contains=word)
    return rows.filter(wanted)


def words_in_title(query: str, title: str) -> Combinable:
    """How many words of the query stand in the column `title`: rows with more of them come first.

    `search_text` begins with the folded title, and folding keeps the number of letters, so a word whose first
    place lies within the title's length stands in the title.
    """
    hits: Combinable = Value(0, output_field=IntegerField())
    for word in words_of(query):
        place = StrIndex(F("search_text"), Value(word))
        in_title = When(Q(search_text__contains=word) & Q(LessThanOrEqual(place, Length(F(title)))), then=1)
        hits = hits + Case(in_title, default=0, output_field=IntegerField())
    return hits


def narrow_posts(rows: QuerySet[P], wanted: dict[str, Any]) -> QuerySet[P]:
    """By the values of `forms.filters.PostFilterForm`; an empty value narrows nothing."""
    rows = with_words(rows, wanted.get("q") or "")
    if wanted.get("field"):
        # Not a join: a post with the field in two editions would come twice.
        in_field = rows.model._default_manager.filter(pk=OuterRef("pk"), fields__code=wanted["field"])
        rows = rows.filter(Exists(in_field))
    if wanted.get("commune"):
        rows = rows.filter(commune__code=wanted["commune"])
    if wanted.get("mode"):
        rows = rows.filter(mode__in=[wanted["mode"], "both"])
    if wanted.get("kind"):
        rows = rows.filter(Q(("kind", wanted["kind"])))
    if wanted.get("age"):
        rows = rows.filter(age_min__lte=wanted["age"], age_max__gte=wanted["age"])
    if wanted.get("free"):
        rows = rows.filter(status="published", seats_taken__lt=F("seats"))
    return rows
