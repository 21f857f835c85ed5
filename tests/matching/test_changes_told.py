"""What would lift the score of a pair: told to whoever can do it, as long as it is to be done."""

import datetime as dt

import pytest
from django.utils.html import escape

from core import clock
from matching.models import Suggestion
from matching.selectors import corpus
from matching.services import suggestions
from network.enums import Mode, ProposalState
from network.models import Offer, Proposal
from network.services import proposals
from people.enums import Role
from tests import make
from tests.matching import given
from tests.matching.given_explained import ENGINEER, WATER, page_of, read

pytestmark = pytest.mark.django_db

CHANGES = [
    {"code": "meet_online", "gain": 0.061, "params": {}},
    {"code": "take_one_more", "gain": 0.05, "params": {}},
    {"code": "ask_for_the_kind", "gain": 0.04, "params": {"kind": "talk"}},
    {"code": "answer_who_waits", "gain": 0.03, "params": {}},
    {
        "code": "name_a_material",
        "gain": 0.02,
        "params": {"concept": "husk", "concept_names": {"vi": "vỏ trấu", "en": "rice husk"}},
    },
]
TEAM, SUPPLY = ["meet_online", "ask_for_the_kind", "name_a_material"], ["meet_online", "take_one_more"]


@pytest.fixture(autouse=True)
def _fresh_matcher():
    suggestions.forget_matcher()
    yield
    suggestions.forget_matcher()


@pytest.mark.parametrize(
    ("who", "told"), [("member", TEAM), ("adviser", TEAM), ("author", SUPPLY), ("head", []), ("teacher", [])]
)
def test_what_would_change_this_is_told_to_whoever_can_do_it(client, who, told):
    idea, offer = make.idea(), make.offer(mode=Mode.IN_PERSON)
    pair = given.suggestion(idea, offer, changes=CHANGES)
    people = {
        "member": lambda: idea.created_by,
        "adviser": lambda: idea.club.adviser,
        "author": lambda: offer.author,
        "head": lambda: make.adult(idea.club.school, Role.SCHOOL_ADMIN),
        "teacher": lambda: make.adviser(idea.club.school),
    }
    user = people[who]()

    found = read(user, pair)["changes"]

    assert [change["code"] for change in found] == told
    page = page_of(client, user, pair)
    assert [change["text"] for change in found if escape(change["text"]) not in page] == []
    assert ("Điều gì làm điểm thay đổi" in page) is bool(told)
    if told:
        assert (found[0]["gain"], "+6</span>" in page) == (0.061, True)


def test_what_was_done_since_is_not_told_any_more():
    pair = given.suggestion(make.idea(), make.offer(mode=Mode.BOTH), changes=CHANGES)

    assert "meet_online" not in [change["code"] for change in read(pair.idea.club.adviser, pair)["changes"]]


def test_answering_is_told_while_somebody_waits():
    author = make.mentor()
    home = author.affiliations.get().organisation
    pair = given.suggestion(make.idea(), make.offer(home, by=author), changes=CHANGES[3:4])
    assert read(author, pair)["changes"] == []

    make.proposal(post=make.offer(home, by=author))

    assert [change["text"] for change in read(author, pair)["changes"]] == ["Nếu anh chị trả lời các đề nghị đang chờ."]


def test_nobody_is_told_to_ask_for_what_no_team_can_ask_for():
    judging = [{"code": "ask_for_the_kind", "gain": 0.1, "params": {"kind": "judging"}}]
    pair = given.suggestion(make.idea(), make.offer(), changes=judging)

    assert read(pair.idea.club.adviser, pair)["changes"] == []


def test_the_rate_once_all_are_answered_counts_those_who_wait():
    """Two of one half stand before anybody asked: (2 + answered) of (4 + ended)."""
    author = make.mentor()
    home = author.affiliations.get().organisation
    assert corpus.response_rates() == {}
    make.proposal(post=make.offer(home, by=author), state=ProposalState.EXPIRED)
    assert corpus.response_rates() == {author.pk: (2 / 5, None)}

    make.proposal(post=make.offer(home, by=author))
    make.proposal(post=make.challenge(home, by=author), state=ProposalState.ADVISER_APPROVED)

    assert corpus.response_rates() == {author.pk: (2 / 5, 4 / 7)}
    assert Proposal.objects.count() == 3


def test_only_what_was_answered_or_let_lapse_counts_in_the_rate():
    author = make.mentor()
    home = author.affiliations.get().organisation

    def after(act=None, **facts):
        asked = make.proposal(post=make.offer(home, by=author), **facts)
        if act is not None:
            act(asked)
        return corpus.response_rates()[author.pk].now

    assert after(state=ProposalState.ADVISER_APPROVED) == 2 / 4
    assert after(state=ProposalState.WITHDRAWN) == 2 / 4
    assert after(lambda asked: proposals.refuse(proposal=asked, reason="Bận", by=asked.idea.club.adviser)) == 2 / 4
    assert after(lambda asked: proposals.refuse(proposal=asked, reason="Bận", by=author)) == 3 / 5
    assert after(state=ProposalState.SUPPLY_ACCEPTED) == 4 / 6
    assert after(state=ProposalState.EXPIRED) == 4 / 7


def test_a_far_mentor_who_only_meets_in_person_is_told_what_meeting_online_would_bring():
    far = make.commune("11914")
    idea = make.idea(**WATER)
    offer = make.offer(**ENGINEER, mode=Mode.IN_PERSON)
    Offer.objects.update(commune=far, changed_at=clock.now() - dt.timedelta(days=1))
    suggestions.rebuild()
    before = Suggestion.objects.get(idea=idea, offer=offer)
    (gain,) = [one["gain"] for one in before.explanation["changes"] if one["code"] == "meet_online"]

    Offer.objects.update(mode=Mode.BOTH)
    suggestions.rebuild()

    assert Suggestion.objects.get(idea=idea, offer=offer).score - before.score == pytest.approx(gain, abs=1e-3)
