"""What migrations do to tables whose rows nobody changes, and to the trail, which begins with what is there.

A trigger refuses UPDATE and DELETE unless a row stands in `people_trailopening`, which `people/services/history.py`
puts there and takes away within one transaction.
"""

from collections.abc import Iterable
from typing import Any

from core import clock

_OPENING = "people_trailopening"
_MESSAGE = "what is kept here is never changed"

_FUNCTION = """
CREATE FUNCTION trail_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {opening}) THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""
_POSTGRES = """
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION trail_is_kept();
"""
_SQLITE = """
CREATE TRIGGER {table}_kept_{event} BEFORE {event} ON {table}
WHEN NOT EXISTS (SELECT 1 FROM {opening})
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
_EVENTS = ("UPDATE", "DELETE")
_OWN = {"history_id", "history_date", "history_change_reason", "history_type", "history_user_id"}


def create_function(schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_FUNCTION.format(opening=_OPENING, message=_MESSAGE))


def drop_function(schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION trail_is_kept()")


def guard(schema_editor: Any, tables: Iterable[str]) -> None:
    for table in tables:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRES.format(table=table))
        else:
            for event in _EVENTS:
                words = {"table": table, "event": event, "opening": _OPENING, "message": _MESSAGE}
                schema_editor.execute(_SQLITE.format(**words))


def unguard(schema_editor: Any, tables: Iterable[str]) -> None:
    for table in tables:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
        else:
            for event in _EVENTS:
                schema_editor.execute(f"DROP TRIGGER {table}_kept_{event}")


def begin(schema_editor: Any, model: Any, trail: Any, reason: str) -> None:
    """The first row of the trail of everything that is there, so that its first change has a before."""
    connection = schema_editor.connection
    columns = [field.column for field in trail._meta.concrete_fields if field.column not in _OWN]
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {trail._meta.db_table} ({names}, history_date, history_type, history_change_reason)"  # noqa: S608 - names of our own tables
            f" SELECT {names}, %s, '+', %s FROM {model._meta.db_table}",
            [connection.ops.adapt_datetimefield_value(clock.now()), reason],
        )
