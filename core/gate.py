"""A condition on rows of another table whose SQL is worked out once per process, however often it is asked.

Every page asks the same few questions of every row ("is its author cleared today?"). Django would build each nested
query anew on every request, which took most of a page's time. `@gate` builds it once per database and keeps the text:

    @gate
    def is_cleared(user):                      # `user` stands for a column of the query that asks
        return Clearance.objects.filter(user=user, expires_on__gte=TODAY)

    Post.objects.filter(is_cleared("author"))  # true for posts whose author has such a row

Positional arguments name columns; keyword arguments are constants, each combination with a text of its own. The day and
the time are asked at every use: write `TODAY` and `NOW`; a date that would be kept is refused.
"""

import datetime as dt
import re
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any

from django.db import connection, models
from django.db.models import Exists, Expression, F, QuerySet
from django.db.models.sql import Query

from core import clock

Ask = Callable[[Any], object]
Build = Callable[..., QuerySet[Any]]
# SQL with `{0}`, `{1}` … for the columns of the asking query, and the values for its `%s`.
Text = tuple[str, list[Any]]

_ALIAS = re.compile(r"\b[A-Z]+\d+\b")
# As SQLite keeps one.
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
# While a text is built, gates inside it hand on what is asked late instead of asking.
_building: ContextVar[bool] = ContextVar("building", default=False)
_names: set[str] = set()


class Late(Expression):
    """A value asked for whenever the condition is used."""

    def __init__(self, ask: Ask, output_field: Any) -> None:
        super().__init__(output_field=output_field)
        self.ask = ask

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self.ask if _building.get() else self.ask(connection)]


TODAY = Late(lambda connection: connection.ops.adapt_datefield_value(clock.today()), models.DateField())
NOW = Late(lambda connection: connection.ops.adapt_datetimefield_value(clock.now()), models.DateTimeField())


def days_ago(days: int) -> Late:
    """The day that was `days` before `TODAY`."""
    back = dt.timedelta(days=days)
    return Late(lambda connection: connection.ops.adapt_datefield_value(clock.today() - back), models.DateField())


class _Place(Expression):
    """Where a column of the asking query goes."""

    def __init__(self, number: int) -> None:
        super().__init__(output_field=models.IntegerField())
        self.number = number

    def as_sql(self, *_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return f"{{{self.number}}}", []


class _Given(Expression):
    """A value that comes with each asking."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=models.IntegerField())
        self.name = name

    def as_sql(self, *_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self]


class Gate(Expression):
    """`EXISTS (…)`, correlated to `columns` of the query it is used in."""

    conditional = True
    empty_result_set_value = False

    def __init__(self, text_for: Callable[[Any], Text], columns: tuple[str, ...]) -> None:
        super().__init__(output_field=models.BooleanField())
        self.text_for = text_for
        self.columns: list[Any] = [F(column) for column in columns]

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Any) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        text, values = self.text_for(connection)
        sql = text.format(*(compiler.compile(column)[0] for column in self.columns))
        return sql, values if _building.get() else _now(values, connection)


def gate(build: Build) -> Callable[..., Gate]:
    """Turn a function from columns to the rows that open the gate into a condition on the names of columns."""
    name = build.__name__.strip("_")
    if name in _names:
        raise ValueError(f"There are two gates called {name}: the tables in them would be taken for one another.")
    _names.add(name)
    kept: dict[Hashable, Text] = {}

    @wraps(build)
    def condition(*columns: str, **constants: Hashable) -> Gate:
        return Gate(partial(_text, kept, name, build, len(columns), constants), columns)

    return condition


def question(build: Build) -> Callable[..., list[tuple[Any, ...]]]:
    """The same for a whole question that every request asks: a function from values to `values_list` rows.

    The database's own values come back: text, numbers, and 0 or 1 for a condition on SQLite.
    """
    kept: dict[Hashable, Text] = {}

    @wraps(build)
    def ask(**values: object) -> list[tuple[Any, ...]]:
        if connection.vendor not in kept:
            rows = build(**{name: _Given(name) for name in values})
            kept[connection.vendor] = frozen(build.__name__, rows.query.sql_with_params)
        sql, params = kept[connection.vendor]
        given: list[Any] = [values[param.name] if isinstance(param, _Given) else param for param in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, _now(given, connection))
            return list(cursor.fetchall())

    return ask


def _text(kept: dict[Hashable, Text], name: str, build: Build, places: int, constants: Any, connection: Any) -> Text:
    key = (connection.vendor, *constants.values())
    if key not in kept:
        rows = build(*(_Place(number) for number in range(places)), **constants)
        kept[key] = _built(rows, name, connection)
    return kept[key]


def _built(rows: QuerySet[Any], name: str, connection: Any) -> Text:
    """Tables get names of this gate's own, so that none is taken for one of the asking query."""
    asking = Query(rows.model)
    exists = Exists(rows).resolve_expression(asking)
    sql, values = frozen(name, lambda: exists.as_sql(asking.get_compiler(connection=connection), connection))
    return _ALIAS.sub(lambda alias: f"{name}_{alias[0]}", sql), values


def frozen(name: str, write: Callable[[], tuple[str, Any]]) -> Text:
    """SQL to keep; what is asked late stands among its values as functions of the connection."""
    token = _building.set(True)
    try:
        sql, values = write()
    finally:
        _building.reset(token)
    if any(isinstance(value, dt.date) or (isinstance(value, str) and _DATE.match(value)) for value in values):
        raise ValueError(f"{name} would keep a date: use TODAY or NOW.")
    return sql, list(values)


def _now(values: list[Any], connection: Any) -> list[Any]:
    return [value(connection) if callable(value) else value for value in values]
