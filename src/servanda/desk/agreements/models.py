"""Agreements with clients, and every version of a policy that was ever in use, kept whole."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from servanda.desk.fields import InstantField
from servanda.desk.organisations.models import Member, Organisation


class PolicyVersion(models.Model):
    """One text of a policy with the holiday tables that it named: what a ticket is judged by, for ever."""

    digest = models.CharField(primary_key=True, max_length=32)
    """Half of the SHA-256 of text and tables."""
    policy = models.CharField(max_length=80, db_index=True)
    version = models.CharField(max_length=40)
    text = models.TextField()
    tables = models.JSONField(default=dict)
    """Name of a holiday table → its text."""
    kept_at = InstantField()

    def __str__(self) -> str:
        return f"{self.policy} {self.version}"


class Agreement(models.Model):
    """What a client bought: [since, until), a plan, a fee, and who looks after it."""

    class Phase(models.TextChoices):
        """How far the client is (Q18)."""

        ONBOARDING = "onboarding"
        INTEGRATION = "integration"
        LIVE = "live"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    plan = models.CharField(max_length=60)
    pinned = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, blank=True, related_name="+")
    """The version of the policy that this agreement names; without one, the version in force when a request is opened."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The first day that is not covered any more, in the policy's zone."""
    fee = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    """A year."""
    currency = models.CharField(max_length=3, blank=True)
    account_manager = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="managed_agreements"
    )
    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.LIVE)
    data_countries = models.JSONField(default=list, blank=True)
    """Countries from which staff may see the client's data (B22); empty: no limit."""
    outside_hours_contact = models.CharField(max_length=160, blank=True)
    """Who may help outside hours (A25); starts no clock."""
    notes = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-since"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")), name="agreement_forward"
            )
        ]


class BoughtAddon(models.Model):
    """An add-on of an agreement from a day on."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="addons")
    addon = models.CharField(max_length=60)
    since = models.DateField()

    class Meta:
        ordering: ClassVar = ["since", "addon"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "addon"], name="addon_once")]


class AgreementChange(models.Model):
    """One change of an agreement, its first entry among them. Appended, never changed: the database refuses it."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="changes")
    at = InstantField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    """The terms until then; empty: the agreement was entered."""
    after = models.JSONField()

    class Meta:
        ordering: ClassVar = ["id"]
