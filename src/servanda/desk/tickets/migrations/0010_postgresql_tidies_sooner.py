"""Lists walk through indexes of what is under way, which is a tenth of all and changes all day. PostgreSQL would tidy up
only once a fifth of the whole table had changed; until then it looks up each row to know whether it is still there."""

from __future__ import annotations

from django.db import migrations

SOONER = "ALTER TABLE {} SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02)"
AS_BEFORE = "ALTER TABLE {} RESET (autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor)"


def _say(statement):
    def tell(apps, editor):
        if editor.connection.vendor == "postgresql":
            for model in ("Ticket", "Clock"):
                editor.execute(statement.format(apps.get_model("tickets", model)._meta.db_table))

    return tell


class Migration(migrations.Migration):
    dependencies = [("tickets", "0009_what_is_late_in_its_order")]
    operations = [migrations.RunPython(_say(SOONER), _say(AS_BEFORE))]
