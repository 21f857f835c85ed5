"""What a visit's conversation says by itself when the visit moves or changes. Subscribed in `visits/apps.py`."""

from messaging.services import conversations
from visits.selectors.talks import KIND, NOTES


def visit_moved(visit: int, action: str) -> None:
    _say(visit, action)


def visit_changed(visit: int, change: str) -> None:
    _say(visit, f"new_{change}")


def _say(visit: int, code: str) -> None:
    if code in NOTES:
        conversations.say(kind=KIND.code, subject=visit, code=code)
