"""The three steps as a person walks them, in the pages and over the API."""

import pytest
from django.test import TestCase
from django.urls import reverse
from rest_framework.test import APIClient

from core.sheets import writing
from network.models import Challenge, ImportBatch
from people.enums import Role
from tests import make
from tests.network import sheet_rows as rows

pytestmark = pytest.mark.django_db


def upload(client, file, kind="challenge"):
    return client.post(reverse("import_upload", args=[kind]), {"file": file})


def written(client, batch):
    """The page after the button and what the worker did."""
    url = reverse("import_apply", args=[batch.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(url)
    return client.get(reverse("import_preview", args=[batch.pk])).content.decode()


def test_from_the_file_to_the_drafts(client):
    client.force_login(make.representative())

    answer = upload(client, rows.xlsx(rows.challenge()))
    batch = ImportBatch.objects.get()
    page = client.get(answer.url).content.decode()
    done = written(client, batch)

    assert answer.url == reverse("import_preview", args=[batch.pk])
    assert "Không có ô nào sai" in page
    assert rows.CHALLENGE["Bài toán"] in page
    assert "Đã ghi 1 dòng thành bản nháp" in done
    assert Challenge.objects.get().title == rows.CHALLENGE["Bài toán"]


def test_a_wrong_cell_is_red_and_named_and_cannot_be_written(client):
    client.force_login(make.representative())
    upload(client, rows.xlsx(rows.challenge(**{"Số nhóm nhận": "hai"}), above=[["Danh sách"]]))
    batch = ImportBatch.objects.get()

    page = client.get(reverse("import_preview", args=[batch.pk])).content.decode()
    answer = client.post(reverse("import_apply", args=[batch.pk]), follow=True).content.decode()

    assert '<th scope="row">F3</th>' in page
    assert '<td class="nc-tone-red">hai<span' in page
    assert reverse("import_apply", args=[batch.pk]) not in page
    assert "Bảng còn ô cần sửa" in answer
    assert not Challenge.objects.exists()


def test_the_second_click_says_that_it_is_done(client):
    client.force_login(make.representative())
    upload(client, rows.xlsx(rows.challenge()))
    batch = ImportBatch.objects.get()
    url = reverse("import_apply", args=[batch.pk])
    written(client, batch)

    assert "Bảng này đã được ghi rồi." in client.post(url, follow=True).content.decode()
    assert Challenge.objects.count() == 1


def test_a_bad_file_is_answered_under_its_field(client):
    client.force_login(make.representative())

    answer = upload(client, rows.uploaded(b"\xd0\xcf\x11\xe0", "bai.xls"))
    nothing = client.post(reverse("import_upload", args=["challenge"]))

    assert "Tệp .xls kiểu cũ" in answer.content.decode()
    assert "id_file_error" in nothing.content.decode()
    assert not ImportBatch.objects.exists()


def test_only_the_first_fifty_rows_are_shown_and_all_are_counted(client):
    client.force_login(make.representative())
    given = [rows.challenge(**{"Bài toán": f"Bài số {number:03}"}) for number in range(120)]
    given[100] = rows.challenge(**{"Bài toán": ""})
    upload(client, rows.xlsx(*given))

    page = client.get(reverse("import_preview", args=[ImportBatch.objects.get().pk])).content.decode()

    assert ("Bài số 049" in page, "Bài số 050" in page) == (True, False)
    assert "Còn 70 dòng nữa" in page
    assert '<th scope="row">A102</th>' in page
    for count in (120, 119, 1):
        assert f'<span class="nc-stat-value">{count}</span>' in page


def test_titles_that_are_there_already_are_pointed_out(client):
    by = make.representative()
    make.challenge(by.affiliations.get().organisation, by=by, title=rows.CHALLENGE["Bài toán"])
    client.force_login(by)
    upload(client, rows.xlsx(rows.challenge()))

    page = client.get(reverse("import_preview", args=[ImportBatch.objects.get().pk])).content.decode()

    assert "Có tên đã có trong mạng lưới" in page


def test_what_a_cell_says_is_text_in_the_page(client):
    client.force_login(make.representative())
    upload(client, rows.xlsx(rows.challenge(**{"Bài toán": "<script>alert(1)</script>"})))

    page = client.get(reverse("import_preview", args=[ImportBatch.objects.get().pk])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("name", ["import_preview", "import_errors", "import_progress"])
def test_another_persons_sheet_is_not_found(client, name):
    client.force_login(make.representative())
    upload(client, rows.xlsx(rows.challenge()))
    client.force_login(make.representative())

    assert client.get(reverse(name, args=[ImportBatch.objects.get().pk])).status_code == 404


@pytest.mark.parametrize(
    ("make_one", "kinds"),
    [
        (make.representative, ["challenge", "offer"]),
        (make.mentor, ["offer"]),
        (lambda: make.club().adviser, ["idea"]),
        (lambda: make.adult(make.club().school, Role.SCHOOL_ADMIN), ["idea"]),
        (make.officer, ["challenge", "offer"]),
        (make.pupil, []),
    ],
)
def test_the_first_page_offers_what_one_may_do(client, make_one, kinds):
    client.force_login(make_one())

    page = client.get(reverse("import_home")).content.decode()

    offered = [kind for kind in ("challenge", "offer", "idea") if reverse("import_upload", args=[kind]) in page]
    assert offered == kinds


@pytest.mark.parametrize("name", ["import_upload", "import_template", "export"])
def test_a_pupil_is_refused_at_every_door(client, name):
    client.force_login(make.pupil())

    assert client.get(reverse(name, args=["idea"])).status_code == 403


def test_files_are_downloads(client):
    client.force_login(make.representative())

    template = client.get(reverse("import_template", args=["challenge"]))
    export = client.get(reverse("export", args=["challenge"]), {"as": "csv"})

    assert template["Content-Disposition"] == 'attachment; filename="mau-challenge.xlsx"'
    assert template["Content-Type"] == writing.XLSX
    assert export["Content-Type"] == writing.CSV
    assert export["Content-Disposition"].startswith("attachment; ")


@pytest.fixture
def api():
    client = APIClient()
    client.force_authenticate(make.representative())
    return client


def send(api, file, kind="challenge"):
    return api.post(reverse("api-import-list"), {"kind": kind, "file": file}, format="multipart")


def test_the_api_walks_the_same_steps(api):
    made = send(api, rows.xlsx(rows.challenge())).json()
    read = api.get(reverse("api-import-detail", args=[made["id"]])).json()
    with TestCase.captureOnCommitCallbacks(execute=True):
        asked = api.post(reverse("api-import-apply", args=[made["id"]]))
    done = api.get(reverse("api-import-progress", args=[made["id"]])).json()
    again = api.post(reverse("api-import-apply", args=[made["id"]]))

    assert (made["errors"], made["rows"][0]["row"], read) == ([], 2, made)
    assert (asked.status_code, asked.json()["state"], asked.json()["created"]) == (202, "running", [])
    assert (done["state"], done["checked"], done["created"]) == ("applied", 1, [Challenge.objects.get().pk])
    assert (again.status_code, again.json()["detail"]) == (409, "Bảng này đã được ghi rồi.")


def test_the_api_names_the_wrong_cell(api):
    made = send(api, rows.xlsx(rows.challenge(**{"Số nhóm nhận": "hai"}))).json()
    applied = api.post(reverse("api-import-apply", args=[made["id"]]))

    assert made["errors"] == [{"row": 2, "column": "F", "code": "seats", "message": "“hai” không phải một số nguyên."}]
    assert applied.status_code == 409
    assert not Challenge.objects.exists()


def test_a_bad_file_is_a_problem_that_names_the_field(api):
    answer = send(api, rows.uploaded(b"", "bai.csv"))

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["errors"] == {"file": ["Tệp này trống."]}


def test_over_the_api_another_persons_sheet_is_not_found(api):
    made = send(api, rows.xlsx(rows.challenge())).json()
    api.force_authenticate(make.representative())

    for name in ("api-import-detail", "api-import-errors", "api-import-progress"):
        assert api.get(reverse(name, args=[made["id"]])).status_code == 404
    assert api.post(reverse("api-import-apply", args=[made["id"]])).status_code == 404


@pytest.mark.parametrize("accept", ["*/*", "application/json", writing.XLSX, "text/csv"])
def test_the_api_answers_with_files_whatever_is_accepted(api, accept):
    template = api.get(reverse("api-import-template", args=["offer"]), headers={"accept": accept})
    export = api.get(reverse("api-export", args=["offer"]), {"as": "csv"}, headers={"accept": accept})
    refused = api.get(reverse("api-export", args=["idea"]), headers={"accept": accept})

    assert (template["Content-Type"], export["Content-Type"]) == (writing.XLSX, writing.CSV)
    assert (refused.status_code, "Chỉ thầy cô" in refused.content.decode()) == (403, True)
