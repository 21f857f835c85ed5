"""The day page with plain forms, the sheet of codes, the family's number, and the host's numbers."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from people.models import Guardian, RecordRead
from tests.visits import given, given_day, given_roster
from visits.enums import VisitState
from visits.models import HeadCount, Mark, Reception
from visits.selectors import day as selectors

pytestmark = pytest.mark.django_db
NAME = "Lê Đức Bình"


@pytest.fixture
def visit():
    return given_day.today(NAME, "Bùi Thị Chi")


@pytest.fixture
def teacher(client, visit):
    client.force_login(visit.organiser)
    return visit.organiser


def at(name, *args):
    return reverse(name, args=args)


def page(client, name, *args):
    return client.get(at(name, *args)).content.decode()


def reads(of):
    return set(RecordRead.objects.filter(pupil=of).values_list("what", flat=True))


def test_a_teacher_marks_with_plain_forms_and_a_second_click_changes_nothing(client, visit, teacher):
    row = given_day.rows(visit)[0]
    shown = page(client, "visit_day", visit.pk)
    client_id = re.search(rf'id="em-{row.pk}".*?name="client_id" value="([\w-]+)"', shown, re.DOTALL)[1]
    said = {"attendee": row.pk, "client_id": client_id, "kind": "late"}

    for _ in range(2):
        answer = client.post(at("visit_day_mark", visit.pk), said)
        assert answer.url == f"{at('visit_day', visit.pk)}#em-{row.pk}"

    assert given_day.kept(row) == ["late"]
    assert "Đến muộn" in page(client, "visit_day", visit.pk)
    assert reads(row.pupil) == {"visit_roster"}


def test_a_count_that_differs_warns_and_names_who_is_missing(client, visit, teacher):
    here, _unmarked = given_day.rows(visit)
    mark = {"attendee": here.pk, "client_id": uuid.uuid4(), "kind": "present"}
    client.post(at("visit_day_mark", visit.pk), mark)
    client.post(at("visit_day_count", visit.pk), {"moment": "going_back", "counted": 0, "client_id": uuid.uuid4()})

    shown = page(client, "visit_day", visit.pk)

    assert "Đếm được 0 em, đang ghi có mặt 1. Gọi tên từng em ngay." in shown
    assert re.search(r"data-missing>([^<]*)<", shown)[1] == "Bùi Thị Chi"
    assert re.search(r"data-to-call>([^<]*)<", shown)[1] == NAME


def test_a_count_that_is_no_number_is_asked_again(client, visit, teacher):
    said = {"moment": "home", "counted": "hai mươi", "client_id": uuid.uuid4()}
    shown = client.post(at("visit_day_count", visit.pk), said).content.decode()
    assert "hai mươi" in shown
    assert not HeadCount.objects.exists()


def test_a_button_nobody_knows_is_answered_with_a_sentence(client, visit, teacher):
    answer = client.post(at("visit_day_mark", visit.pk), {"attendee": "x", "kind": "asleep", "client_id": "1"})
    assert (answer.status_code, "Hãy tải lại trang" in answer.content.decode()) == (422, True)


def test_it_shows_what_is_needed_in_an_emergency(client, visit, teacher):
    shown = page(client, "visit_day", visit.pk)
    assert 'href="tel:111"' in shown
    assert "Cô Lê Thị Trực" in shown
    assert f'href="{at("concern_report")}?about=' in shown


def test_the_familys_number_is_behind_a_tap_that_is_noted(client, visit, teacher):
    row = given_day.rows(visit)[0]
    Guardian.objects.filter(pk=given_roster.guardian(row).guardian_id).update(phone="0912345999")
    assert "0912345999" not in page(client, "visit_day", visit.pk)

    assert 'href="tel:0912345999"' in page(client, "visit_day_family", visit.pk, row.pk)
    assert reads(row.pupil) == {"visit_roster", "guardians"}


@pytest.mark.parametrize("name", ["visit_day", "visit_day_codes"])
def test_a_colleague_who_does_not_go_along_is_told_whom_it_is_for(client, visit, name):
    client.force_login(given.teacher(visit.school))
    answer = client.get(at(name, visit.pk))
    assert answer.status_code == 403
    assert (NAME in answer.content.decode(), "thầy cô đi cùng" in answer.content.decode()) == (False, True)


def test_outside_its_day_there_is_nothing_to_press(client, visit, teacher):
    with time_machine.travel(visit.slot.starts_at - dt.timedelta(hours=5)):
        client.force_login(visit.organiser)
        shown = page(client, "visit_day", visit.pk)
    assert "Điểm danh mở từ" in shown
    assert ("day-data" in shown, "data-mark" in shown) == (False, False)


def test_a_printed_code_marks_for_a_teacher_and_tells_others_nothing(client, visit):
    row = given_day.rows(visit)[0]
    address = at("visit_check_in", visit.pk, selectors.code_of(row))
    for somebody in (visit.slot.offer.author, given.teacher(), given_day.rows(visit)[1].pupil):
        client.force_login(somebody)
        answer = client.get(address)
        assert (answer.status_code, NAME in answer.content.decode()) == (404, False)
    client.logout()
    assert client.get(address).status_code == 302
    assert not Mark.objects.exists()

    client.force_login(visit.organiser)
    shown = client.get(address, follow=True).content.decode()

    assert f"{NAME}: có mặt." in shown
    assert given_day.kept(row) == ["present"]


def test_the_sheet_is_printed_the_day_before(client, visit, teacher):
    with time_machine.travel(visit.slot.starts_at - dt.timedelta(days=1)):
        client.force_login(visit.organiser)
        shown = page(client, "visit_day_codes", visit.pk)
    assert shown.count("data:image/svg+xml") == 2
    assert reads(given_day.rows(visit)[0].pupil) == {"visit_form"}


def test_the_host_sees_numbers_and_notes_the_arrival(client, visit):
    client.force_login(visit.slot.offer.author)
    shown = page(client, "visit_reception", visit.pk)
    assert (NAME in shown, "Trong danh sách" in shown) == (False, True)

    client.post(at("visit_arrive", visit.pk))
    client.post(at("visit_leave", visit.pk))

    assert Reception.objects.get().left_by == visit.slot.offer.author


def test_the_page_of_the_visit_leads_there_on_the_day(client, visit):
    for who, name in ((visit.organiser, "visit_day"), (visit.slot.offer.author, "visit_reception")):
        client.force_login(who)
        assert f'href="{at(name, visit.pk)}"' in page(client, "visit_detail", visit.pk)


def test_the_day_asks_as_often_for_fifty_as_for_one(client):
    counts = []
    for names in (["Một"], [f"Em {n}" for n in range(50)]):
        visit = given_day.today(*names)
        for row in given_day.rows(visit):
            Mark.objects.create(
                attendee=row, kind="present", at=clock.now(), taken_at=clock.now(), by=visit.organiser,
                client_id=uuid.uuid4(),
            )  # fmt: skip
        client.force_login(visit.organiser)
        page(client, "visit_day", visit.pk)
        with CaptureQueriesContext(connection) as queries:
            page(client, "visit_day", visit.pk)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 11


def api(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_the_api_takes_many_and_says_what_became_of_each(visit):
    first, second = given_day.rows(visit)
    now = clock.now().isoformat()
    ids = [str(uuid.uuid4()) for _ in range(3)]
    body = {
        "marks": [
            {"client_id": ids[0], "attendee": first.pk, "kind": "present", "at": now},
            {"client_id": ids[1], "attendee": 10**9, "kind": "absent", "at": now},
        ],
        "counts": [{"client_id": ids[2], "moment": "going_out", "counted": 1, "at": now}],
        "sent_at": now,
        "owner": visit.organiser_id,
    }

    told = api(visit.organiser).post(f"/api/v1/visits/{visit.pk}/day/", body, format="json").json()

    gone = "Em này không còn trong danh sách của chuyến đi."
    assert told == [
        {"client_id": ids[0], "outcome": "taken", "why": ""},
        {"client_id": ids[1], "outcome": "refused", "why": gone},
        {"client_id": ids[2], "outcome": "taken", "why": ""},
    ]
    day = api(visit.organiser).get(f"/api/v1/visits/{visit.pk}/day/").json()
    assert day["viewer"] == visit.organiser_id
    assert [(one["attendee"], one["kind"]) for one in day["pupils"]] == [(first.pk, "present"), (second.pk, None)]
    assert [(one["counted"], one["expected"]) for one in day["counts"]] == [(1, 1)]
    assert day["figures"] == {"going": 2, "here": 1, "late": 0, "absent": 0, "left_early": 0, "unmarked": 1}


def test_the_api_tells_the_host_numbers_alone(visit):
    host = api(visit.slot.offer.author)
    assert host.get(f"/api/v1/visits/{visit.pk}/day/").status_code == 404
    told = host.post(f"/api/v1/visits/{visit.pk}/reception/arrive/").json()
    assert told["figures"]["unmarked"] == 2
    assert (told["arrived_at"] is None, told["left_at"]) == (False, None)


def test_a_visit_that_is_not_confirmed_takes_nothing_over_the_api():
    visit = given_day.today(NAME, state=VisitState.PREPARING)
    answer = api(visit.organiser).post(f"/api/v1/visits/{visit.pk}/day/", {}, format="json")
    assert (answer.status_code, answer.json()["detail"]) == (409, "Chuyến đi chưa chốt, hoặc không còn diễn ra.")


def test_the_worker_is_a_script_for_its_page_alone(client, visit):
    answer = client.get(at("visit_day_worker", visit.pk))
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer
    assert at("visit_day_worker", visit.pk).startswith(at("visit_day", visit.pk))
