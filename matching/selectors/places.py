"""Where a pair stands in the list of one of its ends today."""

from typing import Any

from django.db.models import Q

from matching.enums import OutcomeKind
from matching.models import Outcome, Suggestion
from matching.selectors import suggestions


def in_list(pair: dict[str, Any], *, of_post: bool) -> int:
    """Counted from 1, as the page shows it; 0 where it is in none: not suggested, or set aside before."""
    row = Suggestion.objects.filter(**pair).first()
    if row is None or Outcome.objects.filter(**pair, kind=OutcomeKind.DISMISSED).exists():
        return 0
    return suggestions.open_pairs().filter(_list_of(row, of_post), _stands_before(row)).count() + 1


def _list_of(row: Suggestion, of_post: bool) -> Q:
    if not of_post:
        return Q(idea=row.idea_id)
    return Q(challenge=row.challenge_id) if row.challenge_id else Q(offer=row.offer_id)


def _stands_before(row: Suggestion) -> Q:
    """In the order of `suggestions.open_pairs`."""
    better = Q(score__gt=row.score) | Q(score=row.score, pk__lt=row.pk)
    return better & Q(is_next=True) if row.is_next else better | Q(is_next=True)
