"""Learning from outcomes on the site: what is kept, when it learns, what is promoted, and going back."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock, trail
from core.errors import Conflict, Refused
from matching.engine import promotion, weights
from matching.engine.examples import FEATURES
from matching.enums import DismissReason, OutcomeKind, RankerState
from matching.models import Outcome, RankerVersion, Run, Suggestion
from matching.selectors import lessons as lesson_selectors
from matching.selectors import rankers as selectors
from matching.services import lessons, outcomes, rankers, suggestions
from network.enums import ProposalState
from network.services import proposals
from people import personal_data
from people.selectors import own_words
from tests import make
from tests.matching import given, given_rounds
from tests.matching.test_suggestions import SEWING, WATER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_matcher():
    suggestions.forget_matcher()
    yield
    suggestions.forget_matcher()


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def pair():
    idea, offer = make.idea(**WATER), make.offer(title="Giúp các em xử lý nước sạch")
    make.idea(**SEWING)
    return idea, offer


def outcome(idea, offer, kind, **facts):
    return Outcome.objects.create(idea=idea, offer=offer, kind=kind, **facts)


def seen(response=0.5):
    values = [0.5] * len(FEATURES)
    values[given.RESPONSE] = response
    return {"features": list(FEATURES), "trust": 1.0, "ours": values, "theirs": values}


def test_what_is_kept_of_a_trial_are_the_scorers_values_and_nothing_else(pair):
    tried = outcome(*pair, OutcomeKind.PROPOSED)

    assert lessons.remember(tried.pk) is True

    tried.refresh_from_db()
    assert set(tried.seen) == {"features", "trust", "ours", "theirs"}
    assert tried.seen["features"] == list(FEATURES)
    assert [len(tried.seen[side]) for side in ("ours", "theirs")] == [len(FEATURES)] * 2


def test_remembering_twice_keeps_what_was_seen_first(pair):
    tried = outcome(*pair, OutcomeKind.PROPOSED, seen=seen(0.123))

    assert lessons.remember(tried.pk) is False

    tried.refresh_from_db()
    assert tried.seen == seen(0.123)


def test_a_proposal_asks_the_worker_to_remember(pair, django_capture_on_commit_callbacks):
    idea, offer = pair
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        proposals.propose(idea=idea, post=offer, by=idea.club.adviser)

    assert Outcome.objects.get(kind=OutcomeKind.PROPOSED).seen is None
    assert waiting


def test_a_trial_is_learned_from_as_it_was_seen_when_it_began(pair):
    outcome(*pair, OutcomeKind.PROPOSED, seen=seen(0.25))
    outcome(*pair, OutcomeKind.ENGAGED)
    outcome(*pair, OutcomeKind.COMPLETED)

    found = lesson_selectors.examples(clock.now())

    assert found.went_well.tolist() == [1.0]
    assert found.ours[0, given.RESPONSE] == 0.25


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (OutcomeKind.ENGAGED, [(1.0, 1.0)]),
        (OutcomeKind.REFUSED, [(0.0, 1.0)]),
        (OutcomeKind.EXPIRED, [(0.0, 0.5)]),
        (OutcomeKind.PROPOSED, []),
    ],
)
def test_what_an_outcome_says(pair, kind, says):
    outcome(*pair, OutcomeKind.PROPOSED, seen=seen())
    if kind != OutcomeKind.PROPOSED:
        outcome(*pair, kind)

    found = lesson_selectors.examples(clock.now())

    assert list(zip(found.went_well.tolist(), found.weight.tolist(), strict=True)) == says


@pytest.mark.parametrize(
    ("reason", "rows"),
    [(DismissReason.OTHER_FIELD, 1), (DismissReason.NOT_READY, 0), (DismissReason.ALREADY_HELPED, 0)],
)
def test_a_dismissal_teaches_only_where_it_is_about_the_fit(pair, reason, rows):
    outcome(*pair, OutcomeKind.DISMISSED, reason=reason, seen=seen())

    assert len(lesson_selectors.examples(clock.now())) == rows


def test_a_pair_that_was_not_seen_teaches_nothing(pair):
    outcome(*pair, OutcomeKind.PROPOSED)
    outcome(*pair, OutcomeKind.ENGAGED)

    assert len(lesson_selectors.examples(clock.now())) == 0


@pytest.fixture
def lived(pair, monkeypatch):
    """A history in which answering decides, as if these outcomes had come by."""
    monkeypatch.setattr(rankers.lessons, "examples", lambda until: given.examples(600))
    monkeypatch.setattr(rankers.lessons, "decided_since", lambda moment: 600)


def test_too_little_new_is_no_reason_to_learn(pair):
    for _ in range(promotion.ENOUGH - 1):
        outcome(*pair, OutcomeKind.REFUSED, seen=seen())

    assert rankers.train() is None
    assert lesson_selectors.decided_since(None) == promotion.ENOUGH - 1
    assert lesson_selectors.decided_since(clock.now() + dt.timedelta(seconds=1)) == 0


def test_a_history_with_one_outcome_only_teaches_nothing(pair):
    Outcome.objects.bulk_create(
        Outcome(idea=pair[0], offer=pair[1], kind=OutcomeKind.DISMISSED, reason="other_field", seen=seen())
        for _ in range(promotion.ENOUGH)
    )

    assert rankers.train() is None


def test_what_foresees_better_is_current_at_once_and_by_itself(lived):
    version = rankers.train()

    assert (version.state, version.promoted_by, version.outcome_count) == (RankerState.CURRENT, None, 600)
    assert version.promoted_at is not None
    assert version.metrics["gain_low"] > 0
    assert selectors.current() == version


def test_the_same_again_is_kept_as_a_candidate(lived):
    first = rankers.train()

    second = rankers.train()

    assert second.state == RankerState.CANDIDATE
    assert selectors.current() == first


def test_suggestions_follow_the_current_version_and_still_add_up(pair):
    for _ in range(4):  # who offers it let everybody wait in vain, at which the version looks much more
        make.proposal(make.idea(**SEWING), make.offer(by=pair[1].author), state=ProposalState.EXPIRED)
    suggestions.rebuild()
    before = Suggestion.objects.get(idea=pair[0]).score
    version = given.ranker(RankerState.CURRENT)

    run = suggestions.recompute_for_idea(pair[0].pk)

    row = Suggestion.objects.get(idea=pair[0])
    assert row.score < before - 0.05
    assert sum(value for _, value in row.explanation["contributions"]) == pytest.approx(row.score, abs=1e-6)
    assert run.configuration["ranker"] == version.pk
    assert weights.Weights.of_json(run.configuration) == version.learned


def test_going_back_leads_to_the_version_before_and_then_to_the_weights_set_by_hand(officer):
    first = given.ranker(RankerState.RETIRED)
    given.ranker()
    second = given.ranker(RankerState.CURRENT)

    assert rankers.roll_back(version=second.pk, by=officer) == first
    assert selectors.current() == first
    assert selectors.current().promoted_by == officer
    assert rankers.roll_back(version=first.pk, by=officer) is None
    assert selectors.in_use(selectors.current()) == weights.FIXED
    assert set(RankerVersion.objects.values_list("state", flat=True)) == {"retired", "candidate"}


def test_going_back_leaves_a_trail_with_who(officer):
    version = given.ranker(RankerState.CURRENT)

    rankers.roll_back(version=version.pk, by=officer)

    newest = trail.rows_of(RankerVersion).filter(id=version.pk).first()
    assert (newest.state, newest.history_user) == (RankerState.RETIRED, officer)


def test_going_back_twice_from_the_same_version_is_a_conflict(officer):
    version = given.ranker(RankerState.CURRENT)
    rankers.roll_back(version=version.pk, by=officer)

    with pytest.raises(Conflict, match="không còn là mô hình đang dùng"):
        rankers.roll_back(version=version.pk, by=officer)


def test_only_the_department_goes_back():
    version = given.ranker(RankerState.CURRENT)

    with pytest.raises(Refused, match="Chỉ cán bộ Sở"):
        rankers.roll_back(version=version.pk, by=make.commune_officer())

    assert selectors.current() == version


def test_the_database_knows_one_current_version():
    given.ranker(RankerState.CURRENT)

    with pytest.raises(IntegrityError):
        given.ranker(RankerState.CURRENT)


def test_the_page_shows_the_current_version_its_figures_and_the_way_back(client, officer):
    version = given.ranker(RankerState.CURRENT)
    client.force_login(officer)

    page = client.get(reverse("ranker_list")).content.decode()

    assert f"Mô hình số {version.pk}" in page
    assert "0,720" in page
    assert "0,610" in page
    assert "Thói quen trả lời" in page
    assert reverse("ranker_roll_back", args=[version.pk]) in page


def test_the_page_says_what_applies_before_anything_was_learned(client, officer):
    client.force_login(officer)

    page = client.get(reverse("ranker_list")).content.decode()

    assert "Mức nặng nhẹ ban đầu, do người đặt." in page
    assert "Chưa có lần học nào" in page


def test_one_click_goes_back(client, officer):
    version = given.ranker(RankerState.CURRENT)
    client.force_login(officer)

    answer = client.post(reverse("ranker_roll_back", args=[version.pk]), follow=True)

    assert "Đã quay về trọng số ban đầu." in answer.content.decode()
    assert selectors.current() is None


def test_the_officers_menu_leads_to_the_page(client, officer):
    client.force_login(officer)

    assert reverse("ranker_list") in client.get(reverse("home")).content.decode()


def test_the_api_tells_the_same(officer):
    version = given.ranker(RankerState.CURRENT)
    api = APIClient()
    api.force_authenticate(officer)

    listed = api.get(reverse("api-ranker-list")).json()
    back = api.post(reverse("api-ranker-roll-back", args=[version.pk]))

    assert [row["id"] for row in listed["results"]] == [version.pk]
    assert listed["results"][0]["metrics"]["order_candidate"] == 0.72
    assert back.json() == {"current": None}
    assert selectors.current() is None


@pytest.mark.parametrize("address", ["ranker_list", "api-ranker-list"])
def test_many_versions_ask_no_more_than_one(client, officer, django_assert_max_num_queries, address):
    given.ranker(RankerState.CURRENT)
    client.force_login(officer)
    client.get(reverse(address))
    for _ in range(49):
        given.ranker(promoted_by=officer)

    with django_assert_max_num_queries(8):
        client.get(reverse(address))


def test_a_rebuild_shows_no_post_in_more_lists_than_it_could_answer(monkeypatch):
    monkeypatch.setattr(suggestions, "LISTS_AT_LEAST", 1)
    monkeypatch.setattr(suggestions, "LISTS_A_SEAT", 1)
    for _ in range(4):
        make.idea(**WATER)
    busy = make.offer(title="Bình lọc nước giếng nhiễm phèn", description="Làm bình lọc nước.", seats=2)
    free = make.offer(title="Lọc nước bằng than hoạt tính", description="Làm bình lọc nước sạch.", seats=9)

    suggestions.rebuild()

    assert Suggestion.objects.filter(offer=busy).count() == 2
    assert Suggestion.objects.filter(offer=free).count() == 4
    assert Run.objects.get().suggestion_count == 6


def test_a_dismissal_asks_the_worker_to_remember_once(pair, django_capture_on_commit_callbacks):
    suggestions.rebuild()
    row = Suggestion.objects.get(idea=pair[0])
    with django_capture_on_commit_callbacks() as first:
        outcomes.dismiss(suggestion=row, reason=DismissReason.TOO_FAR, by=pair[0].club.adviser)
    with django_capture_on_commit_callbacks() as second:
        outcomes.dismiss(suggestion=row, reason=DismissReason.TOO_FAR, by=pair[0].club.adviser)

    assert (len(first), len(second)) == (1, 0)


def test_who_put_a_model_back_finds_it_in_the_own_copy_and_nobody_else_does(officer):
    version = given.ranker(RankerState.CURRENT, promoted_by=officer)
    read = personal_data.HOLDINGS["rankers"].read

    assert read(officer) == [{"what": version.pk, "state": "đang dùng", "at": version.promoted_at}]
    assert read(make.officer()) == []


def test_who_opened_or_published_a_round_finds_it_in_the_own_copy(officer):
    a_round = given_rounds.opened(officer)
    read = personal_data.HOLDINGS["rounds"].read

    assert read(officer) == [{"what": a_round.name, "created_at": a_round.created_at, "published_at": None}]
    assert read(make.officer()) == []


@pytest.mark.parametrize("code", ["rankers", "rounds"])
def test_each_fact_of_the_own_copy_has_a_name(officer, code):
    given.ranker(RankerState.CURRENT, promoted_by=officer)
    given_rounds.opened(officer)

    assert all(own_words.label(name) for name in personal_data.HOLDINGS[code].read(officer)[0])
