"""Logging in with django-allauth, behind one school's address."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from people import accounts
from people.models import User
from tests import make

pytestmark = pytest.mark.django_db

SCHOOL = {"REMOTE_ADDR": "203.0.113.7"}
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _fresh_limits(settings):
    settings.LOGIN_REDIRECT_URL = "profile"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()


def log_in(client, name, password=make.PASSWORD, **where):
    return client.post(LOGIN, {"login": name, "password": password}, **(where or SCHOOL))


def is_in(client):
    return "_auth_user_id" in client.session


def verified(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_a_pupil_comes_in_with_the_user_name_alone(client):
    pupil = make.pupil()

    answer = log_in(client, pupil.username)

    assert answer.url == reverse("profile")
    assert is_in(client)
    assert not mail.outbox


def test_capitals_and_blanks_around_the_name_do_not_matter(client):
    pupil = make.pupil()

    log_in(client, f" {pupil.username.upper()} ")

    assert is_in(client)


def test_an_adult_comes_in_with_the_address_or_the_user_name(client):
    mentor = verified(make.mentor())

    for name in (mentor.email, mentor.email.upper(), mentor.username):
        log_in(client, name)
        assert is_in(client)
        client.logout()


def test_an_adult_proves_the_address_by_a_code_first(client):
    mentor = make.mentor()

    answer = log_in(client, mentor.email)

    assert not is_in(client)
    assert [letter.to for letter in mail.outbox] == [[mentor.email]]
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    client.post(answer.url, {"code": code}, **SCHOOL)
    assert is_in(client)
    assert EmailAddress.objects.get(user=mentor).verified


def test_a_wrong_code_does_not_do(client):
    answer = log_in(client, make.mentor().email)

    client.post(answer.url, {"code": "AAAAAA"}, **SCHOOL)

    assert not is_in(client)


def test_an_officer_with_a_second_factor_is_asked_for_it(client):
    officer = verified(make.officer())

    answer = log_in(client, officer.email)

    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)


def test_nobody_signs_up(client):
    facts = {"email": "la@vi-du.vn", "username": "nguoila", "password1": "mot-hai-ba-4", "password2": "mot-hai-ba-4"}

    client.post(reverse("account_signup"), facts)

    assert not is_in(client)
    assert not User.objects.filter(email="la@vi-du.vn").exists()


def test_a_pupil_cannot_add_an_address(client):
    pupil = make.pupil()
    client.force_login(pupil)

    client.post(reverse("account_email"), {"action_add": "", "email": "em@vi-du.vn"})

    pupil.refresh_from_db()
    assert pupil.email is None
    assert not EmailAddress.objects.exists()
    assert not mail.outbox


def test_a_closed_account_stays_out(client):
    pupil = make.pupil(is_active=False)

    log_in(client, pupil.username)

    assert not is_in(client)


def test_five_wrong_passwords_lock_the_account_at_this_address(client):
    pupil = make.pupil()

    answers = [log_in(client, pupil.username, "sai-mat-khau") for _try in range(5)]
    log_in(client, pupil.username)

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "Tạm khóa 15 phút" in answers[-1].content.decode()
    assert not is_in(client)


def test_failures_under_two_spellings_are_counted_together(client):
    mentor = verified(make.mentor())

    for name in (mentor.email, mentor.username, mentor.email.upper(), mentor.username.upper()):
        log_in(client, name, "sai-mat-khau")

    assert log_in(client, mentor.email, "sai-mat-khau").status_code == 429


def test_four_mistakes_and_then_the_right_password_start_afresh(client):
    mentor = verified(make.mentor())
    for _round in range(2):
        for _try in range(4):
            log_in(client, mentor.email, "sai-mat-khau")
        cache.clear()

        log_in(client, mentor.email)

        assert is_in(client)
        client.logout()


def test_a_whole_class_logs_in_from_one_address_while_one_account_is_locked(client):
    school = make.school()
    pupils = [make.pupil(school) for _seat in range(44)]
    locked = pupils[0]
    for _try in range(6):
        log_in(client, locked.username, "sai-mat-khau")

    came_in = []
    for pupil in pupils:
        log_in(client, pupil.username)
        if is_in(client):
            came_in.append(pupil)
        client.logout()

    assert came_in == pupils[1:]


def test_a_class_that_mistypes_once_each_locks_nobody(client):
    pupils = [make.pupil(make.school()) for _seat in range(44)]

    for pupil in pupils:
        log_in(client, pupil.username, "sai-mat-khau")
    log_in(client, pupils[-1].username)

    assert is_in(client)


def test_there_is_no_page_for_a_pupils_address(client):
    client.force_login(make.pupil())

    assert client.get(reverse("account_email")).status_code == 403


@pytest.mark.parametrize(("proxies", "address"), [(0, "203.0.113.7"), (1, "198.51.100.9"), (2, "192.0.2.1")])
def test_only_our_own_proxies_say_where_a_request_comes_from(rf, settings, proxies, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    request = rf.get("/", headers={"X-Forwarded-For": "10.0.0.1, 192.0.2.1, 198.51.100.9"}, **SCHOOL)

    assert accounts.address_of(request) == address
