"""A ticket, its append-only history, and the clocks that are computed from it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from servanda.desk.agreements.models import Agreement, PolicyVersion
from servanda.desk.fields import InstantField, LanguageField
from servanda.desk.organisations.models import Environment, Member, Organisation, Person, Vendor


class State(models.TextChoices):
    """Where a ticket stands; a cache of its history."""

    OPEN = "open"
    WAITING = "waiting"
    PROPOSED = "proposed"
    RESOLVED = "resolved"
    CLOSED = "closed"
    MERGED = "merged"


ACTIVE = (State.OPEN, State.WAITING, State.PROPOSED)
"""States in which somebody still has to do something."""
NEVER = 2**62
"""An instant after all others: what sorts last."""
_UNDER_WAY = models.Q(under_way=True)


class Incident(models.Model):
    """One cause behind several tickets; how many clients it affects is counted over them (A31-A35)."""

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="incidents")
    title = models.CharField(max_length=200)
    opened_at = InstantField()
    closed_at = InstantField(null=True)

    class Meta:
        ordering: ClassVar = ["-opened_at"]

    def __str__(self) -> str:
        return self.title


class Ticket(models.Model):
    """One request of a client.

    The first part is what was asked and under which agreement: written once. The second part, from `state` on, is a
    cache of what the history says; `servanda.desk.tickets.caches` writes it and can always write it again.
    """

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="tickets")
    number = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tickets")
    requester = models.ForeignKey(Person, models.PROTECT, related_name="tickets")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="tickets")
    policy_version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    environment = models.ForeignKey(Environment, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=200)
    language = LanguageField()
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    """The answers to the questions of classification, as they were given first."""
    choice = models.CharField(max_length=60, blank=True)
    """The agent's priority where the policy leaves one, and why."""
    choice_reason = models.CharField(max_length=200, blank=True)
    administrator = models.BooleanField(null=True)
    session = models.BooleanField(default=False)
    plan = models.CharField(max_length=60)
    addons = models.JSONField(default=dict)
    """Add-on → the instant from which it is held, null: always."""
    agreed_since = InstantField(null=True)
    agreed_until = InstantField(null=True)
    opened_at = InstantField()
    opened_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    """The member who opened it for the client; empty: the client did."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    waiting_for = models.CharField(max_length=20, blank=True)
    assignee = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="assigned")
    priority = models.CharField(max_length=60, blank=True)
    """Empty: not classified, or left to the agent who has not chosen."""
    undecided = models.BooleanField(default=False)
    """The policy leaves the priority to the agent, who has not chosen yet: no clock runs."""
    current_kind = models.CharField(max_length=60, blank=True)
    """The kind of request after corrections."""
    order_key = models.CharField(max_length=120, blank=True)
    """Sorts as the policy's own queue does: what is handled first is smallest."""
    next_metric = models.CharField(max_length=20, blank=True)
    next_due_at = InstantField(null=True)
    next_breach_at = InstantField(null=True)
    """The latest instant at which the next committed target is still met; empty: none is running, or what is missing on
    the client's side excuses those that are."""
    risk_at = InstantField(null=True)
    """From here on less than a quarter of that target is left, or less than half an hour."""
    sort_at = InstantField(default=NEVER)
    """When the next promise ends, a breach first, else what is shown as due; `NEVER` where nothing runs."""
    under_way = models.BooleanField(default=True)
    """Whether somebody still has to do something: the state is one of `ACTIVE`. Lists are indexed by it."""
    breached = models.BooleanField(default=False)
    """A stopped clock was breached, or one that runs was when something last happened."""
    client_spoke_last = models.BooleanField(default=True)
    answered = models.BooleanField(default=False)
    needs_data = models.BooleanField(default=False)
    """Help needs access to the client's data (B22)."""
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="tickets")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    resolved_at = InstantField(null=True)
    closed_at = InstantField(null=True)
    last_event_at = InstantField()
    satisfaction = models.PositiveSmallIntegerField(null=True)
    """1 to 5, as the client said."""
    tags = models.JSONField(default=list)
    tagged = models.BooleanField(default=False)
    """Whether there are any; lists by tag are indexed by it."""
    correction = models.CharField(max_length=60, blank=True)
    """The release for which a correction is planned that has not come out (K5)."""
    correction_day = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["vendor", "number"], name="ticket_number_once")]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "order_key", "id"], name="ticket_queue", condition=_UNDER_WAY),
            models.Index(fields=["vendor", "sort_at", "id"], name="ticket_sort", condition=_UNDER_WAY),
            models.Index(fields=["vendor", "next_breach_at"], name="ticket_breach", condition=_UNDER_WAY),
            models.Index(fields=["vendor", "risk_at"], name="ticket_risk", condition=_UNDER_WAY),
            models.Index(fields=["vendor", "assignee", "sort_at"], name="ticket_mine", condition=_UNDER_WAY),
            models.Index(fields=["vendor", "state", "sort_at"], name="ticket_state", condition=_UNDER_WAY),
            models.Index(fields=["vendor", "state", "assignee", "sort_at"], name="ticket_todo", condition=_UNDER_WAY),
            models.Index(fields=["organisation", "sort_at"], name="ticket_client_open", condition=_UNDER_WAY),
            models.Index(
                fields=["vendor", "sort_at"],
                name="ticket_spoke",
                condition=_UNDER_WAY & models.Q(client_spoke_last=True),
            ),
            models.Index(
                fields=["vendor", "sort_at"], name="ticket_undecided", condition=_UNDER_WAY & models.Q(undecided=True)
            ),
            models.Index(
                fields=["vendor", "sort_at"], name="ticket_breached", condition=_UNDER_WAY & models.Q(breached=True)
            ),
            models.Index(
                fields=["vendor", "sort_at"], name="ticket_unbroken", condition=_UNDER_WAY & models.Q(breached=False)
            ),
            models.Index(
                fields=["vendor", "assignee", "organisation", "state", "breached", "risk_at", "next_breach_at"],
                name="ticket_load",
                condition=_UNDER_WAY,
            ),
            models.Index(
                fields=["vendor", "-resolved_at"],
                name="ticket_resolved",
                condition=models.Q(resolved_at__isnull=False),
            ),
            models.Index(fields=["vendor", "correction"], name="ticket_correction", condition=~models.Q(correction="")),
            models.Index(
                fields=["vendor", "correction_day", "correction", "id"],
                name="ticket_release",
                condition=~models.Q(correction=""),
            ),
            models.Index(
                fields=["vendor", "sort_at"], name="ticket_tagged", condition=_UNDER_WAY & models.Q(tagged=True)
            ),
            models.Index(fields=["organisation", "-last_event_at"], name="ticket_client"),
            models.Index(fields=["vendor", "-last_event_at"], name="ticket_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    @property
    def reference(self) -> str:
        """What people call it: KIWI-1042. Needs the vendor."""
        return f"{self.vendor.prefix}-{self.number}"

    @property
    def active(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in ACTIVE


class Event(models.Model):
    """Something that happened to a ticket. Appended, never changed: the database itself refuses an update.

    `details` holds what the name needs: `facts`, `priority`, `reason`, `for`, `duty`, `plan`, `addons`, `category`,
    `due`, `metric` as the engine reads them, and what only the desk knows (`assignee`, `ticket`, `incident`, …).
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="events")
    at = InstantField()
    name = models.CharField(max_length=30)
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Who did it: a member, a client's person, or Servanda itself where both are empty."""
    details = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["name", "at"], name="event_name_at")]

    def __str__(self) -> str:
        return f"{self.name} ({self.ticket_id})"


class Clock(models.Model):
    """One clock of a ticket as the engine judged it when something last happened: a cache, row by row."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="clocks")
    position = models.PositiveSmallIntegerField()
    metric = models.CharField(max_length=20)
    cycle = models.PositiveIntegerField(default=1)
    rule = models.CharField(max_length=160, blank=True)
    """The id of the promise in the policy; empty: nothing is promised."""
    mean = models.BooleanField(default=False)
    strength = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    late = models.BooleanField(default=False)
    started_at = InstantField()
    due_at = InstantField(null=True)
    breach_at = InstantField(null=True)
    """The last instant at which it is still kept; empty where its breach would be excused."""
    excused_at = InstantField(null=True)
    """The last instant at which it is still kept where it runs and its breach would be excused."""
    stopped_at = InstantField(null=True)
    spent = models.BigIntegerField(null=True)
    """Support time in microseconds."""

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "position"], name="clock_once")]
        indexes: ClassVar = [
            models.Index(fields=["breach_at"], name="clock_running", condition=models.Q(state="running")),
            models.Index(fields=["rule", "started_at"], name="clock_mean", condition=models.Q(mean=True)),
            models.Index(fields=["started_at"], name="clock_started"),
        ]


class Link(models.Model):
    """Two tickets that have to do with each other; `first` has the smaller id."""

    first = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    second = models.ForeignKey(Ticket, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["first", "second"], name="link_once")]


class Follower(models.Model):
    """A member who is told of what happens to a ticket."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "user"], name="follower_once")]
