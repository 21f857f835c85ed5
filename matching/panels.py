"""What the home pages show of the recommender: the best open pairs for what the reader has on the network."""

from typing import Any

from django.db.models import Q, Value

from matching import cards, wording
from matching.selectors import suggestions as selectors
from network.models import Challenge, Idea, Offer
from network.selectors import fields as field_selectors
from people.models import User
from people.selectors import hats

SHOWN = 3


def suggestions_for(user: User) -> list[cards.Card]:
    """For a pupil the own idea's mentors and challenges, for an adviser the clubs', for a supporter the own posts'."""
    worn = hats.of(user)
    mine = Q(pk=None)
    # By number, not through a join: otherwise every suggestion of the city is weighed to find these few.
    if worn.is_active_pupil:
        mine |= Q(idea_id__in=_ideas(team__pupil=user, team__left_at=None))
    if worn.is_adviser:
        mine |= Q(idea_id__in=_ideas(club__adviser=user, club__school__in=worn.staffed_school_ids))
    if worn.is_cleared_supporter:
        challenges, offers = _posts_of(user)
        mine |= Q(challenge_id__in=challenges) | Q(offer_id__in=offers)
    rows = list(selectors.open_pairs().filter(mine)[:SHOWN])
    if not rows:
        return []
    reader, names = wording.reader_of(worn), field_selectors.names()
    return [cards.card(row, reader, names) for row in rows]


def _ideas(**whose: Any) -> list[int]:
    return list(Idea.objects.filter(**whose).order_by().values_list("pk", flat=True))


def _posts_of(author: User) -> tuple[list[int], list[int]]:
    """Challenges and offers, in one question."""
    challenges = Challenge.objects.filter(author=author).order_by().values_list(Value("challenge"), "pk")
    offers = Offer.objects.filter(author=author).order_by().values_list(Value("offer"), "pk")
    found = list(challenges.union(offers, all=True))
    return [pk for kind, pk in found if kind == "challenge"], [pk for kind, pk in found if kind == "offer"]
