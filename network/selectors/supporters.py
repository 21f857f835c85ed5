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
    if not hats.of(viewer).is_pupil:
        return set()
    asked = {pk for pk in adults if pk is not None}
    of_the_post = Affiliation.objects.filter(user__in=asked, organisation=post.organisation_id, role__in=SUPPORTERS)
    known = gates.cleared_adults().filter(pk__in=asked)
    return set(of_the_post.values_list("user", flat=True)) - set(known.values_list("pk", flat=True))


def nameless() -> str:
    return capfirst(str(Side.SUPPLY.label))
