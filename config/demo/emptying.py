"""Starting afresh: what the database otherwise refuses to drop."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_FIND = {
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%append_only'",
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%append_only%'",
}


@contextmanager
def append_only_lifted(connection: Any) -> Iterator[None]:
    """Inside, tables that keep what was written can be emptied: for the demonstration and for tests alone."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor])
        triggers = cursor.fetchall()
        if postgres:
            # What foreign keys leave for the end of the transaction would keep a table from being altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name, place in triggers:
            cursor.execute(f"ALTER TABLE {place} DISABLE TRIGGER {name}" if postgres else f"DROP TRIGGER {name}")
        if postgres:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        if postgres:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name, place in triggers:
            cursor.execute(f"ALTER TABLE {place} ENABLE TRIGGER {name}" if postgres else place)
