"""Who may come in, through the pages and through the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from people.enums import OrganisationKind, OrganisationStatus, Role
from people.permissions import standing
from people.permissions.standing import Missing
from tests import make

pytestmark = pytest.mark.django_db


def officer_without_second_factor():
    return make.adult(make.organisation(OrganisationKind.EDUCATION_DEPARTMENT), Role.DEPARTMENT_OFFICER)


CASES = {
    "pupil": (make.pupil, None),
    "pupil without consent": (lambda: make.pupil(consents=()), Missing.CONSENT),
    "pupil without assent": (lambda: make.pupil(assented=False), Missing.ASSENT),
    "pupil with neither": (lambda: make.pupil(consents=(), assented=False), Missing.CONSENT),
    "pupil of a suspended school": (
        lambda: make.pupil(make.school(status=OrganisationStatus.SUSPENDED)),
        Missing.ROLE,
    ),
    "adviser": (make.adviser, None),
    "mentor without checks": (lambda: make.mentor(cleared=False), None),
    "mentor of a suspended organisation": (
        lambda: make.mentor(make.organisation(status=OrganisationStatus.SUSPENDED)),
        Missing.ROLE,
    ),
    "nobody": (make.person, Missing.ROLE),
    "department officer": (make.officer, None),
    "department officer without a second factor": (officer_without_second_factor, Missing.SECOND_FACTOR),
    "commune officer": (make.commune_officer, None),
}


@pytest.mark.parametrize(("who", "lacking"), CASES.values(), ids=CASES)
def test_what_is_missing_and_the_same_answer_at_both_doors(client, who, lacking):
    user = who()
    api = APIClient()
    api.force_authenticate(user)
    client.force_login(user)

    page, answer = client.get(reverse("profile")), api.get("/api/v1/me/")

    assert standing.missing(user) == lacking
    if lacking is None:
        assert (page.status_code, answer.status_code) == (200, 200)
    else:
        assert (page.status_code, page.url) == (302, reverse("standing"))
        assert (answer.status_code, answer.json()["detail"]) == (403, str(standing.SENTENCES[lacking]))


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (lambda: make.pupil(consents=()), "Chờ phụ huynh đồng ý"),
        (lambda: make.pupil(assented=False), "Em đã đọc, em hiểu và em đồng ý."),
        (officer_without_second_factor, "Bật ngay"),
        (make.person, "Tài khoản đang tạm nghỉ"),
    ],
)
def test_the_page_says_what_is_missing(client, who, words):
    client.force_login(who())

    answer = client.get(reverse("standing"))

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_the_page_names_the_teacher_to_ask(client):
    school = make.school()
    teacher = make.adult(school, Role.ADVISER, full_name="Phạm Thị Hòa")
    make.adult(make.school(), Role.ADVISER, full_name="Người Trường Khác")
    client.force_login(make.pupil(school, consents=()))

    page = client.get(reverse("standing")).content.decode()

    assert teacher.full_name in page
    assert "Người Trường Khác" not in page


def test_who_lacks_nothing_goes_on(client):
    client.force_login(make.adviser())

    assert client.get(reverse("standing")).status_code == 302


def test_the_demonstration_asks_officers_for_no_second_factor(settings):
    settings.MFA_REQUIRED = False

    assert standing.missing(officer_without_second_factor()) is None


def test_a_pupil_says_yes_and_comes_in(client):
    pupil = make.pupil(assented=False)
    client.force_login(pupil)

    client.post(reverse("assent_give"), {"agree": "yes"})

    pupil.refresh_from_db()
    assert pupil.assented_at is not None
    assert client.get(reverse("profile")).status_code == 200


def test_a_button_without_the_tick_is_no_yes(client):
    pupil = make.pupil(assented=False)
    client.force_login(pupil)

    client.post(reverse("assent_give"))

    pupil.refresh_from_db()
    assert pupil.assented_at is None


def test_looking_at_the_page_is_no_yes(client):
    pupil = make.pupil(assented=False)
    client.force_login(pupil)

    assert client.get(reverse("assent_give")).status_code == 405


def test_an_adult_cannot_assent(client):
    client.force_login(make.mentor())

    assert client.post(reverse("assent_give"), {"agree": "yes"}).status_code == 403


def test_who_lacks_something_can_still_leave_and_change_the_language(client):
    client.force_login(make.pupil(consents=()))

    assert client.post(reverse("set_language"), {"language": "en"}).url == "/"
    assert client.post(reverse("account_logout")).status_code == 302


def test_a_stranger_is_asked_to_log_in(client):
    assert client.get(reverse("standing")).url.startswith(reverse("account_login"))
    assert APIClient().get("/api/v1/me/").status_code == 401
