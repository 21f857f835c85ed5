"""Who may do what with an idea, in one table."""

import pytest

from network.enums import IdeaStatus
from network.permissions import ideas as permissions
from people.enums import ConsentPurpose, Role
from tests import make

pytestmark = pytest.mark.django_db

DRAFT, SUBMITTED, PUBLISHED, ARCHIVED = IdeaStatus.values
ALL = {DRAFT, SUBMITTED, PUBLISHED, ARCHIVED}
LIVE = ALL - {ARCHIVED}

# In which states each person may; the state machine decides the rest.
TABLE = {
    "edit": {"team": {DRAFT}, "adviser": LIVE},
    "submit": {"team": ALL},
    "return": {"adviser": ALL},
    "publish": {"adviser": ALL},
    "withdraw": {"team": ALL, "adviser": ALL, "school admin": ALL},
    "archive": {"team": {DRAFT}, "adviser": ALL},
    "change_team": {"team": {DRAFT}, "adviser": LIVE},
}
PEOPLE = {
    "team": lambda idea: idea.team.get().pupil,
    "clubmate": lambda idea: make.join(idea.club, make.pupil(idea.club.school)).pupil,
    "schoolmate": lambda idea: make.pupil(idea.club.school),
    "pupil elsewhere": lambda idea: make.pupil(),
    "adviser": lambda idea: idea.club.adviser,
    "other adviser": lambda idea: make.adviser(idea.club.school),
    "teacher": lambda idea: make.adult(idea.club.school, Role.TEACHER),
    "school admin": lambda idea: make.adult(idea.club.school, Role.SCHOOL_ADMIN),
    "adviser elsewhere": lambda idea: make.adviser(),
    "mentor": lambda idea: make.mentor(),
    "representative": lambda idea: make.representative(),
    "officer": lambda idea: make.officer(),
}


@pytest.mark.parametrize("status", sorted(ALL))
@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_do_what_with_an_idea(who, status):
    idea = make.idea(status=status)
    person = PEOPLE[who](idea)

    allowed = {act for act in TABLE if getattr(permissions, f"can_{act}")(person, idea)}

    assert allowed == {act for act, may in TABLE.items() if status in may.get(who, ())}


@pytest.mark.parametrize(
    ("consents", "assented"), [((), True), ((ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT), False)]
)
def test_a_pupil_who_may_not_come_in_may_do_nothing(consents, assented):
    club = make.club()
    idea = make.idea(club, team=[make.pupil(club.school, consents=consents, assented=assented)])

    person = idea.team.get().pupil

    assert [act for act in TABLE if getattr(permissions, f"can_{act}")(person, idea)] == []
