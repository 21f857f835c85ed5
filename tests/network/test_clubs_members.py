"""Pupils joining and leaving a club."""

import pytest
from django.db import IntegrityError

from core import clock
from core.errors import Conflict, Invalid, Refused
from network import events
from network.enums import IdeaStatus
from network.models import ClubMembership
from network.permissions import clubs as permissions
from network.selectors import clubs as selectors
from network.services import clubs
from people.enums import Role
from tests import make

pytestmark = pytest.mark.django_db

PEOPLE = {
    "adviser": lambda club: club.adviser,
    "school admin": lambda club: make.adult(club.school, Role.SCHOOL_ADMIN),
    "other adviser": lambda club: make.adviser(club.school),
    "teacher": lambda club: make.adult(club.school, Role.TEACHER),
    "member": lambda club: make.join(club, make.pupil(club.school)).pupil,
    "schoolmate": lambda club: make.pupil(club.school),
    "adviser elsewhere": lambda club: make.adviser(),
    "mentor": lambda club: make.mentor(),
    "officer": lambda club: make.officer(),
}
RUN = {"adviser", "school admin"}
READ_MEMBERS = {"adviser", "school admin", "other adviser", "teacher", "member"}


def members(club):
    return [membership.pupil for membership in club.memberships.filter(left_on=None)]


@pytest.mark.parametrize("who", PEOPLE)
def test_who_brings_pupils_in(who):
    club = make.club()
    person, newcomer = PEOPLE[who](club), make.pupil(club.school)

    if who in RUN:
        clubs.join(club=club, pupil=newcomer, by=person)
    else:
        with pytest.raises(Refused):
            clubs.join(club=club, pupil=newcomer, by=person)

    assert (newcomer in members(club)) == (who in RUN) == permissions.can_run(person, club)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_the_members_names(who):
    club = make.club()
    pupil = make.join(club, make.pupil(club.school)).pupil

    shown = [membership.pupil for membership in selectors.members_for(PEOPLE[who](club), club)]

    assert (pupil in shown) == (who in READ_MEMBERS)


def test_a_pupil_of_another_school_is_refused_kindly_and_by_the_database():
    club, stranger = make.club(), make.pupil()

    with pytest.raises(Invalid, match="đang học ở trường"):
        clubs.join(club=club, pupil=stranger, by=club.adviser)
    with pytest.raises(IntegrityError):
        ClubMembership.objects.create(club=club, pupil=stranger, joined_on=clock.today())


def test_joining_twice_is_said_so():
    club = make.club()
    pupil = make.join(club, make.pupil(club.school)).pupil

    with pytest.raises(Conflict, match="đã ở trong câu lạc bộ"):
        clubs.join(club=club, pupil=pupil, by=club.adviser)

    assert members(club) == [pupil]


def test_a_pupil_leaves_and_may_come_back():
    club = make.club()
    pupil = make.join(club, make.pupil(club.school)).pupil

    clubs.leave(club=club, pupil=pupil, by=pupil)
    assert members(club) == []
    clubs.join(club=club, pupil=pupil, by=club.adviser)

    assert members(club) == [pupil]


def test_nobody_sends_a_clubmate_away():
    club = make.club()
    pupil, mate = (make.join(club, make.pupil(club.school)).pupil for _ in range(2))

    with pytest.raises(Refused):
        clubs.leave(club=club, pupil=mate, by=pupil)


def test_leaving_the_club_is_leaving_its_teams(monkeypatch):
    heard = []
    monkeypatch.setattr(events.idea_changed, "_subscribers", [heard.append])
    club = make.club()
    idea = make.idea(club, team=[make.pupil(club.school), make.pupil(club.school)])
    leaving, staying = (member.pupil for member in idea.team.all())

    clubs.leave(club=club, pupil=leaving, by=club.adviser)

    assert [member.pupil for member in idea.team.filter(left_at=None)] == [staying]
    assert heard == [idea.pk]


def test_the_last_one_to_leave_takes_the_idea_down():
    idea = make.idea()

    clubs.leave(club=idea.club, pupil=idea.created_by, by=idea.created_by)

    idea.refresh_from_db()
    assert idea.status == IdeaStatus.DRAFT


def test_whoever_is_gone_cannot_leave():
    club = make.club()

    with pytest.raises(Conflict, match="không còn"):
        clubs.leave(club=club, pupil=make.pupil(club.school), by=club.adviser)


def test_the_list_to_choose_from_holds_the_schools_other_pupils_alone():
    club = make.club()
    make.join(club, make.pupil(club.school))
    free = make.pupil(club.school)
    make.pupil()

    assert list(selectors.may_join(club)) == [free]
