"""Vendors with their staff, clients with their people, and who was invited."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from servanda.desk.alphabet import ByName
from servanda.desk.fields import InstantField, LanguageField, NameField, ZoneField
from servanda.desk.organisations.permissions import Role


class Vendor(models.Model):
    """Who sells software and promises support: one policy, one mail address, its own numbers of tickets."""

    slug = models.SlugField(max_length=40, unique=True)
    name = NameField(max_length=120)
    policy = models.CharField(max_length=80)
    """The id of its policy."""
    prefix = models.CharField(max_length=8)
    """Stands before ticket numbers: KIWI-1042."""
    address = models.EmailField()
    """Where clients write to, and where answers come from."""
    portal_channel = models.CharField(max_length=60, blank=True)
    """The policy's channel that requests through the portal use; empty: none of its channels."""
    mail_channel = models.CharField(max_length=60, blank=True, default="email")
    """The policy's channel that mail uses."""
    language = LanguageField()
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = [ByName("name")]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("address"), name="vendor_address_once"),
            models.UniqueConstraint(Lower("prefix"), name="vendor_prefix_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Somebody of a vendor's staff, in one role there. Never deleted: events name their authors for ever."""

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="members")
    role = models.CharField(max_length=20, choices=Role.choices)
    country = models.CharField(max_length=2)
    """ISO 3166: from where they look at clients' data (B22)."""
    languages = models.JSONField(default=list)
    """Languages in which they answer."""
    calendar = models.CharField(max_length=60, blank=True)
    """The policy's calendar that they work by; empty: the default one."""
    signature = models.JSONField(default=dict)
    """Language → the lines under their answers."""
    active = models.BooleanField(default=True)
    since = InstantField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["vendor", "user"], name="member_once")]

    def __str__(self) -> str:
        return str(self.user)


class Absence(models.Model):
    """Whole days, both included, on which a member is not there."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["first"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="absence_forward")
        ]


class Organisation(models.Model):
    """A client of one vendor."""

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="organisations")
    name = NameField(max_length=160)
    language = LanguageField()
    country = models.CharField(max_length=2, blank=True)
    zone = ZoneField()
    notes = models.TextField(blank=True)
    """For the vendor's staff only."""
    active = models.BooleanField(default=True)
    """Switched on: its people may sign in and ask. Open tickets stay, either way."""
    created_at = InstantField()

    class Meta:
        ordering: ClassVar = [ByName("name")]
        constraints: ClassVar = [
            models.UniqueConstraint("vendor", Lower("name"), name="organisation_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationChange(models.Model):
    """A client was switched off, or on again. Appended, never changed: the database refuses it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="changes")
    at = InstantField()
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    active = models.BooleanField()
    """What it is from then on."""
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class MailDomain(models.Model):
    """Mail from this domain comes from this client."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="domains")
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="+")
    domain = models.CharField(max_length=253)
    """In lower case."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["vendor", "domain"], name="domain_once")]

    def __str__(self) -> str:
        return self.domain


class Person(models.Model):
    """Somebody of a client. May write by mail without ever signing in; with a user they may sign in."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people")
    name = NameField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    language = LanguageField()
    zone = ZoneField()
    administrator = models.BooleanField(default=False)
    """Administers the client's account: may ask where the policy answers administrators only (B9), and invites others."""
    representative = models.BooleanField(default=False)
    """Named for the duty to have somebody at hand (A40)."""
    sees_all = models.BooleanField(default=False)
    """Sees the requests of everybody at the client."""
    active = models.BooleanField(default=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    """The same person under another address: what they ask from here on is that one's."""
    created_at = InstantField()

    class Meta:
        ordering: ClassVar = [ByName("name")]
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.UniqueConstraint("organisation", Lower("email"), name="person_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def sees_company(self) -> bool:
        """Whether all requests of the client are theirs to see."""
        return self.sees_all or self.administrator


class Environment(models.Model):
    """Where a client runs the product; promises of uptime hold for production (A4, A5)."""

    class Kind(models.TextChoices):
        """What it is for."""

        PRODUCTION = "production"
        PRE_PRODUCTION = "pre-production"
        DEVELOPMENT = "development"
        TRAINING = "training"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="environments")
    name = NameField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PRODUCTION)

    class Meta:
        ordering: ClassVar = [ByName("name")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="environment_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """Somebody was asked to join a vendor's staff or a client's people. Only the digest of the token is kept."""

    email = models.EmailField()
    name = NameField(max_length=120, blank=True)
    language = LanguageField()
    digest = models.CharField(max_length=64, unique=True)
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    country = models.CharField(max_length=2, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="invitations")
    """Set where a client's person is invited to sign in; else a `role` is offered."""
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = InstantField()
    expires_at = InstantField()
    accepted_at = InstantField(null=True)
    revoked_at = InstantField(null=True)
