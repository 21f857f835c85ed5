"""Who reads and decides adults' clearances: asked here and nowhere else."""

from people.enums import Role
from people.selectors import affiliations, hats


def is_one(user: hats.Anyone) -> bool:
    """The Department's officers, and whoever it gave their role to."""
    return hats.of(user).is_department_officer


def ids() -> list[int]:
    """All of them, for what must be told at once."""
    return affiliations.holders_of(Role.DEPARTMENT_OFFICER)
