"""Visits whose day page is open: they stand before everything else on the home of whoever takes part."""

from django.db.models import DateTimeField, Exists, OuterRef, Q

from core import clock
from core.gate import Late
from people.selectors import hats
from visits.enums import VisitState
from visits.models import VisitStaff
from visits.rules import DAY_AFTER, DAY_BEFORE
from visits.selectors import visits

_OPENS = Late(lambda connection: connection.ops.adapt_datetimefield_value(clock.now() + DAY_BEFORE), DateTimeField())
_CLOSES = Late(lambda connection: connection.ops.adapt_datetimefield_value(clock.now() - DAY_AFTER), DateTimeField())


def taken_part_in(worn: hats.Hats) -> Q:
    """Of a visit the reader sees: the pupil goes, the teacher organises or goes along, the host receives."""
    mine = Q(pk=None)
    if worn.is_active_pupil:
        mine |= Q(school__in=worn.school_ids)
    if worn.staffed_school_ids:
        along = VisitStaff.objects.filter(visit=OuterRef("pk"), person=worn.user_id)
        mine |= (Q(organiser=worn.user_id) | Exists(along)) & Q(school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        mine |= visits.hosted_by(worn)
    return mine & Q(state=VisitState.CONFIRMED, slot__starts_at__lt=_OPENS, slot__ends_at__gt=_CLOSES)
