"""How good suggestions are: who is reached, how proposals went, how evenly posts are shown, and nobody pointed at."""

import datetime as dt

import pytest

from core import clock
from core.errors import Invalid, Refused
from matching.enums import OutcomeKind
from matching.models import Exposure, Outcome
from matching.selectors import periods, quality
from matching.selectors.quality_answers import OTHER, ROUND, SUGGESTED, UNKNOWN
from matching.selectors.quality_groups import OTHERS, Group, shown
from matching.services import exposures, outcomes, quality_files
from network.enums import IdeaStatus, OfferKind, PostStatus, ProposalSide, ProposalState, Visibility
from network.services import proposals
from people.enums import Role, SchoolLevel
from tests import make
from tests.matching import given_quality as given
from tests.matching.given_rounds import suggestion

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def school():
    return make.school()


def told(viewer):
    return quality.of(viewer, periods.chosen()).value


def sizes(groups):
    return [(group.key, group.size) for group in groups]


def test_small_groups_are_added_up_and_stand_at_the_end():
    groups = [Group("a", 9), Group("b", 4), Group("c", 3), Group("d", 6)]

    assert sizes(shown(groups)) == [("a", 9), ("d", 6), (OTHERS, 7)]


def test_what_is_left_of_a_sum_is_never_a_few():
    assert sizes(shown([Group("a", 9), Group("b", 6), Group("c", 2)])) == [("a", 9), (OTHERS, 8)]


def test_four_in_all_are_not_shown():
    assert shown([Group("a", 2), Group("b", 2)]) == []


def test_groups_that_may_share_count_as_the_larger():
    groups = [Group("a", 9), Group("b", 4), Group("c", 4)]

    assert sizes(shown(groups, max)) == [(OTHERS, 9)]


def test_ideas_with_one_and_with_five_suggestions_are_counted(officer, school):
    given.ideas(3, school, suggestions=5, lists=2)
    given.ideas(2, school, suggestions=1)
    given.ideas(1, school)

    found = told(officer).ideas.all

    assert (found.size, found.one, found.five, found.lists) == (6, 5, 3, 6)
    assert found.with_one.percent == 83


@pytest.mark.parametrize(
    "facts",
    [
        {"status": IdeaStatus.DRAFT},
        {"status": IdeaStatus.SUBMITTED},
        {"visibility": Visibility.SCHOOL},
    ],
)
def test_ideas_that_partners_could_not_read_are_not_counted(officer, school, facts):
    given.ideas(5, school, suggestions=1)
    make.idea(make.club(school), **facts)

    assert told(officer).ideas.all.size == 5


def test_an_idea_put_away_counts_in_the_season_it_was_published_in(officer, school):
    made = given.ideas(5, school, suggestions=1)
    type(made[0]).objects.filter(pk=made[0].pk).update(status=IdeaStatus.ARCHIVED)

    assert told(officer).ideas.all.size == 5


def test_what_other_weeks_showed_is_not_counted(officer, school):
    made = given.ideas(5, school)
    given.exposed(made[0], suggestions=9, week=dt.date(2019, 9, 2))

    assert told(officer).ideas.all.one == 0


def test_ideas_are_told_of_by_level_commune_and_remoteness(officer):
    near, far = make.commune("11311"), make.commune("11914")
    given.ideas(6, make.school(SchoolLevel.THPT, commune=near), suggestions=5, lists=1)
    given.ideas(5, make.school(SchoolLevel.THCS, commune=far), suggestions=1, lists=3)

    found = told(officer).ideas

    assert [(one.key, one.size, one.five) for one in found.levels] == [("THPT", 6, 6), ("THCS", 5, 0)]
    assert sizes(found.communes) == [(near.full_name, 6), (far.full_name, 5)]
    assert [(one.key, one.lists_each) for one in found.places] == [("near", 1.0), ("remote", 3.0)]


def test_a_school_is_told_of_its_own_ideas_alone_and_of_no_post(school):
    given.ideas(5, school, suggestions=1)
    given.ideas(7, make.school(), suggestions=1)

    found = told(make.adult(school, Role.SCHOOL_ADMIN))

    assert (found.is_city, found.ideas.all.size, found.posts) == (False, 5, None)


def test_posts_ever_suggested_are_told_of_by_kind(officer):
    home = make.organisation()
    for number in range(6):
        given.exposed(make.offer(home), suggestions=3, lists=number)
    for _ in range(5):
        make.challenge(home)
    make.offer(home, status=PostStatus.DRAFT)

    found = told(officer).posts

    assert (found.all.size, found.all.suggested) == (11, 5)
    assert [(one.key, one.size, one.suggested) for one in found.kinds] == [("mentoring", 6, 5), ("challenge", 5, 0)]
    assert found.gini == pytest.approx(2 / 3)
    assert found.top_percent == 36


def test_proposals_are_told_apart_by_where_the_pair_stood(officer, school):
    made, post = given.ideas(5, school), make.offer(seats=90)
    for idea in made:
        given.proposal(idea, post, ProposalState.REFUSED, place=3, after=4 * HOUR)
        given.proposal(idea, make.offer(), ProposalState.ENGAGED, place=0, after=8 * HOUR)
        given.proposal(idea, make.offer(), ProposalState.EXPIRED, place=None)
        given.proposal(idea, make.offer(), ProposalState.WITHDRAWN, place=1, side=ProposalSide.OFFICE)

    found = {origin.code: origin.counted for origin in told(officer).outcomes.origins}

    assert list(found) == [SUGGESTED, ROUND, OTHER, UNKNOWN]
    shares = {code: (one.response.part, one.response.whole, one.accepted, one.decided) for code, one in found.items()}
    assert shares == {SUGGESTED: (5, 5, 0, 5), ROUND: (0, 0, 0, 0), OTHER: (5, 5, 5, 5), UNKNOWN: (0, 5, 0, 5)}


def test_what_is_still_open_is_neither_accepted_nor_not(officer, school):
    for idea in given.ideas(5, school):
        given.proposal(idea, make.offer(), ProposalState.PROPOSED)

    counted = told(officer).outcomes.origins[0].counted

    assert (counted.asked, counted.response.percent, counted.acceptance.percent) == (5, None, None)


def test_half_and_nine_of_ten_were_answered_within(officer, school):
    for hours, idea in enumerate(given.ideas(10, school), start=1):
        given.proposal(idea, make.offer(), after=hours * HOUR)

    waiting = told(officer).outcomes.origins[0].waiting

    assert (waiting.median, waiting.p90) == (5 * HOUR, 9 * HOUR)


def test_the_team_answers_what_a_supporter_asked_by_its_advisers_word(officer, school):
    for idea in given.ideas(5, school):
        made = given.proposal(idea, make.offer(), side=ProposalSide.SUPPLY, after=6 * HOUR)
        made.events.create(action="accept", at=made.created_at)

    assert told(officer).outcomes.origins[0].waiting.median == 6 * HOUR


def test_proposals_of_four_ideas_are_not_told_of(officer, school):
    for idea in given.ideas(4, school):
        for _ in range(3):
            given.proposal(idea, make.offer(), after=HOUR)

    found = told(officer).outcomes

    assert [(origin.code, origin.counted, origin.waiting) for origin in found.origins] == [(SUGGESTED, None, None)]
    assert (found.kinds, found.levels, found.communes) == ([], [], [])


def test_a_kind_that_one_supporter_brings_is_not_told_of_apart(officer, school):
    judge = make.offer(kind=OfferKind.JUDGING, seats=90)
    for idea in given.ideas(6, school):
        given.proposal(idea, judge)
        given.proposal(idea, make.offer(), ProposalState.REFUSED)

    found = told(officer).outcomes.kinds

    assert [(one.key, one.asked, one.accepted) for one in found] == [(OTHERS, 12, 6)]


def test_only_suggested_pairs_are_told_of_by_kind_and_commune(officer, school):
    for idea in given.ideas(5, school):
        given.proposal(idea, make.offer())
        given.proposal(idea, make.offer(), ProposalState.REFUSED, place=0)

    found = told(officer).outcomes

    assert [(one.key, one.acceptance.percent) for one in found.kinds] == [("mentoring", 100)]
    assert [(one.key, one.accepted) for one in found.communes] == [(school.organisation.commune.full_name, 5)]


def test_a_period_has_its_days_in_order():
    with pytest.raises(Invalid, match="Ngày đầu phải trước ngày cuối"):
        periods.chosen(first=dt.date(2026, 5, 2), last=dt.date(2026, 5, 1))


def test_proposals_of_other_days_are_not_counted(officer, school):
    for idea in given.ideas(5, school):
        given.proposal(idea, make.offer())
    yesterday = clock.today() - dt.timedelta(days=1)

    found = quality.of(officer, periods.chosen(first=yesterday, last=yesterday)).value

    assert found.outcomes.origins == []


def test_a_trial_remembers_where_the_pair_stood():
    idea, first, second = make.idea(), make.offer(), make.offer()
    suggestion(idea, first, 0.9)
    suggestion(idea, second, 0.5)

    made = proposals.propose(idea=idea, post=second, by=idea.club.adviser)

    assert (made.beginning.place, made.beginning.kind) == (2, OutcomeKind.PROPOSED)


def test_a_pair_somebody_found_alone_stood_nowhere():
    idea, offer = make.idea(), make.offer()

    assert proposals.propose(idea=idea, post=offer, by=idea.club.adviser).beginning.place == 0


def test_a_supporter_who_asks_reads_the_posts_list():
    offer, better, asked = make.offer(), make.idea(), make.idea()
    suggestion(better, offer, 0.9)
    suggestion(asked, offer, 0.5)
    suggestion(asked, make.offer(), 0.7)

    assert proposals.propose(idea=asked, post=offer, by=offer.author).beginning.place == 2


def test_what_is_set_aside_remembers_its_place():
    idea = make.idea()
    suggestion(idea, make.offer(), 0.9)
    row = suggestion(idea, make.offer(), 0.5)

    outcomes.dismiss(suggestion=row, reason="too_far", by=idea.club.adviser)

    assert Outcome.objects.get(kind=OutcomeKind.DISMISSED).place == 2


def test_a_night_leaves_what_it_showed_once_a_week(monkeypatch):
    idea, other, offer = make.idea(), make.idea(), make.offer()
    monkeypatch.setattr(exposures.suggestions, "SHOWN", 1)
    suggestion(idea, offer, 0.9)
    suggestion(other, offer, 0.5)
    suggestion(idea, make.challenge(), 0.4)

    exposures.note()
    exposures.note()

    kept = Exposure.objects.values_list("idea", "offer", "suggestions", "lists")
    assert set(kept.exclude(idea=None)) == {(idea.pk, None, 2, 2), (other.pk, None, 1, 0)}
    assert list(kept.exclude(offer=None)) == [(None, offer.pk, 2, 2)]
    assert set(Exposure.objects.values_list("week", flat=True)) == {exposures.monday(clock.today())}


@pytest.mark.parametrize("who", ["commune_officer", "adviser"])
def test_nobody_else_takes_the_figures_away(who):
    with pytest.raises(Refused, match="cán bộ Sở và quản lý nhà trường"):
        quality_files.export(period=periods.chosen(), by=getattr(make, who)())
