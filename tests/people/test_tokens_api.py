"""Signing in over the API passes every check of the log-in pages."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from knox.models import AuthToken
from rest_framework.test import APIClient

from people.enums import OrganisationKind, OrganisationStatus, Role
from people.models import Consent
from people.services import pupils
from tests import make

pytestmark = pytest.mark.django_db

TOKENS = "/api/v1/tokens/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def api():
    return APIClient()


def sign_in(api, username, password=make.PASSWORD, **more):
    return api.post(TOKENS, {"username": username, "password": password, **more}, format="json")


def verified(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def officer_with_secret():
    secret = generate_totp_secret()
    officer = verified(make.adult(make.organisation(OrganisationKind.EDUCATION_DEPARTMENT), Role.DEPARTMENT_OFFICER))
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": secret})
    return officer, format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_token_opens_the_api_until_it_is_revoked(api):
    mentor = verified(make.mentor())

    made = sign_in(api, mentor.email)

    assert made.status_code == 201
    assert made.headers["Cache-Control"] == "no-store"
    api.credentials(HTTP_AUTHORIZATION=f"Token {made.json()['token']}")
    assert [row["key"] for row in api.get(TOKENS).json()] == [made.json()["key"]]
    assert api.delete(f"{TOKENS}{made.json()['key']}/").status_code == 204
    assert api.get(TOKENS).status_code == 401


def test_the_list_never_holds_a_whole_token(api):
    mentor = verified(make.mentor())
    token = sign_in(api, mentor.username).json()["token"]
    api.force_authenticate(mentor)

    assert token not in api.get(TOKENS).content.decode()


def test_a_pupil_signs_in_with_the_user_name(api):
    assert sign_in(api, make.pupil().username).status_code == 201


def test_a_wrong_password_is_a_problem(api):
    answer = sign_in(api, make.pupil().username, "sai-mat-khau")

    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
    assert answer.json()["status"] == 401
    assert not AuthToken.objects.exists()


def test_five_wrong_passwords_lock_here_too_and_in_the_api_s_own_shape(api):
    pupil = make.pupil()
    for _try in range(5):
        last = sign_in(api, pupil.username, "sai-mat-khau")

    after = sign_in(api, pupil.username)

    assert [(answer.status_code, answer.headers["Retry-After"]) for answer in (last, after)] == [(429, "900")] * 2
    assert after.headers["Content-Type"] == "application/problem+json"


def test_an_address_that_was_never_proved_is_refused(api):
    assert sign_in(api, make.mentor().email).status_code == 403


REFUSED = {
    "no consent": lambda: make.pupil(consents=()),
    "no assent": lambda: make.pupil(assented=False),
    "suspended": lambda: make.pupil(make.school(status=OrganisationStatus.SUSPENDED)),
    "no role": make.person,
    "officer without a second factor": lambda: verified(
        make.adult(make.organisation(OrganisationKind.EDUCATION_DEPARTMENT), Role.DEPARTMENT_OFFICER)
    ),
}


@pytest.mark.parametrize("who", REFUSED.values(), ids=REFUSED)
def test_who_may_not_come_in_gets_no_token(api, who):
    assert sign_in(api, who().username).status_code == 403
    assert not AuthToken.objects.exists()


def test_a_closed_account_gets_none(api):
    assert sign_in(api, make.pupil(is_active=False).username).status_code == 401


def test_a_second_factor_is_asked_for_and_taken(api):
    officer, code = officer_with_secret()

    assert sign_in(api, officer.email).json()["errors"] == {"code": ["Tài khoản này cần thêm mã xác thực hai bước."]}
    assert sign_in(api, officer.email, code="000000").status_code == 422
    assert sign_in(api, officer.email, code=code).status_code == 201


def test_wrong_codes_run_out(api):
    officer, code = officer_with_secret()
    for _try in range(5):
        sign_in(api, officer.email, code="000000")

    assert sign_in(api, officer.email, code=code).status_code == 429


def test_what_is_missing_is_named(api):
    assert set(api.post(TOKENS, {}, format="json").json()["errors"]) == {"username", "password"}


def test_a_token_of_somebody_who_lost_standing_opens_nothing(api):
    pupil = make.pupil()
    api.credentials(HTTP_AUTHORIZATION=f"Token {sign_in(api, pupil.username).json()['token']}")
    assert api.get("/api/v1/me/").status_code == 200

    Consent.objects.filter(guardianship__pupil=pupil).delete()

    assert api.get("/api/v1/me/").status_code == 403


def test_nobody_revokes_anothers_token(api):
    row, _token = AuthToken.objects.create(user=make.mentor())
    api.force_authenticate(make.mentor())

    assert api.delete(f"{TOKENS}{row.token_key}/").status_code == 404
    assert AuthToken.objects.exists()


def test_an_address_a_client_invents_does_not_escape_the_limit_of_its_own(api):
    tries = [
        api.post(TOKENS, {"username": f"ai-do-{n}", "password": "x"}, headers={"X-Forwarded-For": f"198.51.100.{n}"})
        for n in range(125)
    ]

    assert tries[-1].status_code == 429


def test_a_new_password_ends_every_key(client):
    pupil = make.pupil()
    AuthToken.objects.create(user=pupil)
    client.force_login(pupil)
    fresh = "mot-mat-khau-moi-77"

    client.post("/accounts/password/change/", {"oldpassword": make.PASSWORD, "password1": fresh, "password2": fresh})

    pupil.refresh_from_db()
    assert pupil.check_password(fresh)
    assert not AuthToken.objects.exists()


def test_a_password_given_anew_by_the_school_ends_every_key():
    school = make.school()
    pupil = make.pupil(school)
    AuthToken.objects.create(user=pupil)

    pupils.reset_password(pupil=pupil, by=make.adviser(school))

    assert not AuthToken.objects.exists()


def test_a_whole_class_gets_its_tokens_from_one_address_while_one_account_is_locked(api):
    school = make.school()
    pupils = [make.pupil(school) for _seat in range(44)]
    locked = [sign_in(api, pupils[0].username, "sai-mat-khau").status_code for _try in range(6)]

    came_in = [sign_in(api, pupil.username).status_code for pupil in pupils]

    assert locked[-1] == 429
    assert came_in == [429, *[201] * 43]
