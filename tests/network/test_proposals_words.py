"""Nothing written passes between pupils and an outside adult before the adviser approved."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Invalid
from network.enums import ProposalSide, ProposalState
from network.models import Proposal
from network.services import ideas, proposals
from people.models import Clearance, Concern
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "Chú ơi chúng cháu rất mong gặp chú"
CONTACTS = ["Anh nhắn zalo 0912 345 678 nhé", "Gửi vào thu.ha@vi-du.vn giúp em", "Vào https://hop.example.vn/x"]
HELP = "Em không muốn sống nữa"
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


def approved(*, note=WORDS):
    """Asked for by a pupil, approved by the adviser: now the mentor decides."""
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, note=note, by=idea.created_by)
    return proposals.approve(proposal=proposal, by=idea.club.adviser)


@pytest.mark.parametrize("words", CONTACTS)
@pytest.mark.parametrize(("said", "field"), [("ask", "text"), ("refuse", "reason"), ("answer", "text")])
def test_after_the_approval_a_mentor_writes_no_way_to_somebody(said, field, words):
    proposal = approved()

    with pytest.raises(Invalid) as refused:
        getattr(proposals, said)(proposal=proposal, by=proposal.post.author, **{field: words})

    assert (list(refused.value.errors), proposal.events.filter(action=said).count()) == ([field], 0)


@pytest.mark.parametrize("words", CONTACTS)
def test_after_the_approval_a_pupil_takes_it_back_without_a_way_to_somebody(words):
    proposal = approved()

    with pytest.raises(Invalid) as refused:
        proposals.withdraw(proposal=proposal, reason=words, by=proposal.idea.created_by)

    proposal.refresh_from_db()
    assert (list(refused.value.errors), proposal.state) == (["reason"], ProposalState.ADVISER_APPROVED)


def test_before_the_approval_the_adviser_reads_it_and_decides_and_the_advisers_own_words_wait_for_nobody():
    idea, offer = make.idea(), make.offer()
    proposal = proposals.propose(idea=idea, post=offer, by=idea.created_by)
    proposals.ask(proposal=proposal, text=CONTACTS[0], by=offer.author)
    assert CONTACTS[0] not in pages(idea.created_by, proposal)

    proposals.approve(proposal=proposal, by=idea.club.adviser)
    proposals.answer(proposal=proposal, text=CONTACTS[1], by=idea.club.adviser)

    read = pages(idea.created_by, proposal)
    assert (CONTACTS[0] in read, CONTACTS[1] in read) == (True, True)


def test_page_and_api_refuse_by_the_field_and_keep_what_was_typed(client):
    proposal = approved()
    client.force_login(proposal.post.author)
    api = APIClient()
    api.force_authenticate(proposal.post.author)

    for said, field in (("ask", "text"), ("refuse", "reason")):
        page = client.post(reverse(f"proposal_{said}", args=[proposal.pk]), {field: CONTACTS[0]})
        answer = api.post(f"/api/v1/proposals/{proposal.pk}/{said}/", {field: CONTACTS[0]}, format="json")

        assert (page.status_code, list(page.context[f"{said}_form"].errors)) == (422, [field])
        assert CONTACTS[0] in page.content.decode()
        assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


@pytest.mark.parametrize("who", ["pupil", "mentor"])
def test_a_call_for_help_after_the_approval_is_heard_and_stays_with_the_school(who):
    proposal, words = approved(), f"{HELP}. {CONTACTS[0]}"
    people = {"pupil": proposal.idea.created_by, "mentor": proposal.post.author, "adviser": proposal.idea.club.adviser}
    if who == "pupil":
        proposals.withdraw(proposal=proposal, reason=words, by=people["pupil"])
    else:
        proposals.refuse(proposal=proposal, reason=words, by=people["mentor"])

    proposal.refresh_from_db()
    read = {name: words in pages(user, proposal) for name, user in people.items()}

    assert read == {"pupil": False, "mentor": False, "adviser": True, who: True}
    assert Concern.objects.get().called_by == people[who]


@pytest.mark.parametrize("action", ["ask", "refuse"])
def test_what_a_mentor_wrote_after_the_approval_before_is_not_shown_either(action):
    proposal = approved(note=CONTACTS[1])
    Proposal.objects.filter(pk=proposal.pk).update(
        state=ProposalState.REFUSED, reason=CONTACTS[0], ended_at=clock.now()
    )
    proposal.events.create(action=action, actor=proposal.post.author, text=CONTACTS[0], at=clock.now())
    if action == "ask":
        proposal.events.create(action="refuse", actor=proposal.post.author, text=CONTACTS[0], at=clock.now())

    pupil, adviser = pages(proposal.idea.created_by, proposal), pages(proposal.idea.club.adviser, proposal)

    assert (CONTACTS[0] in pupil, CONTACTS[0] in adviser) == (False, True)
    # The adviser had read this one.
    assert CONTACTS[1] in pages(proposal.post.author, proposal)


def test_what_stays_in_the_school_is_said_to_its_writer_and_to_its_reader_and_marked_for_the_adviser():
    proposal, words = approved(), "Bài này nói về tuổi dậy thì phải không các em?"
    proposals.ask(proposal=proposal, text=words, by=proposal.post.author)

    pupil, mentor, adviser = (
        pages(user, proposal) for user in (proposal.idea.created_by, proposal.post.author, proposal.idea.club.adviser)
    )

    assert (words in pupil, "Phần này ở lại với thầy cô của trường." in pupil) == (False, True)
    assert (words in mentor, "Bên kia không đọc lời này" in mentor) == (True, True)
    assert (words in adviser, "Thầy cô đọc kỹ chỗ này" in adviser) == (True, True)
