"""What sessions keep about a person: to show it, and to forget who it was. Sessions that are counted stay.

`forget` runs inside the erasure's transaction, with the trail open.
"""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock, trail
from network.services.former_pupils import without
from people import personal_data
from people.models import User
from people.personal_data import Holding, Row
from people.services import history
from visits.enums import SessionAction, SessionState
from visits.models import Arrival, Busy, DayOff, Session, WeeklyHour
from visits.services import busy, sessions

_WORDS = ("place", "reason")


def register() -> None:
    personal_data.register(
        Holding("hours", _("Giờ hẹn đã mở"), read_hours, forget_hours),
        Holding("sessions", _("Buổi hẹn đồng hành"), read_sessions, forget_sessions),
    )


def read_hours(person: User) -> list[Row]:
    hours = WeeklyHour.objects.filter(mentor=person).order_by("pk")
    off = DayOff.objects.filter(mentor=person).order_by("pk")
    return [
        *(
            {
                "weekday": row.get_weekday_display(),
                "starts": row.starts,
                "ends": row.ends,
                "way": row.get_way_display(),
                "minutes": row.minutes,
                "first_day": row.first_day,
                "last_day": row.last_day,
            }
            for row in hours
        ),
        *({"day_off_from": row.first_day, "day_off_until": row.last_day} for row in off),
    ]


def read_sessions(person: User) -> list[Row]:
    """As mentor, staff member, who asked, or who came; pupils of the team by their own coming."""
    rows = _of(person).order_by("pk")
    came = Arrival.objects.filter(person=person).order_by("pk")
    return [
        *(
            {
                "session": row.pk,
                "starts_at": row.starts_at,
                "ends_at": row.ends_at,
                "way": row.get_way_display(),
                "state": row.get_state_display(),
                "asked": row.booked_by_id == person.pk,
            }
            for row in rows
        ),
        *({"session": row.session_id, "came_at": row.came_at} for row in came),
    ]


def forget_hours(person: User) -> None:
    WeeklyHour.objects.filter(mentor=person).delete()
    DayOff.objects.filter(mentor=person).delete()


def forget_sessions(person: User) -> None:
    """What was to come goes on without the person; when the person came, and the name in words, goes."""
    own = list(_of(person).values_list("pk", flat=True))
    for session in Session.objects.filter(attendant=person, state=SessionState.BOOKED, starts_at__gt=clock.now()):
        row = sessions.locked(session)
        row.attendant = None
        sessions.move(row, SessionAction.STEP_BACK, None)
    for taken in Busy.objects.filter(person=person, session__isnull=False).select_related("session"):
        busy.let_go(session=taken.session, people=[person.pk])
    Arrival.objects.filter(person=person).delete()
    _rewrite(Session.objects.filter(pk__in=own), lambda text: text.replace(person.full_name, history.NAME))


def forget_pupil(pupil: int, name: str, instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`: the name goes out of what was written about the sessions."""
    own = Q(engagement__proposal__idea__team__pupil=pupil) | Q(booked_by=pupil)
    _rewrite(Session.objects.filter(own).distinct(), without(name, instead))


def _of(person: User) -> QuerySet[Session]:
    part = Q(engagement__supporter=person) | Q(attendant=person) | Q(booked_by=person)
    return Session.objects.filter(part | Q(arrivals__person=person)).distinct()


def _rewrite(rows: QuerySet[Session], changed: Callable[[str], str]) -> None:
    """Without `save` for the rows: it is no change of anybody's. The trail of them is rewritten, too."""
    found = list(rows)
    for row in found:
        if new := _changed(row, changed):
            Session.objects.filter(pk=row.pk).update(**new)
    for kept in trail.rows_of(Session).filter(id__in=[row.pk for row in found]):
        if new := _changed(kept, changed):
            history.scrub(Session, {"history_id": kept.history_id}, **new)


def _changed(row: Session, changed: Callable[[str], str]) -> dict[str, str]:
    return {name: changed(getattr(row, name)) for name in _WORDS if changed(getattr(row, name)) != getattr(row, name)}
