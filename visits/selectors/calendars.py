"""What somebody takes part in, as entries of a calendar: visits, mentoring sessions, internships.

Everything is derived when it is asked for, through the same selectors as the pages: who may see less sees less at once.
No entry names a pupil. For a host there are besides the times that are open and that nobody has booked.
"""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core import clock, trail
from network.selectors import idea_titles
from people.models import User
from people.selectors import hats
from visits import calendar_entries, rules
from visits.calendar_entries import Entry
from visits.calendar_enums import CalendarStatus
from visits.models import Placement, Session, Slot, Visit, VisitEvent, VisitStaff
from visits.selectors import calendar_repeats as repeating
from visits.selectors import calendar_words as words
from visits.selectors import closures, hostings, obstacles, placement_readiness, placements, sessions, visits


def agenda(viewer: User, begins: dt.datetime, ends: dt.datetime) -> list[Entry]:
    """What takes place in this span or may yet, each time by itself, the soonest first."""
    entries = [entry for entry in of(viewer, begins, ends) if entry.status != CalendarStatus.CANCELLED]
    return calendar_entries.between(entries, begins, ends)


def of(viewer: User, begins: dt.datetime, ends: dt.datetime) -> list[Entry]:
    """What touches this span, what was cancelled too; an internship is one entry that repeats."""
    return [*_visits(viewer, begins, ends), *_sessions(viewer, begins, ends), *_placements(viewer, begins, ends)]


def open_times(viewer: User, begins: dt.datetime, ends: dt.datetime) -> list[Entry]:
    """Of a host: open, nobody comes yet. A series is one entry that repeats, without the days on which it does not."""
    rows = Slot.objects.filter(
        offer__in=hostings.hosted_by(viewer).select_related(None).values("pk"),
        closed_at=None,
        groups_taken=0,
        starts_at__lt=ends,
        ends_at__gt=begins,
    )
    rows = with_versions(rows.select_related("offer__organisation", "offer__commune", "series"), Slot, "starts_at")
    return repeating.of_slots(list(rows.order_by("starts_at", "pk")))


def entry_of_visit(viewer: hats.Anyone, pk: int) -> Entry | None:
    """None while it is in the line for its slot: no entry of a calendar yet."""
    visit = _known(visits.visible_to(viewer)).filter(pk=pk, state__in=rules.CALENDAR_STATUS).first()
    return words.of_visit(visit, visits.side_of(viewer, visit)) if visit else None


def known_visit(pk: int) -> Visit:
    """For the site itself, whoever may see it."""
    related = ("slot__offer__organisation", "slot__offer__commune", "school__organisation")
    return _known(Visit.objects.select_related(*related)).get(pk=pk)


def entry_of_session(viewer: User, pk: int) -> Entry:
    session = with_versions(sessions.visible_to(viewer), Session, "booked_at").get(pk=pk)
    idea_titles.put_on(viewer, [session.engagement.proposal])
    return words.of_session(session)


def entries_of_placement(viewer: hats.Anyone, pk: int) -> list[Entry]:
    rows = placements.visible_to(viewer).filter(pk=pk, state__in=rules.PLACEMENT_CALENDAR_STATES)
    return _repeated(rows)


def _visits(viewer: User, begins: dt.datetime, ends: dt.datetime) -> list[Entry]:
    rows = _known(visits.visible_to(viewer)).filter(
        _part_in_visits(hats.of(viewer)),
        state__in=rules.CALENDAR_STATUS,
        slot__starts_at__lt=ends,
        slot__ends_at__gt=begins,
    )
    return [words.of_visit(row, visits.side_of(viewer, row)) for row in rows.order_by("slot__starts_at", "pk")]


def _part_in_visits(worn: hats.Hats) -> Q:
    """Whoever organises it, goes along or hosts it: not everybody of the school. Pupils see no others anyway."""
    if worn.is_pupil:
        return Q()
    along = VisitStaff.objects.filter(visit=OuterRef("pk"), person=worn.user_id)
    part = Q(Exists(along)) | Q(organiser=worn.user_id)
    return part | visits.hosted_by(worn) if worn.is_cleared_supporter else part


def _known(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    last = VisitEvent.objects.filter(visit=OuterRef("pk")).order_by("-at").values("at")[:1]
    rows = rows.select_related("slot__offer__hosting").annotate(changed_at=Coalesce(Subquery(last), "waits_since"))
    return obstacles.asked_along(rows)


def _sessions(viewer: User, begins: dt.datetime, ends: dt.datetime) -> list[Entry]:
    worn = hats.of(viewer)
    adviser = Q(engagement__proposal__idea__club__adviser=worn.user_id)
    part = Q() if worn.is_pupil else Q(attendant=worn.user_id) | Q(engagement__supporter=worn.user_id) | adviser
    rows = sessions.visible_to(viewer).filter(part, starts_at__lt=ends, ends_at__gt=begins)
    found = list(with_versions(rows, Session, "booked_at").order_by("starts_at", "pk"))
    idea_titles.put_on(viewer, [row.engagement.proposal for row in found])
    return [words.of_session(row) for row in found]


def _placements(viewer: User, begins: dt.datetime, ends: dt.datetime) -> list[Entry]:
    me = hats.of(viewer).user_id
    adults = Q(adviser=me) | Q(supervisor=me) | Q(second_adult=me) | Q(offer__author=me)
    rows = placements.visible_to(viewer).filter(
        Q(pupil=me) | adults,
        state__in=rules.PLACEMENT_CALENDAR_STATES,
        first_day__lte=ends.astimezone(clock.zone()).date(),
        last_day__gte=begins.astimezone(clock.zone()).date(),
    )
    return _repeated(rows)


def _repeated(rows: QuerySet[Placement]) -> list[Entry]:
    rows = placement_readiness.asked_along(rows.select_related("offer__commune"))
    rows = with_versions(rows, Placement, "asked_at")
    found = list(rows.order_by("first_day", "pk"))
    hosts = {row.offer.organisation_id for row in found}
    off = closures.days_of(hosts, found[0].first_day, max(row.last_day for row in found)) if found else {}
    frozen = placement_readiness.frozen_among(found)
    return [
        entry
        for row in found
        for entry in repeating.of_placement(row, off[row.offer.organisation_id], is_frozen=row.pk in frozen)
    ]


def with_versions(rows: QuerySet[Any], model: type[Model], otherwise: str) -> QuerySet[Any]:
    """`version` counts how often each has changed, `changed_at` is when it last did; both as its trail tells."""
    past = trail.rows_of(model).filter(id=OuterRef("pk")).order_by().values("id")
    count = Subquery(past.annotate(count=Count("pk")).values("count"))
    last = Subquery(past.annotate(last=Max("history_date")).values("last"))
    found: QuerySet[Any] = rows.annotate(version=Coalesce(count, 1), changed_at=Coalesce(last, otherwise))
    return found
