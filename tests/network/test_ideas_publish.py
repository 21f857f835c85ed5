"""Opening an idea to others, taking it back, putting it away."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Refused
from network import events
from network.enums import IdeaStatus, Visibility
from network.services import ideas
from people.enums import Role
from people.selectors import hats
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """The ideas the apps above were told of."""
    heard = []
    monkeypatch.setattr(events.idea_changed, "_subscribers", [heard.append])
    return heard


@pytest.mark.parametrize("rung", list(Visibility))
def test_the_adviser_publishes_as_far_as_wanted(rung, told):
    idea = make.idea(status=IdeaStatus.SUBMITTED)

    idea = ideas.publish(idea=idea, visibility=rung, by=idea.club.adviser)

    assert (idea.status, idea.visibility, idea.published_by) == (IdeaStatus.PUBLISHED, rung, idea.club.adviser)
    assert idea.published_at is not None
    assert told == [idea.pk]


def test_what_the_team_still_writes_takes_a_second_word_of_the_adviser(told):
    idea = make.idea(status=IdeaStatus.DRAFT, version=3)

    with pytest.raises(Conflict, match="nhóm chưa gửi"):
        ideas.publish(idea=idea, visibility=Visibility.SCHOOL, by=idea.club.adviser)
    idea.refresh_from_db()
    assert (idea.status, told) == (IdeaStatus.DRAFT, [])

    idea = ideas.publish(idea=idea, visibility=Visibility.SCHOOL, draft_version=3, by=idea.club.adviser)
    assert (idea.status, told) == (IdeaStatus.PUBLISHED, [idea.pk])


def test_what_the_team_wrote_while_the_adviser_read_is_not_published_unread(told):
    idea = make.idea(status=IdeaStatus.DRAFT)
    read = idea.version
    for title in ("Tên khác", "Tên khác nữa"):
        ideas.edit(idea=idea, content=make.idea_content(title=title), by=idea.created_by)

    with pytest.raises(Conflict, match="Nhóm vừa sửa"):
        ideas.publish(idea=idea, visibility=Visibility.SCHOOL, draft_version=read, by=idea.club.adviser)

    idea.refresh_from_db()
    assert (idea.status, idea.version, told) == (IdeaStatus.DRAFT, 2, [])


def test_publishing_again_changes_who_may_see_and_is_a_version(told):
    idea = make.idea(visibility=Visibility.PUBLIC)
    since = idea.published_at

    idea = ideas.publish(idea=idea, visibility=Visibility.CLUB, by=idea.club.adviser)

    assert (idea.visibility, idea.published_at) == (Visibility.CLUB, since)
    assert idea.versions.first().content["visibility"] == "club"
    assert told == [idea.pk]


@pytest.mark.parametrize("who", ["pupil", "other adviser", "school admin", "former adviser", "mentor", "officer"])
def test_nobody_but_the_adviser_in_charge_publishes(who, told):
    idea = make.idea(status=IdeaStatus.SUBMITTED)
    school = idea.club.school
    if who == "former adviser":
        idea.club.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))
        hats.forget(idea.club.adviser)
    person = {
        "pupil": lambda: idea.created_by,
        "other adviser": lambda: make.adviser(school),
        "school admin": lambda: make.adult(school, Role.SCHOOL_ADMIN),
        "former adviser": lambda: idea.club.adviser,
        "mentor": make.mentor,
        "officer": make.officer,
    }[who]()

    with pytest.raises(Refused):
        ideas.publish(idea=idea, visibility=Visibility.SCHOOL, by=person)

    idea.refresh_from_db()
    assert (idea.status, told) == (IdeaStatus.SUBMITTED, [])


def test_an_idea_without_a_team_is_not_published():
    idea = make.idea(team=[], status=IdeaStatus.SUBMITTED)

    with pytest.raises(Conflict, match="chưa có bạn nào"):
        ideas.publish(idea=idea, visibility=Visibility.SCHOOL, by=idea.club.adviser)


def test_the_team_changes_a_published_idea_only_after_taking_it_back(told):
    idea = make.idea()
    pupil = idea.created_by

    with pytest.raises(Conflict, match="gỡ xuống"):
        ideas.edit(idea=idea, content=make.idea_content(), by=pupil)
    idea = ideas.withdraw(idea=idea, by=pupil)
    idea = ideas.edit(idea=idea, content=make.idea_content(), by=pupil)

    assert (idea.status, idea.title) == (IdeaStatus.DRAFT, "Thùng rác biết phân loại")
    assert told == [idea.pk]


def test_the_advisers_change_of_a_published_idea_is_told(told):
    idea = make.idea()

    ideas.edit(idea=idea, content=make.idea_content(), by=idea.club.adviser)

    assert told == [idea.pk]


def test_the_schools_management_may_take_an_idea_down():
    idea = make.idea()

    taken = ideas.withdraw(idea=idea, by=make.adult(idea.club.school, Role.SCHOOL_ADMIN))

    assert taken.status == IdeaStatus.DRAFT


def test_a_draft_cannot_be_taken_down():
    idea = make.idea(status=IdeaStatus.DRAFT)

    with pytest.raises(Conflict):
        ideas.withdraw(idea=idea, by=idea.created_by)


def test_putting_away_frees_the_team_for_another_idea(told):
    idea = make.idea()
    pupil = idea.created_by

    idea = ideas.archive(idea=idea, by=idea.club.adviser)
    other = ideas.draft(club=idea.club, content=make.idea_content(), by=pupil)

    assert (idea.status, told) == (IdeaStatus.ARCHIVED, [idea.pk])
    assert [member.pupil for member in other.team.filter(left_at=None)] == [pupil]


def test_what_somebody_accompanies_is_not_put_away():
    idea = make.engagement().proposal.idea

    with pytest.raises(Conflict, match="đang có người đồng hành"):
        ideas.archive(idea=idea, by=idea.club.adviser)


def test_what_is_put_away_stays_as_it_is():
    idea = make.idea(status=IdeaStatus.ARCHIVED)

    with pytest.raises(Conflict):
        ideas.edit(idea=idea, content=make.idea_content(), by=idea.club.adviser)
    with pytest.raises(Conflict):
        ideas.publish(idea=idea, visibility=Visibility.CLUB, by=idea.club.adviser)
