"""Names are sorted as people sort them; the database itself does not change."""

from django.db import migrations

from servanda.desk.alphabet import ByName

ORDERED = {"ordering": [ByName("name")]}


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(name="environment", options=ORDERED),
        migrations.AlterModelOptions(name="organisation", options=ORDERED),
        migrations.AlterModelOptions(name="person", options=ORDERED | {"verbose_name_plural": "people"}),
        migrations.AlterModelOptions(name="vendor", options=ORDERED),
    ]
