"""What the home pages show of the recommender: the best open pairs for what the reader has on the network."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from core import written
from matching import cards, wording
from matching.models import Suggestion
from matching.selectors import loads
from matching.selectors import suggestions as selectors
from network.models import Challenge, Idea, Offer
from network.selectors import fields as field_selectors
from network.selectors import home
from people.models import User
from people.selectors import hats

SHOWN = 3


def suggestions_for(user: User) -> list[cards.Card]:
    """For a pupil the own idea's mentors and challenges, for an adviser the clubs', for a supporter the own posts'."""
    rows = selectors.literal(written.rows(_pairs_of, hats.reader(user), *_own_posts(user))[:SHOWN])
    if not rows:
        return []
    reader, names, known = wording.reader_of(hats.of(user)), field_selectors.names(), loads.of(rows)
    return [cards.card(row, reader, names, known[row.post.author_id]) for row in rows]


def _own_posts(user: User) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of the challenges and the offers a cleared supporter wrote."""
    if not hats.of(user).is_cleared_supporter:
        return (), ()
    return _by(user, home.first_in_hand(user, Challenge)), _by(user, home.first_in_hand(user, Offer))


def _by(user: User, posts: Sequence[Challenge | Offer]) -> tuple[int, ...]:
    return tuple(post.pk for post in posts if post.author_id == user.pk)


def _pairs_of(viewer: hats.Anyone, challenges: tuple[int, ...], offers: tuple[int, ...]) -> QuerySet[Suggestion]:
    """Posts by number, not through a join: otherwise every suggestion of the city is weighed to find these few."""
    worn = hats.of(viewer)
    mine = Q(challenge_id__in=challenges) | Q(offer_id__in=offers)
    if worn.is_active_pupil:
        mine |= Q(idea_id__in=_ideas_of_team(worn))
    if worn.is_adviser:
        mine |= Q(idea_id__in=_ideas_in_charge(worn))
    return selectors.open_pairs().filter(mine)


def _ideas_of_team(worn: hats.Hats) -> QuerySet[Idea, Any]:
    return Idea.objects.filter(team__pupil=worn.user_id, team__left_at=None).order_by().values("pk")


def _ideas_in_charge(worn: hats.Hats) -> QuerySet[Idea, Any]:
    mine = Idea.objects.filter(club__adviser=worn.user_id, club__school__in=worn.staffed_school_ids)
    return mine.order_by().values("pk")
