"""What a well-meaning person sends through each door, by the door's name, as its part of the table says.

A key with its method goes before the name alone, which pages and the API share but for its dashes.
"""

from typing import Any

from tests.architecture import matrix, sections

BODIES = sections.bodies(matrix.PARTS)


def body_for(key: str, args: dict[str, Any]) -> dict[str, Any]:
    name = key.partition(":")[2].removeprefix("api-")
    made = BODIES.get(key) or BODIES.get(name)
    return dict(made(args)) if made else {}
