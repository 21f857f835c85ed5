"""Parts of the rights' table: modules with `ACTS`, the rows; `BODIES`, what their doors accept; and `build`.

`build(world)` makes the things that the rows are about, for the same people: `world.people`, `world.args`,
`world.actors` of `scenario.World`. A package of sections is a section as well.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from tests.architecture.acts import Act


def acts(sections: Iterable[ModuleType]) -> list[Act]:
    return [row for section in sections for row in section.ACTS]


def bodies(sections: Iterable[ModuleType]) -> dict[str, Any]:
    return {key: body for section in sections for key, body in section.BODIES.items()}


def build(sections: Iterable[ModuleType], world: Any) -> None:
    for section in sections:
        section.build(world)
