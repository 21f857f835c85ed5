"""The outside adults of a post as pupils may know of them."""

from collections.abc import Iterable

from django.utils.text import capfirst

from network.enums import Side
from network.models import Challenge, Offer
from people.enums import SUPPORTERS
from people.models import Affiliation
from people.selectors import gates, hats


def hidden_from(viewer: hats.Anyone, post: Challenge | Offer, adults: Iterable[int | None]) -> set[int]:
    """Those of `adults` on the post's side whom a pupil may not know of today; for anybody else nobody."""
    asked = [(pk, post.organisation_id) for pk in adults if pk is not None]
    return {adult for adult, _organisation in hidden_among(viewer, asked)}


def hidden_among(viewer: hats.Anyone, asked: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The same of many (adult, organisation of the post) at once."""
    pairs = set(asked)
    if not pairs or not hats.of(viewer).is_pupil:
        return set()
    adults, organisations = ({pair[place] for pair in pairs} for place in (0, 1))
    known = gates.cleared_adults().filter(pk__in=adults).values("pk")
    of_the_posts = Affiliation.objects.filter(user__in=adults, organisation__in=organisations, role__in=SUPPORTERS)
    return pairs & set(of_the_posts.exclude(user__in=known).values_list("user", "organisation"))


def nameless() -> str:
    return capfirst(str(Side.SUPPLY.label))
