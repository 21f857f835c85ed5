"""The rights' table of visits, one module a section: `ACTS` rows, `BODIES` what doors accept, `build` its things.

Every module of this folder is a section.
"""

import pkgutil
from importlib import import_module
from typing import Any

_SECTIONS = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]

ACTS = [row for section in _SECTIONS for row in section.ACTS]
BODIES: dict[str, Any] = {key: body for section in _SECTIONS for key, body in section.BODIES.items()}


def build(world: Any) -> None:
    """Each section's things, for the same people: `world.people`, `world.args`, `world.actors` of `scenario.World`."""
    for section in _SECTIONS:
        section.build(world)
