"""How often the pages with most on them ask the database, the session, the account and its hats included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from network.enums import ProposalState
from network.models import ProposalEvent
from network.services import engagements
from people.models import User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    engagement = make.engagement()
    engagements.check_in(engagement=engagement, held_on=clock.today(), done="Đo độ đục.", by=engagement.supporter)
    engagements.add_goal(engagement=engagement, text="Lọc được một xô.", by=engagement.supporter)
    return engagement


def asked(client, user, name, pk):
    client.force_login(User.objects.get(pk=user.pk))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name, args=[pk])).status_code == 200
    return len(queries)


def sides(idea, post):
    return {"supporter": post.author, "adviser": idea.club.adviser, "pupil": idea.created_by}


@pytest.mark.parametrize(("who", "most"), [("supporter", 9), ("adviser", 9), ("pupil", 12)])
def test_an_engagement(running, client, who, most):
    person = sides(running.proposal.idea, running.proposal.post)[who]

    assert asked(client, person, "engagement_detail", running.pk) == most


@pytest.mark.parametrize(("who", "most"), [("supporter", 8), ("adviser", 8), ("pupil", 8)])
def test_a_proposal(client, who, most):
    proposal = make.proposal()

    assert asked(client, sides(proposal.idea, proposal.post)[who], "proposal_detail", proposal.pk) == most


@pytest.mark.parametrize(("who", "most"), [("supporter", 7), ("adviser", 8), ("pupil", 9)])
def test_an_idea(client, who, most):
    idea = make.idea()

    assert asked(client, sides(idea, make.offer())[who], "idea_detail", idea.pk) == most


@pytest.mark.parametrize("who", ["supporter", "adviser", "pupil"])
@pytest.mark.parametrize("address", ["/engagements/", "/api/v1/engagements/", "/api/v1/proposals/"])
def test_a_list_asks_as_often_for_twenty_as_for_one(client, who, address):
    idea, post = make.idea(), make.offer(seats=30)
    person, counts = sides(idea, post)[who], []
    for more in (1, 19):
        for _ in range(more):
            own = make.offer(post.organisation, by=post.author)
            make.engagement(idea, own)
            ended = make.proposal(idea, own, state=ProposalState.REFUSED, reason="Bận quá.", ended_at=clock.now())
            ProposalEvent.objects.create(proposal=ended, action="refuse", actor=own.author, at=clock.now())
        client.force_login(User.objects.get(pk=person.pk))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        counts.append(len(queries))

    assert answer.status_code == 200
    assert counts[0] == counts[1] <= 8
