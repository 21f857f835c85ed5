"""From the team to the adviser and back."""

import pytest

from core.errors import Conflict, Invalid, Refused
from network.enums import IdeaStatus
from network.selectors import idea_versions
from network.services import ideas
from tests import make

pytestmark = pytest.mark.django_db


def handed_in():
    return make.idea(status=IdeaStatus.SUBMITTED)


def test_a_handed_in_idea_waits_for_the_adviser_and_the_team_may_not_change_it():
    idea = make.idea(status=IdeaStatus.DRAFT)

    idea = ideas.submit(idea=idea, by=idea.created_by)

    assert idea.status == IdeaStatus.SUBMITTED
    with pytest.raises(Conflict, match="đang chờ thầy cô"):
        ideas.edit(idea=idea, content=make.idea_content(), by=idea.created_by)


def test_the_adviser_may_mend_what_was_handed_in():
    idea = handed_in()

    edited = ideas.edit(idea=idea, content=make.idea_content(), by=idea.club.adviser)

    assert (edited.title, edited.status) == ("Thùng rác biết phân loại", IdeaStatus.SUBMITTED)


def test_handing_in_twice_is_a_conflict():
    idea = handed_in()

    with pytest.raises(Conflict):
        ideas.submit(idea=idea, by=idea.created_by)


def test_a_return_carries_its_reason_until_the_text_changes():
    idea = handed_in()

    idea = ideas.send_back(idea=idea, reason=" Các em kể rõ hơn. ", by=idea.club.adviser)

    assert (idea.status, idea_versions.last_return(idea)) == (IdeaStatus.DRAFT, "Các em kể rõ hơn.")
    ideas.edit(idea=idea, content=make.idea_content(), by=idea.created_by)
    assert idea_versions.last_return(idea) == ""


def test_a_return_needs_a_reason():
    idea = handed_in()

    with pytest.raises(Invalid) as refusal:
        ideas.send_back(idea=idea, reason="  ", by=idea.club.adviser)

    assert list(refusal.value.errors) == ["reason"]
    idea.refresh_from_db()
    assert idea.status == IdeaStatus.SUBMITTED


def test_a_draft_cannot_be_returned():
    idea = make.idea(status=IdeaStatus.DRAFT)

    with pytest.raises(Conflict):
        ideas.send_back(idea=idea, reason="Sửa nhé.", by=idea.club.adviser)


def test_only_the_adviser_of_the_club_returns():
    idea = handed_in()

    for somebody in (idea.created_by, make.adviser(idea.club.school)):
        with pytest.raises(Refused):
            ideas.send_back(idea=idea, reason="Sửa nhé.", by=somebody)
