"""The chosen language: the account's own, else the cookie's, else Vietnamese."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


def language_of(answer):
    return answer.headers["Content-Language"]


def test_vietnamese_whatever_the_browser_says(client):
    answer = client.get(reverse("account_login"), HTTP_ACCEPT_LANGUAGE="en")

    assert language_of(answer) == "vi"


def test_a_stranger_keeps_the_choice_in_a_cookie(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/accounts/login/"})

    assert language_of(client.get(reverse("account_login"))) == "en"


def test_the_account_remembers_on_another_machine(client):
    mentor = make.mentor()
    client.force_login(mentor)
    client.post(reverse("set_language"), {"language": "en"})

    client.cookies.clear()
    client.force_login(mentor)

    assert language_of(client.get(reverse("profile"))) == "en"


def test_the_account_wins_over_the_cookie_of_a_shared_machine(client):
    client.post(reverse("set_language"), {"language": "en"})
    client.force_login(make.pupil())

    assert language_of(client.get(reverse("profile"))) == "vi"


def test_a_language_the_site_does_not_speak_changes_nothing(client):
    mentor = make.mentor()
    client.force_login(mentor)

    client.post(reverse("set_language"), {"language": "xx"})

    mentor.refresh_from_db()
    assert mentor.language == "vi"


def test_only_by_post(client):
    assert client.get(reverse("set_language")).status_code == 405


def test_never_sent_to_another_site(client):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "https://xau.example/"})

    assert answer.url == "/"
