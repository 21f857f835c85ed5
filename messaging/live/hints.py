"""What processes tell one another: that something is new. The database is the truth; a lost hint costs a second.

`to` names the members at the moment of the commit: a socket of anybody else leaves the conversation.
"""

import json
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Hint:
    """`seq` is set for a new message, `change` for a changed one, neither for what is only said now (typing)."""

    c: int
    to: list[int] = field(default_factory=list)
    seq: int | None = None
    change: int | None = None
    # Of a change: the place of the message that changed.
    of: int | None = None
    frame: str = ""


_KNOWN = frozenset(known.name for known in fields(Hint))


def dumps(hint: Hint) -> str:
    return json.dumps(vars(hint), ensure_ascii=False, separators=(",", ":"))


def loads(text: str | bytes) -> Hint:
    """A process of another version may say more than this one knows."""
    said: dict[str, Any] = json.loads(text)
    return Hint(**{name: value for name, value in said.items() if name in _KNOWN})
