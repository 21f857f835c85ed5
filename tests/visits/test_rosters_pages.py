"""The pages of a roster, as the school's staff see and use them."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from people.models import RecordRead
from tests import make
from tests.visits import given, given_roster
from visits.enums import Answer, VisitState
from visits.models import Agreement, Attendee

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return given_roster.prepared()


@pytest.fixture
def teacher(client, visit):
    client.force_login(visit.organiser)
    return visit.organiser


def text(answer):
    return answer.content.decode()


def page(client, name, *args):
    return text(client.get(reverse(name, args=args)))


def reads(of):
    return set(RecordRead.objects.filter(pupil=of).values_list("what", flat=True))


def test_the_page_says_who_goes_and_who_would_be_left_off(client, visit, teacher):
    yes = given.pupil_on(visit, given_roster.pupil(visit, "Lê Đức Bình"))
    given.pupil_on(visit, given_roster.pupil(visit, "Bùi Thị Chi"), answer=None)

    shown = page(client, "visit_roster", visit.pk)

    assert "Lê Đức Bình" in shown
    assert "Phụ huynh đồng ý: 1" in shown
    assert "Chưa hỏi phụ huynh: 1" in shown
    assert reads(yes.pupil) == {"visit_roster"}


def test_nobody_else_finds_it(client, visit):
    given.pupil_on(visit)
    for somebody in (visit.slot.offer.author, given.teacher(), visit.attendees.get().pupil, make.officer()):
        client.force_login(somebody)
        assert client.get(reverse("visit_roster", args=[visit.pk])).status_code == 404


def test_what_a_guardian_told_is_for_those_who_go_along(client, visit, teacher):
    row = given.pupil_on(visit, answer=None)
    given.agreement(row, note="Cháu dị ứng tôm")

    def sees(somebody):
        client.force_login(somebody)
        return "dị ứng tôm" in page(client, "visit_roster", visit.pk)

    assert [sees(who) for who in (visit.organiser, given.staff(visit), given.head(visit.school))] == [True] * 3
    assert not sees(given.teacher(visit.school))


def test_pupils_are_ticked_and_added(client, visit, teacher):
    pupil = given_roster.pupil(visit, "Đặng Minh Ánh")
    address = reverse("visit_roster_add", args=[visit.pk])

    assert "Đặng Minh Ánh" not in text(client.get(address))
    assert "Đặng Minh Ánh" in text(client.get(address, {"q": "dang anh"}))
    answer = client.post(address, {"pupils": [pupil.pk]}, follow=True)

    assert "Đã thêm 1 em." in text(answer)
    assert given_roster.on(visit) == {pupil.pk}
    assert "list" in reads(pupil)


def test_what_cannot_be_added_is_said_and_the_ticks_stay(client, teacher):
    visit = given_roster.prepared(party=1, by=teacher, at=given.slot(days=30))
    pupils = [given_roster.pupil(visit) for _ in range(2)]
    address = reverse("visit_roster_add", args=[visit.pk]) + "?class_name=10A1"

    shown = text(client.post(address, {"pupils": [pupil.pk for pupil in pupils]}))

    assert "danh sách còn 1" in shown
    assert shown.count(" checked") == 2


@pytest.mark.parametrize("sent", [[], ["x"], ["99999999999999999999"], ["-1"]])
def test_what_is_no_pupil_is_refused_with_a_sentence(client, visit, teacher, sent):
    shown = text(client.post(reverse("visit_roster_add", args=[visit.pk]), {"pupils": sent}))

    assert "Hãy chọn ít nhất một em." in shown


def test_a_pupil_is_removed(client, visit, teacher):
    row = given.pupil_on(visit)

    client.post(reverse("visit_roster_remove", args=[visit.pk, row.pupil_id]))

    assert not Attendee.objects.exists()


def test_guardians_are_asked_at_the_press_of_a_button(client, visit, teacher):
    given.pupil_on(visit, answer=None)

    shown = text(client.post(reverse("visit_roster_ask", args=[visit.pk]), follow=True))

    assert "Đã hỏi phụ huynh của 1 em; hôm nay gửi tin cho nhà của 1 em." in shown


def test_the_button_says_why_it_cannot_be_pressed_yet(client):
    visit = given.visit(state=VisitState.PREPARING)
    given.pupil_on(visit, answer=None)
    client.force_login(visit.organiser)

    assert "Chưa có kế hoạch đi lại." in page(client, "visit_roster", visit.pk)


def test_the_excel_file_has_every_pupil_and_no_note(client, visit, teacher):
    row = given.pupil_on(visit, given_roster.pupil(visit, "Lê Đức Bình"), answer=None)
    given.agreement(row, note="Cháu dị ứng tôm")

    answer = client.get(reverse("visit_roster_export", args=[visit.pk]))

    (sheet,) = load_workbook(io.BytesIO(answer.content)).worksheets
    cells = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert cells[1][:3] == [1, "Lê Đức Bình", "10A1"]
    assert (cells[1][4], cells[1][6]) == ("phụ huynh đồng ý", "có")
    assert "dị ứng" not in str(cells)
    assert reads(row.pupil) == {"visit_export"}


def test_a_form_is_printed_for_each_who_has_not_answered(client, visit, teacher):
    silent = given.pupil_on(visit, given_roster.pupil(visit, "Bùi Thị Chi"), answer=None)
    given.pupil_on(visit, given_roster.pupil(visit, "Lê Đức Bình"))

    shown = page(client, "visit_roster_forms", visit.pk)

    assert shown.count('<article class="nc-sheet">') == 1
    assert ("Bùi Thị Chi" in shown, "Lê Đức Bình" in shown) == (True, False)
    assert "Xe 45 chỗ đón ở cổng trường" in shown
    assert reads(silent.pupil) == {"visit_form"}


def test_a_signed_form_is_written_down_and_confirmed_by_somebody_else(client, visit, teacher):
    row = given.pupil_on(visit, answer=None)
    address = reverse("visit_roster_pupil", args=[visit.pk, row.pupil_id])
    body = {"guardianship": given_roster.guardian(row).pk, "answer": "yes", "note": ""}

    assert "một thầy cô khác" in text(client.post(address, body, follow=True))
    confirm = reverse("visit_paper_confirm", args=[visit.pk, Agreement.objects.get().pk])
    assert client.post(confirm).status_code == 403
    client.force_login(given.teacher(visit.school))
    assert "Tôi đã đọc, phiếu đúng" in text(client.get(address))
    client.post(confirm)

    assert given_roster.answers(visit) == {row.pupil_id: "yes"}
    assert reads(row.pupil) == {"visit_roster", "guardians"}


def test_a_form_without_an_answer_is_asked_again(client, visit, teacher):
    row = given.pupil_on(visit, answer=None)

    shown = text(client.post(reverse("visit_roster_pupil", args=[visit.pk, row.pupil_id]), {"note": "Say xe"}))

    assert ('aria-invalid="true"' in shown, "Say xe" in shown, Agreement.objects.count()) == (True, True, 0)


def test_the_page_asks_as_often_for_fifty_as_for_one(client):
    visit = given_roster.prepared(party=50, at=given.slot(seats=60))
    client.force_login(visit.organiser)
    counts = []
    for more in (1, 49):
        for _ in range(more):
            given.pupil_on(visit)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("visit_roster", args=[visit.pk]))
        counts.append(len(queries))

    # Seven reads, and the read log's one row for the names shown.
    assert counts[0] == counts[1] <= 9


def test_choosing_asks_as_often_for_fifty_as_for_one(client, visit, teacher):
    counts = []
    for more in (1, 49):
        for _ in range(more):
            given_roster.pupil(visit)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("visit_roster_add", args=[visit.pk]), {"class_name": "10A1"})
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10


def test_who_said_no_stands_apart(client, visit, teacher):
    row = given.pupil_on(visit, answer=Answer.NO)
    Attendee.objects.filter(pk=row.pk).update(left_off_at=row.added_at)

    shown = page(client, "visit_roster", visit.pk)

    assert "Không đi" in shown
    assert "Phụ huynh không đồng ý" in shown
