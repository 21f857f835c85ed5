"""A safeguarding lead's hold on an internship, and what is left of it when somebody is let go."""

import datetime as dt

import pytest
import time_machine

from core import clock
from people import working_days
from people.models import User
from people.services import concern_protection, concern_work, erasure, history
from tests import make
from tests.visits import given, given_placements
from visits.enums import PlacementNeed, PlacementState
from visits.models import LogEntry, Placement
from visits.selectors import placement_own_data, placement_readiness
from visits.selectors import placements as selectors
from visits.services import placement_forgetting
from visits.services.placement_log import Day

pytestmark = pytest.mark.django_db


# A Wednesday in term, with no public holiday in the weeks around it.
NOW = dt.datetime(2026, 10, 14, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        assert not working_days.holidays() & {dt.date(2026, 10, day) for day in range(1, 20)}
        yield


@pytest.fixture
def running():
    return given_placements.running()


def day(back=0, starts=14, ends=17, **facts):
    facts.setdefault("did", "Đo mười chi tiết.")
    return Day(clock.today() - dt.timedelta(days=back), dt.time(starts), dt.time(ends), **facts)


def named(state, **facts):
    club = make.club()
    who = given_placements.pupil(club, full_name="Đặng Thị Ngọc Huyền")
    return given_placements.placement(club=club, who=who, state=state, **facts)


def test_a_safeguarding_lead_freezes_it_and_nobody_reads_why(running):
    lead = given.head(running.school)
    case = make.concern("placement", running.pk, by=User.objects.get(pk=running.pupil_id), person=0)
    concern_work.look(concern=case, by=lead)
    concern_protection.hold(concern=case, target=f"placement-{running.pk}", by=lead)

    assert placement_readiness.missing_from(running) == [PlacementNeed.PAUSE]
    assert not selectors.is_open_to_host(running, [PlacementNeed.PAUSE])


def test_who_leaves_the_school_ends_the_internship_and_frees_the_seat(running):
    placement_forgetting.pupils_left(running.school_id, (running.pupil_id,))

    made = Placement.objects.get(pk=running.pk)
    made.offer.refresh_from_db()
    assert (made.state, made.offer.seats_taken) == (PlacementState.STOPPED, 0)


def test_a_forgotten_pupil_leaves_hours_without_words(running):
    given_placements.entry(running, did="Huyền đo mười chi tiết.")
    pupil = User.objects.get(pk=running.pupil_id)
    assert [row["did"] for row in placement_own_data.log(pupil)] == ["Huyền đo mười chi tiết."]

    erasure.erase(subject=pupil, by=make.officer())

    made, row = Placement.objects.get(pk=running.pk), LogEntry.objects.get()
    assert (made.state, made.goals, row.did, row.minutes) == (PlacementState.STOPPED, "", "", 180)
    assert set(LogEntry.history.values_list("did", flat=True)) == {""}
    assert set(Placement.history.values_list("goals", flat=True)) == {""}


def test_the_name_of_who_left_long_ago_goes_out_of_every_text():
    made = named(PlacementState.RUNNING, first=-10)
    given_placements.entry(made, did="Đặng Thị Ngọc Huyền đo chi tiết.")

    with history.opened():
        placement_forgetting.forget_name(made.pupil_id, "Đặng Thị Ngọc Huyền", "Học sinh 7")

    assert LogEntry.objects.get().did == "Học sinh 7 đo chi tiết."
    assert set(LogEntry.history.values_list("did", flat=True)) == {"Học sinh 7 đo chi tiết."}
