"""The pages and the API of visits: one next step for each reader, the short forms one after another, names as known."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from people.models import User
from tests import make
from tests.visits import given
from tests.visits.given_chain import scene
from visits.enums import VisitState
from visits.models import Visit
from visits.services import visits

pytestmark = pytest.mark.django_db
TRAVEL = {"transport": "hired_bus", "plan": "Xe đón ở cổng lúc 7 giờ 30.", "meeting_point": "Cổng sau"}


def page(client, user, name="visit_detail", *args, **query):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse(name, args=args), query)


def send(client, user, name, pk, body=None):
    client.force_login(User.objects.get(pk=user.pk))
    return client.post(reverse(name, args=[pk]), body or {})


def api(user):
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=user.pk))
    return client


# --- The short forms ------------------------------------------------------------------------------------------------
def test_each_short_form_asks_the_next_one(client):
    here = scene()
    colleague = given.teacher(here.school)
    ways = []
    for name, body in (
        ("visit_travel", TRAVEL),
        ("visit_staff", {"people": [here.teacher.pk, colleague.pk], "lead": here.teacher.pk}),
        ("visit_contact", {"name": "Cô Lan", "phone": "0912345678"}),
    ):
        ways.append(send(client, here.teacher, name, here.visit.pk, body).url)

    assert ways == [
        reverse("visit_staff", args=[here.visit.pk]),
        reverse("visit_contact", args=[here.visit.pk]),
        reverse("visit_roster", args=[here.visit.pk]),
    ]
    made = here.fresh()
    assert (made.transport, made.meeting_point, made.emergency_phone) == ("hired_bus", "Cổng sau", "0912345678")
    assert {row.person for row in made.staff.all()} == {here.teacher, colleague}


def test_the_form_of_staff_says_the_ratio_and_who_is_elsewhere(client):
    here = scene(party=40)
    busy = given.teacher(here.school)
    given.visit(given.slot(hour=10), busy)

    text = page(client, here.teacher, "visit_staff", here.visit.pk).content.decode()

    assert "Cần 3 thầy cô cho 40 em, đã có <b data-ratio-count>1</b>." in text
    assert f"{busy.full_name} · có việc khác giờ ấy" in text


def test_a_form_says_beforehand_what_will_be_asked_again(client):
    here = scene(ready=True)

    text = page(client, here.teacher, "visit_travel", here.visit.pk).content.decode()

    assert [w for w in ("Hiệu trưởng duyệt lại", "2 phụ huynh trả lời lại") if w not in text] == []
    assert "Nơi đón nhận lời lại" not in text


def test_a_refusal_stands_on_the_form_and_nothing_typed_is_lost(client):
    here = scene()
    busy = given.teacher(here.school)
    given.visit(given.slot(hour=10), busy)

    answer = send(client, here.teacher, "visit_staff", here.visit.pk, {"people": [busy.pk], "lead": busy.pk})
    wrong = send(client, here.teacher, "visit_contact", here.visit.pk, {"name": "Cô Lan", "phone": "12"})

    assert (answer.status_code, wrong.status_code) == (409, 422)
    assert "Đã có việc khác lúc 10:00" in answer.content.decode()
    assert busy.full_name in answer.content.decode()
    assert 'value="Cô Lan"' in wrong.content.decode()


def test_a_visit_moves_from_its_page(client):
    here = scene()
    other = given.slot(here.slot.offer, days=25)

    assert other.pk in dict(
        page(client, here.teacher, "visit_move", here.visit.pk).context["form"]["slot"].field.choices
    )
    send(client, here.teacher, "visit_move", here.visit.pk, {"slot": other.pk})

    assert here.fresh().slot == other


def test_a_host_moves_the_slot_from_its_page(client):
    here = scene()
    day = (clock.today() + dt.timedelta(days=30)).isoformat()

    text = page(client, here.host, "slot_move", here.slot.pk).content.decode()
    send(client, here.host, "slot_move", here.slot.pk, {"day": day, "begins": "14:00", "ends": "16:00"})

    assert here.school.organisation.name in text
    assert here.fresh().slot.starts_at.astimezone(clock.zone()).isoformat() == f"{day}T14:00:00+07:00"


# --- One next step --------------------------------------------------------------------------------------------------
def test_each_reader_is_told_the_one_next_step(client):
    here = scene()
    steps = {
        who: page(client, person, "visit_detail", here.visit.pk).context["next"].title
        for who, person in (("teacher", here.teacher), ("head", here.head), ("host", here.host))
    }

    assert steps == {
        "teacher": "Việc tiếp theo của thầy cô",
        "head": "Thầy cô xem rồi duyệt chuyến đi.",
        "host": "Anh chị xem rồi trả lời nhà trường.",
    }


def test_a_ready_visit_is_confirmed_from_its_page(client):
    here = scene(ready=True)
    step = page(client, here.teacher, "visit_detail", here.visit.pk).context["next"]

    assert (step.posts, step.url) == (True, reverse("visit_confirm", args=[here.visit.pk]))
    client.post(step.url)
    assert here.fresh().state == VisitState.CONFIRMED


def test_what_is_missing_is_listed_with_the_form_that_fills_it(client):
    here = scene(VisitState.PREPARING)

    missing = page(client, here.teacher, "visit_detail", here.visit.pk).context["missing"]

    assert [url for _label, url in missing][:3] == [
        reverse("visit_staff", args=[here.visit.pk]),
        reverse("visit_travel", args=[here.visit.pk]),
        reverse("visit_contact", args=[here.visit.pk]),
    ]


def test_the_head_sends_back_with_a_reason_and_without_one_reads_why_not(client):
    here = scene()

    empty = send(client, here.head, "visit_send_back", here.visit.pk, {"reason": ""})
    send(client, here.head, "visit_send_back", here.visit.pk, {"reason": "Ghi rõ giờ về."})

    assert empty.status_code == 422
    assert "Ghi rõ giờ về." in page(client, here.teacher, "visit_detail", here.visit.pk).content.decode()
    assert "Ghi rõ giờ về." not in page(client, here.host, "visit_detail", here.visit.pk).content.decode()


def test_the_host_accepts_with_the_newest_sheet_that_holds_or_reads_that_one_is_needed(client):
    here = scene()
    none = page(client, here.host, "visit_detail", here.visit.pk).content.decode()
    given.safety(here.slot.offer, valid_until=clock.today() + dt.timedelta(days=3))
    sheets = [given.safety(here.slot.offer), given.safety(here.slot.offer)]

    form = page(client, here.host, "visit_detail", here.visit.pk).context["accept_form"]
    send(client, here.host, "visit_accept", here.visit.pk, {"safety": sheets[1].pk})

    assert "Cần phiếu an toàn" in none
    assert [pk for pk, _label in form.fields["safety"].choices] == [sheets[1].pk, sheets[0].pk]
    assert (here.fresh().state, here.visit.safety) == (VisitState.HOST_ACCEPTED, sheets[1])


# --- Who reads what -------------------------------------------------------------------------------------------------
def test_the_host_reads_numbers_and_the_leader_and_no_pupil_no_head_and_no_emergency_number(client):
    here = scene(ready=True, needs="1 xe lăn")
    visits.confirm(visit=here.visit, by=here.teacher)
    pupils = [row.pupil for row in here.visit.attendees.select_related("pupil")]
    other = here.visit.staff.get(is_lead=False).person
    both = page(client, here.host, "visit_detail", here.visit.pk).content.decode()
    both += api(here.host).get(f"/api/v1/visits/{here.visit.pk}/").content.decode()

    hidden = [*(one.full_name for one in pupils), here.head.full_name, other.full_name, "Cô Lê Thị Trực", "0900000111"]
    assert [text for text in hidden if text in both] == []
    assert [text for text in (here.teacher.full_name, "1 xe lăn") if text not in both] == []


def test_a_pupil_reads_when_where_and_what_to_bring_and_nobody_elses_name(client):
    here = scene(ready=True, needs="1 xe lăn")
    visits.confirm(visit=here.visit, by=here.teacher)
    one, two = (row.pupil for row in here.visit.attendees.select_related("pupil"))

    text = page(client, one, "visit_detail", here.visit.pk).content.decode()

    assert [w for w in ("mũ, giày bít mũi, chai nước", here.teacher.full_name) if w not in text] == []
    unseen = (two.full_name, here.host.full_name, here.head.full_name, "1 xe lăn", "Diễn biến", "0900000111")
    assert [w for w in unseen if w in text] == []


def test_pupils_hear_of_it_once_it_is_certain(client):
    here = scene(ready=True)
    pupil = here.visit.attendees.first().pupil
    assert page(client, pupil, "visit_detail", here.visit.pk).status_code == 404
    visits.confirm(visit=here.visit, by=here.teacher)

    assert page(client, pupil, "visit_detail", here.visit.pk).status_code == 200
    assert [row.visit for row in page(client, pupil, "visit_list").context["rows"]] == [here.visit]


def test_a_frozen_visit_says_so_and_to_pupils_not_why(client):
    here = scene(ready=True)
    visits.confirm(visit=here.visit, by=here.teacher)
    here.host.clearances.update(revoked_at=clock.now())
    pupil = here.visit.attendees.first().pupil

    why = "Thẩm định của người đón"
    assert why in page(client, here.teacher, "visit_detail", here.visit.pk).content.decode()
    told = page(client, pupil, "visit_detail", here.visit.pk).content.decode()
    assert (why in told, "Thầy cô sẽ báo em khi chuyến đi tiếp tục." in told) == (False, True)
    assert "đang tạm dừng" in page(client, here.teacher, "visit_list", tab="coming").content.decode()


# --- Lists and the board --------------------------------------------------------------------------------------------
def test_what_waits_for_the_reader_is_the_first_list(client):
    here = scene()
    mine = {
        who: [row.visit.pk for row in page(client, person, "visit_list").context["rows"]]
        for who, person in (("head", here.head), ("host", here.host), ("teacher", here.teacher))
    }
    assert mine == {who: [here.visit.pk] for who in mine}
    visits.approve(visit=here.visit, by=here.head)

    assert page(client, here.head, "visit_list", tab="mine").context["rows"] == []
    assert [row.visit for row in page(client, here.head, "visit_list").context["rows"]] == [here.visit]


def test_the_board_says_who_holds_up_what_and_reminds(client):
    here = scene()
    given.visit(here.slot, given.teacher(here.school))

    columns = page(client, here.teacher, "visit_board").context["columns"]
    rows = {column["step"].value: len(column["rows"]) for column in columns}
    nudge = send(client, here.teacher, "visit_remind", here.visit.pk, {"step": "host", "board": "1"})
    again = page(client, here.teacher, "visit_board").content.decode()

    assert rows == {"school": 2, "host": 2, "guardians": 0, "confirmation": 0}
    assert nudge.url == reverse("visit_board")
    assert "Mỗi ngày một lần là đủ." in again


@pytest.mark.parametrize("who", ["teacher", "host"])
@pytest.mark.parametrize("name", ["visit_list", "visit_board", "api-visit-list", "api-visit-board"])
def test_lists_ask_as_often_for_twenty_as_for_one(client, who, name):
    here = scene()
    given.pupil_on(here.visit)

    def asked():
        client.force_login(User.objects.get(pk=getattr(here, who).pk))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name), {"tab": "coming"} if "list" in name else {}).status_code == 200
        return len(queries)

    asked()
    one = asked()
    for number in range(19):
        slot = given.slot(here.slot.offer, days=21 + number)
        made = given.visit(slot, here.teacher, party=2)
        given.pupil_on(made)
    assert (asked(), one <= 8) == (one, True)


def test_home_shows_what_waits_and_what_comes(client):
    here = scene(ready=True)
    home = page(client, here.teacher, "home").context["home"]
    assert [panel.title for panel in home.panels if panel.counts.get("visit_list")] == ["Chuyến đi"]
    assert home.counts["visit_list"] == 1
    visits.confirm(visit=here.visit, by=here.teacher)
    pupil = here.visit.attendees.first().pupil

    assert "Chuyến đi của em" in [panel.title for panel in page(client, pupil, "home").context["home"].panels]
    assert "Chuyến đi" in [panel.title for panel in page(client, here.host, "home").context["home"].panels]


# --- The API --------------------------------------------------------------------------------------------------------
def test_the_whole_chain_over_the_api():
    here = scene()
    colleague = given.teacher(here.school)
    teacher, head, host = api(here.teacher), api(here.head), api(here.host)
    sheet = given.safety(here.slot.offer)
    place = f"/api/v1/visits/{here.visit.pk}"
    steps = [
        teacher.post(f"{place}/travel/", TRAVEL),
        teacher.post(f"{place}/staff/", {"people": [here.teacher.pk, colleague.pk], "lead": colleague.pk}),
        teacher.post(f"{place}/contact/", {"name": "Cô Lan", "phone": "0912345678"}),
        teacher.post(f"{place}/party/", {"party": 3, "needs": ""}),
        head.post(f"{place}/send-back/", {"reason": "Ghi rõ giờ về."}),
        teacher.post(f"{place}/hand-in/"),
        head.post(f"{place}/approve/"),
        teacher.post(f"{place}/remind/", {"step": "host"}),
        host.post(f"{place}/accept/", {"safety": sheet.pk}),
    ]
    given.pupil_on(here.fresh())
    steps.append(teacher.post(f"{place}/confirm/"))

    assert [answer.status_code for answer in steps] == [200] * len(steps)
    read = teacher.get(f"{place}/").json()
    assert (read["state"], read["party"], read["lead"], read["missing"]) == ("confirmed", 1, colleague.full_name, [])
    assert read["staff"] == [colleague.full_name, here.teacher.full_name]


def test_the_api_names_who_is_elsewhere_with_409():
    here = scene()
    busy = given.teacher(here.school)
    given.visit(given.slot(hour=10), busy)

    answer = api(here.teacher).post(
        f"/api/v1/visits/{here.visit.pk}/staff/", {"people": [busy.pk], "lead": busy.pk}, format="json"
    )

    assert (answer.status_code, busy.full_name in answer.json()["detail"]) == (409, True)


def test_the_board_over_the_api():
    here = scene()
    rows = api(here.host).get("/api/v1/visits/board/").json()

    assert [(row["visit"], row["step"], row["text"]) for row in rows] == [
        (here.visit.pk, "school", "hiệu trưởng"),
        (here.visit.pk, "host", "nơi đón"),
    ]


def test_a_host_of_another_place_and_another_school_find_nothing():
    here = scene()
    place = f"/api/v1/visits/{here.visit.pk}/"
    for somebody in (given.host(), given.teacher(), make.pupil(here.school), make.officer()):
        assert api(somebody).get(place).status_code == 404
    assert Visit.objects.get().state == VisitState.ASKED
