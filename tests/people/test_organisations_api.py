"""Organisations and the account behind the key, over the API: the same rights as in the pages."""

import pytest
from rest_framework.test import APIClient

from people.enums import OrganisationStatus, Role
from tests import make

pytestmark = pytest.mark.django_db

ORGANISATIONS = "/api/v1/organisations/"


@pytest.fixture
def api():
    return APIClient()


def test_me_names_the_hats(api):
    school = make.school()
    teacher = make.adult(school, Role.ADVISER)
    api.force_authenticate(teacher)

    assert api.get("/api/v1/me/").json() == {
        "id": teacher.pk,
        "username": teacher.username,
        "full_name": teacher.full_name,
        "language": "vi",
        "is_cleared": False,
        "hats": [
            {
                "role": "adviser",
                "organisation": school.pk,
                "organisation_name": school.organisation.name,
                "organisation_kind": "school",
                "counts": True,
            }
        ],
    }


@pytest.mark.parametrize(
    ("who", "statuses"),
    [(make.pupil, {"verified"}), (make.mentor, {"verified"}), (make.officer, set(OrganisationStatus))],
)
def test_who_lists_what(api, who, statuses):
    for status in OrganisationStatus:
        make.organisation(status=status)
    api.force_authenticate(who())

    rows = api.get(ORGANISATIONS, {"kind": "enterprise"}).json()["results"]

    assert {row["status"] for row in rows} == statuses


def test_words_filter(api):
    found = make.organisation(name="Cơ khí Đình Vũ")
    make.organisation(name="Dệt Kiến An")
    api.force_authenticate(make.pupil())

    assert [row["id"] for row in api.get(ORGANISATIONS, {"q": "dinh vu"}).json()["results"]] == [found.pk]


def test_a_hidden_one_is_a_problem(api):
    hidden = make.organisation(status=OrganisationStatus.PENDING)
    api.force_authenticate(make.pupil())

    answer = api.get(f"{ORGANISATIONS}{hidden.pk}/")

    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_the_department_decides(api):
    home = make.organisation(status=OrganisationStatus.PENDING)
    api.force_authenticate(make.officer())

    why = {"reason": "Đã làm rõ."}

    answers = [api.post(f"{ORGANISATIONS}{home.pk}/{act}/", why) for act in ("verify", "suspend", "reinstate")]

    assert [answer.json()["status"] for answer in answers] == ["verified", "suspended", "verified"]
    assert api.post(f"{ORGANISATIONS}{home.pk}/verify/").status_code == 409


@pytest.mark.parametrize("who", [make.pupil, make.representative, make.adviser, make.commune_officer])
def test_nobody_else_decides(api, who):
    home = make.organisation()
    api.force_authenticate(who())

    assert api.post(f"{ORGANISATIONS}{home.pk}/suspend/").status_code == 403
    home.refresh_from_db()
    assert home.status == "verified"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_else_is_written(api, method):
    home = make.organisation()
    api.force_authenticate(make.officer())

    address = f"{ORGANISATIONS}{home.pk}/"
    assert getattr(api, method)(address, {"name": "khác"}, format="json").status_code == 405


def test_a_stranger_sees_nothing(api):
    make.organisation()

    assert api.get(ORGANISATIONS).status_code == 401
