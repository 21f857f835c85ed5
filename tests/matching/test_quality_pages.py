"""The figures about suggestions on their page, as a sheet and over the API."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from rest_framework.test import APIClient

from core.sheets.column import SEPARATOR
from matching.selectors import periods, quality
from network.enums import ProposalState
from people.enums import Role
from people.models import AdminUnit
from tests import make
from tests.matching import given_quality as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def lived(school):
    """Five ideas of one school: three with five suggestions, each with a proposal of which two were refused."""
    made = given.ideas(3, school, suggestions=5, lists=1) + given.ideas(2, school)
    for number, idea in enumerate(made):
        given.proposal(idea, make.offer(), ProposalState.REFUSED if number < 2 else ProposalState.ENGAGED)
    return made


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


def test_the_page_tells_who_is_reached_and_how_it_went(client, officer, lived):
    page = client.get(reverse("suggestion_quality")).content.decode()

    assert "3 trên 5 ý tưởng" in page
    assert "60%" in page
    assert "có thể từ 23 đến 88%" in page
    assert reverse("ranker_list") in page


def test_a_school_reads_its_own_part_and_no_way_to_the_model(client, school, lived):
    given.ideas(9, make.school())
    client.force_login(make.adult(school, Role.SCHOOL_ADMIN))

    page = client.get(reverse("suggestion_quality")).content.decode()

    assert "3 trên 5 ý tưởng" in page
    assert reverse("ranker_list") not in page
    assert "theo xã, phường" not in page


def test_a_place_without_ideas_reads_what_would_stand_there(client, officer):
    page = client.get(reverse("suggestion_quality")).content.decode()

    assert "Chưa đủ năm ý tưởng trong thời gian này" in page
    assert "Chưa có đề nghị nào trong thời gian này" in page


@pytest.mark.parametrize("who", ["officer", "school_admin"])
def test_the_menu_leads_to_the_page(client, who):
    user = make.officer() if who == "officer" else make.adult(make.school(), Role.SCHOOL_ADMIN)
    client.force_login(user)

    assert reverse("suggestion_quality") in client.get(reverse("home")).content.decode()


def test_a_period_that_cannot_be_meant_is_told_at_its_field_and_todays_season_shown(client, officer, lived):
    answer = client.get(reverse("suggestion_quality"), {"first": "2026-05-02", "last": "2026-05-01"})

    page = answer.content.decode()
    assert "Ngày đầu phải trước ngày cuối." in page
    assert "3 trên 5 ý tưởng" in page


TURNED, UNKNOWN, WORDS = {"first": "2026-05-02", "last": "2026-05-01"}, {"season": "1066"}, {"last": "mai"}


@pytest.mark.parametrize("asked", [TURNED, UNKNOWN, WORDS])
def test_a_sheet_is_of_the_period_asked_for_or_refused(client, officer, asked):
    answer = client.get(reverse("suggestion_quality_export"), asked)

    assert answer.status_code == 422
    assert "text/html" in answer["Content-Type"]


@pytest.mark.parametrize("door", ["api-suggestion-quality", "api-suggestion-quality-export"])
@pytest.mark.parametrize(("asked", "field"), [(TURNED, "first"), (UNKNOWN, "season"), (WORDS, "last")])
def test_the_api_says_which_part_of_a_period_cannot_be_meant(client, officer, door, asked, field):
    assert list(client.get(reverse(door), asked).json()["errors"]) == [field]


def rows_of(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=SEPARATOR))


def test_the_sheet_holds_the_figures_one_a_row(client, officer, lived):
    rows = rows_of(client.get(reverse("suggestion_quality_export"), {"as": "csv"}))

    assert ["Ý tưởng", "tất cả", "có ít nhất năm gợi ý", "3", "5", "60", "23", "88"] in rows
    named = ["Đề nghị theo nguồn", "Có trong danh sách gợi ý lúc hỏi"]
    assert [*named, "được nhận", "3", "5", "60", "23", "88"] in rows


def test_excel_gets_numbers(client, officer, lived):
    answer = client.get(reverse("suggestion_quality_export"))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    row = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "có ít nhất năm gợi ý")
    assert row == ("Ý tưởng", "tất cả", "có ít nhất năm gợi ý", 3, 5, 60, 23, 88)


def test_the_api_tells_the_same(officer, lived):
    api = APIClient()
    api.force_authenticate(officer)

    told = api.get(reverse("api-suggestion-quality")).json()

    assert told["ideas"]["all"]["with_five"] == {"part": 3, "whole": 5, "percent": 60, "low": 23, "high": 88}
    assert [row["code"] for row in told["outcomes"]["origins"]] == ["suggested"]
    assert told["outcomes"]["kinds"][0]["acceptance"]["part"] == 3
    whole = periods.chosen()
    assert told["period"] == {"first": f"{whole.first}", "last": f"{whole.last}"}
    # A sheet of the same.
    sheet = api.get(reverse("api-suggestion-quality-export"), {"as": "csv"})
    assert rows_of(sheet)[0][0] == "Phần"


def test_a_city_of_fifty_schools_asks_no_more_than_one(officer, django_assert_num_queries):
    communes = list(AdminUnit.objects.filter(valid_to=None, parent__isnull=False)[:50])

    def live(number):
        home, school = (made(commune=communes[number]) for made in (make.organisation, make.school))
        for idea in given.ideas(5, school, suggestions=5, lists=2):
            given.proposal(idea, make.offer(home), after=dt.timedelta(hours=3))

    live(0)
    period = periods.chosen()
    quality.of(officer, period)  # the hats are read once a request
    with django_assert_num_queries(11):
        one = quality.of(officer, period).value
    for number in range(1, 50):
        live(number)
    with django_assert_num_queries(11):
        fifty = quality.of(officer, period).value

    assert (len(one.ideas.communes), len(fifty.ideas.communes)) == (1, 50)
    assert (len(one.outcomes.communes), len(fifty.outcomes.communes)) == (1, 50)
