"""Clubs, and who is in them."""

from typing import Any

from core import clock
from network.models import Club, ClubMembership
from people.models import School, User
from tests.make import numbers
from tests.make.contest import field
from tests.make.organisations import school
from tests.make.people import adviser


def club(home: School | None = None, *, by: User | None = None, **facts: Any) -> Club:
    home = home or school()
    facts.setdefault("name", f"CLB Khởi nghiệp {numbers.new()}")
    made = Club.objects.create(school=home, adviser=by or adviser(home), **facts)
    made.fields.add(field())
    return made


def join(home: Club, member: User) -> ClubMembership:
    facts = {"club": home, "pupil": member, "left_on": None}
    return ClubMembership.objects.filter(**facts).first() or enter(home, member)


def enter(home: Club, member: User) -> ClubMembership:
    """For whoever is not in it."""
    return ClubMembership.objects.create(club=home, pupil=member, joined_on=clock.today())


def club_content(**changes: Any) -> dict[str, Any]:
    """What `services.clubs` takes."""
    return {
        "name": "Khởi nghiệp xanh",
        "about": "Gặp nhau chiều thứ năm.",
        "fields": ["industry_manufacturing"],
        "grade_min": 10,
        "grade_max": 12,
        "founded_on": None,
        **changes,
    }
