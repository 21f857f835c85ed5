"""What both sides said of a visit, when the other side reads it, and how many would go again."""

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core import clock
from network.models import Offer
from visits.enums import FeedbackSide, GoAgain
from visits.models import Feedback, Visit
from visits.rules import AGAIN_LEAST, FEEDBACK_HIDDEN

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Share:
    """Of so many schools that answered, so many in a hundred would go again."""

    answers: int
    percent: int


def of_side(visit: Visit, side: FeedbackSide) -> Feedback | None:
    return Feedback.objects.filter(visit=visit, side=side).first()


def other_to(visit: Visit, side: FeedbackSide) -> Feedback | None:
    """What the other side said, once both have or the time is over."""
    own, other = of_side(visit, side), of_side(visit, _other(side))
    if other is None:
        return None
    return other if own is not None or clock.now() >= visit.slot.ends_at + FEEDBACK_HIDDEN else None


def asked_along(rows: QuerySet[M], offer: str) -> QuerySet[M]:
    """Each row with what `share_in` reads, in the same question; `offer` is the way from the row to its offer."""
    said = Feedback.objects.filter(side=FeedbackSide.SCHOOL, visit__slot__offer=OuterRef(offer)).order_by()
    return cast(
        "QuerySet[M]", rows.annotate(again_answers=_count(said), again_yes=_count(said.filter(again=GoAgain.YES)))
    )


def share_in(row: Any) -> Share | None:
    """Where fewer schools answered nothing is said."""
    if row.again_answers < AGAIN_LEAST:
        return None
    return Share(row.again_answers, round(100 * row.again_yes / row.again_answers))


def share_of(offer: int) -> Share | None:
    row = asked_along(Offer.objects.filter(pk=offer), "pk").first()
    return share_in(row) if row else None


def _count(said: QuerySet[Feedback]) -> Coalesce:
    counted = said.values("visit__slot__offer").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _other(side: FeedbackSide) -> FeedbackSide:
    return FeedbackSide.HOST if side == FeedbackSide.SCHOOL else FeedbackSide.SCHOOL
