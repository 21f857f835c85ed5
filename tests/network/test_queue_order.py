"""A queue has one order at both doors: the page's."""

import datetime as dt

import pytest

from core import clock
from network.enums import PostStatus
from network.models import Review
from people.enums import ClearanceCheck, OrganisationStatus, Role
from people.models import Organisation
from people.selectors import clearance_queue
from tests import make

pytestmark = pytest.mark.django_db
DAYS = (1, 9, 4)


@pytest.fixture
def officer(client, settings):
    settings.MFA_REQUIRED = False
    user = make.officer()
    client.force_login(user)
    return user


def ids(client, address, **asked):
    return [row["id"] for row in client.get(address, asked).json()["results"]]


def before(days):
    return clock.now() - dt.timedelta(days=days)


def longest_first(rows):
    """Of rows made for each of `DAYS`."""
    return [rows[DAYS.index(days)].pk for days in sorted(DAYS, reverse=True)]


def test_adults_who_wait_for_a_check(client, officer):
    rows = [
        make.clearance_request(make.mentor(cleared=False), ClearanceCheck.IDENTITY, asked_at=before(days))
        for days in DAYS
    ]
    worrying = make.clearance_request(make.mentor(cleared=False), ClearanceCheck.IDENTITY, asked_at=before(0))
    make.reference(worrying.user, has_concern=True)

    found = ids(client, "/api/v1/clearances/")

    assert found == [worrying.pk, *longest_first(rows)]
    assert found == [row.pk for row in clearance_queue.waiting_for(officer)]


def test_adults_who_ask_for_a_word(client):
    home = make.organisation()
    client.force_login(make.representative(home))
    rows = [
        make.clearance_request(
            make.mentor(home, cleared=False), ClearanceCheck.ORGANISATION_WORD, asked_at=before(days)
        )
        for days in DAYS
    ]

    assert ids(client, "/api/v1/words/") == longest_first(rows)


def test_organisations_that_wait(client, officer):
    rows = [make.organisation(status=OrganisationStatus.PENDING) for _days in DAYS]
    for row, days in zip(rows, DAYS, strict=True):
        Organisation.objects.filter(pk=row.pk).update(created_at=before(days))

    assert ids(client, "/api/v1/organisations/queue/") == longest_first(rows)


def test_posts_that_wait(client, officer):
    for days in DAYS:
        post = make.challenge(status=PostStatus.IN_REVIEW)
        row = Review.objects.create(challenge=post, content={}, submitted_by=post.author)
        Review.objects.filter(pk=row.pk).update(submitted_at=before(days))
    rows = list(Review.objects.order_by("pk"))

    assert ids(client, "/api/v1/reviews/") == longest_first(rows)


def test_requests_about_data(client):
    home = make.school()
    client.force_login(make.adult(home, Role.SCHOOL_ADMIN))
    today = clock.today()
    rows = [
        make.data_request(make.pupil(home), school=home.organisation, acknowledge_by=today - dt.timedelta(days=days))
        for days in DAYS
    ]

    assert ids(client, "/api/v1/data-requests/") == longest_first(rows)


def test_a_queue_is_read_in_pieces(client, officer):
    rows = [
        make.clearance_request(make.mentor(cleared=False), ClearanceCheck.IDENTITY, asked_at=before(days))
        for days in DAYS
    ]

    first = client.get("/api/v1/clearances/", {"page_size": 2}).json()
    second = client.get(first["next"]).json()

    assert [row["id"] for row in (*first["results"], *second["results"])] == longest_first(rows)
    assert (first["previous"], second["next"]) == (None, None)
    assert [row["id"] for row in client.get(second["previous"]).json()["results"]] == longest_first(rows)[:2]
