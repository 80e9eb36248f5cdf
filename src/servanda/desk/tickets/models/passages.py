"""What can be found: the words of tickets and messages, folded and stemmed, one row a passage.

Each database keeps its own index of them (FTS5 on SQLite, GIN on PostgreSQL), made by a migration and kept up by the
database itself, so that a passage is found as soon as the transaction that wrote it ends.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from servanda.desk.organisations.models import Vendor
from servanda.desk.tickets.models.messages import Message
from servanda.desk.tickets.models.tickets import Ticket


class Passage(models.Model):
    """The head of a ticket (subject, reference, names) or one of its messages, as `servanda.desk.tickets.search` reads it."""

    HEAD: ClassVar = "head"
    """The kind of a ticket's head; otherwise the kind of the message."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="passages")
    message = models.OneToOneField(Message, models.CASCADE, null=True, related_name="passage")
    kind = models.CharField(max_length=10)
    words = models.TextField()
    stems = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ticket"], condition=models.Q(kind="head"), name="passage_head_once")
        ]
