"""The pupil's own yes: said by oneself, taken back by oneself, at once."""

import pytest
from django.urls import reverse
from knox.models import AuthToken
from rest_framework.test import APIClient

from core.errors import Refused
from network.enums import Visibility
from network.selectors import engagements, ideas
from people.models import Affiliation
from people.selectors import gates, hats
from people.services import assent
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return make.pupil()


def test_the_profile_says_what_stopping_means_and_stops(client, pupil):
    client.force_login(pupil)
    page = client.get(reverse("profile")).content.decode()
    assert "Tài khoản của em đóng lại ngay" in page

    answer = client.post(reverse("assent_withdraw"))

    pupil.refresh_from_db()
    assert (answer.url, pupil.assented_at) == (reverse("standing"), None)
    assert client.get(reverse("profile")).url == reverse("standing")
    assert not gates.active_pupils().exists()


def test_what_rests_on_it_stops_at_once_and_comes_back(pupil):
    school = Affiliation.objects.get(user=pupil).organisation.school
    idea = make.idea(make.club(school), team=[pupil], visibility=Visibility.PARTNERS)
    running, mentor = make.engagement(idea), make.mentor()
    assert list(ideas.visible_to(mentor)) == [idea]
    assert engagements.obstacles(running) == []

    assent.withdraw(by=pupil)
    assert list(ideas.visible_to(mentor)) == []
    assert engagements.obstacles(running) == [engagements.Obstacle.CONSENT]

    assent.give(by=pupil)
    assert list(ideas.visible_to(mentor)) == [idea]
    assert engagements.obstacles(running) == []


def test_keys_of_the_api_are_worth_nothing_afterwards(pupil):
    _row, key = AuthToken.objects.create(user=pupil)
    api = APIClient(headers={"Authorization": f"Token {key}"})

    assert api.delete("/api/v1/me/assent/").status_code == 204
    assert api.get("/api/v1/me/").status_code == 401
    hats.forget(pupil)
    pupil.refresh_from_db()
    assert pupil.assented_at is None


def test_an_adult_has_nothing_to_take_back():
    with pytest.raises(Refused):
        assent.withdraw(by=make.mentor())
