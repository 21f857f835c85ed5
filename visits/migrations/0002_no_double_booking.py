"""Nobody is in two places and a host's slots do not overlap: the database says so.

PostgreSQL has exclusion constraints for it; a range of one number makes them work without an extension. SQLite has
triggers. Both let one time end when the next begins.
"""

from django.db import migrations

from core import trail_tables

# table, the column that may be once at a time, which rows count
ALONE = (("visits_busy", "person_id", ""), ("visits_slot", "offer_id", "closed_at IS NULL"))
TRAILED = (
    "agreement",
    "attendee",
    "closure",
    "hosting",
    "safetysheet",
    "series",
    "slot",
    "slotrequest",
    "visit",
    "visitstaff",
)
KEPT = tuple(f"visits_historical{name}" for name in TRAILED)

POSTGRES = """
ALTER TABLE {table} ADD CONSTRAINT {table}_once_at_a_time EXCLUDE USING gist (
    int8range({column}, {column}, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&
) {where}
"""
SQLITE = """
CREATE TRIGGER {table}_once_at_a_time_{event} BEFORE {when} ON {table}
WHEN {new_counts} EXISTS (
    SELECT 1 FROM {table} other WHERE other.{column} = NEW.{column} AND other.id IS NOT NEW.id
    AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at {other_counts}
)
BEGIN SELECT RAISE(ABORT, '{table}: once at a time'); END
"""
EVENTS = {"insert": "INSERT", "update": "UPDATE"}


def guard(apps, schema_editor):
    for table, column, counts in ALONE:
        if schema_editor.connection.vendor == "postgresql":
            where = f"WHERE ({counts})" if counts else ""
            schema_editor.execute(POSTGRES.format(table=table, column=column, where=where))
            continue
        for event, when in EVENTS.items():
            words = {
                "new_counts": f"NEW.{counts} AND" if counts else "",
                "other_counts": f"AND other.{counts}" if counts else "",
            }
            schema_editor.execute(SQLITE.format(table=table, column=column, event=event, when=when, **words))
    trail_tables.guard(schema_editor, KEPT)


def unguard(apps, schema_editor):
    trail_tables.unguard(schema_editor, KEPT)
    for table, _column, _counts in ALONE:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_once_at_a_time")
        else:
            for event in EVENTS:
                schema_editor.execute(f"DROP TRIGGER {table}_once_at_a_time_{event}")


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial"), ("people", "0009_history")]

    operations = [migrations.RunPython(guard, unguard)]
