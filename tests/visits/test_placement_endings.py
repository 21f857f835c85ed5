"""What freezes an internship, and how it ends."""

import datetime as dt

import pytest
import time_machine

from core import clock
from core.errors import Conflict, Invalid, Refused
from people.enums import ConsentPurpose, OrganisationStatus
from people.models import Affiliation, Clearance, Consent, Organisation, User
from tests import make
from tests.visits import given, given_placements
from tests.visits.given_placements import keys, now, seats
from visits.enums import Answer, PlacementNeed, PlacementState
from visits.models import PlacementEvent, SafetySheet
from visits.selectors import placement_readiness as readiness
from visits.selectors import placements as selectors
from visits.services import placements

pytestmark = pytest.mark.django_db


S = PlacementState


@pytest.fixture
def club():
    return make.club()


def lapse(person):
    Clearance.objects.filter(user=person).update(revoked_at=clock.now())


FREEZING = {
    "consent": (
        lambda one: Consent.objects.filter(purpose=ConsentPurpose.VISIT).update(withdrawn_at=clock.now()),
        [PlacementNeed.CONSENT],
    ),
    "safety": (
        lambda one: SafetySheet.objects.update(valid_until=clock.today() - dt.timedelta(days=1)),
        [PlacementNeed.SAFETY],
    ),
    "supervisor": (lambda one: lapse(one.supervisor), [PlacementNeed.SUPERVISOR]),
    "second": (lambda one: lapse(one.second_adult), [PlacementNeed.SECOND]),
    "host": (lambda one: lapse(one.accepted_by), [PlacementNeed.ORGANISATION]),
    "organisation": (
        lambda one: Organisation.objects.filter(pk=one.offer.organisation_id).update(
            status=OrganisationStatus.SUSPENDED
        ),
        [PlacementNeed.SUPERVISOR, PlacementNeed.SECOND, PlacementNeed.ORGANISATION],
    ),
    "adviser": (
        lambda one: Affiliation.objects.filter(user=one.adviser).update(ends_on=clock.today() - dt.timedelta(days=1)),
        [PlacementNeed.ADVISER],
    ),
    "guardian": (
        lambda one: one.agreements.update(answer=Answer.NO),
        [PlacementNeed.GUARDIAN],
    ),
    "assent": (lambda one: User.objects.filter(pk=one.pupil_id).update(assented_at=None), [PlacementNeed.CONSENT]),
}


@pytest.mark.parametrize("what", FREEZING)
def test_what_lapses_freezes_it_at_once_and_closes_the_name_to_the_host(club, what):
    made = given_placements.running(club=club)
    happens, needs = FREEZING[what]
    assert selectors.is_open_to_host(made, readiness.missing_from(made))

    happens(made)

    made = now(made)
    assert readiness.missing_from(made) == needs
    assert not selectors.is_open_to_host(made, readiness.missing_from(made))


def test_a_new_sheet_about_safety_thaws_it(club):
    made = given_placements.running(club=club)
    SafetySheet.objects.update(valid_until=clock.today() - dt.timedelta(days=1))

    given.safety(made.offer)

    assert readiness.missing_from(made) == []


@pytest.mark.parametrize(("end", "state"), [("refuse", S.REFUSED), ("withdraw", S.WITHDRAWN)])
def test_before_it_begins_it_is_refused_or_withdrawn_with_a_reason(club, end, state):
    made = given_placements.placement(club=club, state=S.AGREED, first=5)
    by = made.offer.author if end == "refuse" else made.adviser

    with pytest.raises(Invalid):
        getattr(placements, end)(placement=made, reason=" ", by=by)
    getattr(placements, end)(placement=made, reason="Xưởng đang sửa", by=by)

    made = now(made)
    assert (made.state, made.reason, seats(made)) == (state, "Xưởng đang sửa", 0)


@pytest.mark.parametrize("who", ["adviser", "approved_by", "accepted_by", "supervisor"])
def test_each_of_the_adults_stops_it_at_any_time(club, who):
    made = given_placements.running(club=club)

    placements.stop(placement=made, reason="Em mệt, cần nghỉ", by=getattr(made, who))

    assert (now(made).state, seats(made)) == (S.STOPPED, 0)


def test_a_pupil_and_strangers_do_not_stop_it(club):
    made = given_placements.running(club=club)
    for somebody in (made.pupil, given.teacher(club.school), given.host(), made.second_adult):
        with pytest.raises(Refused):
            placements.stop(placement=made, reason="Thôi", by=somebody)


def test_it_is_completed_from_the_last_day_on(club):
    made = given_placements.running(club=club)
    with pytest.raises(Conflict, match="Chưa đến ngày cuối"):
        placements.complete(placement=made, by=made.adviser)

    last = given_placements.running(club=club, last=0)
    assert placements.complete(placement=last, by=last.adviser).state == S.COMPLETED
    assert seats(last) == 0


def test_after_the_last_day_everything_ends_by_itself(club):
    ran = given_placements.running(club=club, last=3)
    waited = given_placements.placement(club=club, last=3)
    agreed = given_placements.placement(club=club, state=S.AGREED, first=2, last=3)
    Consent.objects.filter(purpose=ConsentPurpose.VISIT).update(withdrawn_at=clock.now())

    with time_machine.travel(clock.now() + dt.timedelta(days=4)):
        assert (placements.end_past(), placements.end_past()) == (3, 0)

    assert [now(row).state for row in (ran, waited, agreed)] == [S.COMPLETED, S.EXPIRED, S.EXPIRED]
    assert [seats(row) for row in (ran, waited, agreed)] == [0, 0, 0]


def test_the_history_says_who_did_what(club):
    made = given_placements.placement(club=club)
    for turn in keys(made).values():
        turn()

    told = [(row.action, row.actor_id is not None) for row in PlacementEvent.objects.filter(placement=made)]
    assert told == [
        ("approve", True),
        ("accept", True),
        ("guardian_yes", False),
        ("pupil_yes", True),
        ("agree", False),
        ("begin", False),
    ]
