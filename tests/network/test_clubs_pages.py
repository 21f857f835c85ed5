"""The club pages as their readers use them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.models import Club
from network.selectors import fields
from people.enums import Role
from tests import make

pytestmark = pytest.mark.django_db


def form(**changes):
    content = make.club_content(**changes)
    return {**content, "founded_on": content["founded_on"] or ""}


def test_a_teacher_founds_a_club(client):
    adviser = make.adviser()
    school = adviser.affiliations.get().organisation.school
    client.force_login(adviser)
    assert "Lập câu lạc bộ" in client.get(reverse("club_create")).content.decode()

    answer = client.post(reverse("club_create"), form(school=school.pk))

    club = Club.objects.get()
    assert answer.url == reverse("club_detail", args=[club.pk])
    assert (club.adviser, club.name) == (adviser, "Khởi nghiệp xanh")


def test_the_management_hands_a_club_over(client):
    club = make.club()
    successor = make.adviser(club.school)
    client.force_login(make.adult(club.school, Role.SCHOOL_ADMIN))
    assert successor.full_name in client.get(reverse("club_edit", args=[club.pk])).content.decode()

    client.post(reverse("club_edit", args=[club.pk]), form(adviser=successor.pk))

    club.refresh_from_db()
    assert club.adviser == successor


def test_the_adviser_edits_without_being_asked_who_is_in_charge(client):
    club = make.club()
    client.force_login(club.adviser)

    shown = client.get(reverse("club_edit", args=[club.pk])).content.decode()
    client.post(reverse("club_edit", args=[club.pk]), form(name="Tên mới"))

    club.refresh_from_db()
    assert 'name="adviser"' not in shown
    assert (club.name, club.adviser_id) == ("Tên mới", club.adviser_id)


def test_a_name_that_is_taken_is_said_at_the_field(client):
    club = make.club()
    other = make.club(club.school, by=club.adviser)
    client.force_login(club.adviser)

    shown = client.post(reverse("club_edit", args=[club.pk]), form(name=other.name)).content.decode()

    assert "Trường đã có một câu lạc bộ tên này." in shown


def test_the_adviser_adds_a_pupil_from_the_list_and_lets_the_pupil_go(client):
    club = make.club()
    pupil, stranger = make.pupil(club.school), make.pupil()
    client.force_login(club.adviser)
    url = reverse("club_join", args=[club.pk])
    shown = client.get(url).content.decode()

    client.post(url, {"pupil": pupil.pk})
    client.post(url, {"pupil": stranger.pk})

    assert (pupil.full_name in shown, stranger.full_name in shown) == (True, False)
    assert [membership.pupil for membership in club.memberships.all()] == [pupil]
    client.post(reverse("club_leave", args=[club.pk, pupil.pk]))
    assert not club.memberships.filter(left_on=None).exists()


@pytest.mark.parametrize("name", ["club_edit", "club_join"])
@pytest.mark.parametrize("who", ["pupil", "mentor", "teacher elsewhere"])
def test_nobody_else_runs_the_club(client, name, who):
    club = make.club()
    person = {
        "pupil": lambda: make.join(club, make.pupil(club.school)).pupil,
        "mentor": make.mentor,
        "teacher elsewhere": make.adviser,
    }[who]()
    client.force_login(person)

    assert client.get(reverse(name, args=[club.pk])).status_code == 403


def test_outside_only_name_school_fields_and_grades_are_shown(client):
    club = make.club(about="Gặp nhau chiều thứ năm ở phòng 12.")
    member = make.join(club, make.pupil(club.school, full_name="Trần Văn Kín")).pupil
    client.force_login(make.mentor())

    shown = client.get(reverse("club_detail", args=[club.pk])).content.decode()

    for known in (club.name, club.school.organisation.name, str(make.field()), "lớp 6 đến 12"):
        assert known in shown
    for untold in ("phòng 12", member.full_name, club.adviser.full_name):
        assert untold not in shown


def test_a_schoolmate_reads_about_the_club_but_no_names(client):
    club = make.club(about="Gặp nhau chiều thứ năm.")
    member = make.join(club, make.pupil(club.school, full_name="Trần Văn Kín")).pupil
    client.force_login(make.pupil(club.school))

    shown = client.get(reverse("club_detail", args=[club.pk])).content.decode()

    assert ("chiều thứ năm" in shown, member.full_name in shown) == (True, False)


def test_the_list_asks_as_often_for_fifty_as_for_one(client):
    school = make.school()
    adviser = make.adviser(school)
    client.force_login(adviser)
    fields.names()  # asked once a process
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make.club(school, by=adviser)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("club_list"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_the_club_page_asks_as_often_for_twelve_ideas_as_for_one(client):
    club = make.club()
    client.force_login(club.adviser)
    counts = []
    for more in (1, 11):
        for _ in range(more):
            make.idea(club)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("club_detail", args=[club.pk]))
        counts.append(len(queries))

    # Eight reads, and the read log's one row for the names shown.
    assert counts[0] == counts[1] <= 9


def test_a_closed_door_says_why(client):
    client.force_login(make.pupil())

    answer = client.get(reverse("club_create"))

    assert answer.status_code == 403
    assert "Chỉ quản lý nhà trường và giáo viên phụ trách" in answer.content.decode()
