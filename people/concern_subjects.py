"""What a report of concern can be about, each kind with how it is found and described. Apps above `register` theirs.

A page hands its subject over as a signed reference that is good for one reader and two days: nobody reports by a free
number, and who saw a page may report it also when it was hidden meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core import signing

from people.enums import ConcernAbout
from people.selectors.hats import Person

_SALT = "people.concern"
_SECONDS = 2 * 24 * 3600


@dataclass(frozen=True)
class Someone:
    """An adult whom the page showed; `shown` is the name as this reader may know it."""

    pk: int
    shown: str
    side: ConcernAbout


@dataclass(frozen=True)
class Subject:
    """`label` names it to its reader; `content` is sealed: plain JSON values of what the page showed."""

    label: str
    content: dict[str, Any]
    people: tuple[Someone, ...] = ()
    school_id: int | None = None
    kind: str = field(default="", compare=False)
    pk: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Kind:
    """`find` raises NotFound unless the viewer may see it; `describe` is asked for what the viewer has seen already."""

    code: str
    find: Callable[[Person, int], object]
    describe: Callable[[Person, int], Subject | None]


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"There are two kinds of subjects called {kind.code}.")


def reference(kind: str, pk: int, reader: Person) -> str:
    """For a page that shows it to `reader`."""
    if kind not in KINDS:
        raise ValueError(f"The kind {kind} is not registered.")
    return signing.dumps([kind, pk, reader.pk or 0], salt=_SALT, compress=True)


def read(token: str, reader: Person) -> tuple[str, int] | None:
    """Kind and id, or None for what is old, somebody else's or made up."""
    try:
        kind, pk, owner = signing.loads(token, salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (kind, pk) if kind in KINDS and owner == (reader.pk or 0) else None
