"""Clubs over the API: the same rights and sentences as in the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from people.enums import Role
from people.models import User
from tests import make

pytestmark = pytest.mark.django_db
URL = "/api/v1/clubs/"
KNOWN_OUTSIDE = {"id", "school", "school_name", "commune", "name", "fields", "grade_min", "grade_max"}


@pytest.fixture
def api():
    return APIClient()


def test_found_change_and_hand_over(api):
    school = make.school()
    adviser = make.adviser(school)
    api.force_authenticate(make.adult(school, Role.SCHOOL_ADMIN))

    made = api.post(URL, make.club_content()).json()
    changed = api.patch(f"{URL}{made['id']}/", {"adviser": adviser.pk, "grade_min": 11}).json()

    assert (made["school"], made["name"], made["adviser"]) == (school.pk, "Khởi nghiệp xanh", None)
    assert (changed["adviser"], changed["grade_min"], changed["about"]) == (
        adviser.pk,
        11,
        make.club_content()["about"],
    )


def test_an_adviser_does_not_hand_over(api):
    club = make.club()
    api.force_authenticate(club.adviser)

    assert api.patch(f"{URL}{club.pk}/", {"adviser": None}).status_code == 403


def test_pupils_join_and_leave(api):
    club = make.club()
    pupil, stranger = make.pupil(club.school), make.pupil()
    api.force_authenticate(club.adviser)

    joined = api.post(f"{URL}{club.pk}/join/", {"pupil": pupil.pk})
    refused = api.post(f"{URL}{club.pk}/join/", {"pupil": stranger.pk})
    members = api.get(f"{URL}{club.pk}/members/").json()
    left = api.post(f"{URL}{club.pk}/leave/", {"pupil": pupil.pk})

    assert (joined.status_code, refused.status_code, left.status_code) == (201, 422, 204)
    assert members == [{"pupil": pupil.pk, "name": pupil.full_name}]
    assert api.get(f"{URL}{club.pk}/members/").json() == []


def test_outside_only_name_school_fields_and_grades_are_read(api):
    club = make.club()
    pupil = make.join(club, make.pupil(club.school)).pupil
    api.force_authenticate(make.mentor())

    assert set(api.get(f"{URL}{club.pk}/").json()) == KNOWN_OUTSIDE
    assert [set(row) for row in api.get(URL).json()["results"]] == [KNOWN_OUTSIDE]
    assert api.get(f"{URL}{club.pk}/members/").json() == []
    assert api.post(f"{URL}{club.pk}/join/", {"pupil": pupil.pk}).status_code == 403
    assert api.post(f"{URL}{club.pk}/leave/", {"pupil": pupil.pk}).status_code == 404


def test_a_pupil_founds_nothing(api):
    api.force_authenticate(make.pupil())

    assert api.post(URL, make.club_content()).status_code == 403


def test_a_school_that_is_not_ones_own_is_refused(api):
    api.force_authenticate(make.adviser())

    for school in (make.school().pk, 999_999):
        assert api.post(URL, make.club_content(school=school)).status_code == 403


def test_the_list_asks_as_often_for_many_as_for_one(api):
    school = make.school()
    adviser = make.adviser(school)
    counts = []
    for more in (1, 19):
        for _ in range(more):
            make.club(school, by=adviser)
        api.force_authenticate(User.objects.get(pk=adviser.pk))
        with CaptureQueriesContext(connection) as queries:
            rows = api.get(URL).json()["results"]
        counts.append(len(queries))

    assert len(rows) == 20
    assert counts[0] == counts[1] <= 8
