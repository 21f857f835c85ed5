"""What a delegate sees and decides in the network: the delegate's place, never the own organisation's things."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core.errors import NotFound, Refused
from network.enums import PostStatus, ReviewDecision
from network.models import Review
from network.selectors import coverage, home, reviews
from network.services import post_content
from network.services import reviews as services
from people.enums import DelegationScope, Right, Role, SchoolLevel
from people.models import Delegation
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db
ELSEWHERE = "11329"


def waiting(**facts):
    post = make.challenge(make.organisation(**facts), status=PostStatus.IN_REVIEW)
    return Review.objects.create(challenge=post, content=post_content.read(post), submitted_by=post.author)


@pytest.fixture
def delegate():
    officer = make.commune_officer()
    make.delegation(officer.affiliations.get().organisation, Right.REVIEW_POSTS, DelegationScope.COMMUNE)
    return officer


def test_the_queue_of_a_delegate_is_the_place(delegate, client):
    near, far = waiting(), waiting(commune=make.commune(ELSEWHERE))
    offered = make.offer(make.organisation(), status=PostStatus.IN_REVIEW)
    offer = Review.objects.create(offer=offered, content=post_content.read(offered), submitted_by=offered.author)

    assert list(reviews.waiting_for(delegate)) == [near, offer]
    assert set(reviews.waiting_for(make.officer())) == {near, far, offer}
    with pytest.raises(NotFound):
        reviews.get_for(delegate, far.pk)
    client.force_login(delegate)
    page = client.get(reverse("review_queue")).content.decode()
    assert near.content["title"] in page
    assert far.content["title"] not in page
    assert "Bài chờ duyệt" in client.get(reverse("home")).content.decode()


def test_a_delegate_decides_there_and_nowhere_else(delegate):
    near, far = waiting(), waiting(commune=make.commune(ELSEWHERE))

    assert services.decide(review=near, decision=ReviewDecision.ACCEPTED, by=delegate).decided_by == delegate
    with pytest.raises(Refused):
        services.decide(review=far, decision=ReviewDecision.ACCEPTED, by=delegate)


@pytest.mark.parametrize("who", ["delegate", "department"])
def test_nobody_reviews_what_the_own_organisation_wrote(delegate, who):
    by = delegate if who == "delegate" else make.officer()
    review = waiting()
    make.hat(by, review.post.organisation, Role.MENTOR)
    hats.forget(by)

    assert list(reviews.waiting_for(by)) == []
    with pytest.raises(Refused):
        services.decide(review=review, decision=ReviewDecision.ACCEPTED, by=by)


def test_without_the_right_a_communes_officer_reviews_nothing(client):
    waiting()
    client.force_login(make.commune_officer())

    assert client.get(reverse("review_queue")).status_code == 403


def test_a_right_taken_back_closes_every_door(delegate, client):
    review = waiting()
    Delegation.objects.update(revoked_at=review.submitted_at)
    hats.forget(delegate)
    client.force_login(delegate)
    api = APIClient()
    api.force_authenticate(delegate)

    assert list(reviews.waiting_for(delegate)) == []
    assert client.get(reverse("review_detail", args=[review.pk])).status_code == 404
    assert api.get("/api/v1/reviews/").status_code == 403
    assert api.post(f"/api/v1/reviews/{review.pk}/decide/", {"decision": "accepted"}).status_code == 404


def test_coverage_reaches_as_far_as_it_was_handed_on(client):
    officer = make.commune_officer()
    lower, upper = make.school(SchoolLevel.THCS), make.school(SchoolLevel.THPT)
    make.school(SchoolLevel.THCS, commune=make.commune(ELSEWHERE))
    assert list(coverage.schools(officer)) == [lower]

    make.delegation(officer.affiliations.get().organisation, Right.SEE_COVERAGE, DelegationScope.COMMUNE)
    hats.forget(officer)

    assert set(coverage.schools(officer)) == {lower, upper}
    assert home.area_figures(officer).schools == 2
    client.force_login(officer)
    sheet = client.get(reverse("coverage_export")).content.decode()
    assert len([line for line in sheet.splitlines()[1:] if line.strip()]) == 1


def test_a_school_sees_its_own_figures_alone(client):
    school, neighbour = make.school(), make.school()
    admin = make.adult(school, Role.SCHOOL_ADMIN)
    client.force_login(admin)
    assert client.get(reverse("coverage")).status_code == 403

    make.delegation(school, Right.SEE_COVERAGE, DelegationScope.OWN_SCHOOL)
    hats.forget(admin)

    assert list(coverage.schools(admin)) == [school]
    row = client.get(reverse("coverage")).context["rows"][0]
    assert (row.code, row.schools) == (school.organisation.commune.code, 1)
    place = client.get(reverse("coverage_commune", args=[row.code])).content.decode()
    assert school.organisation.name in place
    assert neighbour.organisation.name not in place
