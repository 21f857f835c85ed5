"""A guardian changes their mind about a visit, or is a guardian no longer: who goes, who is told."""

import pytest
from django.core.cache import cache

from people.enums import ConsentPurpose
from people.guardian_asks import Said
from people.models import Consent, Notice
from people.services import consents, guardians
from tests import make
from tests.visits import given, given_roster
from visits.enums import VisitState
from visits.models import Busy, Slot, Visit
from visits.services import agreements, leaving_off, visits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def visit():
    return given_roster.prepared(purpose="Xem dây chuyền lắp ráp.")


@pytest.fixture
def row(visit):
    return given_roster.asked(visit, given_roster.pupil(visit, "Bùi Thị Tưkhuê"))


def say(row, agreed=True, note="", version=None):
    said = Said(agreed, row.visit.terms if version is None else version, note)
    agreements.answer(given_roster.guardian(row), row.pk, said)
    row.refresh_from_db()


def test_taking_a_yes_back_frees_the_time_at_once_and_tells_the_teachers(visit, row):
    say(row)
    say(row, agreed=False)

    assert row.left_off_at is not None
    assert not Busy.objects.filter(person=row.pupil).exists()
    told = Notice.objects.get(kind="roster_refused")
    assert (told.recipient, told.facts["count"], told.facts["left"]) == (visit.organiser, 1, 0)
    assert row.pupil.given_name not in str(told.facts)


def test_of_a_confirmed_visit_the_seat_is_free_and_the_next_in_line_gets_it():
    at = given.slot(seats=2, groups=2)
    visit = given.visit(at, state=VisitState.CONFIRMED, party=2)
    given.pupil_on(visit)
    row = given.pupil_on(visit)
    waiting = visits.book(booking=given.booking(at, teacher := given.teacher(), 1), by=teacher)
    assert waiting.state == VisitState.WAITING

    say(row, agreed=False)

    waiting.refresh_from_db()
    assert (Visit.objects.get(pk=visit.pk).party, waiting.state) == (1, VisitState.ASKED)
    assert Slot.objects.get(pk=at.pk).seats_taken == 2
    assert Notice.objects.filter(kind="roster_shrank").count() == 1


def test_when_too_few_remain_the_teacher_is_told_what_to_do():
    visit = given.visit(given.slot(given.offer(party_min=2)), state=VisitState.CONFIRMED, party=2)
    given.pupil_on(visit)
    row = given.pupil_on(visit)

    say(row, agreed=False)

    told = Notice.objects.get(kind="roster_too_few")
    assert (told.facts["left"], told.facts["least"]) == (1, 2)


def test_the_last_pupils_no_leaves_the_visit_with_one_seat_for_the_teacher_to_decide():
    visit = given.visit(state=VisitState.CONFIRMED, party=1)
    row = given.pupil_on(visit)

    say(row, agreed=False)

    assert (given_roster.on(visit), Visit.objects.get(pk=visit.pk).party) == (set(), 1)
    assert Notice.objects.filter(kind="roster_too_few").exists()


def test_a_changed_mind_brings_the_pupil_back_while_nothing_is_confirmed(visit, row):
    say(row, agreed=False)
    say(row)

    assert row.left_off_at is None
    assert Busy.objects.filter(person=row.pupil).exists()
    assert Notice.objects.filter(kind="roster_back").count() == 1


def test_after_the_confirmation_a_changed_mind_is_told_and_the_teacher_decides():
    visit = given.visit(state=VisitState.CONFIRMED, party=2)
    given.pupil_on(visit)
    row = given.pupil_on(visit)
    say(row, agreed=False)
    say(row)

    assert row.left_off_at is not None
    assert Notice.objects.filter(kind="roster_late").count() == 1


def test_a_standing_consent_that_is_withdrawn_takes_the_pupil_off_a_confirmed_visit(
    django_capture_on_commit_callbacks,
):
    visit = given.visit(state=VisitState.CONFIRMED, party=2)
    given.pupil_on(visit)
    row = given.pupil_on(visit)

    with django_capture_on_commit_callbacks(execute=True):
        consents.stop(guardianship=given_roster.guardian(row), purpose=ConsentPurpose.VISIT, evidence="")

    row.refresh_from_db()
    assert row.left_off_at is not None
    assert Visit.objects.get(pk=visit.pk).party == Slot.objects.get(pk=visit.slot_id).seats_taken == 1


def test_before_the_confirmation_the_organiser_is_told_that_a_consent_is_missing(
    visit, row, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        consents.stop(guardianship=given_roster.guardian(row), purpose=ConsentPurpose.VISIT, evidence="")

    row.refresh_from_db()
    assert (row.left_off_at, Notice.objects.filter(kind="roster_lapsed").count()) == (None, 1)


def test_a_guardianship_that_ends_takes_its_answer_along(django_capture_on_commit_callbacks):
    visit = given.visit(state=VisitState.CONFIRMED, party=1)
    row = given.pupil_on(visit)
    father = make.guardianship(row.pupil, "Bố", phone="0900000222")
    Consent.objects.filter(purpose="visit").update(guardianship=father)

    with django_capture_on_commit_callbacks(execute=True):
        guardians.end(guardianship=given_roster.guardian(row), by=make.adviser(visit.school))
    assert given_roster.answers(visit) == {}

    assert (leaving_off.settle_all(), leaving_off.settle_all()) == (1, 0)
    assert given_roster.on(visit) == set()
