"""A client can be switched off as a whole; the database itself refuses to change the record of who did it and when."""

import django.db.models.deletion
from django.db import migrations, models

import servanda.desk.fields

SQLITE = """
CREATE TRIGGER organisation_change_never_changes BEFORE UPDATE ON organisations_organisationchange
BEGIN SELECT RAISE(ABORT, 'changes of clients are appended, never changed'); END;
"""
POSTGRESQL = """
CREATE FUNCTION organisation_change_never_changes() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'changes of clients are appended, never changed'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER organisation_change_never_changes BEFORE UPDATE ON organisations_organisationchange
FOR EACH ROW EXECUTE FUNCTION organisation_change_never_changes();
"""


def guard(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute(SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL)


def release(apps, editor):
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER organisation_change_never_changes")
        else:
            cursor.execute("DROP TRIGGER organisation_change_never_changes ON organisations_organisationchange")
            cursor.execute("DROP FUNCTION organisation_change_never_changes()")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_names_as_people_sort_them")]
    operations = [
        migrations.AddField(model_name="organisation", name="active", field=models.BooleanField(default=True)),
        migrations.CreateModel(
            name="OrganisationChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", servanda.desk.fields.InstantField()),
                ("active", models.BooleanField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.RunPython(guard, release),
    ]
