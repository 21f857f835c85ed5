"""Who sees a challenge: every rung of the gate, one row each."""

import datetime as dt

import pytest

from core import clock
from network.enums import PostStatus
from network.models import Challenge
from network.selectors import posts
from people.enums import OrganisationStatus
from people.models import Affiliation, Clearance, Organisation
from tests import make

pytestmark = pytest.mark.django_db


def lapse(challenge):
    Clearance.objects.filter(user=challenge.author, check_kind="identity").update(
        expires_on=clock.today() - dt.timedelta(days=1)
    )


def revoke(challenge):
    Clearance.objects.filter(user=challenge.author, check_kind="references").update(revoked_at=clock.now())


def suspend(challenge):
    Organisation.objects.filter(pk=challenge.organisation_id).update(status=OrganisationStatus.SUSPENDED)


def leave(challenge):
    Affiliation.objects.filter(user=challenge.author).update(ends_on=clock.today() - dt.timedelta(days=1))


def hold(challenge):
    Challenge.objects.update(status=PostStatus.IN_REVIEW)


@pytest.mark.parametrize("happening", [lapse, revoke, suspend, leave, hold])
def test_it_hides_from_pupils_the_moment(happening):
    challenge, pupil = make.challenge(), make.pupil()
    assert list(posts.visible_to(pupil, Challenge)) == [challenge]

    happening(challenge)

    assert list(posts.visible_to(pupil, Challenge)) == []


@pytest.mark.parametrize(
    ("status", "seen_by"),
    [
        (PostStatus.DRAFT, {"author", "colleague"}),
        (PostStatus.IN_REVIEW, {"author", "colleague", "officer"}),
        (PostStatus.PUBLISHED, {"author", "colleague", "officer", "pupil", "adviser", "rival", "commune_officer"}),
        (PostStatus.CLOSED, {"author", "colleague", "officer"}),
    ],
)
def test_who_sees_which_state(status, seen_by, client):
    home = make.organisation()
    challenge = make.challenge(home, status=status)
    people = {
        "author": challenge.author,
        "colleague": make.representative(home),
        "officer": make.officer(),
        "pupil": make.pupil(),
        "adviser": make.adviser(),
        "rival": make.representative(),
        "commune_officer": make.commune_officer(),
    }

    seeing = {name for name, user in people.items() if posts.visible_to(user, Challenge).exists()}

    assert seeing == seen_by
