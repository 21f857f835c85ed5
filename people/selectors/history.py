"""The trail as people read it: who, when, from what to what, in the words of the pages.

Apps register which things have a page of it (`Kind`), who may open it and which rows belong to it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core import actors, trail
from core.errors import NotFound
from people.selectors import hats
from people.selectors.hats import Hats
from people.selectors.history_values import Names, label_of, text_of

# More rows than any one thing has; what is older is not shown.
_MOST = 1000
PIECE = 30


@dataclass(frozen=True)
class Part:
    """Rows of one model that belong to a thing.

    `about`: the column that says whom or what each is about; `links`: many-to-many fields that are kept with it.
    """

    model: type[Model]
    label: Promise | str
    rows: Callable[[Any], Q]
    fields: tuple[str, ...]
    about: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """Things of one kind that have a page of their trail. `allows` asks no more of the thing than `things` has loaded.

    `names_pupils`: whoever may read it is of the school whose pupils are named in it. `page`: where the thing itself
    stands, by its URL name, and `place`, of which row. `name`: what it is called.
    """

    code: str
    title: Promise | str
    things: Callable[[], QuerySet[Any]]
    allows: Callable[[Hats, Any], bool]
    parts: tuple[Part, ...]
    names_pupils: bool = False
    page: str = ""
    place: Callable[[Any], int | None] = lambda thing: thing.pk
    name: Callable[[Any], str] = str


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change: `action` is "+", "~" or "-"."""

    at: dt.datetime
    who: str
    part: str
    about: str
    action: str
    changes: list[Change]


@dataclass(frozen=True)
class Page:
    """`pupils`: whose names stand in it."""

    kind: Kind
    thing: Any
    name: str
    entries: list[Entry]
    pupils: list[int]
    number: int
    next_number: int | None

    @property
    def place(self) -> int | None:
        return self.kind.place(self.thing)


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"There are two kinds of history called {kind.code}.")


def add_parts(code: str, *parts: Part) -> None:
    """Apps above add to a thing of `people`: a pupil's clubs, for instance."""
    known = KINDS[code]
    new = tuple(part for part in parts if part not in known.parts)
    KINDS[code] = replace(known, parts=(*known.parts, *new))


def allows(viewer: hats.Anyone, code: str, thing: Any) -> bool:
    return KINDS[code].allows(hats.of(viewer), thing)


def page_for(viewer: hats.Anyone, code: str, pk: int, number: int = 1) -> Page:
    kind = KINDS.get(code)
    thing = kind.things().filter(pk=pk).first() if kind else None
    if kind is None or thing is None or not kind.allows(hats.of(viewer), thing):
        raise NotFound(_("Không tìm thấy lịch sử này, hoặc lịch sử không mở cho tài khoản của bạn."))
    rows = [(part, row, before) for part in kind.parts for row, before in _rows(part, thing)]
    rows.sort(key=lambda found: (found[1].history_date, found[1].history_id), reverse=True)
    shown = [found for found in rows if found[1].history_type != "~" or _differs(*found)]
    start = (number - 1) * PIECE
    piece = shown[start : start + PIECE]
    names = Names(_people(piece), names_pupils=kind.names_pupils)
    return Page(
        kind=kind,
        thing=thing,
        name=kind.name(thing),
        entries=[_entry(part, row, before, names) for part, row, before in piece],
        pupils=names.pupils + ([pk] if kind.code == "pupil" else []),
        number=number,
        next_number=number + 1 if len(shown) > start + PIECE else None,
    )


def _rows(part: Part, thing: Any) -> Iterable[tuple[Any, Any]]:
    """Each row with the one before it of the same thing, or None."""
    found = list(trail.rows_of(part.model).filter(part.rows(thing)).order_by("-history_id")[:_MOST])
    for name in part.links:
        kept = trail.links_of(part.model, name, [row.history_id for row in found])
        for row in found:
            setattr(row, f"links_{name}", ", ".join(sorted(map(str, kept[row.history_id]))))
    last: dict[Any, Any] = {}
    pairs = []
    key = part.model._meta.pk.attname
    for row in reversed(found):
        pairs.append((row, last.get(getattr(row, key))))
        last[getattr(row, key)] = row
    return pairs


def _differs(part: Part, row: Any, before: Any) -> bool:
    return any(_raw(row, name) != _raw(before, name) for name in (*part.fields, *_columns(part)))


def _columns(part: Part) -> list[str]:
    """Where `_rows` has put the links."""
    return [f"links_{name}" for name in part.links]


def _raw(row: Any, name: str) -> Any:
    if row is None or name.startswith("links_"):
        return getattr(row, name, None)
    return getattr(row, row._meta.get_field(name).attname)


def _people(rows: Sequence[tuple[Part, Any, Any]]) -> list[tuple[Any, str]]:
    """Every reference that stands in these rows: (row, column)."""
    found: list[tuple[Any, str]] = []
    for part, row, before in rows:
        columns = {*part.fields, *([part.about] if part.about else [])}
        found += [(one, name) for one in (row, before) if one is not None for name in columns]
        found.append((row, "history_user"))
    return found


def _entry(part: Part, row: Any, before: Any, names: Names) -> Entry:
    return Entry(
        at=row.history_date,
        who=_who(row, names),
        part=str(part.label),
        about=text_of(row, part.about, names) if part.about else "",
        action=row.history_type,
        changes=_changes(part, row, before, names),
    )


def _changes(part: Part, row: Any, before: Any, names: Names) -> list[Change]:
    if row.history_type == "-":
        return []
    told = []
    for name in part.fields:
        if name != part.about and _raw(row, name) != _raw(before, name):
            old = text_of(before, name, names) if before is not None else ""
            new = text_of(row, name, names)
            if old != new:
                told.append(Change(label_of(part.model, name), old, new))
    return told + [
        Change(label_of(part.model, name.removeprefix("links_")), _raw(before, name) or "", _raw(row, name))
        for name in _columns(part)
        if (_raw(before, name) or "") != _raw(row, name)
    ]


def _who(row: Any, names: Names) -> str:
    if row.history_user_id is not None:
        return names.person(row.history_user_id)
    reason = row.history_change_reason or ""
    if reason == trail.BEGINNING:
        return _("có từ trước khi ghi lịch sử")
    if reason == trail.OUTSIDE:
        return _("phụ huynh, bằng mã gửi đến điện thoại")
    return _("Hệ thống: %(job)s") % {"job": actors.label_of(reason)} if reason else _("Hệ thống")
