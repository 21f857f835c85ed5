"""What changed with each version, for those who follow the idea from inside."""

import pytest

from core.errors import NotFound
from network.enums import IdeaStatus, Visibility
from network.selectors import idea_versions
from network.services import ideas
from people.enums import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    club = make.club()
    pupil = make.pupil(club.school)
    make.join(club, pupil)
    return ideas.draft(club=club, content=make.idea_content(), by=pupil)


def told(revision):
    return {change.name: (change.before, change.after) for change in revision.changes}


def test_the_first_version_is_new_in_everything(idea):
    (first,) = idea_versions.history_for(idea.created_by, idea)

    assert told(first) == {
        "title": ("", "Thùng rác biết phân loại"),
        "field": ("", "Công nghiệp, chế tạo"),
        "stage": ("", "ý tưởng"),
        "problem": ("", make.idea_content()["problem"]),
        "solution": ("", make.idea_content()["solution"]),
        "needs": ("", "người hướng dẫn: Cần người biết lập trình vi điều khiển."),
        "language": ("", "tiếng Việt"),
        "visibility": ("", "các bên đồng hành đã thẩm định"),
    }


def test_a_later_version_tells_only_what_changed(idea):
    ideas.edit(idea=idea, content=make.idea_content(stage="prototype", needs=[]), by=idea.created_by)
    ideas.submit(idea=idea, by=idea.created_by)
    ideas.publish(idea=idea, visibility=Visibility.SCHOOL, by=idea.club.adviser)

    last, middle, _first = idea_versions.history_for(idea.created_by, idea)

    assert told(last) == {"visibility": ("các bên đồng hành đã thẩm định", "toàn trường")}
    assert told(middle) == {
        "stage": ("ý tưởng", "mẫu thử"),
        "needs": ("người hướng dẫn: Cần người biết lập trình vi điều khiển.", ""),
    }


def test_a_return_is_told_with_its_reason(idea):
    ideas.submit(idea=idea, by=idea.created_by)
    ideas.send_back(idea=idea, reason="Kể rõ hơn nhé.", by=idea.club.adviser)

    last, *_ = idea_versions.history_for(idea.created_by, idea)

    assert (last.note, told(last), last.version.author) == ("Kể rõ hơn nhé.", {}, idea.club.adviser)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("team", True),
        ("adviser", True),
        ("teacher", True),
        ("schoolmate", False),
        ("mentor", False),
        ("officer", False),
    ],
)
def test_who_reads_the_history(who, expected):
    idea = make.idea(status=IdeaStatus.PUBLISHED, visibility=Visibility.PUBLIC)
    person = {
        "team": lambda: idea.created_by,
        "adviser": lambda: idea.club.adviser,
        "teacher": lambda: make.adult(idea.club.school, Role.TEACHER),
        "schoolmate": lambda: make.pupil(idea.club.school),
        "mentor": make.mentor,
        "officer": make.officer,
    }[who]()

    if expected:
        assert idea_versions.history_for(person, idea) == []
    else:
        with pytest.raises(NotFound):
            idea_versions.history_for(person, idea)


def test_a_long_history_takes_two_queries(idea, django_assert_max_num_queries):
    for number in range(10):
        ideas.edit(idea=idea, content=make.idea_content(title=f"Tên {number}"), by=idea.created_by)

    with django_assert_max_num_queries(3):
        revisions = idea_versions.history_for(idea.created_by, idea)
        assert [revision.version.author.full_name for revision in revisions] == [idea.created_by.full_name] * 11
