"""From a text to a stored, explained suggestion, and who may read it."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from matching.engine.explain import SUBSTANCE
from matching.enums import DismissReason
from matching.models import Outcome, Run, Suggestion
from matching.selectors import suggestions as selectors
from matching.selectors import tags
from matching.services import outcomes, suggestions
from network.enums import IdeaStatus, PostStatus, ProposalState
from network.models import Idea
from network.services import proposals
from people.enums import ConsentPurpose
from people.models import Clearance, Consent
from tests import make

pytestmark = pytest.mark.django_db

WATER = {
    "title": "Bình lọc nước giếng bằng than hoạt tính",
    "problem": "Nước giếng ở quê em nhiễm phèn, giặt quần áo ố vàng.",
    "solution": "Chúng em làm bình lọc nước bằng cát, than hoạt tính và vỏ trấu.",
}
SEWING = {
    "title": "Túi xách may từ vải vụn",
    "problem": "Xưởng may bỏ đi nhiều vải vụn.",
    "solution": "Chúng em may túi xách và bán ở hội chợ trường.",
}


@pytest.fixture(autouse=True)
def _fresh_matcher():
    suggestions.forget_matcher()
    yield
    suggestions.forget_matcher()


@pytest.fixture
def pair():
    idea, other = make.idea(**WATER), make.idea(**SEWING)
    offer = make.offer(
        title="Giúp các em xử lý nước sạch",
        description="Tôi là kỹ sư môi trường, hướng dẫn làm bình lọc nước giếng nhiễm phèn và đo chất lượng nước.",
    )
    suggestions.rebuild()
    return idea, other, offer


def test_the_idea_about_water_stands_before_the_one_about_sewing(pair):
    idea, _other, offer = pair

    ranked = [row.idea for row in selectors.for_post(offer.author, offer)]

    assert ranked[0] == idea
    assert next(iter(selectors.for_idea(idea.club.adviser, idea))).offer == offer


def test_contributions_add_up_to_the_score(pair):
    for row in Suggestion.objects.all():
        assert sum(value for _, value in row.explanation["contributions"]) == pytest.approx(row.score, abs=1e-9)


def test_a_changed_text_is_found_without_a_rebuild(pair):
    idea, other, offer = pair
    Idea.objects.filter(pk=other.pk).update(**WATER)

    run = suggestions.recompute_for_idea(other.pk)

    before = Suggestion.objects.get(idea=idea, offer=offer).score
    assert Suggestion.objects.get(idea=other, offer=offer).score == pytest.approx(before, abs=0.05)
    assert run.suggestion_count == 1


def test_a_post_that_closed_has_no_suggestions_left(pair):
    _, _, offer = pair
    type(offer).objects.update(status=PostStatus.CLOSED)

    suggestions.recompute_for_post("offer", offer.pk)

    assert not Suggestion.objects.exists()


def test_running_twice_is_the_same_as_once(pair):
    first = list(Suggestion.objects.order_by("idea", "offer").values_list("idea", "offer", "score"))

    suggestions.rebuild()

    again = Suggestion.objects.order_by("idea", "offer").values_list("idea", "offer", "score")
    assert [(i, o) for i, o, _ in again] == [(i, o) for i, o, _ in first]
    assert [s for *_, s in again] == pytest.approx([s for *_, s in first])
    assert Run.objects.count() == 2


def withdraw_account(idea, offer):
    Consent.objects.filter(purpose=ConsentPurpose.ACCOUNT, guardianship__pupil__team_places__idea=idea).update(
        withdrawn_at="2026-01-01T00:00:00Z", given_at="2025-12-31T00:00:00Z"
    )


def hide_idea(idea, offer):
    Idea.objects.filter(pk=idea.pk).update(status=IdeaStatus.DRAFT)


def lapse_clearance(idea, offer):
    Clearance.objects.filter(user=offer.author, check_kind="identity").delete()


def propose(idea, offer):
    proposals.propose(idea=idea, post=offer, by=idea.club.adviser)


@pytest.mark.parametrize("happening", [withdraw_account, hide_idea, lapse_clearance, propose])
def test_a_stored_row_is_gone_from_sight_the_moment_an_end_may_not_be_seen(pair, happening):
    idea, _, offer = pair
    assert selectors.open_pairs().filter(idea=idea, offer=offer).exists()

    happening(idea, offer)

    assert not selectors.open_pairs().filter(idea=idea, offer=offer).exists()


@pytest.mark.parametrize(
    ("who", "sees_idea_side", "sees_offer_side"),
    [
        ("member", True, False),
        ("adviser", True, False),
        ("author", False, True),
        ("classmate", False, False),
        ("other_adviser", False, False),
        ("other_mentor", False, False),
        ("officer", False, False),
    ],
)
def test_who_reads_whose_suggestions(pair, who, sees_idea_side, sees_offer_side):
    idea, _, offer = pair
    people = {
        "member": lambda: idea.created_by,
        "adviser": lambda: idea.club.adviser,
        "author": lambda: offer.author,
        "classmate": lambda: make.pupil(idea.club.school),
        "other_adviser": make.adviser,
        "other_mentor": make.mentor,
        "officer": make.officer,
    }
    user = people[who]()

    seen = (selectors.for_idea(user, idea).exists(), selectors.for_post(user, offer).exists())

    assert seen == (sees_idea_side, sees_offer_side)


def test_not_for_us_is_remembered_by_both_sides_and_by_the_next_rebuild(pair):
    idea, _, offer = pair
    row = Suggestion.objects.get(idea=idea, offer=offer)

    outcomes.dismiss(suggestion=row, reason=DismissReason.TOO_FAR, by=offer.author)
    suggestions.rebuild()

    assert not selectors.for_idea(idea.club.adviser, idea).filter(offer=offer).exists()
    assert not selectors.for_post(offer.author, offer).filter(idea=idea).exists()


def test_a_pupil_dismisses_nothing(pair, client):
    idea, _, offer = pair
    row = Suggestion.objects.get(idea=idea, offer=offer)
    client.force_login(idea.created_by)

    answer = client.post(reverse("suggestion_dismiss", args=[row.pk]), {"reason": "too_far"})

    assert answer.status_code == 403
    assert not Outcome.objects.exists()


def test_when_nobody_answers_the_next_candidate_is_put_on_top(pair):
    idea, other, offer = pair
    proposal = make.proposal(idea, offer, side="supply", state=ProposalState.SUPPLY_ACCEPTED)
    proposals.expire_unanswered()
    type(proposal).objects.update(expires_at="2026-01-01T00:00:00Z")

    proposals.expire_unanswered()

    ranked = list(selectors.for_post(offer.author, offer))
    assert (ranked[0].idea, ranked[0].is_next) == (other, True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_why_and_marks_the_words(pair, client, language):
    idea, _, offer = pair
    row = Suggestion.objects.get(idea=idea, offer=offer)
    client.force_login(idea.created_by)
    client.cookies["django_language"] = language

    page = client.get(reverse("suggestion_detail", args=[row.pk])).content.decode()

    assert "<mark title=" in page
    assert offer.title in page


def test_lists_ask_as_often_for_one_as_for_ten(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    idea = make.idea(**WATER)
    counts = []
    for more in (1, 9):
        for _ in range(more):
            make.offer(title="Lọc nước giếng", description="Tôi biết lọc nước giếng nhiễm phèn.")
        suggestions.rebuild()
        client.force_login(idea.created_by)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("idea_suggestions", args=[idea.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_the_api_gives_sentences_and_parts_that_add_up(pair):
    idea, _, offer = pair
    api = APIClient()
    api.force_authenticate(offer.author)

    rows = api.get(f"/api/v1/offers/{offer.pk}/suggestions/").json()
    why = api.get(f"/api/v1/suggestions/{rows[0]['id']}/").json()

    assert rows[0]["idea"] == idea.pk
    assert all(rows[0]["reasons"])
    assert sum(why["contributions"].values()) == pytest.approx(why["score"], abs=1e-9)


def test_tags_are_proposed_from_the_text(client):
    client.force_login(make.representative())

    page = client.post(reverse("tags_propose"), {"title": WATER["title"], "background": WATER["solution"]})

    assert 'name="tags"' in page.content.decode()


def test_an_ideas_words_are_shown_and_not_chosen(client):
    """Ideas are matched by their text: what is recognised there can be looked at, on the form and on the page."""
    idea = make.idea(**{name: WATER[name] for name in ("title", "problem", "solution")})
    client.force_login(idea.club.adviser)

    form = client.get(reverse("idea_edit", args=[idea.pk])).content.decode()
    typed = client.post(reverse("tags_propose"), {**WATER, "read_only": "1"}).content.decode()
    page = client.get(reverse("idea_detail", args=[idea.pk])).content.decode()

    found = [tag.name for tag in tags.propose(f"{idea.title}\n{idea.problem}\n{idea.solution}", "vi")]
    assert len(found) > 1
    assert 'name="tags"' not in form + typed + page
    assert f'hx-post="{reverse("tags_propose")}"' in form
    for shown in (typed, page):
        assert [name for name in found if name not in shown] == []


def test_what_the_texts_say_stands_before_the_facts(pair):
    idea, _, offer = pair
    codes = [reason["code"] for reason in Suggestion.objects.get(idea=idea, offer=offer).explanation["reasons"]]

    said = [code in SUBSTANCE for code in codes]
    assert said == sorted(said, reverse=True)
    assert True in said
    assert False in said
