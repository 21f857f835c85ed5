"""Finding by words, with and without diacritics, and by facts."""

from typing import Any, TypeVar

from django.db.models import F, Model, Q, QuerySet

from core.text import fold
from network.models import Challenge, Offer

M = TypeVar("M", bound=Model)
P = TypeVar("P", Challenge, Offer)
MOST_WORDS = 8


def with_words(rows: QuerySet[M], query: str) -> QuerySet[M]:
    """Rows whose folded text has every word of the query, in any order; "dinh vu" finds "Đình Vũ"."""
    words = fold(query).split()[:MOST_WORDS]
    wanted = Q()
    for word in words:
        wanted &= Q(search_text__contains=word)
    return rows.filter(wanted)


def narrow_posts(rows: QuerySet[P], wanted: dict[str, Any]) -> QuerySet[P]:
    """By the values of `forms.filters.PostFilterForm`; an empty value narrows nothing."""
    rows = with_words(rows, wanted.get("q") or "")
    if wanted.get("field"):
        rows = rows.filter(fields__code=wanted["field"])
    if wanted.get("commune"):
        rows = rows.filter(commune__code=wanted["commune"])
    if wanted.get("mode"):
        rows = rows.filter(mode__in=[wanted["mode"], "both"])
    if wanted.get("kind"):
        rows = rows.filter(kind=wanted["kind"])
    if wanted.get("age"):
        rows = rows.filter(age_min__lte=wanted["age"], age_max__gte=wanted["age"])
    if wanted.get("free"):
        rows = rows.filter(status="published", seats_taken__lt=F("seats"))
    return rows
