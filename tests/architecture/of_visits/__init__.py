"""The rights' table of visits, one module a section: every module of this folder is one."""

import pkgutil
from importlib import import_module
from typing import Any

from tests.architecture import sections

_SECTIONS = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
ACTS = sections.acts(_SECTIONS)
BODIES = sections.bodies(_SECTIONS)


def build(world: Any) -> None:
    sections.build(_SECTIONS, world)
