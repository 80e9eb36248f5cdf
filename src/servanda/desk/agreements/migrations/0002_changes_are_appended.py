"""The database itself refuses to change what was agreed and when."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER agreement_change_never_changes BEFORE UPDATE ON agreements_agreementchange
BEGIN SELECT RAISE(ABORT, 'changes of agreements are appended, never changed'); END;
"""
POSTGRESQL = """
CREATE FUNCTION agreement_change_never_changes() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'changes of agreements are appended, never changed'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER agreement_change_never_changes BEFORE UPDATE ON agreements_agreementchange
FOR EACH ROW EXECUTE FUNCTION agreement_change_never_changes();
"""


def guard(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute(SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL)


def release(apps, editor):
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER agreement_change_never_changes")
        else:
            cursor.execute("DROP TRIGGER agreement_change_never_changes ON agreements_agreementchange")
            cursor.execute("DROP FUNCTION agreement_change_never_changes()")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]
