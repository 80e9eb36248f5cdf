"""What arrived, kept whole before it is understood."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from servanda.desk.fields import InstantField
from servanda.desk.organisations.models import Vendor
from servanda.desk.tickets.models import Message, Ticket


class Arrival(models.Model):
    """A mail as it came: the bytes stand in the folder of arrivals under `digest`."""

    class Fate(models.TextChoices):
        """What became of it."""

        STORED = "stored"
        """Not yet understood."""
        OPENED = "opened"
        """It opened a ticket."""
        JOINED = "joined"
        """It was added to one."""
        HELD = "held"
        """Somebody has to decide."""
        AUTOMATIC = "automatic"
        """An automatic reply: noted, stops nothing, opens nothing."""
        BOUNCED = "bounced"
        """A mail of ours came back."""
        LOOP = "loop"
        """Our own mail, or one of too many."""
        REFUSED = "refused"
        """The agreement does not cover it, or somebody decided so; the sender was told why."""
        DISCARDED = "discarded"
        """Somebody decided that it needs no answer."""
        FAILED = "failed"
        """Servanda could not read it; it is kept and tried again on request."""

    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, related_name="arrivals")
    source = models.CharField(max_length=20)
    """`imap` or `smtp`."""
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    received_at = InstantField()
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.CharField(max_length=320, blank=True)
    mail_id = models.CharField(max_length=255, blank=True, db_index=True)
    sender = models.CharField(max_length=320, blank=True)
    sender_name = models.CharField(max_length=160, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.STORED, db_index=True)
    why = models.CharField(max_length=60, blank=True)
    """A code: unknown-sender, several-clients, spoofed, too-many, …; pages say it in words."""
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="arrivals")
    message = models.OneToOneField(Message, models.PROTECT, null=True, blank=True, related_name="arrival")
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-received_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "digest"], name="arrival_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "fate", "-received_at"], name="arrival_list"),
            models.Index(fields=["vendor", "-received_at"], name="arrival_recent"),
            models.Index(fields=["vendor", "sender", "received_at"], name="arrival_sender"),
            models.Index(fields=["digest"], name="arrival_digest"),
        ]


class Mailbox(models.Model):
    """How the last visits to a mailbox went, so that somebody sees it before a client asks; see `MailHost.place`."""

    class Trouble(models.TextChoices):
        """What keeps mail from being fetched."""

        LOGIN = "login"
        """The server refuses the user or the password."""
        FOLDER = "folder"
        """The folder is not there, or may not be opened."""
        CERTIFICATE = "certificate"
        """The server cannot show that it is the one that is meant."""
        SLOW = "slow"
        """The server does not answer in time."""
        UNREACHABLE = "unreachable"
        """The server is not there, or the connection breaks off."""
        REFUSED = "refused"
        """The server refuses something else."""
        UNREAD = "unread"
        """The server does not hand some mail out."""
        UNMOVED = "unmoved"
        """Mail is stored, and the server lets it neither be moved nor marked."""

    place = models.CharField(max_length=255, unique=True)
    address = models.CharField(max_length=255)
    vendor = models.ForeignKey(Vendor, models.CASCADE, null=True, related_name="mailboxes")
    """Empty: it serves all vendors."""
    visited_at = InstantField(null=True)
    """When it was visited last; where all is well, it may have been visited some minutes later."""
    since = InstantField(null=True)
    """Since when there is trouble."""
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)
    said = models.CharField(max_length=300, blank=True)
    """What the server said."""
