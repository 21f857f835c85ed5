"""A post's way from draft to open, and what is reviewed again."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.enums import PostStatus, ReviewDecision
from network.models import Challenge, Offer, Review
from network.permissions import posts as permissions
from network.services import post_content, posts, reviews
from people.enums import OrganisationKind, Role
from tests import make

pytestmark = pytest.mark.django_db


def content(**changes):
    return {
        "title": "Thùng hàng rỗng nằm chờ",
        "background": "Mỗi ngày hơn trăm xe chạy rỗng về bãi.",
        "expected_outcome": "",
        "help_offered": "Cho xem bãi nửa ngày.",
        "reward": "",
        "ip_terms": "team_owns",
        "mode": "both",
        "age_min": 14,
        "age_max": 18,
        "language": "vi",
        "tags": [],
        "seats": 2,
        "deadline": (clock.today() + dt.timedelta(days=20)).isoformat(),
        "commune": make.commune().code,
        "fields": ["industry_manufacturing"],
        **changes,
    }


def write(by, **changes):
    home = by.affiliations.get().organisation
    return posts.write(model=Challenge, organisation=home, content=content(**changes), by=by)


def test_a_new_challenge_is_a_draft_with_what_was_written():
    challenge = write(make.representative())

    assert challenge.status == PostStatus.DRAFT
    assert post_content.read(challenge) == content()


def test_nobody_writes_for_another_organisation():
    with pytest.raises(Refused, match="tổ chức của mình"):
        posts.write(model=Challenge, organisation=make.organisation(), content=content(), by=make.representative())


@pytest.mark.parametrize(
    ("role", "kind", "model", "expected"),
    [
        (Role.REPRESENTATIVE, OrganisationKind.ENTERPRISE, Challenge, True),
        (Role.MENTOR, OrganisationKind.ENTERPRISE, Challenge, False),
        (Role.MENTOR, OrganisationKind.ENTERPRISE, Offer, True),
        (Role.ALUMNUS, OrganisationKind.ALUMNI_ASSOCIATION, Challenge, True),
        (Role.ALUMNUS, OrganisationKind.ALUMNI_ASSOCIATION, Offer, True),
        (Role.VOLUNTEER, OrganisationKind.YOUTH_UNION, Challenge, True),
        (Role.VOLUNTEER, OrganisationKind.YOUTH_UNION, Offer, True),
        (Role.ADVISER, OrganisationKind.SCHOOL, Offer, False),
        (Role.DEPARTMENT_OFFICER, OrganisationKind.EDUCATION_DEPARTMENT, Challenge, False),
    ],
)
def test_who_may_write(role, kind, model, expected):
    from network.permissions.posts import can_write

    assert can_write(make.adult(make.organisation(kind), role), model) is expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " \u200b "}, "title"),
        ({"age_min": 17, "age_max": 12}, "age_max"),
        ({"deadline": "2020-01-01"}, "deadline"),
        ({"fields": []}, "fields"),
    ],
)
def test_content_that_contradicts_itself_is_refused_at_its_field(changes, field):
    with pytest.raises(Invalid) as refusal:
        write(make.representative(), **changes)

    assert list(refusal.value.errors) == [field]
    assert not Challenge.objects.exists()


def test_acceptance_opens_the_post_and_names_the_reviewer():
    challenge = posts.submit(post=(draft := write(make.representative())), by=draft.author)
    officer = make.officer()

    reviews.decide(review=Review.objects.get(), decision=ReviewDecision.ACCEPTED, by=officer)

    challenge.refresh_from_db()
    assert (challenge.status, challenge.reviewer) == (PostStatus.PUBLISHED, officer)


@pytest.mark.parametrize("decision", [ReviewDecision.CHANGES_REQUESTED, ReviewDecision.REFUSED])
def test_a_no_needs_a_reason(decision):
    posts.submit(post=(draft := write(make.representative())), by=draft.author)

    with pytest.raises(Invalid, match="lý do"):
        reviews.decide(review=Review.objects.get(), decision=decision, reason="  ", by=make.officer())

    assert Review.objects.get().decision == ReviewDecision.PENDING


def test_the_second_reviewer_hears_that_it_is_decided():
    posts.submit(post=(draft := write(make.representative())), by=draft.author)
    review = Review.objects.get()
    reviews.decide(review=review, decision=ReviewDecision.ACCEPTED, by=make.officer())

    with pytest.raises(Conflict):
        reviews.decide(review=review, decision=ReviewDecision.REFUSED, reason="muộn", by=make.officer())


def test_a_representative_does_not_review():
    posts.submit(post=(draft := write(make.representative())), by=draft.author)

    with pytest.raises(Refused):
        reviews.decide(review=Review.objects.get(), decision=ReviewDecision.ACCEPTED, by=make.representative())


def test_an_edit_after_acceptance_waits_while_the_accepted_text_stays():
    challenge = make.challenge(title="Tên đã duyệt")

    posts.edit(post=challenge, content=content(title="Tên mới"), by=challenge.author)

    challenge.refresh_from_db()
    assert (challenge.title, challenge.status) == ("Tên đã duyệt", PostStatus.PUBLISHED)
    reviews.decide(review=Review.objects.get(), decision=ReviewDecision.ACCEPTED, by=make.officer())
    challenge.refresh_from_db()
    assert challenge.title == "Tên mới"


def test_refusing_an_edit_leaves_the_accepted_post_open():
    challenge = make.challenge(title="Tên đã duyệt")
    posts.edit(post=challenge, content=content(title="Tên mới"), by=challenge.author)

    reviews.decide(review=Review.objects.get(), decision=ReviewDecision.REFUSED, reason="không", by=make.officer())

    challenge.refresh_from_db()
    assert (challenge.title, challenge.status) == ("Tên đã duyệt", PostStatus.PUBLISHED)


def test_seats_cannot_go_below_those_taken():
    challenge = make.challenge(seats=3)
    Challenge.objects.update(seats_taken=2)
    challenge.refresh_from_db()

    with pytest.raises(Invalid, match="2 nhóm"):
        posts.edit(post=challenge, content=content(seats=1), by=challenge.author)


def test_a_closed_post_is_not_edited():
    challenge = make.challenge()
    posts.close(post=challenge, by=challenge.author)

    with pytest.raises(Refused, match="khép lại"):
        posts.edit(post=challenge, content=content(), by=challenge.author)


def test_an_internship_under_fifteen_is_refused():
    mentor = make.mentor()
    offer_content = {
        **content(age_min=13),
        "kind": "internship",
        "description": "Thực tập hai tuần tại xưởng.",
        "hours_per_month": 8,
    }

    with pytest.raises(Invalid, match="15 tuổi"):
        posts.write(model=Offer, organisation=mentor.affiliations.get().organisation, content=offer_content, by=mentor)


def test_a_seat_taken_while_a_new_text_is_accepted_stays_taken(monkeypatch):
    offer = make.offer(seats=1)
    posts.edit(post=offer, content={**post_content.read(offer), "title": "Đo nước cùng các em"}, by=offer.author)
    check = permissions.check_can_review

    def meanwhile(user, post):
        check(user, post)
        Offer.objects.update(seats_taken=1)

    monkeypatch.setattr(permissions, "check_can_review", meanwhile)
    reviews.decide(review=Review.objects.get(), decision=ReviewDecision.ACCEPTED, by=make.officer())

    offer.refresh_from_db()
    assert (offer.title, offer.seats_taken) == ("Đo nước cùng các em", 1)
