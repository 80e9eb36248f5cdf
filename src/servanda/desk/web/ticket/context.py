"""Who asks, and what they bought: the panel beside the thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from servanda.desk.organisations.models import Environment, Person
from servanda.desk.organisations.who import Who
from servanda.desk.tickets import happenings as names
from servanda.desk.tickets.actions.sessions import Session, sessions_of
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.tickets.rules import charge_of
from servanda.desk.tickets.stationery import zone_of
from servanda.desk.web.formats import language, length, period, time_tag, zone_place
from servanda.desk.web.pages.hours import open_now
from servanda.engine.entitlements.grants import entitlements_of, has_channel
from servanda.engine.instants import MINUTE
from servanda.engine.policy.policy import Policy
from servanda.publishing.money import amount
from servanda.publishing.scribe import Scribe

MOST_OTHERS = 8


@dataclass(frozen=True, slots=True)
class Other:
    """Another open ticket of the same client."""

    reference: str
    subject: str
    href: str
    state: str


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks."""

    name: str
    email: str
    phone: str
    language: str
    local: SafeString
    place: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A session that runs, and its limit (B23)."""

    channel: str
    spent: str
    limit: str
    over: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything beside the thread."""

    client: str
    client_href: str
    asker: Asker
    plan: str
    addons: tuple[str, ...]
    period: str
    fee: str
    phase: str
    account: str
    hours_state: str
    hours: str
    entitlements: tuple[str, ...]
    channels: tuple[str, ...]
    data_countries: str
    needs_data: bool
    representatives: tuple[str, ...]
    duties: tuple[str, ...]
    environments: tuple[str, ...]
    environment: str
    outside_contact: str
    notes: tuple[str, ...]
    identity: str
    identity_confirmed: str
    charge: str
    sessions: tuple[Conversation, ...]
    others: tuple[Other, ...]
    more_others: str
    """Where all of them are listed; empty where none is left out."""


def panel_of(who: Who, ticket: Ticket, events: Sequence[Event], policy: Policy, *, now: int) -> Panel:
    """The panel for a member of the staff at `now`."""
    scribe = Scribe(policy, language())
    agreement = ticket.agreement
    held = tuple(name for name, since in ticket.addons.items() if since is None or since <= now)
    calendar = policy.calendar_of(ticket.plan, held)
    state, said = open_now(policy.timeline(calendar), ZoneInfo(policy.calendars[calendar].zone), now)
    kind = policy.document.kinds[ticket.current_kind or ticket.kind]
    people = list(ticket.organisation.people.filter(active=True, representative=True)[:5])
    others = _others(who, ticket)
    return Panel(
        client=ticket.organisation.name,
        client_href=reverse("clients:client", args=[ticket.vendor.slug, ticket.organisation_id]),
        asker=_asker(ticket, now),
        plan=scribe.plan(ticket.plan),
        addons=tuple(scribe.plan(name) for name in held),
        period=period(agreement.since, agreement.until),
        fee=amount(scribe, agreement.fee, agreement.currency) if agreement.fee is not None else "",
        phase=phase_word(agreement.phase),
        account=str(agreement.account_manager) if agreement.account_manager else "",
        hours_state=state,
        hours=said,
        entitlements=tuple(
            scribe.part(policy.document.entitlements, name) for name in entitlements_of(policy, ticket.plan, held)
        ),
        channels=tuple(
            scribe.name_of(policy.document.channels, name)
            for name, channel in policy.document.channels.items()
            if channel.opens_requests and has_channel(policy, ticket.plan, held, channel)
        ),
        data_countries=", ".join(agreement.data_countries),
        needs_data=ticket.needs_data,
        representatives=tuple(map(_reached, people)),
        duties=_missing(scribe, events),
        environments=tuple(environment_name(each) for each in ticket.organisation.environments.all()[:6]),
        environment=environment_name(ticket.environment) if ticket.environment else "",
        outside_contact=agreement.outside_hours_contact,
        notes=tuple(note for note in (ticket.organisation.notes, agreement.notes) if note),
        identity="" if kind.identity == "none" else identity_words(kind.identity),
        identity_confirmed=_confirmed(events),
        charge=_charge(scribe, ticket, events),
        sessions=tuple(_conversation(scribe, each, now) for each in sessions_of(policy, events)),
        others=others[:MOST_OTHERS],
        more_others=_all_open(ticket) if len(others) > MOST_OTHERS else "",
    )


def _asker(ticket: Ticket, now: int) -> Asker:
    person, zone = ticket.requester, zone_of(ticket, ticket.requester)
    return Asker(
        name=str(person),
        email=person.email,
        phone=person.phone,
        language=language_word(ticket.language),
        local=time_tag(now - now % MINUTE, zone),
        place=zone_place(zone),
        roles=tuple(_roles(person)),
    )


def _roles(person: Person) -> list[str]:
    roles = {
        gettext("administers the client’s account"): person.administrator,
        gettext("named representative"): person.representative,
    }
    return [role for role, has in roles.items() if has]


def language_word(code: str) -> str:
    """The name of a language in which somebody is spoken to."""
    return gettext("French") if code == "fr" else gettext("English")


def phase_word(phase: str) -> str:
    """How far a client is (Q18)."""
    return {
        "onboarding": pgettext("client phase", "onboarding"),
        "integration": pgettext("client phase", "integration"),
        "live": pgettext("client phase", "live"),
    }.get(phase, phase)


def environment_word(kind: str) -> str:
    """What an environment is for."""
    return {
        "production": pgettext("environment", "production"),
        "pre-production": pgettext("environment", "pre-production"),
        "development": pgettext("environment", "development"),
        "training": pgettext("environment", "training"),
    }.get(kind, kind)


def identity_words(check: str) -> str:
    """How surely the requester must be known before the work is done (A27)."""
    if check == "strong":
        return gettext("Confirm beyond doubt who is asking before you do the work.")
    return gettext("Make sure that you know who is asking before you do the work.")


def _reached(person: Person) -> str:
    return f"{person.name}, {person.phone or person.email}"


def environment_name(environment: Environment) -> str:
    """Its name, and what it is for where the name does not say so."""
    word = environment_word(environment.kind)
    return environment.name if environment.name.casefold() == word.casefold() else f"{environment.name} ({word})"


def _missing(scribe: Scribe, events: Sequence[Event]) -> tuple[str, ...]:
    """The duties that are missing now, by name."""
    found: dict[str, None] = {}
    for event in events:
        if event.name == "duty-missed":
            found[event.details.get("duty", "")] = None
        elif event.name == "duty-met":
            found.pop(event.details.get("duty", ""), None)
    return tuple(scribe.name_of(scribe.document.duties, duty) for duty in found)


def _confirmed(events: Sequence[Event]) -> str:
    return next(
        (str(e.details.get("how", "")) or "–" for e in reversed(events) if e.name == names.IDENTITY_CHECKED), ""
    )


def _charge(scribe: Scribe, ticket: Ticket, events: Sequence[Event]) -> str:
    """What the request costs beyond the plan, where the policy says so (K4, A42, A43)."""
    verdict = charge_of(ticket, events, scribe.policy)
    if verdict.charge is None or verdict.free:
        return ""
    if not verdict.work_may_start:
        return gettext("Outside the plan: scope and cost are agreed before work begins.")
    if verdict.price is None:
        return gettext("Outside the plan, on quote.")
    return gettext("Outside the plan: %(price)s.") % {"price": amount(scribe, verdict.price, verdict.currency)}


def _conversation(scribe: Scribe, session: Session, now: int) -> Conversation:
    limit = session.limit_at
    return Conversation(
        channel=scribe.name_of(scribe.document.channels, session.channel),
        spent=length(now - session.since),
        limit=length(limit - session.since) if limit is not None else "",
        over=limit is not None and now >= limit,
    )


def _others(who: Who, ticket: Ticket) -> tuple[Other, ...]:
    tickets = (
        desk_tickets(who)
        .filter(organisation_id=ticket.organisation_id, vendor_id=ticket.vendor_id, under_way=True)
        .exclude(pk=ticket.pk)
        .order_by("sort_at")
        .values_list("number", "subject", "state")[: MOST_OTHERS + 1]
    )
    return tuple(
        Other(
            f"{ticket.vendor.prefix}-{number}",
            subject,
            reverse("ticket:ticket", args=[ticket.vendor.slug, number]),
            ticket_state_word(state),
        )
        for number, subject, state in tickets
    )


def _all_open(ticket: Ticket) -> str:
    return f"{reverse('queue:queue', args=[ticket.vendor.slug])}?view=open&client={ticket.organisation_id}"


def ticket_state_word(state: str) -> str:
    """Where a ticket stands, in a word."""
    return {
        "open": pgettext("ticket state", "open"),
        "waiting": pgettext("ticket state", "waiting"),
        "proposed": pgettext("ticket state", "solution proposed"),
        "resolved": pgettext("ticket state", "resolved"),
        "closed": pgettext("ticket state", "closed"),
        "merged": pgettext("ticket state", "merged"),
    }.get(state, state)
