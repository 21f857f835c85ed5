"""A team: at most five, one a season, all of one school; said kindly, and held by the database."""

import datetime as dt

import pytest
from django.db import IntegrityError

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.enums import IdeaStatus
from network.models import Idea, TeamMember
from network.services import ideas
from people.models import User
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db


def names(idea):
    return [member.pupil for member in idea.team.filter(left_at=None)]


def full_team():
    club = make.club()
    return make.idea(club, team=[make.pupil(club.school) for _ in range(5)])


def test_the_adviser_adds_a_pupil_of_the_school():
    idea = make.idea()
    newcomer = make.pupil(idea.club.school)

    ideas.add_member(idea=idea, pupil=newcomer, by=idea.club.adviser)

    assert names(idea) == [idea.created_by, newcomer]


def test_the_team_adds_a_clubmate_while_it_drafts():
    idea = make.idea(status=IdeaStatus.DRAFT)
    mate = make.pupil(idea.club.school)
    make.join(idea.club, mate)

    ideas.add_member(idea=idea, pupil=mate, by=idea.created_by)

    assert names(idea) == [idea.created_by, mate]


def test_the_team_adds_nobody_from_outside_the_club():
    idea = make.idea(status=IdeaStatus.DRAFT)

    with pytest.raises(Refused, match="trong câu lạc bộ của mình"):
        ideas.add_member(idea=idea, pupil=make.pupil(idea.club.school), by=idea.created_by)


def test_the_team_of_a_published_idea_asks_the_adviser():
    idea = make.idea()
    mate = make.pupil(idea.club.school)
    make.join(idea.club, mate)

    with pytest.raises(Conflict, match="nhờ thầy cô"):
        ideas.add_member(idea=idea, pupil=mate, by=idea.created_by)


def test_a_sixth_is_refused_kindly():
    idea = full_team()

    with pytest.raises(Conflict, match="đã đủ 5 bạn"):
        ideas.add_member(idea=idea, pupil=make.pupil(idea.club.school), by=idea.club.adviser)


@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_sixth_is_refused_by_the_database_whatever_place_is_claimed(place):
    idea = full_team()

    with pytest.raises(IntegrityError):
        TeamMember.objects.create(idea=idea, pupil=make.pupil(idea.club.school), season=idea.season, place=place)


def test_a_second_team_in_the_season_is_refused_kindly_and_names_no_idea():
    first = make.idea(title="Bí mật của nhóm khác")
    second = make.idea(first.club)

    with pytest.raises(Conflict, match="Mỗi học sinh ở một nhóm") as refusal:
        ideas.add_member(idea=second, pupil=first.created_by, by=second.club.adviser)

    assert first.title not in refusal.value.sentence


def test_a_second_team_in_the_season_is_refused_by_the_database():
    first = make.idea()
    second = make.idea(first.club)

    with pytest.raises(IntegrityError):
        TeamMember.objects.create(idea=second, pupil=first.created_by, season=second.season, place=2)


def test_a_pupil_of_another_school_is_refused_kindly():
    idea = make.idea()

    with pytest.raises(Invalid, match="Chỉ học sinh đang học ở trường") as refusal:
        ideas.add_member(idea=idea, pupil=make.pupil(), by=idea.club.adviser)

    assert list(refusal.value.errors) == ["pupil"]


def test_a_pupil_of_another_school_is_refused_by_the_database():
    idea = make.idea()

    with pytest.raises(IntegrityError):
        TeamMember.objects.create(idea=idea, pupil=make.pupil(), season=idea.season, place=2)


def test_a_pupil_of_another_school_cannot_take_over_a_place():
    idea = make.idea()

    with pytest.raises(IntegrityError):
        TeamMember.objects.filter(idea=idea).update(pupil=make.pupil())


def test_somebody_already_in_the_team_is_said_so():
    idea = make.idea()

    with pytest.raises(Conflict, match="đã ở trong nhóm rồi"):
        ideas.add_member(idea=idea, pupil=idea.created_by, by=idea.club.adviser)


def test_a_place_that_was_left_is_free_again():
    idea = full_team()
    leaving = names(idea)[2]

    ideas.remove_member(idea=idea, pupil=leaving, by=leaving)
    member = ideas.add_member(idea=idea, pupil=make.pupil(idea.club.school), by=idea.club.adviser)

    assert member.place == 3
    assert leaving not in names(idea)


def test_nobody_sends_a_teammate_away():
    idea = full_team()
    first, second, *_ = names(idea)

    with pytest.raises(Refused, match="Chỉ giáo viên phụ trách"):
        ideas.remove_member(idea=idea, pupil=second, by=first)


def test_whoever_is_gone_cannot_leave_again():
    idea = full_team()
    leaving = names(idea)[0]
    ideas.remove_member(idea=idea, pupil=leaving, by=leaving)

    with pytest.raises(Conflict, match="không còn ở trong nhóm"):
        ideas.remove_member(idea=idea, pupil=leaving, by=leaving)


@pytest.mark.parametrize("status", [IdeaStatus.SUBMITTED, IdeaStatus.PUBLISHED])
def test_an_idea_nobody_is_left_to_answer_for_is_a_draft_again(status):
    idea = make.idea(status=status)

    ideas.remove_member(idea=idea, pupil=idea.created_by, by=idea.created_by)

    idea.refresh_from_db()
    assert (idea.status, names(idea)) == (IdeaStatus.DRAFT, [])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_teams_that_ask_one_pupil_at_the_same_moment_get_one_pupil():
    make.season()
    make.commune()
    club = make.club()
    found = [make.idea(club), make.idea(club)]
    wanted = make.pupil(club.school)

    def ask(index):
        idea = Idea.objects.get(pk=found[index].pk)
        return ideas.add_member(
            idea=idea, pupil=User.objects.get(pk=wanted.pk), by=User.objects.get(pk=club.adviser_id)
        )

    outcomes = race(2, ask)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "TeamMember"]
    assert TeamMember.objects.filter(pupil=wanted, left_at=None).count() == 1


def test_what_the_race_lost_is_said_in_words(monkeypatch):
    """The check saw a free pupil, the database did not: as when another team was quicker."""
    first = make.idea()
    second = make.idea(first.club)
    sound = ideas._check_may_join
    asked = []

    def blind_once(idea, pupil):
        asked.append(pupil)
        if len(asked) > 1:
            sound(idea, pupil)

    monkeypatch.setattr(ideas, "_check_may_join", blind_once)

    with pytest.raises(Conflict, match="Mỗi học sinh ở một nhóm"):
        ideas.add_member(idea=second, pupil=first.created_by, by=second.club.adviser)


def test_a_former_pupil_may_not_join():
    idea = make.idea()
    pupil = make.pupil(idea.club.school)
    pupil.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))

    with pytest.raises(Invalid):
        ideas.add_member(idea=idea, pupil=pupil, by=idea.club.adviser)
