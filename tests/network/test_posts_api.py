"""Challenges over the API: the same rights and sentences as in the pages."""

import pytest
from rest_framework.test import APIClient

from network.models import Challenge
from tests import make

pytestmark = pytest.mark.django_db


def body(**changes):
    return {
        "title": "Thùng hàng rỗng nằm chờ",
        "background": "Mỗi ngày hơn trăm xe chạy rỗng về bãi.",
        "fields": ["industry_manufacturing"],
        "commune": make.commune().code,
        **changes,
    }


@pytest.fixture
def api():
    return APIClient()


def test_write_change_and_hand_in(api):
    author = make.representative()
    api.force_authenticate(author)

    made = api.post("/api/v1/challenges/", body(), format="json").json()
    changed = api.patch(f"/api/v1/challenges/{made['id']}/", {"seats": 3}, format="json").json()
    handed_in = api.post(f"/api/v1/challenges/{made['id']}/submit/").json()

    assert (made["status"], changed["seats"], changed["title"]) == ("draft", 3, body()["title"])
    assert handed_in["status"] == "in_review"


def test_a_mistake_is_a_problem_that_names_the_field(api):
    api.force_authenticate(make.representative())

    answer = api.post("/api/v1/challenges/", body(age_min=18, age_max=11), format="json")

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["errors"] == {"age_max": ["Tuổi lớn nhất phải bằng hoặc hơn tuổi nhỏ nhất."]}
    assert not Challenge.objects.exists()


def test_what_one_may_not_see_is_not_found(api):
    draft = make.challenge(status="draft")
    api.force_authenticate(make.pupil())

    assert api.get(f"/api/v1/challenges/{draft.pk}/").status_code == 404


def test_a_pupil_without_consent_is_told_so(api):
    api.force_authenticate(make.pupil(consents=()))

    answer = api.get("/api/v1/challenges/")

    assert answer.status_code == 403
    assert "Phụ huynh của em chưa đồng ý" in answer.json()["detail"]


def test_the_list_filters_like_the_page(api):
    make.challenge(title="Nước mắm Cát Hải")
    wanted = make.challenge(title="Bãi hàng Đình Vũ")
    api.force_authenticate(make.pupil())

    rows = api.get("/api/v1/challenges/", {"q": "dinh vu"}).json()["results"]

    assert [row["id"] for row in rows] == [wanted.pk]
