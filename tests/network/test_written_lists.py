"""Every list whose SQL is written once finds for everybody exactly what its selector finds without that."""

import pytest
from django.db import transaction

from core import written
from matching.selectors import suggestions
from network.enums import PostStatus
from network.models import Challenge, Offer
from network.selectors import clubs, coverage, home, idea_lists, ideas, posts, proposals, reviews
from people.enums import DelegationScope, OrganisationStatus, Right
from people.models import Organisation
from people.selectors import clearance_queue, delegations, organisations, words
from tests import make

pytestmark = pytest.mark.django_db
RIGHTS = (Right.REVIEW_POSTS, Right.VERIFY_ORGANISATIONS, Right.SEE_COVERAGE, Right.RECORD_IDENTITY)
LISTS = (
    (clubs.listed, ((),), {"mine": False}),
    (clubs.listed, (("robot",),), {"mine": True}),
    (clubs.own_of, (), {}),
    (clubs.visible_to, (), {}),
    (clearance_queue.waiting_for, (), {}),
    (coverage.waiting, (), {}),
    (home.clubs_in_charge, (), {}),
    (home.open_proposals, (), {}),
    (home.own_ideas, (), {}),
    (home.posts_in_hand, (), {"model": Challenge}),
    (home.posts_in_hand, (), {"model": Offer}),
    (home.running_engagements, (), {}),
    (idea_lists.narrowed, ((),), {"shown": ""}),
    (idea_lists.narrowed, (("y", "tuong"),), {"shown": "mine"}),
    (idea_lists.narrowed, ((),), {"shown": "waiting"}),
    (ideas.visible_to, (), {}),
    (organisations.visible_to, (), {}),
    (posts.listed, ((),), {"model": Challenge, "mine": False}),
    (posts.listed, (("bai",),), {"model": Challenge, "mine": False, "free": True, "age": 15}),
    (posts.listed, ((),), {"model": Offer, "mine": True}),
    (proposals.listed, (), {"ended": False}),
    (proposals.waiting_for, (), {}),
    (reviews.waiting_for, (), {}),
    (words.waiting_for, (), {}),
)


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Made once: every list only reads."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _people()
        transaction.set_rollback(True)


def _people():
    """Somebody of every kind, twice where the second one has something else to see."""
    engaged, asked = make.engagement().proposal, make.proposal()
    idea = make.idea()
    draft = make.challenge(status=PostStatus.DRAFT)
    delegate = make.commune_officer()
    for right in (Right.REVIEW_POSTS, Right.RECORD_IDENTITY):
        make.delegation(delegate.affiliations.get().organisation, right, DelegationScope.COMMUNE)
    suspended = make.mentor()
    Organisation.objects.filter(affiliations__user=suspended).update(status=OrganisationStatus.SUSPENDED)
    return [
        engaged.idea.created_by,
        idea.created_by,
        make.pupil(),
        engaged.idea.club.adviser,
        asked.idea.club.adviser,
        engaged.post.author,
        asked.post.author,
        draft.author,
        make.mentor(cleared=False),
        make.representative(),
        make.officer(),
        make.commune_officer(),
        delegate,
        suspended,
        make.person(),
    ]


@pytest.mark.parametrize("chosen", LISTS, ids=lambda chosen: f"{chosen[0].__module__}.{chosen[0].__name__}")
def test_everybody_finds_the_same(people, chosen):
    selector, values, constants = chosen
    written._kept.clear()

    for person in [*people, *reversed(people)]:
        reader = delegations.reader(person, *RIGHTS)
        plain = sorted(row.pk for row in selector(person, *values, **constants))
        assert sorted(row.pk for row in written.rows(selector, reader, *values, **constants)) == plain


def test_the_pairs_of_an_idea_are_the_same():
    idea = make.idea()

    assert list(suggestions.best_for_idea(idea.club.adviser, idea)) == list(
        suggestions.for_idea(idea.club.adviser, idea)
    )
