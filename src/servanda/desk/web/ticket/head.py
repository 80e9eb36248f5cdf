"""The head of a ticket's page: what it is, where it stands, who has it, and what it hangs together with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from servanda.desk.agreements.terms import day_at
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.queries import away_on
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.models import Follower, Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.queries import desk_tickets, linked_tickets
from servanda.desk.tickets.whole import WholeTicket
from servanda.desk.web.formats import language, long_date
from servanda.desk.web.ticket.context import ticket_state_word
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Answer
from servanda.publishing.scribe import Scribe

ICONS = {
    "open": "open",
    "waiting": "paused",
    "proposed": "running",
    "resolved": "met",
    "closed": "closed",
    "merged": "excluded",
}
"""State of a ticket → the state whose icon and tone it has."""


MOST_RELATED = 20
"""Of those merged or in the same incident that are named; an incident may have hundreds."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another ticket, and how it belongs to this one."""

    how: str
    reference: str
    subject: str
    href: str
    number: int
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """The incident, how many requests and clients it has (A31-A35), and where they are listed."""

    title: str
    over: bool
    requests: int
    clients: int
    href: str
    shares: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could have the ticket."""

    id: int
    name: str
    has_it: bool
    away: str
    """Until which day they are away; empty: they are not."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the page."""

    reference: str
    subject: str
    icon: str
    state: str
    kind: str
    channel: str
    priority: str
    why: str
    undecided: bool
    assignee: str
    mine: bool
    colleagues: tuple[Colleague, ...]
    tags: tuple[str, ...]
    followers: tuple[str, ...]
    follows: bool
    incident: Cause | None
    related: tuple[Related, ...]
    merged_into: Related | None
    policy_href: str
    policy: str

    @property
    def away(self) -> str:
        """Until which day whoever has it is away; empty: nobody has it, or they are there."""
        return next((each.away for each in self.colleagues if each.has_it), "")


def head_of(
    who: Who, member: Member, ticket: Ticket, *, read: WholeTicket, policy: Policy, answer: Answer | None, now: int
) -> Head:
    """The head for a member of the staff."""
    scribe = Scribe(policy, language())
    followers = list(Follower.objects.filter(ticket=ticket).select_related("user"))
    return Head(
        reference=ticket.reference,
        subject=ticket.subject,
        icon=ICONS[ticket.state],
        state=standing(ticket),
        kind=scribe.name_of(policy.document.kinds, ticket.current_kind or ticket.kind),
        channel=scribe.name_of(policy.document.channels, ticket.channel),
        priority=priority_words(scribe, ticket),
        why=_why(scribe, answer),
        undecided=ticket.undecided,
        assignee=str(ticket.assignee) if ticket.assignee else "",
        mine=ticket.assignee_id == member.pk,
        colleagues=colleagues_of(read.staff, ticket, member, day_at(policy, now)),
        tags=tuple(ticket.tags),
        followers=tuple(str(each.user) for each in followers),
        follows=any(each.user_id == member.user_id for each in followers),
        incident=_cause(who, ticket),
        related=related_of(who, ticket, read.merged),
        merged_into=_merged_into(ticket),
        policy_href=reverse("policy", args=[policy.id]),
        policy=scribe.say(policy.document.title),
    )


def standing(ticket: Ticket) -> str:
    """Where a ticket stands, with whom it waits for."""
    if ticket.state != State.WAITING:
        return ticket_state_word(ticket.state)
    return {
        "client": pgettext("ticket state", "waiting for the client"),
        "third party": pgettext("ticket state", "waiting for a third party"),
        "vendor": pgettext("ticket state", "waiting for our own team"),
    }.get(ticket.waiting_for, ticket_state_word(ticket.state))


def priority_words(scribe: Scribe, ticket: Ticket) -> str:
    """The name of the priority, or that there is none yet."""
    if ticket.priority:
        return scribe.level(ticket.priority)
    return gettext("to be chosen") if ticket.undecided else gettext("none")


def _why(scribe: Scribe, answer: Answer | None) -> str:
    """The answers that gave the priority: ``Impact: extended; Urgency: critical``."""
    if answer is None or answer.classified.way == "not classified":
        return ""
    facts = scribe.document.classify.facts
    return scribe.joined(
        f"{scribe.name_of(facts, name)}{_colon()} {scribe.name_of(facts[name].values, value)}"
        for name, value in answer.classified.facts.items()
        if name in facts
    )


def _colon() -> str:
    return "\u00a0:" if language() == "fr" else ":"


def colleagues_of(staff: Iterable[Member], ticket: Ticket, member: Member, today: date) -> tuple[Colleague, ...]:
    """Everybody of the vendor who could have the ticket, oneself first, and who of them is away."""
    away = away_on(ticket.vendor_id, today)
    found = [
        Colleague(
            each.pk, str(each), each.pk == ticket.assignee_id, long_date(away[each.pk]) if each.pk in away else ""
        )
        for each in staff
        if each.active
    ]
    return tuple(sorted(found, key=lambda each: each.id != member.pk))


def related_of(who: Who, ticket: Ticket, merged: Sequence[int]) -> tuple[Related, ...]:
    """Tickets that are linked or were merged into this one, of those that the reader may see."""
    found = [_related(gettext("linked"), other, linked=True) for other in linked_tickets(who, ticket)]
    if merged:
        others = desk_tickets(who).filter(pk__in=merged).select_related("vendor").order_by("number")
        found += [_related(gettext("merged into this one"), other) for other in others[:MOST_RELATED]]
    return tuple(found)


def _cause(who: Who, ticket: Ticket) -> Cause | None:
    incident = ticket.incident
    if incident is None:
        return None
    alike = desk_tickets(who).filter(incident=incident)
    count = alike.aggregate(requests=Count("pk"), clients=Count("organisation", distinct=True))
    others = alike.exclude(pk=ticket.pk).select_related("vendor").order_by("number")[:MOST_RELATED]
    listed = f"{reverse('queue:queue', args=[ticket.vendor.slug])}?view=all&incident={incident.pk}"
    shares = tuple(_related("", other) for other in others)
    return Cause(incident.title, incident.closed_at is not None, count["requests"], count["clients"], listed, shares)


def _related(how: str, other: Ticket, *, linked: bool = False) -> Related:
    address = reverse("ticket:ticket", args=[other.vendor.slug, other.number])
    return Related(how, other.reference, other.subject, address, other.number, linked)


def _merged_into(ticket: Ticket) -> Related | None:
    if ticket.merged_into_id is None:
        return None
    return _related(gettext("goes on in"), Ticket.objects.select_related("vendor").get(pk=ticket.merged_into_id))
