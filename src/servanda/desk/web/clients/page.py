"""The page of one client, made ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from servanda.desk.agreements.known import judged_by
from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.queries import is_represented, open_invitations, with_agreements
from servanda.desk.agreements.queries import people as people_of
from servanda.desk.agreements.standing import Standing, concerns_of, standing_of
from servanda.desk.agreements.terms import day_at
from servanda.desk.organisations.models import Organisation, Person
from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.web.clients.access import Asked
from servanda.desk.web.clients.switching import Switched, switched
from servanda.desk.web.clients.words import amount_words, concern_words, country_words, plan_words
from servanda.desk.web.formats import language, period, relative, time_tag, zone_place
from servanda.desk.web.pages.hours import open_now
from servanda.desk.web.ticket.context import environment_name, language_word, phase_word, ticket_state_word
from servanda.engine.entitlements.grants import Access, access
from servanda.engine.policy.hours_text import write_windows
from servanda.engine.policy.policy import Policy
from servanda.publishing.scribe import Scribe

MOST = 10
"""Tickets of each list; the rest is a click away."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person."""

    pk: int
    name: str
    email: str
    phone: str
    language: str
    roles: tuple[str, ...]
    active: bool
    merged_into: str
    way_in: str
    way_in_used: bool
    invited: bool
    requests: str


@dataclass(frozen=True, slots=True)
class Held:
    """One agreement."""

    href: str
    plan: str
    addons: str
    period: str
    stage: str
    word: str
    fee: str
    keeper: str
    phase: str


@dataclass(frozen=True, slots=True)
class Requested:
    """One ticket."""

    href: str
    reference: str
    subject: str
    state: str
    when: SafeString
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class Entitled:
    """One entitlement of the policy and how the client has it; `mark` is an icon."""

    name: str
    how: str
    mark: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The support hours of the client's plan, as they are now."""

    name: str
    state: str
    now: str
    windows: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class ClientPage:
    """Everything on it. Addresses are empty where the reader may not go."""

    client: Organisation
    language: str
    country: str
    zone: str
    domains: tuple[str, ...]
    concerns: tuple[str, ...]
    people: tuple[Somebody, ...]
    gone: tuple[Somebody, ...]
    environments: tuple[str, ...]
    agreements: tuple[Held, ...]
    hours: Hours | None
    entitlements: tuple[Entitled, ...]
    open: tuple[Requested, ...]
    recent: tuple[Requested, ...]
    queue: str
    more_open: bool
    may_write: bool
    may_agree: bool
    may_switch: bool
    switched: tuple[Switched, ...]
    """Each time that it was switched off or on, the latest first."""


def client_page(asked: Asked, at: int) -> ClientPage:
    """The page for a member of the staff at an instant; a fixed number of queries."""
    usual = judged_by(asked.client.vendor, at)
    client = with_agreements(Organisation.objects.filter(pk=asked.client.pk).select_related("vendor")).get()
    standing = standing_of(client.agreements.all(), day_at(usual, at))
    policy = judged_by(client.vendor, at, standing.agreement) if standing.agreement else usual
    concerns = concerns_of(standing, policy, represented=is_represented(client)) if policy else ()
    people = tuple(_people(asked))
    slug = client.vendor.slug
    tickets = desk_tickets(asked.who).filter(organisation=client)
    waiting = list(tickets.filter(under_way=True).order_by("sort_at", "pk")[: MOST + 1])
    done = tickets.filter(under_way=False).order_by("-last_event_at")[:MOST]
    return ClientPage(
        client=client,
        language=language_word(client.language),
        country=country_words([client.country] if client.country else []),
        zone=zone_place(ZoneInfo(client.zone)) if client.zone else gettext("like the support hours"),
        domains=tuple(sorted(each.domain for each in client.domains.all())),
        concerns=tuple(concern_words(each, policy) for each in concerns),
        people=tuple(each for each in people if each.active),
        gone=tuple(each for each in people if not each.active),
        environments=tuple(environment_name(each) for each in client.environments.all()),
        agreements=tuple(_held(client, each, standing, policy, at) for each in client.agreements.all()),
        hours=_hours(policy, standing, at),
        entitlements=tuple(_entitlements(policy, standing)),
        open=tuple(_requested(client, waiting[:MOST], policy, at)),
        recent=tuple(_requested(client, done, policy, at)),
        queue=f"{reverse('queue:queue', args=[slug])}?view=open&client={client.pk}",
        more_open=len(waiting) > MOST,
        may_write=asked.may(Permission.WRITE_CLIENTS),
        may_agree=asked.may(Permission.WRITE_AGREEMENTS),
        may_switch=asked.may(Permission.SWITCH_CLIENTS),
        switched=tuple(switched(client, policy.zone if policy else ZoneInfo("UTC"))),
    )


def _people(asked: Asked) -> Iterator[Somebody]:
    invited = set(open_invitations(asked.who, asked.member.vendor_id).values_list("person_id", flat=True))
    queue = reverse("queue:queue", args=[asked.client.vendor.slug])
    for person in people_of(asked.who, asked.member.vendor_id).filter(organisation=asked.client):
        yield Somebody(
            pk=person.pk,
            name=str(person),
            email=person.email,
            phone=person.phone,
            language=language_word(person.language),
            roles=tuple(_roles(person)),
            active=person.active,
            merged_into=str(person.merged_into) if person.merged_into else "",
            way_in=_way_in(person, invited),
            way_in_used=person.user_id is not None,
            invited=person.pk in invited,
            requests=f"{queue}?{urlencode({'view': 'all', 'words': person.email})}",
        )


def _roles(person: Person) -> list[str]:
    roles = {
        gettext("administrator"): person.administrator,
        gettext("representative"): person.representative,
        gettext("sees all requests"): person.sees_all and not person.administrator,
    }
    return [role for role, has in roles.items() if has]


def _way_in(person: Person, invited: set[int]) -> str:
    if not person.active:
        return ""
    if person.user_id:
        return gettext("signs in")
    return gettext("invited") if person.pk in invited else gettext("writes by mail")


def _held(client: Organisation, agreement: Agreement, standing: Standing, policy: Policy | None, at: int) -> Held:
    own = judged_by(client.vendor, at, agreement) if agreement.pinned_id else policy
    now_held = standing.agreement is not None and agreement.pk == standing.agreement.pk and standing.stage == "running"
    state, word = "closed", pgettext("agreement", "ended")
    if now_held:
        state, word = "open", pgettext("agreement", "in force")
    elif agreement.since > day_at(policy, at):
        state, word = "paused", pgettext("agreement", "not begun")
    return Held(
        href=reverse("clients:agreement", args=[client.vendor.slug, client.pk, agreement.pk]),
        plan=plan_words(agreement.plan, own),
        addons=", ".join(plan_words(each.addon, own) for each in agreement.addons.all()),
        period=period(agreement.since, agreement.until),
        stage=state,
        word=word,
        fee=amount_words(agreement.fee, agreement.currency, own),
        keeper=str(agreement.account_manager) if agreement.account_manager else "",
        phase=phase_word(agreement.phase),
    )


def _in_force(policy: Policy | None, standing: Standing) -> tuple[Policy, str, tuple[str, ...]] | None:
    """The policy, plan and add-ons that count, where the policy knows them."""
    agreement = standing.agreement
    if policy is None or agreement is None or agreement.plan not in policy.document.plans:
        return None
    addons = tuple(each.addon for each in agreement.addons.all() if each.addon in policy.document.addons)
    return policy, agreement.plan, addons


def _hours(policy: Policy | None, standing: Standing, at: int) -> Hours | None:
    known = _in_force(policy, standing)
    if known is None or not known[0].document.plans[known[1]].support:
        return None
    policy, plan, addons = known
    key = policy.calendar_of(plan, addons)
    calendar, scribe = policy.calendars[key], Scribe(policy, language())
    zone = ZoneInfo(calendar.zone)
    state, said = open_now(policy.timeline(key), zone, at)
    windows = tuple(scribe.sentence(each.of(language())) for each in write_windows(calendar))
    return Hours(scribe.calendar(key), state, said, windows, zone_place(zone))


def _entitlements(policy: Policy | None, standing: Standing) -> Iterator[Entitled]:
    known = _in_force(policy, standing)
    if known is None:
        return
    policy, plan, addons = known
    scribe = Scribe(policy, language())
    words: dict[Access, tuple[str, str]] = {
        "included": (gettext("included"), "check"),
        "add-on": (gettext("by an add-on"), "check"),
        "on quote": (gettext("on quote"), "tag"),
        "none": (gettext("not part of the plan"), "x"),
    }
    for key in policy.document.entitlements:
        how, mark = words[access(policy, plan=plan, addons=addons, entitlement=key)]
        yield Entitled(scribe.part(policy.document.entitlements, key), how, mark)


def _requested(
    client: Organisation, tickets: Iterable[Ticket] | QuerySet[Ticket], policy: Policy | None, at: int
) -> Iterator[Requested]:
    zone = policy.zone if policy else ZoneInfo("UTC")
    for ticket in tickets:
        running = ticket.under_way and ticket.next_due_at is not None
        yield Requested(
            href=reverse("ticket:ticket", args=[client.vendor.slug, ticket.number]),
            reference=f"{client.vendor.prefix}-{ticket.number}",
            subject=ticket.subject,
            state=ticket_state_word(ticket.state),
            when=time_tag(ticket.last_event_at, zone),
            due=relative(ticket.next_due_at or 0, at) if running else "",
            late=ticket.breached or (ticket.next_breach_at is not None and ticket.next_breach_at < at),
        )
