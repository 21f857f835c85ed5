"""What a well-meaning person sends through each door, one module an app, by the door's name.

A key with its method goes before the name alone, which pages and the API share but for its dashes.
"""

from typing import Any

from tests.architecture import of_matching, of_visits
from tests.architecture.bodies import messaging, network, people

BODIES: dict[str, Any] = {
    **people.BODIES,
    **network.BODIES,
    **messaging.BODIES,
    **of_matching.BODIES,
    **of_visits.BODIES,
}


def body_for(key: str, args: dict[str, Any]) -> dict[str, Any]:
    name = key.partition(":")[2].removeprefix("api-")
    made = BODIES.get(key) or BODIES.get(name)
    return dict(made(args)) if made else {}
