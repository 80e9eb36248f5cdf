"""Text modules are sorted by their shortcuts in the same order on every database; the database itself does not change."""

from django.db import migrations

from servanda.desk.alphabet import ByName


class Migration(migrations.Migration):
    dependencies = [("tickets", "0006_incident_answers")]

    operations = [migrations.AlterModelOptions(name="textmodule", options={"ordering": [ByName("shortcut")]})]
