"""Writing an idea and changing it: every change is a version."""

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.enums import IdeaStatus
from network.models import Idea, IdeaVersion, Need
from network.services import idea_content, ideas
from people.enums import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make.club()


@pytest.fixture
def pupil(club):
    member = make.pupil(club.school)
    make.join(club, member)
    return member


def needs(idea):
    return list(idea.needs.values_list("kind", "text"))


def test_a_pupils_draft_is_what_was_written_with_the_pupil_in_its_team(club, pupil):
    idea = ideas.draft(club=club, content=make.idea_content(), by=pupil)

    assert (idea.status, idea.created_by, idea.season) == (IdeaStatus.DRAFT, pupil, make.season())
    assert idea_content.read(idea) == {**make.idea_content(), "visibility": "partners"}
    assert [(member.pupil, member.place) for member in idea.team.all()] == [(pupil, 1)]


def test_an_advisers_draft_starts_without_a_team(club):
    idea = ideas.draft(club=club, content=make.idea_content(), by=club.adviser)

    assert not idea.team.exists()


def test_a_pupil_with_a_team_this_season_starts_no_second_one(club, pupil):
    ideas.draft(club=club, content=make.idea_content(), by=pupil)

    with pytest.raises(Conflict, match="Mỗi học sinh ở một nhóm"):
        ideas.draft(club=club, content=make.idea_content(title="Ý khác"), by=pupil)

    assert Idea.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "expected"),
    [("member", True), ("adviser", True), ("schoolmate", False), ("colleague", False), ("outsider", False)],
)
def test_who_may_start_an_idea(club, pupil, who, expected):
    person = {
        "member": lambda: pupil,
        "adviser": lambda: club.adviser,
        "schoolmate": lambda: make.pupil(club.school),
        "colleague": lambda: make.adult(club.school, Role.TEACHER),
        "outsider": make.mentor,
    }[who]()

    if expected:
        assert ideas.draft(club=club, content=make.idea_content(), by=person).club == club
    else:
        with pytest.raises(Refused, match="Chỉ các bạn trong câu lạc bộ"):
            ideas.draft(club=club, content=make.idea_content(), by=person)


def test_a_pupil_whose_guardian_took_the_consent_back_writes_nothing(club):
    pupil = make.pupil(club.school, consents=())
    make.join(club, pupil)

    with pytest.raises(Refused):
        ideas.draft(club=club, content=make.idea_content(), by=pupil)


def test_a_closed_club_starts_nothing(pupil, club):
    club.closed_on = clock.today()

    with pytest.raises(Conflict, match="ngừng hoạt động"):
        ideas.draft(club=club, content=make.idea_content(), by=pupil)


def test_each_change_is_a_version_and_the_needs_follow_the_text(club, pupil):
    idea = ideas.draft(club=club, content=make.idea_content(), by=pupil)
    changed = make.idea_content(title="Thùng rác vui", needs=[["pilot", "Một sân trường."], ["market", "Người mua."]])

    idea = ideas.edit(idea=idea, content=changed, by=pupil)

    assert (idea.title, idea.version) == ("Thùng rác vui", 2)
    assert needs(idea) == [("pilot", "Một sân trường."), ("market", "Người mua.")]
    assert [(v.number, v.content["title"]) for v in idea.versions.all()] == [
        (2, "Thùng rác vui"),
        (1, "Thùng rác biết phân loại"),
    ]


def test_saving_without_a_change_makes_no_version(club, pupil):
    idea = ideas.draft(club=club, content=make.idea_content(), by=pupil)
    need = idea.needs.get()

    ideas.edit(idea=idea, content=make.idea_content(), by=pupil)

    assert IdeaVersion.objects.count() == 1
    assert Need.objects.get() == need


def test_the_version_names_who_wrote_it(club, pupil):
    idea = ideas.draft(club=club, content=make.idea_content(), by=pupil)

    ideas.edit(idea=idea, content=make.idea_content(solution="Thầy thêm một câu."), by=club.adviser)

    assert [version.author for version in idea.versions.all()] == [club.adviser, pupil]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a" * 201}, "title"),
        ({"problem": ""}, "problem"),
        ({"problem": "a" * 4001}, "problem"),
        ({"stage": "rich"}, "stage"),
        ({"language": "fr"}, "language"),
        ({"field": "magic"}, "field"),
        ({"needs": [["mentoring", "x"]] * 6}, "needs"),
        ({"needs": [["money", "x"]]}, "needs"),
        ({"needs": [["mentoring", "  "]]}, "needs"),
        ({"needs": [["mentoring", "a" * 501]]}, "needs"),
    ],
)
def test_what_cannot_be_taken_names_its_field_and_writes_nothing(club, pupil, changes, field):
    with pytest.raises(Invalid) as refusal:
        ideas.draft(club=club, content=make.idea_content(**changes), by=pupil)

    assert list(refusal.value.errors) == [field]
    assert not Idea.objects.exists()
