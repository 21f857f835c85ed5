"""Closing a club: what it touches, who may, and that it can run again."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.enums import EngagementStatus, IdeaStatus, ProposalState
from network.models import Club, Engagement, Idea, Offer, Proposal
from network.selectors import club_closing
from network.selectors import clubs as selectors
from network.services import clubs, ideas
from people.enums import Role
from tests import make

pytestmark = pytest.mark.django_db
WHY = "Cô Hoa nghỉ, trường chưa có người phụ trách."


@pytest.fixture
def club():
    """With a published idea that waits for a mentor, one that has a mentor, and a draft."""
    club = make.club()
    make.proposal(make.idea(club), state=ProposalState.ADVISER_APPROVED)
    make.engagement(make.idea(club))
    make.idea(club, status=IdeaStatus.DRAFT)
    make.engagement()
    return club


def test_closing_ends_what_is_open_and_takes_the_ideas_back(club):
    weight = club_closing.weigh(club)
    assert (weight.idea_count, weight.proposal_count, weight.engagement_count) == (2, 1, 1)

    clubs.close(club=club, reason=WHY, by=club.adviser)

    own = Idea.objects.filter(club=club)
    proposal = Proposal.objects.get(idea__club=club, state=ProposalState.WITHDRAWN)
    engagement = Engagement.objects.get(proposal__idea__club=club)
    assert Club.objects.get(pk=club.pk).closed_on == clock.today()
    assert list(own.values_list("status", flat=True).distinct().order_by("status")) == [IdeaStatus.DRAFT]
    assert [proposal.reason, engagement.end_reason] == [WHY, WHY]
    assert engagement.status == EngagementStatus.ENDED
    assert Offer.objects.get(proposals__engagement=engagement).seats_taken == 0
    assert club_closing.weigh(club).is_empty


def test_other_clubs_go_on(club):
    clubs.close(club=club, reason=WHY, by=club.adviser)

    elsewhere = Engagement.objects.exclude(proposal__idea__club=club).get()
    assert elsewhere.status == EngagementStatus.ACTIVE
    assert elsewhere.proposal.idea.status == IdeaStatus.PUBLISHED


def test_outsiders_see_nothing_of_it_the_school_still_does(club):
    clubs.close(club=club, reason=WHY, by=club.adviser)

    assert not selectors.visible_to(make.mentor()).filter(pk=club.pk).exists()
    assert selectors.visible_to(club.adviser).filter(pk=club.pk).exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("adviser", True),
        ("school admin", True),
        ("other adviser", False),
        ("admin elsewhere", False),
        ("pupil", False),
        ("officer", False),
    ],
)
def test_who_closes_and_reopens(club, who, may):
    person = {
        "adviser": lambda: club.adviser,
        "school admin": lambda: make.adult(club.school, Role.SCHOOL_ADMIN),
        "other adviser": lambda: make.adviser(club.school),
        "admin elsewhere": lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
        "pupil": lambda: make.join(club, make.pupil(club.school)).pupil,
        "officer": make.officer,
    }[who]()
    done = []
    for act in (lambda: clubs.close(club=club, reason=WHY, by=person), lambda: clubs.reopen(club=club, by=person)):
        try:
            done.append(act().closed_on)
        except Refused:
            done.append("refused")

    assert done == ([clock.today(), None] if may else ["refused", "refused"])


def test_a_closed_club_runs_again_with_its_drafts(club):
    clubs.close(club=club, reason=WHY, by=club.adviser)
    idea = Idea.objects.filter(club=club).first()
    with pytest.raises(Conflict, match="ngừng hoạt động"):
        ideas.publish(idea=idea, visibility="partners", draft_version=idea.version, by=club.adviser)

    clubs.reopen(club=club, by=club.adviser)
    idea = ideas.publish(idea=idea, visibility="partners", draft_version=idea.version, by=club.adviser)

    assert idea.status == IdeaStatus.PUBLISHED
    assert Engagement.objects.get(proposal__idea__club=club).status == EngagementStatus.ENDED


def test_it_takes_a_reason_and_is_done_once(club):
    with pytest.raises(Invalid, match="lý do"):
        clubs.close(club=club, reason="  ", by=club.adviser)
    assert Engagement.objects.filter(status=EngagementStatus.ACTIVE).count() == 2
    clubs.close(club=club, reason=WHY, by=club.adviser)

    with pytest.raises(Conflict):
        clubs.close(club=club, reason=WHY, by=club.adviser)
    clubs.reopen(club=club, by=club.adviser)
    with pytest.raises(Conflict, match="vẫn đang hoạt động"):
        clubs.reopen(club=club, by=club.adviser)


def test_the_page_shows_what_ends_and_asks_before_it_does(club, client):
    client.force_login(club.adviser)
    running = Engagement.objects.get(proposal__idea__club=club)
    address = reverse("club_close", args=[club.pk])
    assert address in client.get(reverse("club_detail", args=[club.pk])).content.decode()

    shown = client.get(address).content.decode()
    asked_again = client.post(address, {"reason": " "}).content.decode()
    assert "1 lần đồng hành đang chạy dừng giữa chừng" in shown
    assert running.proposal.idea.title in shown
    assert 'aria-invalid="true"' in asked_again
    assert Club.objects.get(pk=club.pk).closed_on is None

    client.post(address, {"reason": WHY})
    closed = client.get(reverse("club_detail", args=[club.pk])).content.decode()
    assert "Câu lạc bộ đã ngừng hoạt động" in closed
    client.post(reverse("club_reopen", args=[club.pk]))
    assert Club.objects.get(pk=club.pk).closed_on is None


def test_the_api_does_the_same(club):
    api, url = APIClient(), f"/api/v1/clubs/{club.pk}/"
    api.force_authenticate(make.adult(club.school, Role.SCHOOL_ADMIN))

    weight = api.get(f"{url}closing/").json()
    unexplained = api.post(f"{url}close/", {})
    closed = api.post(f"{url}close/", {"reason": WHY}).json()
    again = api.post(f"{url}close/", {"reason": WHY})
    reopened = api.post(f"{url}reopen/").json()

    assert weight == {"ideas": 2, "proposals": 1, "engagements": 1}
    assert (unexplained.status_code, list(unexplained.json()["errors"])) == (400, ["reason"])
    assert (closed["closed_on"], again.status_code, reopened["closed_on"]) == (clock.today().isoformat(), 409, None)
