"""The database itself refuses to change what has happened."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER event_never_changes BEFORE UPDATE ON tickets_event
BEGIN SELECT RAISE(ABORT, 'events are appended, never changed'); END;
"""
POSTGRESQL = """
CREATE FUNCTION event_never_changes() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'events are appended, never changed'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON tickets_event
FOR EACH ROW EXECUTE FUNCTION event_never_changes();
"""


def guard(apps, editor):
    statement = SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL
    with editor.connection.cursor() as cursor:
        cursor.execute(statement)


def release(apps, editor):
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER event_never_changes")
        else:
            cursor.execute("DROP TRIGGER event_never_changes ON tickets_event; DROP FUNCTION event_never_changes()")


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]
