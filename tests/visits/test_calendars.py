"""Who finds what in the own calendar: page, API, files. Everything is asked anew each time, and no pupil is named."""

import datetime as dt

import icalendar
import pytest
import recurring_ical_events
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from people import working_days
from people.enums import ConsentPurpose
from people.models import Clearance, User
from tests import make
from tests.visits import given, given_placements, given_sessions
from tests.visits.given_chain import scene
from visits import calendar_files
from visits.calendar_enums import CalendarStatus
from visits.enums import ClosureKind, PlacementState, SessionState, VisitState
from visits.models import Closure, Visit
from visits.selectors import calendars
from visits.selectors.layouts import Pattern, timezone_day
from visits.services import changes, series, visits

pytestmark = pytest.mark.django_db
SPAN = dt.timedelta(days=90)


def fresh(user):
    return User.objects.get(pk=user.pk)


def entries(user):
    now = clock.now()
    return calendars.of(fresh(user), now - dt.timedelta(days=7), now + SPAN)


def keys(user):
    return {entry.key for entry in entries(user)}


def events(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def file_of(client, user, name, pk):
    client.force_login(fresh(user))
    return client.get(reverse(name, args=[pk]))


# --- Visits ---------------------------------------------------------------------------------------------------------
def test_a_visit_stands_with_whoever_has_a_part_in_it_and_with_nobody_else():
    here = scene(ready=True)
    along = here.visit.staff.get(is_lead=False).person
    pupil = here.visit.attendees.first().pupil
    key = {f"visit-{here.visit.pk}"}

    assert [keys(one) for one in (here.teacher, along, here.host)] == [key] * 3
    assert [keys(one) for one in (here.head, given.teacher(here.school), given.host(), pupil)] == [set()] * 4
    visits.confirm(visit=here.visit, by=here.teacher)
    assert keys(pupil) == key


def test_both_sides_read_it_their_own_way_and_neither_reads_a_pupil():
    here = scene(ready=True)
    Visit.objects.filter(pk=here.visit.pk).update(needs="Em Bưởi đi xe lăn", purpose="Cho em Bưởi xem máy")

    (teacher,), (host,) = entries(here.teacher), entries(here.host)

    assert teacher.title == f"Tham quan {here.slot.offer.organisation.name}"
    assert host.title == f"Đón đoàn {here.school.organisation.name}"
    assert "10 học sinh" in host.text
    names = ["Bưởi", *(row.pupil.full_name for row in here.visit.attendees.all())]
    assert [name for name in names if name in f"{teacher}{host}"] == []


def test_the_line_for_a_slot_is_no_entry_and_what_ended_is_cancelled():
    teacher = given.teacher()
    states = {
        VisitState.WAITING: None,
        VisitState.ASKED: CalendarStatus.TENTATIVE,
        VisitState.CONFIRMED: CalendarStatus.CONFIRMED,
        VisitState.CANCELLED: CalendarStatus.CANCELLED,
    }
    made = {
        given.visit(given.slot(days=20 + n), teacher, state=state).pk: status
        for n, (state, status) in enumerate(states.items())
    }

    found = {int(entry.key.removeprefix("visit-")): entry.status for entry in entries(teacher)}

    assert found == {pk: status for pk, status in made.items() if status}


def test_a_move_and_a_cancellation_keep_the_name_and_raise_the_version(client):
    here = scene(ready=True)
    visits.confirm(visit=here.visit, by=here.teacher)
    seen = []

    def look():
        (event,) = events(file_of(client, here.teacher, "visit_calendar", here.visit.pk).content)
        seen.append((str(event["UID"]), event["SEQUENCE"], str(event["STATUS"]), event["DTSTART"].dt))

    look()
    later = given.slot(here.slot.offer, days=25)
    changes.move_to(visit=here.visit, slot=later, by=here.teacher)
    look()
    visits.cancel(visit=here.visit, reason="Bão", by=here.teacher)
    look()

    uid = f"visit-{here.visit.pk}@localhost"
    local = [slot.starts_at.astimezone(clock.zone()) for slot in (here.slot, later, later)]
    assert seen == [
        (uid, 1, "CONFIRMED", local[0]),
        (uid, 3, "TENTATIVE", local[1]),
        (uid, 4, "CANCELLED", local[2]),
    ]


def test_a_host_who_is_not_cleared_any_more_finds_nothing():
    here = scene()
    assert keys(here.host) == {f"visit-{here.visit.pk}"}
    Clearance.objects.filter(user=here.host).update(revoked_at=clock.now())
    assert keys(here.host) == set()


# --- Sessions -------------------------------------------------------------------------------------------------------
def test_a_session_stands_with_mentor_adviser_team_and_who_is_there():
    engagement = given_sessions.engagement()
    colleague = given.teacher(engagement.proposal.idea.club.school)
    session = given_sessions.session(engagement, attendant=colleague)
    sides = given_sessions.sides(engagement)

    assert [keys(one) for one in (*sides.values(), colleague)] == [{f"session-{session.pk}"}] * 4
    assert keys(given.head(engagement.proposal.idea.club.school)) == set()


@pytest.mark.parametrize(
    ("state", "status"),
    [(SessionState.ASKED, "TENTATIVE"), (SessionState.BOOKED, "CONFIRMED"), (SessionState.CANCELLED, "CANCELLED")],
)
def test_a_session_is_as_certain_as_its_state(state, status):
    session = given_sessions.session(state=state)

    (entry,) = entries(session.engagement.supporter)

    assert (entry.status, entry.title) == (status, f"Gặp nhóm “{session.engagement.proposal.idea.title}”")


def test_a_paused_session_is_not_certain():
    session = given_sessions.session()
    adviser = session.engagement.proposal.idea.club.adviser
    Clearance.objects.filter(user=session.engagement.supporter).update(revoked_at=clock.now())

    (entry,) = entries(adviser)

    assert entry.status == CalendarStatus.TENTATIVE


# --- Placements -----------------------------------------------------------------------------------------------------
def test_an_internship_repeats_without_holidays_and_the_hosts_days_off(client):
    placement = given_placements.running(first=-3, last=100)
    tuesday = clock.today() + dt.timedelta(days=(1 - clock.today().weekday()) % 7 + 14)
    home = placement.offer.organisation
    Closure.objects.create(organisation=home, kind=ClosureKind.BUSY, first_day=tuesday, last_day=tuesday)

    answer = file_of(client, placement.adviser, "placement_calendar", placement.pk)

    (event,) = events(answer.content)
    days = [placement.first_day + dt.timedelta(days=n) for n in range(104)]
    meant = [day for day in days if day.weekday() in (1, 3) and day not in working_days.holidays() and day != tuesday]
    calendar = icalendar.Calendar.from_ical(answer.content)
    found = recurring_ical_events.of(calendar).between(days[0], days[-1] + dt.timedelta(days=1))
    assert [row["DTSTART"].dt.date() for row in found] == meant
    assert {row["DTSTART"].dt.hour for row in found} == {14}
    assert str(event["UID"]) == f"placement-{placement.pk}-0@localhost"
    # Tết lies within.
    assert {day for day in days if day in working_days.holidays() and day.weekday() in (1, 3)} != set()


def test_an_internship_stands_with_pupil_adviser_and_both_adults_and_names_no_pupil():
    placement = given_placements.running()
    parts = (placement.pupil, placement.adviser, placement.supervisor, placement.second_adult)

    assert [keys(one) for one in parts] == [{f"placement-{placement.pk}-0"}] * 4
    assert keys(given.head(placement.school)) == set()
    assert placement.pupil.given_name not in str(entries(placement.supervisor))
    given_placements.placement(state=PlacementState.ASKED, club=make.club(placement.school, by=placement.adviser))
    assert len(keys(placement.adviser)) == 1


def test_what_is_paused_is_not_certain_in_calendars():
    placement = given_placements.running()
    visit = given.visit(given.slot(days=12), state=VisitState.CONFIRMED)
    adviser, teacher = fresh(placement.adviser), fresh(visit.organiser)
    Clearance.objects.filter(user=placement.supervisor).update(revoked_at=clock.now())
    Clearance.objects.filter(user=visit.accepted_by or visit.slot.offer.author).update(revoked_at=clock.now())

    assert {entry.status for entry in entries(adviser)} == {CalendarStatus.TENTATIVE}
    assert [entry.status for entry in entries(teacher)] == [CalendarStatus.TENTATIVE]
    Clearance.objects.update(revoked_at=None)
    assert {entry.status for entry in entries(adviser)} == {CalendarStatus.CONFIRMED}


# --- Open times of a host ------------------------------------------------------------------------------------------
def test_open_times_of_a_series_over_tet_read_back_as_exactly_the_free_slots():
    """The series leaves holidays out by itself; besides, one is booked, one closed, one moved to another hour."""
    offer = given.offer()
    first = working_days.after(clock.today(), 3)
    pattern = Pattern((0, 1, 2, 3, 4), dt.time(9), first, first + dt.timedelta(days=120), seats=30, every_weeks=1)
    series.create(offer=offer, pattern=pattern, by=offer.author)
    slots = list(offer.slots.order_by("starts_at"))
    given.visit(slots[5])
    slots[8].closed_at = clock.now()
    slots[8].save()
    moved = slots[10]
    moved.starts_at, moved.ends_at = (moment + dt.timedelta(hours=4) for moment in (moved.starts_at, moved.ends_at))
    moved.save()
    now = clock.now()

    found = calendars.open_times(fresh(offer.author), now, now + dt.timedelta(days=200))

    free = sorted(slot.starts_at for slot in offer.slots.filter(closed_at=None, groups_taken=0))
    content = calendar_files.of(found, name="x")
    rows = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(now, now + dt.timedelta(days=200))
    assert sorted(row["DTSTART"].dt for row in rows) == free
    assert [entry.key for entry in found] == [f"slot-{moved.pk}", f"series-{moved.series_id}"]
    assert {str(row["TRANSP"]) for row in rows} == {"TRANSPARENT"}
    off = {value.dt.date() for value in events(content)[1]["EXDATE"].dts}
    assert off >= {timezone_day(slot.starts_at) for slot in (slots[5], slots[8], slots[10])}
    assert {day for day in off if day in working_days.holidays()} != set()


def test_open_times_are_the_hosts_own():
    given.slot()
    now = clock.now()

    assert calendars.open_times(given.host(), now, now + SPAN) == []


# --- Pages and the API ---------------------------------------------------------------------------------------------
def test_the_page_lists_four_weeks_from_the_day_asked_for(client):
    teacher = given.teacher()
    soon, late = (given.visit(given.slot(days=days), teacher) for days in (10, 40))
    given.visit(given.slot(days=11), teacher, state=VisitState.CANCELLED)
    client.force_login(teacher)

    def shown(**query):
        return [entry.key for entry in client.get(reverse("calendar"), query).context["entries"]]

    assert shown() == [f"visit-{soon.pk}"]
    assert shown(**{"from": (clock.today() + dt.timedelta(days=28)).isoformat()}) == [f"visit-{late.pk}"]
    for nonsense in ("hôm qua", "2027-02-31", "0001-01-01", "9999-12-31"):
        assert client.get(reverse("calendar"), {"from": nonsense}).status_code == 200


def test_the_page_says_what_is_not_certain_and_where(client):
    visit = given.visit(given.slot(days=10))
    client.force_login(visit.organiser)

    page = client.get(reverse("calendar")).content.decode()

    assert f"Tham quan {visit.slot.offer.organisation.name}" in page
    assert "chưa chắc chắn" in page
    assert reverse("calendar_feeds") in page


def test_the_api_tells_the_same_between_two_moments():
    here = scene(VisitState.CONFIRMED)
    api = APIClient()
    api.force_authenticate(here.teacher)
    day = timezone_day(here.slot.starts_at)

    answer = api.get(reverse("api-calendar"), {"start": day, "end": day + dt.timedelta(days=1)})

    offer = here.slot.offer
    assert answer.json() == [
        {
            "id": f"visit-{here.visit.pk}",
            "kind": "visit",
            "title": f"Tham quan {offer.organisation.name}",
            "start": f"{day}T09:00:00+07:00",
            "end": f"{day}T11:00:00+07:00",
            "place": f"{offer.organisation.name}, {offer.commune.name}",
            "url": reverse("visit_detail", args=[here.visit.pk]),
            "state": "confirmed",
        }
    ]
    assert api.get(reverse("api-calendar"), {"start": day - dt.timedelta(days=2), "end": day}).json() == []
    assert api.get(reverse("api-calendar"), {"start": "2027-01-01", "end": "2028-01-01"}).status_code == 422
    assert api.get(reverse("api-calendar"), {"start": "9999-12-31"}).status_code == 422


def test_english_readers_read_english(client):
    visit = given.visit(given.slot(days=10))
    User.objects.filter(pk=visit.organiser_id).update(language="en")
    client.force_login(fresh(visit.organiser))

    assert f"Visit to {visit.slot.offer.organisation.name}" in client.get(reverse("calendar")).content.decode()


@pytest.mark.parametrize("name", ["calendar", "api-calendar"])
def test_a_calendar_asks_as_often_for_fifty_as_for_one(client, name):
    engagement = given_sessions.engagement()
    club = engagement.proposal.idea.club
    adviser = club.adviser
    consents = (ConsentPurpose.ACCOUNT, ConsentPurpose.VISIT)
    counts = []
    for more in (1, 16):
        for n in range(more):
            hour = 8 if more == 1 else 13
            given.visit(given.slot(days=2 + n, hour=hour, minutes=60), adviser)
            at = clock.now() + dt.timedelta(days=2 + n, minutes=more)
            given_sessions.session(engagement, at=at, minutes=10, attendant=given.teacher(club.school))
            given_placements.running(club=club, who=make.pupil(club.school, consents=consents))
        client.force_login(fresh(adviser))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 8


def test_what_is_not_certain_yet_is_no_file(client):
    waiting = given.visit(state=VisitState.WAITING)
    asked = given_placements.placement()

    assert file_of(client, waiting.organiser, "visit_calendar", waiting.pk).status_code == 404
    assert file_of(client, asked.adviser, "placement_calendar", asked.pk).status_code == 404
