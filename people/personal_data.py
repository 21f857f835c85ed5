"""What is kept about people, app by app: how to show it to the person, and how to forget who it was.

Apps above register theirs when they start, so that `people` needs to know none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from people.models import User

# One thing by the names of its facts, in the order they are read.
Row = dict[str, Any]


@dataclass(frozen=True)
class Holding:
    """`read` gives the person's own rows and nobody else's data: others appear as what they are, never by name.

    `is_private`: given to the person alone, not into a copy that somebody else takes for them.

    `forget` takes the person out, inside the erasure's transaction and with the trail open; rows that are counted stay.
    """

    code: str
    label: Promise | str
    read: Callable[[User], list[Row]]
    forget: Callable[[User], None] | None = None
    is_private: bool = False


HOLDINGS: dict[str, Holding] = {}


def register(*holdings: Holding) -> None:
    for holding in holdings:
        if HOLDINGS.setdefault(holding.code, holding) != holding:
            raise ValueError(f"There are two holdings called {holding.code}.")
