"""The end of a school year: which class becomes which, before anybody is moved."""

from dataclasses import dataclass

from core import clock
from people.models import RollOver, School
from people.rosters import classes
from people.selectors import pupils

# From this month on a roll-over belongs to the school year that ends in this calendar year.
_FIRST_MONTH = 5


@dataclass(frozen=True)
class Move:
    """`becomes` is "" for a class that leaves the school."""

    class_name: str
    pupils: int
    becomes: str


def year_of_today() -> int:
    today = clock.today()
    return today.year if today.month >= _FIRST_MONTH else today.year - 1


def proposed_for(school: School) -> list[Move]:
    return [Move(row.name, row.pupils, classes.next_of(row.name, school.level)) for row in pupils.classes_of(school)]


def done_this_year(school: School) -> RollOver | None:
    return RollOver.objects.filter(school=school, year=year_of_today()).select_related("applied_by").first()
