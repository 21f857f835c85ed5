"""Visits that were held and of which the reader has still to tell, for a month: they stand with what waits."""

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet

from core import clock
from core.gate import Late
from people.selectors import hats
from visits.enums import FeedbackSide, VisitState
from visits.models import Feedback, Reflection
from visits.rules import REFLECT_WITHIN
from visits.selectors import visits

_A_MONTH_AGO = Late(
    lambda connection: connection.ops.adapt_datetimefield_value(clock.now() - REFLECT_WITHIN),
    DateTimeField(),
)


def untold(worn: hats.Hats) -> Q:
    """Of a visit the reader sees: the pupil has not told of it, or the organiser or host not said how it was."""
    mine = Q(pk=None)
    if worn.is_active_pupil:
        mine |= ~Q(Exists(_told_by(worn.user_id)))
    if worn.staffed_school_ids:
        mine |= Q(organiser=worn.user_id, school__in=worn.staffed_school_ids) & ~_said(FeedbackSide.SCHOOL)
    if worn.is_cleared_supporter:
        mine |= visits.hosted_by(worn) & ~_said(FeedbackSide.HOST)
    return mine & Q(state=VisitState.HELD, slot__ends_at__gt=_A_MONTH_AGO)


def _told_by(pupil: int | None) -> QuerySet[Reflection]:
    return Reflection.objects.filter(attendee__visit=OuterRef("pk"), attendee__pupil=pupil, sent_at__isnull=False)


def _said(side: FeedbackSide) -> Q:
    return Q(Exists(Feedback.objects.filter(visit=OuterRef("pk"), side=side)))
