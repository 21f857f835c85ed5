"""Background work: each may run twice."""

from people.services import former_pupils, roster_writing, rosters


def apply_roster(roster: int) -> None:
    roster_writing.write(roster=roster)


def mind_pupils() -> None:
    """Daily: forget who left long ago, and lists that nobody applied."""
    former_pupils.pseudonymise_due()
    rosters.tidy_up()
