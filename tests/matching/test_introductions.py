"""Who could introduce two: a way through people, which names no pupil and nobody whom the reader may not know."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from matching import explaining
from matching.selectors import introductions
from network.enums import EngagementStatus
from network.models import Engagement
from people.enums import Role
from people.models import Affiliation, Clearance, User
from tests import make
from tests.matching import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    school = make.school(name="Trường THPT Sông Cấm")
    return given.suggestion(
        make.idea(make.club(school, name="CLB Xanh")), make.offer(make.organisation(name="Công ty Bến Gỗ"))
    )


def goes_to_school(pair, user):
    return make.hat(user, pair.idea.club.school, Role.ALUMNUS)


@pytest.fixture
def alumna(pair):
    user = make.clear(make.adult(pair.offer.organisation, Role.MENTOR, full_name="Trần Thị Bến"))
    goes_to_school(pair, user)
    return user


def readers(pair):
    return {"pupil": pair.idea.created_by, "adviser": pair.idea.club.adviser, "author": pair.offer.author}


def sentence(user, pair):
    found = explaining.introduction(User.objects.get(pk=user.pk), pair)
    return found.sentence if found else ""


def test_without_a_tie_nothing_is_said(pair):
    assert {sentence(user, pair) for user in readers(pair).values()} == {""}


def test_a_former_pupil_at_the_organisation_ties_the_two(pair, alumna):
    told = {who: sentence(user, pair) for who, user in readers(pair).items()}

    assert told == {
        "pupil": "Trần Thị Bến, cựu học sinh trường em, đang làm ở Công ty Bến Gỗ.",
        "adviser": "Trần Thị Bến, cựu học sinh Trường THPT Sông Cấm, đang làm ở Công ty Bến Gỗ.",
        "author": "Trần Thị Bến, cựu học sinh Trường THPT Sông Cấm, đang làm ở Công ty Bến Gỗ.",
    }
    found = introductions.path(pair.idea.created_by, pair)
    assert [(stop.kind, stop.tie) for stop in found] == [
        ("club", "of_school"),
        ("school", "has_alumnus"),
        ("person", "works_at"),
        ("organisation", ""),
    ]


def test_whoever_was_on_a_roll_here_is_not_named(pair, alumna):
    make.hat(alumna, pair.idea.club.school, Role.STUDENT, starts_on="2020-09-01", ends_on="2023-05-31")

    assert sentence(pair.idea.created_by, pair) == "Một cựu học sinh trường em đang làm ở Công ty Bến Gỗ."
    found = explaining.introduction(pair.offer.author, pair)
    assert found.sentence == "Một cựu học sinh Trường THPT Sông Cấm đang làm ở Công ty Bến Gỗ."
    assert [step.name for step in found.steps][2] == "một cựu học sinh"


def lapse(user):
    Clearance.objects.filter(user=user, check_kind="identity").delete()


def leave_the_company(user):
    Affiliation.objects.filter(user=user, role=Role.MENTOR).update(starts_on="2020-01-01", ends_on="2021-01-01")


def be_switched_off(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("happening", [lapse, leave_the_company, be_switched_off])
def test_an_adult_whom_pupils_may_not_know_of_is_no_tie(pair, alumna, happening):
    happening(alumna)

    assert {sentence(user, pair) for user in readers(pair).values()} == {""}


def test_the_author_who_went_there_is_the_best_tie(pair, alumna):
    goes_to_school(pair, pair.offer.author)

    assert {who: sentence(user, pair) for who, user in readers(pair).items()} == {
        "pupil": "Người đăng bài này từng học ở trường em.",
        "adviser": "Người đăng bài này từng học ở Trường THPT Sông Cấm.",
        "author": "Anh chị từng học ở Trường THPT Sông Cấm.",
    }


def test_a_club_that_went_along_ties_whoever_may_see_it(pair):
    other = make.engagement(make.idea(pair.idea.club), make.offer(pair.offer.organisation, by=pair.offer.author))

    assert {who: sentence(user, pair) for who, user in readers(pair).items()} == {
        # The pupil is not in that team.
        "pupil": "",
        "adviser": "Câu lạc bộ đã đồng hành với Công ty Bến Gỗ.",
        "author": "Câu lạc bộ này đã đồng hành với Công ty Bến Gỗ.",
    }
    Engagement.objects.filter(pk=other.pk).update(status=EngagementStatus.ENDED, ended_at="2026-01-01T00:00:00Z")
    assert sentence(pair.idea.club.adviser, pair) == ""


def test_another_club_of_the_school_ties_for_its_staff(pair):
    sibling = make.club(pair.idea.club.school, name="CLB Máy")
    make.engagement(make.idea(sibling), make.offer(pair.offer.organisation, by=pair.offer.author))

    assert sentence(pair.idea.club.adviser, pair) == "Câu lạc bộ CLB Máy của trường đã đồng hành với Công ty Bến Gỗ."
    found = introductions.path(pair.idea.club.adviser, pair)
    assert [stop.kind for stop in found] == ["club", "school", "club", "organisation"]


def test_page_and_api_show_the_same_way(pair, alumna, client):
    pupil = pair.idea.created_by
    api = APIClient()
    api.force_authenticate(pupil)
    client.force_login(pupil)

    told = api.get(f"/api/v1/suggestions/{pair.pk}/").json()["introduction"]
    page = client.get(reverse("suggestion_detail", args=[pair.pk])).content.decode()

    assert told["sentence"] in page
    assert [step["name"] for step in told["steps"]] == [
        "CLB Xanh",
        "Trường THPT Sông Cấm",
        "Trần Thị Bến",
        "Công ty Bến Gỗ",
    ]
    assert [step["link"] for step in told["steps"] if step["link"] not in page] == []


def test_in_english(pair, alumna, client):
    User.objects.update(language="en")
    client.force_login(pair.idea.created_by)

    page = client.get(reverse("suggestion_detail", args=[pair.pk])).content.decode()

    assert "Trần Thị Bến, a former pupil of your school, works at Công ty Bến Gỗ." in page
