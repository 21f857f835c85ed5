"""Founding a club, changing it, putting a teacher in charge."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from network import events
from network.enums import IdeaStatus
from network.models import Club
from network.services import clubs
from people.enums import OrganisationStatus, Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def admin(school):
    return make.adult(school, Role.SCHOOL_ADMIN)


@pytest.fixture
def told(monkeypatch):
    """The ideas the apps above were told of."""
    heard = []
    monkeypatch.setattr(events.idea_changed, "_subscribers", [heard.append])
    return heard


def test_a_teacher_who_founds_a_club_is_in_charge_of_it(school):
    adviser = make.adviser(school)

    club = clubs.found(school=school, content=make.club_content(), by=adviser)

    assert (club.school, club.adviser) == (school, adviser)
    assert clubs.read(club) == make.club_content()


def test_a_teacher_puts_nobody_else_in_charge(school):
    adviser, colleague = make.adviser(school), make.adviser(school)

    club = clubs.found(school=school, content=make.club_content(adviser=colleague.pk), by=adviser)

    assert club.adviser == adviser


def test_the_management_names_whom_it_wants_or_nobody_yet(school, admin):
    adviser = make.adviser(school)

    named = clubs.found(school=school, content=make.club_content(adviser=adviser.pk), by=admin)
    nobody = clubs.found(school=school, content=make.club_content(name="Khác"), by=admin)

    assert (named.adviser, nobody.adviser) == (adviser, None)


@pytest.mark.parametrize("who", ["teacher", "pupil", "adviser elsewhere", "admin elsewhere", "mentor", "officer"])
def test_nobody_else_founds_a_club(school, who):
    person = {
        "teacher": lambda: make.adult(school, Role.TEACHER),
        "pupil": lambda: make.pupil(school),
        "adviser elsewhere": make.adviser,
        "admin elsewhere": lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
        "mentor": make.mentor,
        "officer": make.officer,
    }[who]()

    with pytest.raises(Refused):
        clubs.found(school=school, content=make.club_content(), by=person)

    assert not Club.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"fields": []}, "fields"),
        ({"grade_min": 12, "grade_max": 10}, "grade_max"),
        ({"grade_min": 5}, "grade_max"),
        ({"grade_max": 13}, "grade_max"),
        ({"founded_on": (clock.today() + dt.timedelta(days=2)).isoformat()}, "founded_on"),
    ],
)
def test_what_cannot_be_taken_names_its_field(school, admin, changes, field):
    with pytest.raises(Invalid) as refusal:
        clubs.found(school=school, content=make.club_content(**changes), by=admin)

    assert list(refusal.value.errors) == [field]


def test_a_name_is_taken_once_a_school(school, admin):
    clubs.found(school=school, content=make.club_content(), by=admin)

    with pytest.raises(Invalid, match="đã có một câu lạc bộ tên này") as refusal:
        clubs.found(school=school, content=make.club_content(), by=admin)

    assert list(refusal.value.errors) == ["name"]
    elsewhere = make.adviser()
    clubs.found(school=elsewhere.affiliations.get().organisation.school, content=make.club_content(), by=elsewhere)


@pytest.mark.parametrize("who", ["plain teacher", "adviser elsewhere", "former adviser", "pupil"])
def test_only_an_adviser_of_the_school_is_put_in_charge(school, admin, who):
    club = make.club(school)
    person = {
        "plain teacher": lambda: make.adult(school, Role.TEACHER),
        "adviser elsewhere": make.adviser,
        "former adviser": lambda: make.adviser(school),
        "pupil": lambda: make.pupil(school),
    }[who]()
    if who == "former adviser":
        person.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    with pytest.raises(Invalid) as refusal:
        clubs.set_adviser(club=club, adviser=person, by=admin)

    assert list(refusal.value.errors) == ["adviser"]


def test_a_change_of_adviser_is_told_of_the_ideas_that_are_up(school, admin, told):
    club, successor = make.club(school), make.adviser(school)
    up = make.idea(club)
    make.idea(club, status=IdeaStatus.DRAFT)

    club = clubs.set_adviser(club=club, adviser=successor, by=admin)

    assert (club.adviser, told) == (successor, [up.pk])


def test_the_adviser_does_not_hand_the_club_over(school):
    club = make.club(school)

    with pytest.raises(Refused, match="Chỉ quản lý nhà trường"):
        clubs.set_adviser(club=club, adviser=make.adviser(school), by=club.adviser)
    with pytest.raises(Refused):
        clubs.edit(club=club, content=make.club_content(adviser=None), by=club.adviser)


def test_a_change_without_a_word_on_the_adviser_keeps_the_adviser(school, told):
    club = make.club(school)
    adviser, up = club.adviser, make.idea(club)

    club = clubs.edit(club=club, content=make.club_content(grade_min=11), by=adviser)

    assert (club.adviser, club.grade_min, told) == (adviser, 11, [up.pk])


def test_a_closed_club_is_not_changed(school, admin):
    club = make.club(school, closed_on=clock.today())

    with pytest.raises(Conflict, match="ngừng hoạt động"):
        clubs.edit(club=club, content=make.club_content(), by=admin)


def test_a_suspended_school_founds_nothing():
    school = _suspended(make.school())

    with pytest.raises(Refused):
        clubs.found(school=school, content=make.club_content(), by=make.adult(school, Role.SCHOOL_ADMIN))


def _suspended(school):
    school.organisation.status = OrganisationStatus.SUSPENDED
    school.organisation.save()
    return school
