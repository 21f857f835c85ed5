"""The rights' table of people: accounts, organisations, pupils, guardians, concerns, one module a section."""

from typing import Any

from tests.architecture import sections
from tests.architecture.of_people import (
    accounts,
    clearance,
    concerns,
    delegations,
    guardians,
    history,
    joining,
    my_data,
    notices,
    organisations,
    pupils,
)

# In the order in which their things are built: the history is asked of what the others made.
_SECTIONS = (
    accounts, organisations, joining, delegations, pupils, guardians, clearance, concerns, notices, my_data, history,
)  # fmt: skip
ACTS = sections.acts(_SECTIONS)
BODIES = sections.bodies(_SECTIONS)


def build(world: Any) -> None:
    sections.build(_SECTIONS, world)
