"""Whoever changed schools or firms leaves behind what belonged to the old one."""

import datetime as dt

import pytest

from core import clock
from core.errors import NotFound, Refused
from matching.selectors import suggestions
from network.enums import IdeaStatus, Visibility
from network.models import Idea
from network.permissions import proposals as permissions
from network.selectors import engagements, idea_versions, proposals
from network.selectors import ideas as selectors
from network.services import ideas
from people.enums import ClearanceCheck, Role
from people.models import Affiliation
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db


def move(person, home, role):
    Affiliation.objects.filter(user=person).update(ends_on=clock.today() - dt.timedelta(days=1))
    make.hat(person, home, role)
    hats.forget(person)


def change_schools(pupil):
    move(pupil, make.school(), Role.STUDENT)


def change_firms(adult):
    """Still cleared, and speaking for a verified organisation: another one, which gave its word too."""
    home = make.organisation()
    move(adult, home, Role.MENTOR)
    adult.clearances.filter(check_kind=ClearanceCheck.ORGANISATION_WORD).update(organisation=home)
    hats.forget(adult)


def test_an_adult_of_another_firm_now_sees_none_of_the_proposals():
    proposal = make.proposal()
    author = proposal.post.author

    change_firms(author)

    assert hats.of(author).is_cleared_supporter
    assert not proposals.visible_to(author).exists()


def test_an_adult_of_another_firm_now_sees_none_of_the_engagements():
    supporter = make.engagement().supporter

    change_firms(supporter)

    assert not engagements.visible_to(supporter).exists()


def test_a_pupil_of_another_school_now_sees_neither_idea_nor_proposal_nor_engagement():
    engagement = make.engagement()
    idea = engagement.proposal.idea
    pupil = idea.created_by

    change_schools(pupil)

    assert hats.of(pupil).is_active_pupil
    assert not selectors.visible_to(pupil).exists()
    assert not proposals.visible_to(pupil).exists()
    assert not engagements.visible_to(pupil).exists()
    assert not suggestions.for_idea(pupil, idea).exists()
    with pytest.raises(Refused):
        permissions.check_is_in_team(pupil, idea)


def test_a_clubmate_of_another_school_now_sees_nothing_of_the_club():
    idea = make.idea(visibility=Visibility.CLUB)
    clubmate = make.join(idea.club, make.pupil(idea.club.school)).pupil

    change_schools(clubmate)

    assert not selectors.visible_to(clubmate).exists()


def test_a_team_with_a_pupil_of_another_school_is_hidden_and_frozen():
    engagement = make.engagement()

    change_schools(engagement.proposal.idea.created_by)

    assert not Idea.objects.filter(selectors.is_open_to_partners()).exists()
    assert engagements.obstacles(engagement) == [engagements.Obstacle.CONSENT]


def test_the_pupil_who_wrote_an_idea_and_left_its_team_reads_its_drafts_no_more():
    club = make.club()
    author, mate = make.pupil(club.school), make.pupil(club.school)
    idea = make.idea(club, team=[author, mate], status=IdeaStatus.DRAFT)

    ideas.remove_member(idea=idea, pupil=author, by=club.adviser)

    assert not selectors.visible_to(author).exists()
    with pytest.raises(NotFound):
        idea_versions.history_for(author, idea)


def test_the_pupil_who_wrote_an_idea_that_was_put_away_still_reads_it():
    idea = make.idea()

    ideas.archive(idea=idea, by=idea.club.adviser)

    assert selectors.visible_to(idea.created_by).get() == idea
