"""A roster as a teacher walks through it, in the pages and over the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from people.enums import Role, RosterState
from people.models import Affiliation, RecordRead, Roster
from people.services import history
from tests import make
from tests.people import roster_files as files
from tests.people.roster_files import born

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


@pytest.fixture
def inside(client, teacher):
    client.force_login(teacher)
    return client


def upload(client, school, *rows, **fields):
    file = fields.pop("file", None) or files.csv_file(*rows)
    return client.post(reverse("roster_upload", args=[school.pk]), {"file": file, **fields})


def pupils_of(school):
    return Affiliation.objects.filter(organisation=school.pk, role=Role.STUDENT, ends_on=None)


def test_from_the_file_to_the_roll(inside, school, django_capture_on_commit_callbacks):
    answer = upload(inside, school, files.row("Lê Văn Bình", mother="Lê Thị Hoa", phone="0912345678"))
    roster = Roster.objects.get()
    preview = inside.get(answer.url)
    with django_capture_on_commit_callbacks(execute=True):
        inside.post(reverse("roster_apply", args=[roster.pk]), {"seen": preview.context["digest"]})
    done = inside.get(answer.url).content.decode()

    assert answer.url == reverse("roster_detail", args=[roster.pk])
    page = preview.content.decode()
    assert [text in page for text in ("Em mới (1)", "Lê Văn Bình", "mẹ Lê Thị Hoa 0912345678")] == [True] * 3
    assert "Đã ghi xong" in done
    assert pupils_of(school).get().user.full_name == "Lê Văn Bình"


def test_while_it_is_written_the_page_says_how_far_it_is_and_may_be_left(inside, school):
    upload(inside, school, files.row("Lê Văn Bình"))
    roster = Roster.objects.get()
    Roster.objects.update(state=RosterState.APPLYING, done=300, total=2000)
    url = reverse("roster_detail", args=[roster.pk])

    page = inside.get(url).content.decode()
    asked_again = inside.get(url, headers={"HX-Request": "true"})
    Roster.objects.update(state=RosterState.APPLIED)
    finished = inside.get(url, headers={"HX-Request": "true"})

    assert "<progress" in page
    assert 'value="300" max="2000"' in page
    assert "Thầy cô có thể rời trang này" in page
    assert 'id="progress"' in asked_again.content.decode()
    assert finished.headers["HX-Refresh"] == "true"


def test_a_second_click_says_so(inside, school, django_capture_on_commit_callbacks):
    answer = upload(inside, school, files.row("Lê Văn Bình"))
    seen = inside.get(answer.url).context["digest"]
    url = reverse("roster_apply", args=[Roster.objects.get().pk])
    with django_capture_on_commit_callbacks(execute=True):
        inside.post(url, {"seen": seen})

    page = inside.post(url, {"seen": seen}, follow=True).content.decode()

    assert "Không thể “ghi vào danh sách trường”" in page
    assert pupils_of(school).count() == 1


def test_differences_are_shown_from_what_to_what_and_their_names_are_noted(inside, school, teacher):
    pupil = make.pupil(school, full_name="Lê Văn Bình")
    pupil.affiliations.update(title="10A1", pupil_code="X1")
    gone = make.pupil(school, full_name="Trần Văn Dũng")
    gone.affiliations.update(title="10A2")

    answer = upload(inside, school, files.row("Lê Văn Bình", code="X1", class_name="10A2"))
    page = inside.get(answer.url).content.decode()

    assert "<del>10A1</del> → </span>" not in page
    assert "<del>10A1</del> → <ins>10A2</ins>" in page
    assert "Trần Văn Dũng" in page
    noted = RecordRead.objects.filter(reader=teacher, what="roster").values_list("pupil", flat=True)
    assert sorted(noted) == sorted([pupil.pk, gone.pk])


def test_wrong_cells_are_named_and_there_is_nothing_to_write(inside, school):
    answer = upload(inside, school, files.row("Lê Văn 2"), files.row("Trần An", birth_date="31/02/2010"))

    page = inside.get(answer.url).content.decode()

    assert [text in page for text in (">B2</th>", ">C3</th>", "Có 2 dòng cần sửa")] == [True] * 3
    assert reverse("roster_apply", args=[Roster.objects.get().pk]) not in page
    sheet = inside.get(reverse("roster_faults", args=[Roster.objects.get().pk]))
    assert sheet.headers["Content-Disposition"].startswith("attachment")


def test_a_possible_double_is_asked_about_on_the_page(inside, school):
    pupil = make.pupil(school, full_name="Lê Văn Bình")
    pupil.affiliations.update(title="10A1", pupil_code="X1")
    row = files.row("Lê Văn Bình", code="X2", birth_date=f"{pupil.birth_date:%d/%m/%Y}")
    answer = upload(inside, school, row)
    roster = Roster.objects.get()

    asked = inside.get(answer.url)
    entry = asked.context["asked"][0]
    answers = reverse("roster_answer", args=[roster.pk])
    inside.post(answers, {f"row:{entry.line.place}": str(pupil.pk)})
    answered = inside.get(answer.url)

    assert "Trùng họ tên và ngày sinh nhưng mã học sinh khác." in asked.content.decode()
    assert reverse("roster_apply", args=[roster.pk]) not in asked.content.decode()
    assert reverse("roster_apply", args=[roster.pk]) in answered.content.decode()
    assert answered.context["counts"]["changed"] == 1


@pytest.mark.parametrize("value", ["-1", "abc", "9" * 30, "", "²"])
def test_an_answer_that_is_none_leaves_the_question(inside, school, value):
    upload(inside, school, files.row("Lê Văn Bình"))
    roster = Roster.objects.get()

    inside.post(reverse("roster_answer", args=[roster.pk]), {"row:0:2": value})

    roster.refresh_from_db()
    assert roster.answers == {}


def test_the_whole_school_is_covered_when_the_box_says_so(inside, school):
    elsewhere = make.pupil(school, full_name="Trần Văn Dũng")
    elsewhere.affiliations.update(title="12A1")
    answer = upload(inside, school, files.row("Lê Văn Bình"))

    before = inside.get(answer.url).context["counts"]["left"]
    inside.post(reverse("roster_answer", args=[Roster.objects.get().pk]), {"whole_school": "yes"})
    page = inside.get(answer.url)

    assert (before, page.context["counts"]["left"]) == (0, 1)
    assert "em sẽ rời danh sách của trường. Ghi chứ?" in page.content.decode()


def test_the_wizard_shows_the_first_rows_and_takes_the_columns(inside, school):
    cells = ["Lê Văn Bình", born(), "10A1"]
    answer = upload(inside, school, file=files.csv_file(cells, head=["Ai", "Hôm nào", "Ở đâu"]))
    roster = Roster.objects.get()
    url = reverse("roster_columns", args=[roster.pk])

    page = inside.get(url).content.decode()
    refused = inside.post(url, {"heading_row": "1", "full_name": "0"}).content.decode()
    inside.post(url, {"heading_row": "1", "full_name": "0", "birth_date": "1", "class_name": "2"})

    assert answer.url == url
    assert [text in page for text in ("Lê Văn Bình", "B · Hôm nào")] == [True, True]
    assert "Hãy chọn cột cho phần này." in refused
    assert inside.get(reverse("roster_detail", args=[roster.pk])).context["counts"]["new"] == 1


def test_recognised_columns_are_chosen_already(inside, school):
    upload(inside, school, files.row("Lê Văn Bình"), choose_columns="on")

    form = inside.get(reverse("roster_columns", args=[Roster.objects.get().pk])).context["form"]

    chosen = {name: form.fields[name].initial for name in ("code", "full_name", "birth_date", "mother_phone", "given")}
    assert chosen == {"code": "0", "full_name": "1", "birth_date": "2", "mother_phone": "5", "given": ""}


def test_an_upload_is_thrown_away(inside, school):
    upload(inside, school, files.row("Lê Văn Bình"))

    inside.post(reverse("roster_discard", args=[Roster.objects.get().pk]))

    assert not Roster.objects.exists()


def test_a_bad_file_is_answered_under_its_field(inside, school):
    page = upload(inside, school, file=files.SimpleUploadedFile("lop.xls", b"\xd0\xcf\x11\xe0")).content.decode()

    assert "Tệp .xls kiểu cũ" in page
    assert not Roster.objects.exists()


def test_another_school_finds_no_list(client, school, teacher):
    client.force_login(teacher)
    upload(client, school, files.row("Lê Văn Bình"))
    client.force_login(make.adviser())

    assert client.get(reverse("roster_detail", args=[Roster.objects.get().pk])).status_code == 404


def test_what_a_cell_says_is_text_in_the_page(inside, school):
    answer = upload(inside, school, files.row("Lê <script>alert(1)</script> Bình"))

    assert "<script>alert" not in inside.get(answer.url).content.decode()


def test_the_preview_asks_the_same_of_the_database_at_1_and_50_rows(inside, school, django_assert_max_num_queries):
    def queries(rows):
        for number in range(rows - pupils_of(school).count()):
            make.pupil(school, full_name=f"Lê Văn Bình {chr(65 + number % 26)}")
        pupils_of(school).update(title="10A1")
        with history.opened():
            RecordRead.objects.all().delete()
        answer = upload(inside, school, files.row("Trần An"))
        with django_assert_max_num_queries(8) as counted:
            assert inside.get(answer.url).context["counts"]["left"] == rows
        return len(counted)

    assert queries(1) == queries(50)


def test_the_api_walks_the_same_way(school, teacher, django_capture_on_commit_callbacks):
    api = APIClient()
    api.force_authenticate(teacher)
    pupil = make.pupil(school, full_name="Lê Văn Bình")
    pupil.affiliations.update(title="10A1", pupil_code="X1")
    file = files.csv_file(files.row("Lê Văn Bình", code="X1", class_name="10A2"), files.row("Trần An"))

    made = api.post(f"/api/v1/schools/{school.pk}/rosters/", {"file": file}, format="multipart").json()
    one = f"/api/v1/rosters/{made['id']}/"
    preview = api.get(one).json()
    answered = api.post(f"{one}answers/", {"answers": {}, "whole_school": True})
    stale = api.post(f"{one}apply/", {"digest": "x"})
    with django_capture_on_commit_callbacks(execute=True):
        started = api.post(f"{one}apply/", {"digest": preview["digest"]})

    assert (made["state"], answered.status_code, stale.status_code, started.status_code) == ("ready", 200, 409, 202)
    assert [(entry["kind"], entry["full_name"], entry["changes"]) for entry in preview["entries"]] == [
        ("moved", "Lê Văn Bình", [
            {"field": "birth_date", "before": f"{pupil.birth_date:%d/%m/%Y}", "after": born()},
            {"field": "class_name", "before": "10A1", "after": "10A2"},
        ]),
        ("new", "Trần An", []),
    ]  # fmt: skip
    after = api.get(one).json()
    assert (after["state"], after["counts"]["new"], "entries" in after) == ("applied", 1, False)
    assert api.delete(one).status_code == 409


def test_the_api_takes_columns_by_hand_and_says_what_is_wrong(school, teacher):
    api = APIClient()
    api.force_authenticate(teacher)
    file = files.csv_file(["Lê Văn 2", born(), "10A1"], head=["Ai", "Hôm nào", "Ở đâu"])
    made = api.post(f"/api/v1/schools/{school.pk}/rosters/", {"file": file}, format="multipart").json()
    one = f"/api/v1/rosters/{made['id']}/"
    columns = {"full_name": 0, "birth_date": 1, "class_name": 2}

    unknown = api.post(f"{one}columns/", {"heading_row": 1, "columns": {"mood": 1}})
    named = api.post(f"{one}columns/", {"heading_row": 1, "columns": columns}).json()
    faults = api.get(one).json()["faults"]

    assert (made["state"], unknown.status_code, named["state"]) == ("mapping", 400, "ready")
    assert [(fault["row"], fault["column"], fault["code"]) for fault in faults] == [(2, "A", "full_name")]
