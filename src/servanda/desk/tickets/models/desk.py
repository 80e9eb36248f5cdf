"""What agents keep beside tickets: drafts, who is looking, views, macros, text modules."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from servanda.desk.alphabet import ByName
from servanda.desk.fields import InstantField
from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.tickets.models.tickets import Incident, Ticket


class Draft(models.Model):
    """What a member is writing on a ticket. With `send_at` it leaves then, and can be taken back until it has."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="drafts")
    member = models.ForeignKey(Member, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=10, default="public")
    text = models.TextField(blank=True)
    then = models.JSONField(default=dict)
    """What happens with it when it leaves: `state`, `for`, `reason`, … and the digests of its attachments."""
    updated_at = InstantField()
    send_at = InstantField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "member"], name="draft_once")]


class IncidentAnswer(models.Model):
    """An answer to all open requests of an incident, kept back until `send_at`, or taken back: then without one."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    name = models.CharField(max_length=30)
    """What it is: `response`, `update` or `resolved`."""
    words = models.JSONField(default=dict)
    """Language → Markdown."""
    refused = models.JSONField(default=dict)
    """Why it could not leave, by language; empty: nothing kept it."""
    send_at = InstantField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "member"], name="incident_answer_once"),
        ]


class Presence(models.Model):
    """Somebody has a ticket open, or is writing on it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="presences")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    seen_at = InstantField()
    writing_at = InstantField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "member"], name="presence_once")]


class View(models.Model):
    """A list of tickets under a name: one's own, or shared with everybody at the vendor."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="views")
    owner = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="views")
    """Empty: shared."""
    name = models.JSONField(default=dict)
    """Language → name."""
    filters = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class TextModule(models.Model):
    """A text to write with, in both languages; `::shortcut` brings it."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="text_modules")
    shortcut = models.SlugField(max_length=40)
    name = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    """Language → Markdown with placeholders such as `{client}`."""

    class Meta:
        ordering: ClassVar = [ByName("shortcut")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["vendor", "shortcut"], name="text_module_once")]


class Macro(models.Model):
    """Several steps at once: a reply, a state, an assignee, a tag."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="macros")
    name = models.JSONField(default=dict)
    steps = models.JSONField(default=dict)
    """`text` (language → Markdown), `kind`, `state`, `for`, `reason`, `assign` (me), `tags`."""
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
