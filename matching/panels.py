"""What the home pages show of the recommender: the best open pairs for what the reader has on the network."""

from typing import Any

from django.db.models import Q, QuerySet, Value

from core import written
from matching import cards, wording
from matching.models import Suggestion
from matching.selectors import suggestions as selectors
from network.models import Challenge, Idea, Offer
from network.selectors import fields as field_selectors
from people.models import User
from people.selectors import hats

SHOWN = 3


def suggestions_for(user: User) -> list[cards.Card]:
    """For a pupil the own idea's mentors and challenges, for an adviser the clubs', for a supporter the own posts'."""
    worn = hats.of(user)
    ideas: list[int] = []
    posts: list[tuple[str, int]] = []
    if worn.is_active_pupil:
        ideas += written.rows(_ideas_of_team, user.pk)
    if worn.is_adviser:
        ideas += written.rows(_ideas_in_charge, hats.reader(user))
    if worn.is_cleared_supporter:
        posts += written.rows(_posts_of, user.pk)
    if not ideas and not posts:
        return []
    challenges, offers = ([pk for kind, pk in posts if kind == name] for name in ("challenge", "offer"))
    rows = written.rows(_pairs_of, tuple(ideas), tuple(challenges), tuple(offers))[:SHOWN]
    if not rows:
        return []
    reader, names = wording.reader_of(worn), field_selectors.names()
    return [cards.card(row, reader, names) for row in rows]


def _pairs_of(ideas: tuple[int, ...], challenges: tuple[int, ...], offers: tuple[int, ...]) -> QuerySet[Suggestion]:
    """By number, not through a join: otherwise every suggestion of the city is weighed to find these few."""
    mine = Q(idea_id__in=ideas) | Q(challenge_id__in=challenges) | Q(offer_id__in=offers)
    return selectors.open_pairs().filter(mine)


def _ideas_of_team(pupil: int) -> QuerySet[Idea, int]:
    return _numbers(Idea.objects.filter(team__pupil=pupil, team__left_at=None))


def _ideas_in_charge(viewer: hats.Anyone) -> QuerySet[Idea, int]:
    worn = hats.of(viewer)
    return _numbers(Idea.objects.filter(club__adviser=worn.user_id, club__school__in=worn.staffed_school_ids))


def _numbers(ideas: QuerySet[Idea]) -> QuerySet[Idea, int]:
    return ideas.order_by().values_list("pk", flat=True)


def _posts_of(author: int) -> QuerySet[Challenge, Any]:
    """(kind, number) of challenges and offers, in one question."""
    challenges = Challenge.objects.filter(author=author).order_by().values_list(Value("challenge"), "pk")
    offers = Offer.objects.filter(author=author).order_by().values_list(Value("offer"), "pk")
    return challenges.union(offers, all=True)
