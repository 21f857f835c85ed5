"""A guardian presses stop: from the next request on it holds at every door, with no job between."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from matching.selectors import suggestions
from network.enums import Visibility
from network.selectors import consents as third_key
from network.selectors import engagements, ideas
from people.enums import ConsentPurpose
from people.permissions import standing
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db
ACCOUNT, CHAT, PUBLIC = ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.PUBLIC_TEAM_PAGE


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def pupil(school):
    return make.pupil(school, consents=(ACCOUNT, CHAT, PUBLIC), full_name="Bùi Thị Tưkhuê")


@pytest.fixture
def idea(school, pupil):
    return make.idea(make.club(school), team=[pupil], visibility=Visibility.PUBLIC, title="Gạch lát ép từ túi cũ")


def stop(pupil, purpose):
    """As the guardian does: with a code, on the page."""
    guardianship = pupil.guardianships.get()
    token = make.guardian_link(guardianship, used=True)
    make.guardian_code(token)
    client = Client()
    client.post(reverse("guardian_enter", args=[token]), {"code": "135790"})
    body = {"purpose": purpose, "child": guardianship.pk}
    page = client.post(reverse("guardian_stop", args=[token]), body, follow=True)
    assert "Đã dừng" in page.content.decode()


def test_the_pupil_is_out_of_a_running_session_and_of_the_api(client, pupil):
    client.force_login(pupil)
    api = APIClient()
    api.force_login(pupil)
    assert (client.get(reverse("profile")).status_code, api.get("/api/v1/me/").status_code) == (200, 200)

    stop(pupil, ACCOUNT)

    assert client.get(reverse("profile")).url == reverse("standing")
    answer = api.get("/api/v1/me/")
    assert (answer.status_code, answer.json()["detail"]) == (403, str(standing.SENTENCES[standing.Missing.CONSENT]))


def test_partners_see_the_idea_no_longer_in_lists_search_and_api(client, pupil, idea):
    mentor = make.mentor()
    api = APIClient()
    api.force_authenticate(mentor)
    assert [row["id"] for row in api.get("/api/v1/ideas/").json()["results"]] == [idea.pk]

    stop(pupil, ACCOUNT)

    hats.forget(mentor)
    assert list(ideas.visible_to(mentor)) == []
    assert api.get("/api/v1/ideas/").json()["results"] == []
    assert api.get(f"/api/v1/ideas/{idea.pk}/").status_code == 404
    client.force_login(mentor)
    assert idea.title not in client.get(reverse("search"), {"q": "gach lat"}).content.decode()
    assert idea.title not in client.get(reverse("idea_list")).content.decode()


def test_the_public_page_is_gone(client, pupil, idea):
    place = reverse("idea_detail", args=[idea.pk])
    assert client.get(place).status_code == 200

    stop(pupil, PUBLIC)

    assert client.get(place).url.startswith(reverse("account_login"))
    assert list(ideas.visible_to(AnonymousUser())) == []


def test_stored_suggestions_are_shown_no_longer(pupil, idea):
    from matching.models import Run, Suggestion

    run = Run.objects.create(trigger="rebuild", code_version="1", cut_off=idea.created_at, configuration={})
    challenge = make.challenge()
    explanation = {"contributions": [["field", 0.5]], "reasons": [], "counter_reasons": []}
    Suggestion.objects.create(run=run, idea=idea, challenge=challenge, score=0.5, explanation=explanation)
    assert suggestions.open_pairs().count() == 1

    stop(pupil, ACCOUNT)

    assert suggestions.open_pairs().count() == 0
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("purpose", [ACCOUNT, CHAT])
def test_the_third_key_turns_back_and_the_engagement_freezes(client, pupil, idea, purpose):
    running = make.engagement(idea)
    assert third_key.key_is_turned(idea)

    stop(pupil, purpose)

    assert not third_key.key_is_turned(idea)
    assert engagements.obstacles(running) == [engagements.Obstacle.CONSENT]
    client.force_login(running.supporter)
    page = client.get(reverse("engagement_detail", args=[running.pk])).content.decode()
    assert pupil.given_name not in page


def test_other_purposes_go_on(client, pupil, idea):
    stop(pupil, PUBLIC)

    assert third_key.key_is_turned(idea)
    assert list(ideas.visible_to(make.mentor())) == [idea]
