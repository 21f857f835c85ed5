"""What visits keep about people: the copy, forgetting, the history page, a report of concern."""

import pytest
from django.urls import reverse

from core import trail
from people.enums import DataAsker, DataRequestKind
from people.models import User
from people.selectors import history
from people.services import data_requests
from people.services import history as history_service
from tests import make
from tests.visits import given
from tests.visits.given_chain import scene
from visits.models import Busy, Visit, VisitEvent
from visits.selectors import own_data
from visits.services import concern_subjects, name_forgetting, preparing, visits

pytestmark = pytest.mark.django_db


def test_the_copy_has_what_one_organised_said_and_went_along_to():
    here = scene()
    visits.cancel(visit=here.visit, reason="Bão số 3", by=here.teacher)

    rows = own_data.visits(here.teacher)
    assert [row["visit"] for row in rows] == [here.visit.pk] * 2
    assert [row["text"] for row in own_data.steps(here.teacher)] == ["Bão số 3"]
    assert own_data.visits(given.teacher()) == []


def test_who_is_forgotten_goes_along_no_more_and_is_named_nowhere():
    here = scene(ready=True)
    goes = here.visit.staff.get(is_lead=False).person
    goes.full_name = "Trần Thị Bưởi Tím"
    goes.save()
    preparing.contact(visit=here.visit, name=goes.full_name, phone="0912345678", by=here.teacher)
    visits.record(here.visit, "change", here.teacher, f"Hỏi cô {goes.full_name}")
    row = data_requests.ask(subject=goes, kind=DataRequestKind.ERASURE, asked_as=DataAsker.PERSON, note="", by=goes)
    handler = make.officer() if row.school_id is None else here.head
    data_requests.complete(request=row, answer="Đã xóa.", by=handler)

    assert not Busy.objects.filter(person=goes).exists()
    kept = [*Visit.objects.values_list("emergency_name", "emergency_phone")]
    kept += trail.rows_of(Visit).values_list("emergency_name", "emergency_phone")
    assert [found for found in kept if "Bưởi" in found[0] or found[1] == "0912345678"] == []
    assert "Bưởi" not in VisitEvent.objects.last().text


def test_a_pupil_who_left_is_named_in_no_text():
    here = scene(ready=True)
    pupil = here.visit.attendees.first().pupil
    here.visit.needs = f"{pupil.full_name} đi xe lăn"
    here.visit.save()

    with history_service.opened():
        name_forgetting.replace_name(pupil.pk, pupil.full_name, "Học sinh cũ")

    assert Visit.objects.get(pk=here.visit.pk).needs == "Học sinh cũ đi xe lăn"
    assert trail.rows_of(Visit).filter(needs__contains=pupil.full_name).count() == 0


def test_the_school_reads_the_history_of_its_visit_and_nobody_else(client):
    here = scene()
    visits.approve(visit=here.visit, by=here.head)
    outcome = {}
    for who, person in (("head", here.head), ("teacher", here.teacher), ("host", here.host)):
        client.force_login(User.objects.get(pk=person.pk))
        outcome[who] = client.get(reverse("history", args=["visit", here.visit.pk])).status_code

    assert outcome == {"head": 200, "teacher": 404, "host": 404}
    assert history.page_for(here.head, "visit", here.visit.pk).name == here.slot.offer.organisation.name


def test_a_report_knows_the_adults_of_both_sides_and_pupils_read_no_hosts_name():
    here = scene(ready=True)
    visits.confirm(visit=here.visit, by=here.teacher)
    pupil = here.visit.attendees.first().pupil

    subject = concern_subjects.visit(pupil, here.visit.pk)

    names = {someone.shown for someone in subject.people}
    assert {someone.pk for someone in subject.people} >= {here.host.pk, here.teacher.pk}
    assert (here.host.full_name in names, here.teacher.full_name in names) == (False, True)
