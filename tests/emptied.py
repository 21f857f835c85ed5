"""After a test with real transactions: how the tables are emptied, and how the reference data comes back.

Django empties every table and makes every row anew from JSON, which takes longer than most of these tests. Here only
what holds rows is emptied, and the rows come back as they were read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import router, transaction
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.postgresql.base import DatabaseOperations as Postgres
from django.db.backends.sqlite3.base import DatabaseOperations as SQLite

# A row in it opens the trail, whose triggers refuse everything else (`core/trail_tables.py`).
_OPENING = "people_trailopening"
# SQLite takes no more than 500 in one question.
_PARTS = 400


@contextmanager
def quickly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseCreation, "serialize_db_to_string", _read)
        patch.setattr(BaseDatabaseCreation, "deserialize_db_from_string", _put_back)
        patch.setattr(SQLite, "sql_flush", _with_the_trail_open)
        patch.setattr(Postgres, "sql_flush", _without_triggers)
        yield


def _read(creation: Any) -> dict[str, list[Any]]:
    """By the statement that brings them back: the rows of every table that has some."""
    connection, found = creation.connection, {}
    with connection.cursor() as cursor:
        for table in _tables(connection):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            names = ", ".join(connection.ops.quote_name(column[0]) for column in cursor.description)
            places = ", ".join(["%s"] * len(cursor.description))
            if rows:
                into = f"{connection.ops.quote_name(table)} ({names})"
                found[f"INSERT INTO {into} VALUES ({places}) ON CONFLICT DO NOTHING"] = rows
    return found


def _tables(connection: Any) -> list[str]:
    left_out = set(settings.TEST_NON_SERIALIZED_APPS)
    models = [model for app in apps.get_app_configs() if app.name not in left_out for model in app.get_models(True)]
    ours = [model for model in models if model._meta.can_migrate(connection)]
    return [model._meta.db_table for model in ours if router.allow_migrate_model(connection.alias, model)]


def _put_back(creation: Any, kept: dict[str, list[Any]]) -> None:
    """In one transaction: rows may point at rows that come later. Before the first of these tests all are there."""
    with transaction.atomic(using=creation.connection.alias), creation.connection.cursor() as cursor:
        for statement, rows in kept.items():
            cursor.executemany(statement, rows)


def _with_the_trail_open(operations: Any, style: Any, tables: Any, **_options: Any) -> list[str]:
    emptied = [f"DELETE FROM {name}" for name in _filled(operations, tables)]
    return [f"INSERT INTO {_OPENING} (opened_at) VALUES (0)", *emptied, f"DELETE FROM {_OPENING}"]


def _without_triggers(operations: Any, style: Any, tables: Any, **_options: Any) -> list[str]:
    emptied = [f"DELETE FROM {name}" for name in _filled(operations, tables)]
    return ["SET session_replication_role = replica", *emptied, "RESET session_replication_role"]


def _filled(operations: Any, tables: Any) -> list[str]:
    """Names, quoted, of those that hold a row."""
    names = [operations.quote_name(table) for table in tables if table != _OPENING]
    asked = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names]
    found: list[str] = []
    with operations.connection.cursor() as cursor:
        for begin in range(0, len(asked), _PARTS):
            cursor.execute(" UNION ALL ".join(asked[begin : begin + _PARTS]))
            found += [name for (name,) in cursor.fetchall()]
    return found
