"""Visits that were held and of which somebody has still to tell, for a month, beside those to come.

Both stand in one question with what comes, since a home page asks few.
"""

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value, When

from core import clock
from core.gate import Late
from people.selectors import hats
from visits.enums import FeedbackSide, VisitState
from visits.models import Feedback, Reflection, Visit
from visits.rules import REFLECT_WITHIN
from visits.selectors import lists, visits

_A_MONTH_AGO = Late(
    lambda connection: connection.ops.adapt_datetimefield_value(clock.now() - REFLECT_WITHIN),
    DateTimeField(),
)
_LATE = Q(state=VisitState.HELD, slot__ends_at__gt=_A_MONTH_AGO)


def home_of_pupil(viewer: hats.Anyone) -> QuerySet[Visit]:
    """What comes, then what the pupil has not told of yet."""
    told = Reflection.objects.filter(
        attendee__visit=OuterRef("pk"), attendee__pupil=hats.of(viewer).user_id, sent_at__isnull=False
    )
    rows = visits.visible_to(viewer).filter(lists.COMING | (_LATE & ~Exists(told)))
    return rows.order_by("state", "slot__starts_at", "pk")


def home_of_adult(viewer: hats.Anyone) -> QuerySet[Visit]:
    """What waits for the reader (`is_mine`): a step of the chain, or to say how it was; then what comes."""
    unsaid = _LATE & _unsaid(hats.of(viewer))
    mine = Case(When(lists.is_mine(hats.of(viewer)) | unsaid, Value(True)), default=Value(False))
    rows = visits.visible_to(viewer).filter(lists.COMING | unsaid)
    return rows.annotate(is_mine=mine).order_by(F("is_mine").desc(), "slot__starts_at", "pk")


def _unsaid(worn: hats.Hats) -> Q:
    mine = Q(pk=None)
    if worn.staffed_school_ids:
        mine |= Q(organiser=worn.user_id, school__in=worn.staffed_school_ids) & ~_said(FeedbackSide.SCHOOL)
    if worn.is_cleared_supporter:
        mine |= visits.hosted_by(worn) & ~_said(FeedbackSide.HOST)
    return mine


def _said(side: FeedbackSide) -> Q:
    return Q(Exists(Feedback.objects.filter(visit=OuterRef("pk"), side=side)))
