"""A whole list whose SQL is written once per process for each kind of asker, however often it is read.

Django works out the SQL of a list anew at every request; with gates in it, that took longer than asking the database.
`rows` keeps the text a selector led to, and asks the database anew each time with the values of the moment:

    written.rows(home.own_ideas, hats.reader(user))[:5]             # five ideas, asked for now
    written.rows(posts.listed, reader, ("nuoc",), model=Challenge)

What comes by position are values: every number and text, however deep in a tuple, a set or a frozen dataclass. The
selector sees places in their stead, so it cannot depend on them; what it may branch on is what is left: truth values,
members of enums, and how many there are of something. These, and what comes by keyword, have a text of their own for
each combination. While a text is written the database is not there, and a date that would be kept is refused
(`TODAY` and `NOW` of `core/gate.py` are asked at every use): nothing that may change is ever kept, and no right.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import partial
from typing import Any, Generic, NoReturn, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from core import gate

R = TypeVar("R")
# More would mean that something of each person became part of a text.
_MOST = 600
# Places: no id is so low, and no text has letters of the private use area.
_LOWEST = -(2**62)
_GREATEST = 2**63 - 1
_BEFORE, _AFTER = "\ue000", "\ue001"
_kept: dict[Hashable, _Text] = {}


class Rows(Generic[R]):
    """The rows, asked for when they are read: all of them, or a slice."""

    def __init__(self, ask: Callable[[slice], list[R]]) -> None:
        self._ask = ask

    def __iter__(self) -> Iterator[R]:
        return iter(self._ask(slice(None)))

    def __getitem__(self, piece: slice) -> list[R]:
        return self._ask(piece)

    def first(self) -> R | None:
        return next(iter(self._ask(slice(1))), None)


def rows(build: Callable[..., QuerySet[Any, R]], *values: Any, **constants: Hashable) -> Rows[R]:
    """What `build` finds for these values, each time it is read. It is a selector with a name, written once."""
    if "<" in build.__qualname__:
        raise TypeError(f"{build.__qualname__} is another function each time: its text would be kept for nothing.")
    return Rows(partial(_ask, build, values, constants))


def _ask(build: Callable[..., QuerySet[Any, R]], values: Any, constants: dict[str, Hashable], piece: slice) -> list[R]:
    given: list[Any] = []
    apart = [_taken_apart(value, given) for value in values]
    if any(isinstance(value, int) and abs(value) > _GREATEST for value in given):
        # What no column can hold: Django knows what that means for each kind of column.
        return list(build(*values, **constants)[piece])
    shapes, places = tuple(shape for shape, _ in apart), [place for _, place in apart]
    key = (connections[DEFAULT_DB_ALIAS].vendor, build, shapes, *constants.items(), piece.start, piece.stop)
    text = _kept.get(key)
    if text is None:
        numbers = [place for place in places if isinstance(place, int) and place < 0]
        text = _written(build.__qualname__, lambda: build(*places, **constants)[piece], len(given), numbers)
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[key] = text
    return text.ask(given)


def _taken_apart(value: Any, given: list[Any]) -> tuple[Hashable, Any]:
    """What the text may depend on, and the value with places for its numbers and texts, which go to `given`."""
    if value is None or isinstance(value, bool | Enum):
        return value, value
    if isinstance(value, int | str):
        given.append(value)
        place = len(given) - 1
        if isinstance(value, int):
            return int, _LOWEST + place
        return str, f"{_BEFORE}{place}{_AFTER}"
    if isinstance(value, tuple | frozenset):
        parts = [_taken_apart(part, given) for part in value]
        return (type(value), *(shape for shape, _ in parts)), type(value)(place for _, place in parts)
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: _taken_apart(getattr(value, field.name), given) for field in fields(value)}
        shapes = tuple(shape for shape, _ in named.values())
        return (type(value), *shapes), type(value)(**{name: place for name, (_, place) in named.items()})
    raise TypeError(f"A {type(value).__name__} cannot be a value of a written list.")


@dataclass(frozen=True)
class _Text:
    """The SQL with what fills it, and the queryset it came from: how rows become objects. No SQL: nothing is found."""

    rows: Any
    compiler: SQLCompiler | None
    sql: str
    values: list[Any]

    def ask(self, given: list[Any]) -> list[Any]:
        if self.compiler is None:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        params = tuple(value(connection, given) if callable(value) else value for value in self.values)
        asked: Any = QuerySet(self.rows.model, _ReadyQuery(self, connection, params))
        asked._iterable_class = self.rows._iterable_class
        asked._fields = self.rows._fields
        asked._prefetch_related_lookups = self.rows._prefetch_related_lookups
        return list(asked)


class _ReadyQuery(Query):
    """The query of a list as it was when its SQL was written, with a compiler that has nothing left to do."""

    def __init__(self, text: _Text, connection: Any, params: tuple[Any, ...]) -> None:
        self.__dict__.update(vars(text.rows.query))
        self._compiler = _ReadyCompiler(text, connection, params)

    def get_compiler(self, *_: Any, **__: Any) -> SQLCompiler:
        return self._compiler


class _ReadyCompiler(SQLCompiler):
    def __init__(self, text: _Text, connection: Any, params: tuple[Any, ...]) -> None:
        self.__dict__.update(vars(text.compiler))
        self.connection = connection
        self._ready = (text.sql, params)

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return self._ready


def _written(name: str, build: Callable[[], QuerySet[Any, Any]], places: int, numbers: list[int]) -> _Text:
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.execute_wrapper(_not_now):
        found: Any = build()
        if not all(isinstance(lookup, str) for lookup in found._prefetch_related_lookups):
            raise TypeError(f"{name} would keep a queryset of its own for what is fetched along.")
        compiler = found.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, values = gate.frozen(name, compiler.as_sql)
        except EmptyResultSet:
            return _Text(found, None, "", [])
    if _BEFORE in sql or any(str(_LOWEST + place) in sql for place in range(places)):
        raise ValueError(f"{name} writes a value into its SQL.")
    if not {*numbers} <= {value for value in values if isinstance(value, int)}:
        raise ValueError(f"{name} does not ask for a number it is given.")
    return _Text(found, compiler, sql, [_filled(name, value) for value in values])


def _not_now(*_: Any) -> NoReturn:
    raise RuntimeError("A written list asked the database while its SQL was written: what it learnt would be kept.")


def _filled(name: str, value: Any) -> Any:
    """A constant as it is; for what is known only when the list is read, how to get it."""
    if callable(value):
        return lambda connection, _given: value(connection)
    if isinstance(value, list | tuple | dict):
        raise TypeError(f"{name} has a {type(value).__name__} among its values.")
    if isinstance(value, int) and value < _LOWEST // 2:
        return lambda _connection, given: given[value - _LOWEST]
    if isinstance(value, str) and _BEFORE in value:
        return _pattern(value)
    return value


def _pattern(value: str) -> Any:
    before, rest = value.split(_BEFORE)
    number, after = rest.split(_AFTER)
    place = int(number)
    if not before and not after:
        return lambda _connection, given: given[place]
    # Part of a pattern of LIKE: what has a meaning there is escaped as Django does it.
    return lambda connection, given: before + connection.ops.prep_for_like_query(given[place]) + after
