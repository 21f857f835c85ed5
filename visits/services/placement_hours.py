"""The hours of a plan and of a day against the limits: what is over them is refused with the rule."""

import datetime as dt

from django.utils.translation import gettext as _

from core.errors import Invalid
from visits import labour, placement_words
from visits.labour import Breach, Limits, Span
from visits.models import LogEntry, Placement
from visits.selectors import school_terms


def check_week(week: list[Span], *, school: int, first_day: dt.date, last_day: dt.date) -> None:
    """Of a plan: by the stricter limits as soon as some of its days are in term."""
    if not week:
        raise Invalid(_("Hãy chọn ít nhất một buổi trong tuần."), field="week")
    limits = labour.newest().limits(in_term=school_terms.in_term(school, first_day, last_day))
    found = labour.breach_of_plan(week, limits)
    if found is None:
        return
    breach, span = found
    rule = placement_words.breach(breach, limits)
    where = placement_words.WEEKDAYS[span.day] if span else ""
    raise Invalid(f"{str(where).capitalize()}: {rule}" if where else rule, field="week")


def check_entry(placement: Placement, day: dt.date, span: Span) -> None:
    """Of one more entry, with whatever else the pupil wrote down that day and week, wherever it was."""
    why = school_terms.why_free(placement.school_id, day)
    if why:
        raise Invalid(_("Ngày này các em không thực tập: %(why)s.") % {"why": why}, field="day")
    book = labour.of(placement.labour_version)
    limits = book.limits(in_term=school_terms.in_term(placement.school_id, day, day))
    weekly = book.limits(in_term=school_terms.in_term_that_week(placement.school_id, day))
    _refuse(labour.breach_of_hours(span, limits), limits, "starts")
    others = _others(placement, day)
    today = [row for row in others if row.day == day]
    if any(labour.overlap(span, Span(span.day, row.starts, row.ends)) for row in today):
        _refuse(Breach.OVERLAP, limits, "starts")
    if sum(row.minutes for row in today) + span.minutes > limits.day:
        _refuse(Breach.DAY, limits, "ends")
    if sum(row.minutes for row in others) + span.minutes > weekly.week:
        _refuse(Breach.WEEK, weekly, "ends")


def _others(placement: Placement, day: dt.date) -> list[LogEntry]:
    monday = school_terms.monday_of(day)
    week = (monday, monday + dt.timedelta(days=6))
    return list(LogEntry.objects.filter(placement__pupil=placement.pupil_id, day__range=week))


def _refuse(breach: Breach | None, limits: Limits, field: str) -> None:
    if breach is not None:
        raise Invalid(placement_words.breach(breach, limits), field=field)
