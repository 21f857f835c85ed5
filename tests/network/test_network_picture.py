"""The picture around a club or an organisation: what it shows to whom, and never a pupil."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from network.enums import IdeaStatus
from network.models import Club
from network.selectors import clubs, introductions, network
from network.selectors.network import Tie
from people.enums import Role
from people.models import Clearance
from tests import make

pytestmark = pytest.mark.django_db


def picture_of(viewer, club):
    return network.of_club(viewer, clubs.get_for(viewer, club.pk))


def ties(picture):
    return {(edge.source.label, edge.tie, edge.target.label) for edge in picture.edges.values()}


def alumnus_of(school, home):
    user = make.clear(make.adult(home, Role.MENTOR))
    make.hat(user, school, Role.ALUMNUS)
    return user


def test_around_a_club_stand_its_school_fields_ideas_and_what_fits_its_fields():
    school = make.school(name="Trường Sóng")
    club, sibling = make.club(school, name="CLB Sóng"), make.club(school, name="CLB Gió")
    make.idea(club, title="Máy gom rác")
    make.challenge(make.organisation(name="Cảng Xanh"), title="Rác ở cảng")
    field = str(make.field())

    found = ties(picture_of(make.adviser(school), club))

    assert found == {
        ("CLB Sóng", Tie.OF_SCHOOL, "Trường Sóng"),
        (sibling.name, Tie.OF_SCHOOL, "Trường Sóng"),
        ("CLB Sóng", Tie.WORKS_IN, field),
        ("Máy gom rác", Tie.IDEA_OF, "CLB Sóng"),
        ("Máy gom rác", Tie.IN_FIELD, field),
        ("Rác ở cảng", Tie.IN_FIELD, field),
    }


def test_an_idea_that_is_not_published_is_not_in_it():
    club = make.club()
    make.idea(club, title="Bản nháp", status=IdeaStatus.DRAFT)

    assert "Bản nháp" not in str(ties(picture_of(club.adviser, club)))


def test_an_engagement_ties_the_two_for_those_who_may_know_of_it():
    club, home = make.club(name="CLB Sóng"), make.organisation(name="Cảng Xanh")
    engagement = make.engagement(make.idea(club), make.offer(home))
    together = ("CLB Sóng", Tie.TOGETHER, "Cảng Xanh")

    assert together in ties(picture_of(club.adviser, club))
    assert together in ties(picture_of(engagement.supporter, club))
    assert together in ties(picture_of(make.officer(), club))
    assert together not in ties(picture_of(make.mentor(), club))
    assert together not in ties(picture_of(make.adviser(), club))


def test_a_cleared_alumnus_ties_the_school_to_the_employer():
    school, home = make.school(name="Trường Sóng"), make.organisation(name="Cảng Xanh")
    club = make.club(school)
    alumnus = alumnus_of(school, home)
    tie = ("Trường Sóng", Tie.ALUMNI, "Cảng Xanh")

    assert tie in ties(picture_of(club.adviser, club))
    assert tie in ties(network.of_organisation(club.adviser, home))
    assert alumnus.full_name not in str(picture_of(club.adviser, club))

    Clearance.objects.filter(user=alumnus).delete()

    assert tie not in ties(picture_of(club.adviser, club))


@pytest.mark.parametrize("who", ["adviser", "mentor", "officer", "pupil"])
def test_no_pupil_is_ever_in_it(client, who):
    school = make.school()
    club = make.club(school)
    pupil = make.pupil(school, full_name="Phạm Thị Hải Đăng")
    engagement = make.engagement(make.idea(club, team=[pupil]))
    viewer = {
        "adviser": club.adviser,
        "mentor": engagement.supporter,
        "officer": make.officer(),
        "pupil": make.pupil(school),
    }[who]
    client.force_login(viewer)
    api = APIClient()
    api.force_authenticate(viewer)

    page = client.get(reverse("club_network", args=[club.pk])).content.decode()
    of_school = client.get(reverse("organisation_network", args=[school.pk])).content.decode()
    body = json.dumps(api.get(f"/api/v1/clubs/{club.pk}/network/").json(), ensure_ascii=False)

    assert [part for part in (page, of_school, body) if "Hải Đăng" in part or pupil.username in part] == []


def test_the_table_tells_all_that_the_drawing_shows(client):
    club = make.club()
    make.engagement(make.idea(club, title="Máy gom rác"), make.offer(make.organisation(name="Cảng Xanh")))
    client.force_login(club.adviser)

    answer = client.get(reverse("club_network", args=[club.pk]))

    drawn = answer.context["data"]
    assert len(drawn["edges"]) == len(answer.context["ties"])
    words = answer.content.decode()
    assert all(node["label"] in words for node in drawn["nodes"])


def test_a_club_one_may_not_see_has_no_picture(client):
    club = make.club()
    Club.objects.filter(pk=club.pk).update(adviser=None)
    client.force_login(make.mentor())

    assert client.get(reverse("club_network", args=[club.pk])).status_code == 404


def test_the_introduction_goes_through_the_alumnus(client):
    school, home = make.school(name="Trường Sóng"), make.organisation(name="Cảng Xanh")
    club = make.club(school, name="CLB Sóng")
    alumnus = alumnus_of(school, home)

    path = introductions.path(alumnus, home, club)

    assert [(edge.source.label, edge.tie, edge.target.label) for edge in path] == [
        ("Cảng Xanh", Tie.ALUMNI, "Trường Sóng"),
        ("Trường Sóng", Tie.OF_SCHOOL, "CLB Sóng"),
    ]
    client.force_login(alumnus)
    page = client.get(reverse("club_network", args=[club.pk]), {"to": home.pk})
    assert [step["name"] for step in page.context["steps"]] == ["Cảng Xanh", "Trường Sóng", "CLB Sóng"]


def test_without_a_tie_there_is_no_introduction(client):
    club, home = make.club(), make.organisation()
    client.force_login(club.adviser)

    page = client.get(reverse("organisation_network", args=[home.pk]), {"to": club.pk})

    assert (page.context["asked"], page.context["steps"]) == (True, [])


@pytest.mark.parametrize("to", ["x", "", "999999", "99999999999999999999"])
def test_an_end_that_does_not_exist_is_refused_or_ignored(client, to):
    club = make.club()
    client.force_login(club.adviser)

    assert client.get(reverse("club_network", args=[club.pk]), {"to": to}).status_code in {200, 404}


def test_the_picture_asks_as_often_for_fifty_ideas_as_for_one(client):
    club = make.club()
    client.force_login(club.adviser)
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make.idea(club, team=[])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("club_network", args=[club.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 18
