"""Who sees a club, and what of it."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from network.selectors import clubs as selectors
from people.enums import Role
from tests import make

pytestmark = pytest.mark.django_db

VIEWERS = {
    "pupil": lambda club: make.pupil(club.school),
    "teacher": lambda club: make.adult(club.school, Role.TEACHER),
    "pupil without consent": lambda club: make.pupil(club.school, consents=()),
    "pupil elsewhere": lambda club: make.pupil(),
    "teacher elsewhere": lambda club: make.adult(make.school(), Role.TEACHER),
    "cleared mentor": lambda club: make.mentor(),
    "uncleared mentor": lambda club: make.mentor(cleared=False),
    "officer": lambda club: make.officer(),
    "officer of its commune": lambda club: make.commune_officer(club.school.organisation.commune),
    "anonymous": lambda club: AnonymousUser(),
}
INSIDE = {"pupil", "teacher"}
OVERSEERS = {"officer", "officer of its commune"}
OUTSIDE = {"pupil elsewhere", "teacher elsewhere", "cleared mentor"}


def who_sees(club):
    return {name for name, viewer in VIEWERS.items() if selectors.visible_to(viewer(club)).filter(pk=club.pk).exists()}


def who_reads_details(club):
    return {name for name, viewer in VIEWERS.items() if selectors.details_are_open_to(viewer(club), club)}


def test_a_club_with_an_adviser_is_known_outside_to_those_who_may():
    assert who_sees(make.club()) == INSIDE | OVERSEERS | OUTSIDE


def test_without_a_current_adviser_only_the_school_and_the_officers_see_it():
    club = make.club()
    club.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    assert who_sees(club) == INSIDE | OVERSEERS


def test_a_closed_club_is_history_for_the_school_and_the_officers():
    assert who_sees(make.club(closed_on=clock.today())) == INSIDE | OVERSEERS


def test_more_than_the_name_is_for_the_school():
    assert who_reads_details(make.club()) == INSIDE


def test_own_clubs_are_those_one_works_in():
    club, other = make.club(), make.club()
    member = make.join(club, make.pupil(club.school)).pupil
    make.club(club.school)

    assert list(selectors.own_of(member)) == [club]
    assert list(selectors.own_of(other.adviser)) == [other]
    assert list(selectors.own_of(make.mentor())) == []


def test_what_may_not_be_read_may_not_be_searched_for_either():
    club = make.club(about="Gặp nhau ở phòng thí nghiệm bí mật")
    everything = selectors.visible_to(make.mentor())

    assert list(selectors.narrow(everything, {"q": "bi mat"})) == []
    assert list(selectors.narrow(everything, {"q": club.name})) == [club]
