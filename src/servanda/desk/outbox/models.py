"""Mail on its way out: written in the transaction of its cause, so that nothing is promised and not sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from servanda.desk.fields import InstantField, LanguageField


class Delivery(models.Model):
    """A mail on its way out: delivered at least once under one Message-ID, retried with back-off, kept."""

    vendor = models.ForeignKey("organisations.Vendor", models.PROTECT, null=True, related_name="deliveries")
    ticket = models.ForeignKey("tickets.Ticket", models.PROTECT, null=True, blank=True, related_name="deliveries")
    message = models.ForeignKey("tickets.Message", models.PROTECT, null=True, blank=True, related_name="deliveries")
    kind = models.CharField(max_length=30)
    """reply, receipt, priority-changed, invitation, sign-in, mention, …"""
    recipient = models.EmailField()
    language = LanguageField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    mail_id = models.CharField(max_length=255, unique=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    """Ids of attachments that go with it."""
    created_at = InstantField()
    due_at = InstantField(null=True, db_index=True)
    """When it is tried next; empty: done, or given up."""
    claimed_until = InstantField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = InstantField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
