"""A clock that runs says from when on it is late and excused; `rebuild` fills in those that were written before."""

from django.db import migrations

from servanda.desk.fields import InstantField


class Migration(migrations.Migration):
    dependencies = [("tickets", "0007_texts_as_people_sort_them")]

    operations = [migrations.AddField("clock", "excused_at", InstantField(null=True))]
