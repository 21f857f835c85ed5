"""What both sides said of a visit, when the other side reads it, and how many would go again."""

from dataclasses import dataclass

from django.db.models import Count, Q

from core import clock
from visits.enums import FeedbackSide, GoAgain
from visits.models import Feedback, Visit
from visits.rules import AGAIN_LEAST, FEEDBACK_HIDDEN


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


def shares_of(offers: list[int]) -> dict[int, Share]:
    """By offer; where fewer schools answered nothing is said."""
    rows = (
        Feedback.objects.filter(side=FeedbackSide.SCHOOL, visit__slot__offer__in=offers)
        .order_by()
        .values("visit__slot__offer")
        .annotate(answers=Count("pk"), yes=Count("pk", filter=Q(again=GoAgain.YES)))
    )
    return {
        row["visit__slot__offer"]: Share(row["answers"], round(100 * row["yes"] / row["answers"]))
        for row in rows
        if row["answers"] >= AGAIN_LEAST
    }


def _other(side: FeedbackSide) -> FeedbackSide:
    return FeedbackSide.HOST if side == FeedbackSide.SCHOOL else FeedbackSide.SCHOOL
