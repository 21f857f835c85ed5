"""A suspended organisation is shut at every door, and its other side is told."""

import pytest
from django.urls import reverse
from knox.models import AuthToken
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, Refused
from matching.models import Run, Suggestion
from matching.selectors import suggestions
from network.models import Challenge, Engagement
from network.permissions import engagements as engagement_permissions
from network.selectors import clubs, engagements, ideas, posts
from network.services import proposals
from people.enums import OrganisationStatus, Role
from people.events import Touched
from people.models import Notice
from people.permissions import standing
from people.selectors import hats
from people.services import organisations
from tests import make

pytestmark = pytest.mark.django_db
WHY = "Đang làm rõ một phản ánh."


@pytest.fixture
def world():
    """A firm with a challenge and an offer in an engagement, a team that asks, a mentor with a key to the API."""
    home = make.organisation(name="Cơ khí Đình Vũ")
    mentor = make.mentor(home)
    offer, challenge = make.offer(home, by=mentor), make.challenge(home, title="Giảm phế liệu thép")
    idea = make.idea()
    running = make.engagement(idea, offer)
    asked = make.proposal(idea, challenge)
    _row, key = AuthToken.objects.create(user=mentor)
    return {"home": home, "mentor": mentor, "challenge": challenge, "idea": idea, "running": running, "asked": asked,
            "key": key}  # fmt: skip


@pytest.fixture
def suspended(world):
    organisations.suspend(organisation=world["home"], reason=WHY, by=make.officer())
    hats.forget(world["mentor"])
    return world


def test_its_people_do_not_come_in(suspended, client):
    client.force_login(suspended["mentor"])

    assert not standing.can_come_in(suspended["mentor"])
    assert client.get(reverse("home")).url == reverse("standing")
    assert client.get(reverse("engagement_detail", args=[suspended["running"].pk])).url == reverse("standing")


def test_their_keys_to_the_api_open_nothing(suspended):
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Token {suspended['key']}")

    answers = [api.get(f"/api/v1/{place}/") for place in ("me", "offers", "engagements", "organisations", "ideas")]

    assert [answer.status_code for answer in answers] == [403] * 5


def test_its_posts_are_in_no_list_and_no_search(suspended, client):
    pupil = suspended["idea"].created_by
    client.force_login(pupil)

    assert suspended["challenge"] not in posts.visible_to(pupil, Challenge)
    assert client.get(reverse("challenge_detail", args=[suspended["challenge"].pk])).status_code == 404
    assert client.get(reverse("organisation_detail", args=[suspended["home"].pk])).status_code == 404
    for place in ("challenge_list", "offer_list", "search", "organisation_list"):
        page = client.get(reverse(place), {"q": "phe lieu"} if place == "search" else {}).content.decode()
        assert suspended["challenge"].title not in page, place
        assert suspended["home"].name not in page, place


def test_it_is_suggested_to_nobody(world):
    run = Run.objects.create(trigger="rebuild", code_version="1", cut_off=clock.now(), configuration={})
    idea = make.idea()
    explanation = {"contributions": [], "reasons": [], "counter_reasons": []}
    pair = Suggestion.objects.create(
        run=run, idea=idea, challenge=world["challenge"], score=0.9, explanation=explanation
    )
    assert list(suggestions.for_idea(idea.created_by, idea)) == [pair]

    organisations.suspend(organisation=world["home"], reason=WHY, by=make.officer())

    assert list(suggestions.for_idea(idea.created_by, idea)) == []


def test_its_proposals_cannot_be_accepted_or_approved(suspended):
    asked = suspended["asked"]

    with pytest.raises((Refused, Conflict)):
        proposals.accept(proposal=asked, by=suspended["challenge"].author)
    with pytest.raises((Refused, Conflict)):
        proposals.approve(proposal=asked, by=suspended["idea"].club.adviser)
    asked.refresh_from_db()
    assert asked.state == "proposed"


def test_its_engagement_is_frozen_and_hides_the_adults_name_and_the_pupils(suspended, client):
    running, pupil = suspended["running"], suspended["idea"].created_by

    assert engagements.obstacles(running) == [engagements.Obstacle.SUPPORTER]
    assert not engagement_permissions.can_work_in(pupil, running)
    client.force_login(pupil)
    page = client.get(reverse("engagement_detail", args=[running.pk])).content.decode()
    assert suspended["mentor"].full_name not in page


def test_its_people_see_nothing_of_pupils(suspended):
    mentor = suspended["mentor"]

    assert list(ideas.visible_to(mentor)) == []
    assert list(clubs.visible_to(mentor)) == []
    assert list(engagements.visible_to(mentor)) == []


def test_the_advisers_of_running_engagements_are_told_and_told_again_when_it_is_over(suspended):
    adviser = suspended["idea"].club.adviser
    organisations.reinstate(organisation=suspended["home"], reason="Đã làm rõ.", by=make.officer())

    told = Notice.objects.filter(recipient=adviser).order_by("pk")

    assert [(notice.kind, notice.path) for notice in told] == [
        ("engagement_paused", reverse("engagement_detail", args=[suspended["running"].pk])),
        ("engagement_resumed", reverse("engagement_detail", args=[suspended["running"].pk])),
    ]
    assert engagements.obstacles(Engagement.objects.get()) == []


def test_when_a_school_stops_its_supporters_are_told():
    running = make.engagement()
    school = running.proposal.idea.club.school.organisation

    organisations.suspend(organisation=school, reason=WHY, by=make.officer())

    assert [notice.kind for notice in Notice.objects.filter(recipient=running.supporter)] == ["engagement_paused"]


def test_who_asks_first_sees_how_many_and_which(world):
    touched = {row.what: row for row in organisations.weigh_suspension(organisation=world["home"], by=make.officer())}

    assert touched["bài toán đang mở"] == Touched("bài toán đang mở", 1, ("Giảm phế liệu thép",))
    pair = f"{world['idea'].title} ↔ {world['running'].proposal.post.title}"
    assert touched["lần đồng hành đang chạy"] == Touched("lần đồng hành đang chạy", 1, (pair,))
    assert touched["đề nghị kết nối đang mở"].count == 1


def test_who_was_turned_away_is_shut_out_too(client):
    home = make.organisation(status=OrganisationStatus.PENDING)
    by = make.representative(home, cleared=False)
    client.force_login(by)
    assert client.get(reverse("home")).status_code == 200

    organisations.refuse(organisation=home, reason="Không có thật.", by=make.officer())

    assert client.get(reverse("home")).url == reverse("standing")


def test_one_that_waits_sees_nothing_of_pupils():
    make.idea()
    by = make.adult(make.organisation(status=OrganisationStatus.PENDING), Role.REPRESENTATIVE)

    assert list(ideas.visible_to(by)) == []
    assert list(clubs.visible_to(by)) == []
