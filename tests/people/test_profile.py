"""One's own page, and keys to the API made there."""

import datetime as dt

import pytest
from django.urls import reverse
from knox.models import AuthToken
from rest_framework.test import APIClient

from core import clock
from people.enums import ClearanceCheck, Role
from people.models import Clearance
from tests import make

pytestmark = pytest.mark.django_db


def page_of(client):
    return client.get(reverse("profile")).content.decode()


def test_hats_stand_with_their_dates(client):
    school = make.school()
    teacher = make.adult(school, Role.TEACHER)
    make.hat(teacher, school, Role.ADVISER, ends_on=dt.date(2099, 5, 31), title="Tổ Hóa")
    client.force_login(teacher)

    page = page_of(client)

    assert school.organisation.name in page
    assert "giáo viên phụ trách câu lạc bộ · Tổ Hóa" in page
    assert "đến hết 31/05/2099" in page


def test_an_outside_adult_sees_which_check_is_missing(client):
    mentor = make.mentor()
    rows = Clearance.objects.filter(user=mentor)
    rows.filter(check_kind=ClearanceCheck.IDENTITY).update(expires_on=clock.today() - dt.timedelta(days=1))
    rows.filter(check_kind=ClearanceCheck.REFERENCES).delete()
    client.force_login(mentor)

    page = page_of(client)

    assert (page.count("Có giá trị đến hết"), page.count("cần làm lại"), page.count("Chưa có")) == (3, 1, 1)
    assert "Khi đủ năm mục" in page


def test_a_cleared_adult_is_told_so(client):
    client.force_login(make.mentor())

    assert "Anh chị đã đủ năm mục" in page_of(client)


@pytest.mark.parametrize("who", [make.pupil, make.adviser, make.officer])
def test_nobody_else_is_asked_for_checks(client, who):
    client.force_login(who())

    assert "Thẩm định để gặp học sinh" not in page_of(client)


def test_a_pupil_is_offered_no_address_and_no_second_factor(client):
    client.force_login(make.pupil())

    page = page_of(client)

    assert reverse("account_email") not in page
    assert reverse("mfa_index") not in page


def test_a_key_is_shown_once_and_opens_the_api(client):
    mentor = make.mentor()
    client.force_login(mentor)

    answer = client.post(reverse("token_create"))

    key = answer.content.decode().split('id="fresh-key">')[1].split("<")[0]
    assert "no-store" in answer.headers["Cache-Control"]
    assert key not in page_of(client)
    api = APIClient(HTTP_AUTHORIZATION=f"Token {key}")
    assert api.get("/api/v1/me/").json()["username"] == mentor.username


def test_a_revoked_key_opens_nothing(client):
    mentor = make.mentor()
    row, key = AuthToken.objects.create(user=mentor)
    client.force_login(mentor)

    client.post(reverse("token_revoke", args=[row.token_key]))

    assert APIClient(HTTP_AUTHORIZATION=f"Token {key}").get("/api/v1/me/").status_code == 401


def test_nobody_revokes_anothers_key(client):
    row, _key = AuthToken.objects.create(user=make.mentor())
    client.force_login(make.mentor())

    assert client.post(reverse("token_revoke", args=[row.token_key])).status_code == 404
    assert AuthToken.objects.count() == 1


def test_the_eleventh_key_waits_until_one_is_revoked(client):
    client.force_login(make.mentor())
    for _one in range(10):
        client.post(reverse("token_create"))

    assert client.post(reverse("token_create")).status_code == 409
    assert AuthToken.objects.count() == 10


def test_a_stranger_has_no_page(client):
    assert client.get(reverse("profile")).url.startswith(reverse("account_login"))
