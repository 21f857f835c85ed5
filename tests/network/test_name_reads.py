"""Whoever is shown pupils' names leaves a trace: an adult once, a pupil never."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from network.services import ideas, proposals
from people.models import RecordRead
from tests import make

pytestmark = pytest.mark.django_db


def reads():
    return sorted(RecordRead.objects.values_list("reader", "pupil", "what"))


@pytest.fixture
def engagement():
    return make.engagement()


def test_a_supporter_who_opens_an_engagement_is_noted_once(engagement, client):
    client.force_login(engagement.supporter)
    pupil = engagement.proposal.idea.created_by

    for _ in range(2):
        client.get(reverse("engagement_detail", args=[engagement.pk]))

    assert reads() == [(engagement.supporter.pk, pupil.pk, "engagement")]


def test_the_api_notes_it_too(engagement):
    api = APIClient()
    api.force_authenticate(engagement.supporter)

    api.get(f"/api/v1/engagements/{engagement.pk}/")

    assert [row[2] for row in reads()] == ["engagement"]


@pytest.mark.parametrize(("page", "what"), [("idea_detail", "team"), ("idea_team", "team"), ("club_detail", "club")])
def test_a_teacher_who_reads_names_is_noted(engagement, client, page, what):
    idea = engagement.proposal.idea
    client.force_login(idea.club.adviser)

    client.get(reverse(page, args=[idea.club_id if page == "club_detail" else idea.pk]))

    assert reads() == [(idea.club.adviser_id, idea.created_by_id, what)]


def test_a_team_mate_leaves_no_trace(engagement, client):
    client.force_login(engagement.proposal.idea.created_by)

    client.get(reverse("idea_team", args=[engagement.proposal.idea_id]))

    assert reads() == []


def test_a_teacher_who_reads_names_in_a_proposals_course_is_noted(client):
    idea = make.idea()
    proposal = proposals.propose(idea=idea, post=make.offer(), by=idea.created_by)
    client.force_login(idea.club.adviser)

    client.get(reverse("proposal_detail", args=[proposal.pk]))

    assert reads() == [(idea.club.adviser_id, idea.created_by_id, "proposal")]


def test_a_teacher_who_reads_names_in_an_ideas_history_is_noted(client):
    club = make.club()
    pupil = make.pupil(club.school)
    make.join(club, pupil)
    idea = ideas.draft(club=club, content=make.idea_content(), by=pupil)
    api = APIClient()
    api.force_authenticate(club.adviser)

    api.get(f"/api/v1/ideas/{idea.pk}/history/")

    assert reads() == [(club.adviser_id, pupil.pk, "history")]


def test_a_list_to_choose_pupils_from_is_noted(client):
    club = make.club()
    pupil = make.pupil(club.school)
    client.force_login(club.adviser)

    client.get(reverse("club_join", args=[club.pk]))

    assert reads() == [(club.adviser_id, pupil.pk, "list")]
