"""Nothing written passes between pupils and an outside adult before the adviser approved."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from network.enums import ProposalSide, ProposalState
from network.services import ideas, proposals
from people.models import Clearance
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "Chú ơi chúng cháu rất mong gặp chú"
MENTOR_WORDS = "Anh thích ý tưởng của các em lắm"


def pages(user, proposal):
    """What the page and the API say to this person, together."""
    from django.test import Client

    client, api = Client(), APIClient()
    client.force_login(user)
    api.force_authenticate(user)
    page = client.get(reverse("proposal_detail", args=[proposal.pk])).content.decode()
    return page + api.get(f"/api/v1/proposals/{proposal.pk}/").content.decode()


def test_a_mentor_reads_the_pupils_words_only_after_approval():
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, note=WORDS, by=idea.created_by)

    before = pages(offer.author, proposal)
    proposals.approve(proposal=proposal, by=idea.club.adviser)
    after = pages(offer.author, proposal)

    assert (WORDS in before, WORDS in after) == (False, True)


def test_pupils_read_the_mentors_words_only_after_approval():
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, note=MENTOR_WORDS, by=offer.author)

    before, adviser_reads = pages(idea.created_by, proposal), pages(idea.club.adviser, proposal)
    proposals.approve(proposal=proposal, by=idea.club.adviser)
    after = pages(idea.created_by, proposal)

    assert (MENTOR_WORDS in before, MENTOR_WORDS in adviser_reads, MENTOR_WORDS in after) == (False, True, True)


def test_a_mentor_never_reads_a_pupils_name_in_a_proposal():
    club = make.club()
    pupil = make.pupil(club.school, full_name="Đặng Thị Ngọc Huyền")
    offer = make.offer()
    proposal = proposals.propose(idea=make.idea(club, team=[pupil]), post=offer, note=WORDS, by=pupil)
    proposals.approve(proposal=proposal, by=club.adviser)

    seen = pages(offer.author, proposal)

    assert "Huyền" not in seen
    assert "Nhóm học sinh" in seen
    assert "Đặng Thị Ngọc Huyền" in pages(club.adviser, proposal)


@pytest.mark.parametrize("side", list(ProposalSide))
def test_strangers_do_not_find_it(side):
    proposal = make.proposal(side=side, state=ProposalState.PROPOSED)
    strangers = [make.representative(), make.mentor(), make.adviser(), make.pupil(), make.officer()]

    for user in strangers:
        api = APIClient()
        api.force_authenticate(user)
        assert api.get(f"/api/v1/proposals/{proposal.pk}/").status_code == 404
        assert api.post(f"/api/v1/proposals/{proposal.pk}/accept/").status_code == 404
        assert api.get("/api/v1/proposals/").json()["results"] == []


@pytest.mark.parametrize("said", ["ask", "refuse"])
def test_what_a_mentor_writes_to_the_adviser_reaches_no_pupil_before_approval(said):
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, note=WORDS, by=idea.created_by)

    if said == "ask":
        proposals.ask(proposal=proposal, text=MENTOR_WORDS, by=offer.author)
    else:
        proposals.refuse(proposal=proposal, reason=MENTOR_WORDS, by=offer.author)

    assert MENTOR_WORDS not in pages(idea.created_by, proposal)
    assert MENTOR_WORDS in pages(idea.club.adviser, proposal)


def test_pupils_read_why_their_own_adviser_refused():
    idea = make.idea()
    proposal = proposals.propose(idea=idea, post=make.offer(), by=idea.created_by)

    proposals.refuse(proposal=proposal, reason="Nhóm nên xong mẫu thử đã.", by=idea.club.adviser)

    assert "Nhóm nên xong mẫu thử đã." in pages(idea.created_by, proposal)


def test_the_title_of_a_draft_reaches_no_mentor_through_an_open_proposal(client):
    proposal = make.proposal()
    idea, pupil = proposal.idea, proposal.idea.created_by

    ideas.withdraw(idea=idea, by=pupil)
    ideas.edit(idea=idea, content=make.idea_content(title="Gọi cho tụi em nhé"), by=pupil)

    client.force_login(proposal.post.author)
    for page in ("proposal_list", "home"):
        assert "Gọi cho tụi em nhé" not in client.get(reverse(page)).content.decode()
    assert "Gọi cho tụi em nhé" in pages(idea.club.adviser, proposal)


def test_pupils_do_not_read_the_name_of_a_mentor_who_lapsed():
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, by=offer.author)
    assert offer.author.full_name in pages(idea.created_by, proposal)

    Clearance.objects.filter(user=offer.author).update(revoked_at=clock.now())

    assert offer.author.full_name not in pages(idea.created_by, proposal)


def test_what_the_adviser_answers_reaches_the_mentor_who_asked():
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, note=WORDS, by=idea.created_by)
    proposals.ask(proposal=proposal, text="Nhóm đã thử với nước nào?", by=offer.author)
    proposals.answer(proposal=proposal, text="Nước giếng ở hai nhà.", by=idea.club.adviser)

    seen = pages(offer.author, proposal)

    assert ("Nước giếng ở hai nhà." in seen, WORDS in seen) == (True, False)


@pytest.mark.parametrize(("who", "refuses"), [("supply", False), ("adviser", True)])
def test_who_asked_takes_it_back_and_is_not_asked_to_refuse(client, who, refuses):
    proposal = make.proposal(side=ProposalSide.SUPPLY)
    people = {"supply": proposal.post.author, "adviser": proposal.idea.club.adviser}
    client.force_login(people[who])

    context = client.get(reverse("proposal_detail", args=[proposal.pk])).context
    assert (context["may_refuse"], context["may_talk"]) == (refuses, True)
