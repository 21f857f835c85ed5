"""A call for help in a goal of a mentorship or in the words with which a team asks: heard, and kept in the school."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from network.models import Goal
from network.services import engagements, proposals
from people.enums import Role
from people.models import Concern, Notice, SealedCopy, User
from people.selectors import concerns as selectors
from tests import make
from tests.network.given_engagements import engagement_of_two, sides

pytestmark = pytest.mark.django_db

HELP = "Em không muốn sống nữa"
CONTACT = "Anh nhắn zalo 0912 345 678 nhé"
KIND = "Em không một mình đâu."
LOOK = "Thầy cô đọc kỹ chỗ này"
KEPT = "Phần này ở lại với thầy cô của trường."


@pytest.fixture
def engagement():
    return engagement_of_two()


def told(user: User, page: str, answer: str) -> tuple[str, str]:
    client, api = Client(), APIClient()
    client.force_login(user)
    api.force_authenticate(user)
    return client.get(page).content.decode(), api.get(answer).content.decode()


def of_engagement(engagement, user: User) -> tuple[str, str]:
    return told(user, reverse("engagement_detail", args=[engagement.pk]), f"/api/v1/engagements/{engagement.pk}/")


def of_proposal(proposal, user: User) -> tuple[str, str]:
    return told(user, reverse("proposal_detail", args=[proposal.pk]), f"/api/v1/proposals/{proposal.pk}/")


def sealed_words() -> list[dict[str, str]]:
    return [json.loads(copy.content)["subject"]["shown"]["words"] for copy in SealedCopy.objects.all()]


def leads_told() -> list[int]:
    return list(Notice.objects.filter(kind="talk_needs_care").values_list("recipient", flat=True))


@pytest.mark.parametrize(
    ("who", "words", "cases"),
    [
        ("pupil", HELP, 1),
        ("pupil", f"{HELP}. {CONTACT}", 1),
        ("supporter", "Em ấy nói không muốn sống nữa", 1),
        ("adviser", HELP, 0),
        ("pupil", "Bán thử ở chợ quê", 0),
    ],
)
def test_a_goal_that_calls_for_help_opens_a_case(engagement, who, words, cases):
    lead = make.adult(engagement.proposal.idea.club.school, Role.SCHOOL_ADMIN)

    engagements.add_goal(engagement=engagement, text=words, by=sides(engagement)[who])

    assert (leads_told(), sealed_words()) == ([lead.pk] * cases, [{"text": words}] * cases)
    assert (Goal.objects.get().text, Concern.objects.count()) == (words, cases)


def test_such_a_goal_is_taken_on_the_page_and_read_by_its_writer_and_the_staff(engagement, client):
    people = sides(engagement)
    client.force_login(people["pupil"])

    sent = client.post(reverse("engagement_add_goal", args=[engagement.pk]), {"text": HELP}, follow=True)

    assert (sent.status_code, KIND in sent.content.decode()) == (200, True)
    read = {who: of_engagement(engagement, user) for who, user in people.items()}
    assert {who: [HELP in text for text in texts] for who, texts in read.items()} == {
        "supporter": [False, False],
        "adviser": [True, True],
        "pupil": [True, True],
        "mate": [False, False],
    }
    assert {who: (KIND in page, LOOK in page, KEPT in page) for who, (page, _api) in read.items()} == {
        "supporter": (False, False, True),
        "adviser": (False, True, False),
        "pupil": (True, False, False),
        "mate": (False, False, True),
    }


def test_such_a_goal_stays_out_of_the_homes_of_others(engagement):
    people = sides(engagement)
    engagements.check_in(
        engagement=engagement, held_on=engagement.opened_at.date(), done="Gặp lần đầu", by=people["pupil"]
    )
    engagements.add_goal(engagement=engagement, text=HELP, by=people["pupil"])

    homes = {}
    for who in ("supporter", "adviser", "mate"):
        client = Client()
        client.force_login(people[who])
        homes[who] = client.get(reverse("home")).content.decode()

    assert {who: HELP in home for who, home in homes.items()} == {"supporter": False, "adviser": True, "mate": False}


def test_the_api_takes_such_a_goal(engagement):
    api = APIClient()
    api.force_authenticate(sides(engagement)["pupil"])

    answer = api.post(f"/api/v1/engagements/{engagement.pk}/goals/", {"text": HELP}, format="json")

    assert (answer.status_code, answer.json()["goals"][0]["text"], Concern.objects.count()) == (200, HELP, 1)


@pytest.mark.parametrize(("words", "cases"), [(HELP, 1), ("Chúng em rất mong gặp anh", 0)])
def test_the_words_with_which_a_pupil_asks_open_a_case_where_they_call_for_help(words, cases):
    idea = make.idea()
    lead = make.adult(idea.club.school, Role.SCHOOL_ADMIN)

    made = proposals.propose(idea=idea, post=make.offer(), note=words, by=idea.created_by)

    assert (leads_told(), sealed_words()) == ([lead.pk] * cases, [{"note": words}] * cases)
    assert [selectors.sealed_pages_of(case) for case in Concern.objects.all()] == [{("proposal", made.pk)}] * cases


def test_an_advisers_words_with_a_proposal_open_none_and_are_read():
    idea = make.idea()

    made = proposals.propose(idea=idea, post=make.offer(), note=HELP, by=idea.club.adviser)

    assert not Concern.objects.exists()
    assert [HELP in text for text in of_proposal(made, made.post.author)] == [True, True]


def test_such_words_reach_neither_the_mentor_nor_the_team_also_once_it_is_approved():
    club = make.club()
    pupil, mate = make.pupil(club.school), make.pupil(club.school)
    idea, offer = make.idea(club, team=[pupil, mate]), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, note=HELP, by=pupil)
    people = {"mentor": offer.author, "adviser": club.adviser, "pupil": pupil, "mate": mate}

    before = {who: of_proposal(proposal, user) for who, user in people.items()}
    proposals.approve(proposal=proposal, by=club.adviser)
    after = {who: of_proposal(proposal, user) for who, user in people.items()}

    readers = {"mentor": [False, False], "adviser": [True, True], "pupil": [True, True], "mate": [False, False]}
    for read in (before, after):
        assert {who: [HELP in text for text in texts] for who, texts in read.items()} == readers
        assert {who: (KIND in page, LOOK in page) for who, (page, _api) in read.items()} == {
            "mentor": (False, False),
            "adviser": (False, True),
            "pupil": (True, False),
            "mate": (False, False),
        }
