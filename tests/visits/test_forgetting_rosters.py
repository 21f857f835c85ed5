"""What visits keep about a pupil: shown to the pupil, and forgotten when the time has come."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core import clock, trail
from people import personal_data
from people.services import erasure, former_pupils, history
from tests import make
from tests.visits import given, given_roster
from visits.enums import VisitState
from visits.models import Agreement, Visit, VisitEvent
from visits.services import forgetting, visits

pytestmark = pytest.mark.django_db
NAME = "Bùi Thị Tưkhuê"


@pytest.fixture
def row():
    visit = given.visit(state=VisitState.HELD, purpose=f"{NAME} muốn xem xưởng hàn.")
    visits.record(visit, "change", None, f"Thêm {NAME}.")
    made = given.pupil_on(visit, given_roster.pupil(visit, NAME), answer=None)
    given.agreement(made, note=f"{NAME} dị ứng tôm")
    return made


def notes():
    kept = trail.rows_of(Agreement).values_list("note", flat=True)
    return {*Agreement.objects.values_list("note", flat=True), *kept}


def written(visit):
    kept = [state.purpose for state in trail.rows_of(Visit).filter(id=visit.pk)]
    return [Visit.objects.get(pk=visit.pk).purpose, *kept, *VisitEvent.objects.values_list("text", flat=True)]


def test_the_copy_has_the_visits_and_what_was_said_of_them(row):
    at = row.visit.slot
    told = personal_data.HOLDINGS["visit_rosters"].read(row.pupil)

    assert told[0]["visit"] == at.offer.organisation.name
    assert told[0]["starts_at"] == at.starts_at
    assert (told[1]["answer"], told[1]["note"]) == ("đồng ý", f"{NAME} dị ứng tôm")
    assert personal_data.HOLDINGS["visit_rosters"].read(make.pupil()) == []


def test_the_copy_of_a_teacher_has_the_forms_they_stand_for(row):
    teacher = row.visit.organiser
    Agreement.objects.update(way="paper", taken_by=teacher)

    (told,) = personal_data.HOLDINGS["visit_papers"].read(teacher)

    assert (told["answer"], timezone.is_aware(told["answered_at"])) == ("đồng ý", True)


def test_erasure_takes_note_and_name_and_leaves_that_somebody_went(row):
    erasure.erase(subject=row.pupil, by=make.officer())

    assert notes() == {""}
    assert not any(NAME in text for text in written(row.visit))
    assert (row.visit.attendees.count(), Agreement.objects.count()) == (1, 1)


def test_a_pseudonym_takes_the_place_of_the_name(row):
    former_pupils.let_go(school=row.visit.school, pupils=[row.pupil_id])
    with time_machine.travel(clock.now() + dt.timedelta(days=3 * 365)):
        assert former_pupils.pseudonymise_due() == 1

    assert notes() == {""}
    assert not any(NAME in text for text in written(row.visit))
    assert f"Học sinh cũ {row.pupil_id}" in written(row.visit)[0]


def test_erasing_takes_the_pupil_off_what_is_to_come(django_capture_on_commit_callbacks):
    visit = given_roster.prepared()
    row = given.pupil_on(visit)

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(subject=row.pupil, by=make.officer())

    assert given_roster.on(visit) == set()


def test_a_pupil_whose_data_is_under_restriction_does_not_go(django_capture_on_commit_callbacks):
    visit = given_roster.prepared()
    row = given.pupil_on(visit)
    erasure.restrict(subject=row.pupil, by=make.officer())

    assert given_roster.answers(visit) == {}


def test_notes_go_a_month_after_the_visit(row):
    with time_machine.travel(row.visit.slot.ends_at + dt.timedelta(days=29)):
        assert forgetting.drop_old_notes() == 0
    with time_machine.travel(row.visit.slot.ends_at + dt.timedelta(days=31)):
        assert (forgetting.drop_old_notes(), forgetting.drop_old_notes()) == (1, 0)

    assert notes() == {""}
    with pytest.raises(Exception, match="never changed"):
        history.scrub(Agreement, {"id": Agreement.objects.get().pk}, note="x")
