"""The ladder: who sees an idea, by its visibility, its adviser and the guardians' consents."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from core import clock
from network.enums import IdeaStatus, Visibility
from network.models import TeamMember
from network.selectors import audiences, teams
from network.selectors import ideas as selectors
from people.enums import ConsentPurpose, OrganisationStatus, Role
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db

EVERYTHING = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.PUBLIC_TEAM_PAGE)
VIEWERS = {
    "team": lambda idea: idea.created_by,
    "clubmate": lambda idea: make.join(idea.club, make.pupil(idea.club.school)).pupil,
    "schoolmate": lambda idea: make.pupil(idea.club.school),
    "teacher": lambda idea: make.adult(idea.club.school, Role.TEACHER),
    "pupil elsewhere": lambda idea: make.pupil(),
    "teacher elsewhere": lambda idea: make.adult(make.school(), Role.TEACHER),
    "cleared mentor": lambda idea: make.mentor(),
    "uncleared mentor": lambda idea: make.mentor(cleared=False),
    "mentor of a suspended firm": lambda idea: make.mentor(make.organisation(status=OrganisationStatus.SUSPENDED)),
    "officer": lambda idea: make.officer(),
    "anonymous": lambda idea: AnonymousUser(),
}
CLUB = {"team", "clubmate", "teacher"}
SCHOOL = CLUB | {"schoolmate"}
PARTNERS = SCHOOL | {"cleared mentor", "officer"}
PUBLIC = set(VIEWERS)
LADDER = {Visibility.CLUB: CLUB, Visibility.SCHOOL: SCHOOL, Visibility.PARTNERS: PARTNERS, Visibility.PUBLIC: PUBLIC}


def idea_with(visibility, consents=EVERYTHING, status=IdeaStatus.PUBLISHED):
    club = make.club()
    return make.idea(club, team=[make.pupil(club.school, consents=consents)], visibility=visibility, status=status)


def who_sees(idea):
    people = {name: viewer(idea) for name, viewer in VIEWERS.items()}
    return {name for name, person in people.items() if selectors.visible_to(person).filter(pk=idea.pk).exists()}


@pytest.mark.parametrize("visibility", list(Visibility))
def test_each_rung_includes_the_ones_before(visibility):
    assert who_sees(idea_with(visibility)) == LADDER[visibility]


@pytest.mark.parametrize("visibility", list(Visibility))
def test_without_an_adviser_nothing_leaves_the_school(visibility):
    idea = idea_with(visibility)
    idea.club.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    assert who_sees(idea) == LADDER[visibility] & SCHOOL


@pytest.mark.parametrize("visibility", list(Visibility))
def test_with_an_account_consent_missing_nothing_leaves_the_school(visibility):
    idea = idea_with(visibility, consents=(ConsentPurpose.PUBLIC_TEAM_PAGE,))

    # The pupil whose guardian has not agreed is kept out as well.
    assert who_sees(idea) == LADDER[visibility] & SCHOOL - {"team"}


def test_without_consent_to_a_public_page_the_partners_are_the_last_rung():
    idea = idea_with(Visibility.PUBLIC, consents=EVERYTHING[:2])

    assert who_sees(idea) == PARTNERS


def test_one_missing_consent_in_the_team_is_enough():
    idea = idea_with(Visibility.PUBLIC)
    TeamMember.objects.create(idea=idea, pupil=make.pupil(idea.club.school, consents=()), season=idea.season, place=2)

    assert who_sees(idea) == SCHOOL


@pytest.mark.parametrize("visibility", list(Visibility))
@pytest.mark.parametrize("status", [IdeaStatus.DRAFT, IdeaStatus.SUBMITTED, IdeaStatus.ARCHIVED])
def test_what_is_not_published_is_for_the_team_and_the_staff(visibility, status):
    assert who_sees(idea_with(visibility, status=status)) == {"team", "teacher"}


@pytest.mark.parametrize(
    ("visibility", "consents", "adviser", "rung", "gaps"),
    [
        (Visibility.CLUB, EVERYTHING, True, Visibility.CLUB, 0),
        (Visibility.SCHOOL, (), False, Visibility.SCHOOL, 0),
        (Visibility.PARTNERS, EVERYTHING, True, Visibility.PARTNERS, 0),
        (Visibility.PARTNERS, EVERYTHING, False, Visibility.SCHOOL, 1),
        (Visibility.PARTNERS, (), True, Visibility.SCHOOL, 1),
        (Visibility.PARTNERS, (), False, Visibility.SCHOOL, 2),
        (Visibility.PUBLIC, EVERYTHING, True, Visibility.PUBLIC, 0),
        (Visibility.PUBLIC, EVERYTHING[:2], True, Visibility.PARTNERS, 1),
        (Visibility.PUBLIC, EVERYTHING, False, Visibility.SCHOOL, 1),
    ],
)
def test_the_page_says_how_far_it_really_reaches_and_why_not_further(visibility, consents, adviser, rung, gaps):
    idea = idea_with(visibility, consents=consents)
    if not adviser:
        idea.club.adviser.affiliations.all().delete()

    said = audiences.of(idea)

    assert (said.rung, len(said.gaps)) == (rung, gaps)
    assert said.sentence == str(audiences.SENTENCES[rung])


def test_a_draft_says_that_it_is_nobody_elses():
    said = audiences.of(idea_with(Visibility.PUBLIC, status=IdeaStatus.DRAFT))

    assert (said.rung, said.gaps) == (None, [])


@pytest.mark.parametrize("who", VIEWERS)
def test_pupils_names_are_for_people_of_the_same_school(who):
    idea = idea_with(Visibility.PUBLIC)

    named = [member.pupil for member in teams.named_for(VIEWERS[who](idea), idea)]

    assert named == ([idea.created_by] if who in SCHOOL else [])


def test_a_suspended_school_shows_nothing_outside():
    idea = idea_with(Visibility.PUBLIC)
    idea.club.school.organisation.status = OrganisationStatus.SUSPENDED
    idea.club.school.organisation.save()
    hats.forget(idea.created_by)

    assert who_sees(idea) == set()


def test_the_alumnus_of_the_school_is_an_outside_adult():
    idea = idea_with(Visibility.SCHOOL)
    alumnus = make.clear(make.adult(idea.club.school, Role.ALUMNUS))

    assert not selectors.visible_to(alumnus).filter(pk=idea.pk).exists()
