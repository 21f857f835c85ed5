"""A club's members and an idea's team come from the club's own school: the database says so too.

A foreign key cannot say it and neither can a check, so a trigger does, once for PostgreSQL and once for SQLite.
"""

from django.db import migrations

ENROLLED = """
    SELECT 1 FROM people_affiliation a JOIN network_club c ON c.school_id = a.organisation_id
    WHERE a.user_id = NEW.pupil_id AND a.role = 'student' AND (a.ends_on IS NULL OR a.ends_on >= CURRENT_DATE)
      AND c.id = {club}
"""
GUARDS = {
    "network_clubmembership": "NEW.club_id",
    "network_teammember": "(SELECT i.club_id FROM network_idea i WHERE i.id = NEW.idea_id)",
}
MESSAGE = "pupil is not enrolled in the school of the club"

POSTGRES = """
CREATE FUNCTION {table}_same_school() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS ({enrolled}) THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_same_school BEFORE INSERT OR UPDATE OF pupil_id ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_same_school();
"""
SQLITE = """
CREATE TRIGGER {table}_same_school_{event} BEFORE {when} ON {table}
WHEN NOT EXISTS ({enrolled})
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""


def guard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table, club in GUARDS.items():
        words = {"table": table, "enrolled": ENROLLED.format(club=club), "message": MESSAGE}
        if postgres:
            schema_editor.execute(POSTGRES.format(**words))
        else:
            schema_editor.execute(SQLITE.format(event="insert", when="INSERT", **words))
            schema_editor.execute(SQLITE.format(event="update", when="UPDATE OF pupil_id", **words))


def unguard(apps, schema_editor):
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in GUARDS:
        if postgres:
            schema_editor.execute(f"DROP TRIGGER {table}_same_school ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_same_school()")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_same_school_insert")
            schema_editor.execute(f"DROP TRIGGER {table}_same_school_update")


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial"), ("people", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
