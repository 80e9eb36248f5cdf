"""Corrections that wait for a release are found in the order of their days: the board names the first of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index."""

    dependencies: ClassVar = [("tickets", "0003_passages_are_indexed")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["vendor", "correction_day", "correction", "id"],
                name="ticket_release",
                condition=~models.Q(correction=""),
            ),
        ),
    ]
