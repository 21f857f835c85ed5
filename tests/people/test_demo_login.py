"""One button a role in the demonstration, and nothing of it anywhere else."""

import pytest
from django.urls import reverse

from config.demo.logins import LOGINS
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lands_on_a_page(settings):
    settings.LOGIN_REDIRECT_URL = "profile"


def enter(client, role):
    return client.post(reverse("demo_login", args=[role]))


def test_the_roles_of_the_demonstration():
    assert [entry.role for entry in LOGINS] == [
        "pupil",
        "adviser",
        "other_adviser",
        "school_admin",
        "representative",
        "mentor",
        "mentor_uncleared",
        "alumnus",
        "volunteer",
        "commune_officer",
        "department_officer",
    ]
    assert len({entry.username for entry in LOGINS}) == len(LOGINS)
    assert [entry.role for entry in LOGINS if not entry.email] == ["pupil"]


@pytest.mark.parametrize("entry", LOGINS, ids=lambda entry: entry.role)
def test_a_button_logs_in(client, settings, entry):
    settings.DEMO = True
    person = make.person(username=entry.username)

    answer = enter(client, entry.role)

    assert answer.url == reverse("profile")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_without_the_demonstration_the_address_leads_nowhere(client, settings):
    settings.DEMO = False
    make.person(username="demo-pupil")

    assert enter(client, "pupil").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("role", ["nobody", "mentor"])
def test_a_role_or_an_account_that_is_not_there_leads_nowhere(client, settings, role):
    settings.DEMO = True

    assert enter(client, role).status_code == 404


def test_only_by_post(client, settings):
    settings.DEMO = True

    assert client.get(reverse("demo_login", args=["pupil"])).status_code == 405


def test_the_log_in_page_has_the_buttons_only_in_the_demonstration(client, settings):
    address = reverse("demo_login", args=["pupil"])

    settings.DEMO = True
    assert address in client.get(reverse("account_login")).content.decode()
    settings.DEMO = False
    assert address not in client.get(reverse("account_login")).content.decode()
