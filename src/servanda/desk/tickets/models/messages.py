"""What was said on a ticket, with what was attached and who was mentioned."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from servanda.desk.fields import InstantField
from servanda.desk.organisations.models import Member
from servanda.desk.tickets.models.tickets import Event, Ticket


class Message(models.Model):
    """Words on a ticket. One row an event; written once.

    `text` is Markdown for what was written here and plain text for mail; `html` is safe to show; `quoted` is what a
    mail repeated of earlier ones, folded away but kept.
    """

    class Kind(models.TextChoices):
        """Who may read it."""

        PUBLIC = "public"
        INTERNAL = "internal"
        DATA = "data"
        """Internal, and only for staff in the countries to which the client limits its data (B22)."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="messages")
    event = models.OneToOneField(Event, models.PROTECT, related_name="message")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    channel = models.CharField(max_length=60, blank=True)
    mail_id = models.CharField(max_length=255, blank=True, db_index=True)
    """Of the mail in which it came or left, without angle brackets."""

    class Meta:
        ordering: ClassVar = ["id"]


class Attachment(models.Model):
    """A file of a message: kept under its digest, shown under its cleaned name."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=100)
    """The media type that its content shows."""
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    """SHA-256, and the path under the folder of attachments."""
    content_id = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Mention(models.Model):
    """A member who was named in a note."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="mentions")
    member = models.ForeignKey(Member, models.CASCADE, related_name="mentions")
    seen_at = InstantField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "member"], name="mention_once")]
