"""After an engagement its supporter keeps what was known then, and learns nothing that came later."""

import datetime as dt

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from network.enums import IdeaStatus
from network.models import Engagement, Idea
from network.services import clubs, engagements, ideas
from people.enums import Role
from tests import make

pytestmark = pytest.mark.django_db
THEN, LATER = "Thùng rác biết phân loại", "Thùng rác biết nói"


@pytest.fixture
def engagement():
    """Of an idea with a history: its versions begin before the engagement."""
    club = make.club()
    pupil = make.join(club, make.pupil(club.school)).pupil
    idea = ideas.draft(club=club, content=make.idea_content(title=THEN), by=pupil)
    day_ago = clock.now() - dt.timedelta(days=1)
    idea.versions.update(created_at=day_ago - dt.timedelta(days=1))
    Idea.objects.filter(pk=idea.pk).update(
        status=IdeaStatus.PUBLISHED, published_at=day_ago, published_by=club.adviser, visibility="partners"
    )
    return make.engagement(Idea.objects.get(pk=idea.pk))


def everything_told(client, person, engagement):
    """All pages and answers on which an engagement or its proposal stands."""
    api = APIClient()
    api.force_authenticate(person)
    client.force_login(person)
    pages = [
        reverse("home"),
        reverse("engagement_list"),
        reverse("engagement_list") + "?ended=1",
        reverse("engagement_detail", args=[engagement.pk]),
        reverse("proposal_list") + "?ended=1",
        reverse("proposal_detail", args=[engagement.proposal_id]),
    ]
    answers = ["/api/v1/engagements/", f"/api/v1/engagements/{engagement.pk}/"]
    told = [client.get(page).content.decode() for page in pages]
    return [*told, *(api.get(answer).content.decode() for answer in answers)]


def holding(text, told):
    return [place for place, page in enumerate(told) if text in page]


def rewrite(engagement, title=LATER):
    idea = engagement.proposal.idea
    pupil = idea.team.get().pupil
    ideas.edit(idea=ideas.withdraw(idea=idea, by=pupil), content=make.idea_content(title=title), by=pupil)


def test_the_supporter_keeps_the_title_the_engagement_ended_with(engagement, client):
    engagements.close(engagement=engagement, by=engagement.supporter)
    rewrite(engagement)

    told = everything_told(client, engagement.supporter, engagement)

    assert holding(LATER, told) == []
    assert holding(THEN, told) == [2, 3, 4, 5, 6, 7]


def test_the_school_reads_the_title_as_it_stands(engagement, client):
    engagements.close(engagement=engagement, by=engagement.supporter)
    rewrite(engagement)

    assert holding(LATER, everything_told(client, engagement.proposal.idea.club.adviser, engagement)) == [
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_while_it_runs_a_text_taken_back_waits_for_the_adviser(engagement, client):
    rewrite(engagement)
    unread = everything_told(client, engagement.supporter, engagement)
    idea = ideas.submit(idea=Idea.objects.get(), by=Idea.objects.get().team.get().pupil)
    ideas.publish(idea=idea, visibility="partners", by=idea.club.adviser)
    read = everything_told(client, engagement.supporter, engagement)

    assert (holding(LATER, unread), holding(THEN, unread)) == ([], [0, 1, 3, 4, 5, 6, 7])
    assert (holding(LATER, read), holding(THEN, read)) == ([0, 1, 3, 4, 5, 6, 7], [])


def test_the_supporter_is_not_told_of_a_later_adviser(engagement, client):
    club = engagement.proposal.idea.club
    newcomer, before = make.adviser(club.school), club.adviser
    engagements.close(engagement=engagement, by=engagement.supporter)
    clubs.set_adviser(club=club, adviser=newcomer, by=make.adult(club.school, Role.SCHOOL_ADMIN))

    told = everything_told(client, engagement.supporter, Engagement.objects.get())

    assert (newcomer.full_name in told[3], before.full_name in told[3]) == (False, True)


def test_twenty_ended_ones_ask_for_their_titles_once(engagement, client, django_assert_max_num_queries):
    counts = []
    for more in (0, 19):
        for _ in range(more):
            make.engagement(
                engagement.proposal.idea, make.offer(engagement.proposal.post.organisation, by=engagement.supporter)
            )
        Engagement.objects.update(status="closed", ended_at=clock.now())
        client.force_login(engagement.supporter)
        with django_assert_max_num_queries(8) as asked:
            client.get(reverse("engagement_list"), {"ended": "1"})
        counts.append(len(asked))

    assert counts[0] == counts[1]
