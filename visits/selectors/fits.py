"""Which offers the recommender finds fit for a school's clubs, as its own staff may read it."""

from typing import Any

from django.db.models import QuerySet

from core import written
from matching import standing
from matching.models import Suggestion
from matching.selectors import suggestions
from visits.rules import HOSTED_KINDS


def scores_of(schools: frozenset[int]) -> dict[int, float]:
    """By offer, the score of the best pair with an idea of these schools."""
    found: dict[int, float] = {}
    for offer, score in written.rows(_scores, schools) if schools else ():
        found[offer] = max(score, found.get(offer, 0.0))
    return found


def best_among(schools: frozenset[int], offers: tuple[int, ...]) -> dict[int, Suggestion]:
    """By offer, the best pair with an idea of these schools, with its explanation."""
    found: dict[int, Suggestion] = {}
    for pair in standing.with_needs(written.rows(_pairs, schools, offers)) if schools and offers else ():
        if pair.offer_id is not None:
            found.setdefault(pair.offer_id, pair)
    return found


def pairs_of(schools: frozenset[int]) -> QuerySet[Suggestion]:
    """All of these schools with offers that receive pupils."""
    return suggestions.open_pairs().filter(idea__club__school__in=schools, offer__kind__in=HOSTED_KINDS)


def _scores(schools: frozenset[int]) -> QuerySet[Suggestion, Any]:
    return pairs_of(schools).order_by().values_list("offer", "score")


def _pairs(schools: frozenset[int], offers: tuple[int, ...]) -> QuerySet[Suggestion]:
    return suggestions.open_pairs().filter(idea__club__school__in=schools, offer__in=offers).order_by("-score", "pk")
