"""Opening a ticket: the agreement is found, the channel and the kind are checked, the facts are written once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F

from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.terms import covers, day_at
from servanda.desk.agreements.versions import version_at
from servanda.desk.organisations.models import Environment, Member, Organisation, Person, Vendor
from servanda.desk.tickets.actions.recording import By, refresh_caches
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.actions.writing import Incoming, add_message
from servanda.desk.tickets.happenings import OPENED
from servanda.desk.tickets.models import Event, Message, Ticket
from servanda.desk.tickets.search import index_head
from servanda.engine.entitlements.refusal import Refusal
from servanda.engine.instants import local_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.case import BoughtAddon, Case, Client, Request
from servanda.engine.requests.explain import judge
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks: the facts of a request before it is a ticket."""

    subject: str
    kind: str
    channel: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    choice: str = ""
    choice_reason: str = ""
    session: bool = False
    environment: Environment | None = None
    language: str = ""
    """In which they wrote, and are answered; empty: their own."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreement that covers somebody at an instant, with the version of the policy that judges."""

    agreement: Agreement
    digest: str
    policy: Policy
    client: Client


class NotEntitledError(TicketRefusedError):
    """The agreement does not cover the request; `refusal` says what it covers instead (C2-C4, Q9)."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self.refusal = refusal


def agreed_for(person: Person, *, at: int) -> Agreed:
    """The agreement of somebody's organisation at an instant; where none covers it, the nearest one, which refuses.

    Raises TicketRefusedError where the organisation has none, NoPolicyError or NotInForceError for its policy.
    """
    vendor = person.organisation.vendor
    agreements = list(person.organisation.agreements.prefetch_related("addons"))
    if not agreements:
        raise TicketRefusedError(
            Text(
                f"{person.organisation} has no agreement with {vendor} yet. Enter one, then the request can be opened.",
                f"{person.organisation} n’a pas encore d’entente avec {vendor}. Saisissez-en une pour ouvrir la demande.",
            )
        )
    digest, policy = version_at(vendor.policy, opened=at)
    day = day_at(policy, at)
    agreement = next((each for each in agreements if covers(each, day)), agreements[0])
    if agreement.pinned_id:
        digest, policy = version_at(vendor.policy, opened=at, pinned=agreement.pinned_id)
    return Agreed(agreement, digest, policy, client_of(agreement, policy))


def client_of(agreement: Agreement, policy: Policy) -> Client:
    """The agreement as the engine sees it: days become instants in the policy's zone."""
    return Client(
        plan=agreement.plan,
        addons=tuple(BoughtAddon(each.addon, midnight(each.since, policy)) for each in agreement.addons.all()),
        since=midnight(agreement.since, policy),
        until=midnight(agreement.until, policy) if agreement.until else None,
    )


def midnight(day: date, policy: Policy) -> int:
    """The instant at which a day begins in the policy's zone."""
    return local_instant(datetime.combine(day, time()), policy.zone)


def preview(person: Person, asked: Asked, *, at: int) -> Answer:
    """What would be promised if somebody asked this now; nothing is written."""
    agreed = agreed_for(person, at=at)
    return judge(agreed.policy, Case(agreed.client, _request(person, asked, at)), at)


def _request(person: Person, asked: Asked, at: int) -> Request:
    return Request(
        opened=at,
        kind=asked.kind,
        channel=asked.channel or None,
        facts=asked.facts,
        priority=asked.choice or None,
        reason=asked.choice_reason or None,
        administrator=person.administrator,
        session=asked.session,
    )


@transaction.atomic
def open_ticket(*, person: Person, asked: Asked, words: Incoming, by: By, at: int) -> Ticket:
    """Open a ticket for somebody of a client, with their first message.

    `by` is the person, or the member who opens it for them. Raises NotEntitledError where the agreement does not cover
    the kind, the channel or the requester; TicketRefusedError where there is no agreement, or the client is switched off.
    """
    _check_switched_on(person.organisation)
    agreed = agreed_for(person, at=at)
    answer = judge(agreed.policy, Case(agreed.client, _request(person, asked, at)), at)
    if answer.refusal is not None:
        raise NotEntitledError(answer.refusal)
    _check_choice(answer)
    ticket = ticket_row(person=person, asked=asked, agreed=agreed, by=by, at=at)
    ticket.number = _next_number(ticket.vendor)
    ticket.save(force_insert=True)
    event = opened_event(ticket, by, at)
    event.save(force_insert=True)
    add_message(event=event, kind=Message.Kind.PUBLIC, words=words)
    refresh_caches(ticket, [event])
    index_head(ticket)
    return ticket


def _check_switched_on(client: Organisation) -> None:
    if not client.active:
        raise TicketRefusedError(
            Text(
                f"{client} is switched off: nothing new is opened for it. Switch it on again first, on its page.",
                f"{client} est désactivé : rien de nouveau ne s’ouvre pour lui. Réactivez-le d’abord, sur sa page.",
            )
        )


def _check_choice(answer: Answer) -> None:
    """Refuse a priority that the policy does not leave to the agent, or that comes without a reason (A37, A38)."""
    classified = answer.classified
    if classified.way != "choice refused":
        return
    listed = ", ".join(classified.allowed)
    raise TicketRefusedError(
        Text(
            f"The policy leaves the choice between {listed}, with a reason (got {classified.choice}).",
            f"La politique laisse le choix entre {listed}, motif à l’appui (reçu : {classified.choice}).",
        )
    )


def ticket_row(*, person: Person, asked: Asked, agreed: Agreed, by: By, at: int) -> Ticket:
    """The facts of a new ticket as a row that is not saved yet; its number is still to be taken."""
    return Ticket(
        vendor=person.organisation.vendor,
        organisation=person.organisation,
        requester=person,
        agreement=agreed.agreement,
        policy_version_id=agreed.digest,
        environment=asked.environment,
        subject=asked.subject[:200],
        language=asked.language or person.language,
        kind=asked.kind,
        channel=asked.channel,
        facts=dict(asked.facts),
        choice=asked.choice,
        choice_reason=asked.choice_reason[:200],
        administrator=person.administrator,
        session=asked.session,
        plan=agreed.client.plan,
        addons={addon.id: addon.since for addon in agreed.client.addons},
        agreed_since=agreed.client.since,
        agreed_until=agreed.client.until,
        opened_at=at,
        opened_by=by if isinstance(by, Member) else None,
        last_event_at=at,
    )


def opened_event(ticket: Ticket, by: By, at: int) -> Event:
    """The first event of a ticket, not saved yet."""
    return Event(
        ticket=ticket,
        at=at,
        name=OPENED,
        member=by if isinstance(by, Member) else None,
        person=by if isinstance(by, Person) else ticket.requester,
        details={"channel": ticket.channel, "kind": ticket.kind, "facts": dict(ticket.facts)},
    )


def _next_number(vendor: Vendor) -> int:
    """Take the vendor's next number; two tickets opened at once never get the same."""
    Vendor.objects.filter(pk=vendor.pk).update(next_number=F("next_number") + 1)
    return int(Vendor.objects.values_list("next_number", flat=True).get(pk=vendor.pk)) - 1
