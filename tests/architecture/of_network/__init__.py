"""The rights' table of clubs, ideas, posts, agreements, imports and of finding them, one module a section."""

from typing import Any

from tests.architecture import sections
from tests.architecture.of_network import (
    agreements,
    clubs,
    find,
    ideas,
    imports,
    posts,
)

# In the order in which their things are built: an idea has a club, an agreement an idea and a post.
_SECTIONS = (clubs, ideas, posts, agreements, find, imports)
ACTS = sections.acts(_SECTIONS)
BODIES = sections.bodies(_SECTIONS)


def build(world: Any) -> None:
    sections.build(_SECTIONS, world)
