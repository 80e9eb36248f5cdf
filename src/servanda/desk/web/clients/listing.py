"""All clients: which of them needs a word, and how much is open for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from servanda.desk.agreements.known import Known, judged_by, known_clients
from servanda.desk.agreements.queries import (
    agreements,
    where_current,
    with_current,
    with_standing,
)
from servanda.desk.agreements.queries import clients as clients_of
from servanda.desk.agreements.standing import SOON
from servanda.desk.agreements.terms import day_at
from servanda.desk.alphabet import fold, name_key
from servanda.desk.clock import now
from servanda.desk.organisations.models import MailDomain, Member, Organisation
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.loads import Load, at_risk, clients_with, late, loads_of
from servanda.desk.web.access import vendor_for
from servanda.desk.web.clients.words import concern_words, plan_words
from servanda.desk.web.formats import period
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.ticket.context import phase_word
from servanda.engine.policy.policy import Policy

PAGE = 50
_NOTHING = Load(None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty texts narrow nothing."""

    words: str = ""
    plan: str = ""
    phase: str = ""
    keeper: str = ""
    standing: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return any((self.words, self.plan, self.phase, self.keeper, self.standing))


@dataclass(frozen=True, slots=True)
class Count:
    """How many requests of a client stand in one of the desk's views, and the way to them."""

    view: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One client, ready to be drawn."""

    name: str
    href: str
    domains: str
    plan: str
    addons: str
    period: str
    phase: str
    keeper: str
    counts: tuple[Count, ...]
    concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """One filter: its name in the address, its label, its options."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """The page."""

    rows: tuple[Row, ...]
    total: int
    wanted: Wanted
    picks: tuple[Pick, ...]
    earlier: str
    later: str
    new: str
    own_only: bool


@require_safe
def clients(request: HttpRequest, slug: str) -> HttpResponse:
    """The clients that somebody may see."""
    who, member = vendor_for(request, slug, Permission.READ_CLIENTS)
    wanted = Wanted(**{name: request.GET.get(name, "").strip() for name in Wanted.__dataclass_fields__})
    page = _page(request, who, member, wanted, now())
    return render(request, "web/clients/list.html", {"frame": desk_frame(who, member, "clients"), "page": page})


def _page(request: HttpRequest, who: Who, member: Member, wanted: Wanted, at: int) -> ListPage:
    """What is narrowed in the database is loaded a page at a time; only what needs a word is found by looking at all."""
    usual = judged_by(member.vendor, at)
    ids = _found(who, member, wanted, day_at(usual, at), at)
    if wanted.standing == "attention":
        ids = [each.client.pk for each in _known(member, ids, at) if each.concerns]
    pages = Paginator(ids, PAGE)
    shown = pages.get_page(request.GET.get("page"))
    loads = loads_of(who, list(shown), at)
    everything = who.vendors_with(Permission.WRITE_CLIENTS)
    return ListPage(
        rows=tuple(_row(each, member, loads.get(each.client.pk, _NOTHING)) for each in _known(member, list(shown), at)),
        total=len(ids),
        wanted=wanted,
        picks=tuple(_picks(who, member, wanted, usual)),
        earlier=_turned(request, shown.previous_page_number() if shown.has_previous() else 0),
        later=_turned(request, shown.next_page_number() if shown.has_next() else 0),
        new=reverse("clients:new", args=[member.vendor.slug]) if member.vendor_id in everything else "",
        own_only=member.vendor_id not in who.vendors_with(Permission.READ_CLIENTS),
    )


def _found(who: Who, member: Member, wanted: Wanted, day: date, at: int) -> list[int]:
    """The clients that are wanted, by name."""
    found = with_current(clients_of(who, member.vendor_id), day)
    for name in ("plan", "phase"):
        if value := getattr(wanted, name):
            found = where_current(found, Q(**{name: value}))
    if wanted.keeper == "none":
        found = where_current(found, Q(account_manager__isnull=False), otherwise=True)
    elif wanted.keeper:
        found = where_current(
            found,
            Q(account_manager_id=int(wanted.keeper) if wanted.keeper.isdecimal() and len(wanted.keeper) < 18 else 0),
        )
    if wanted.standing == "ending":
        found = where_current(found, Q(since__lte=day, until__gt=day, until__lte=day + timedelta(days=SOON)))
    elif wanted.standing == "ended":
        found = where_current(found, Q(until=None) | Q(until__gt=day), otherwise=True)
    elif wanted.standing in ("risk", "breached"):
        busy = clients_with(who, member.vendor_id, at_risk(at) if wanted.standing == "risk" else late(at))
        found = found.filter(pk__in=busy)
    return _named(found, wanted.words)


def _named(found: QuerySet[Organisation], words: str) -> list[int]:
    """Those whose name or domains have every word in them, by name as people sort them."""
    wanted = fold(words).split()
    if not wanted:
        return list(found.values_list("pk", flat=True))
    written = {pk: fold(name) for pk, name in found.values_list("pk", "name")}
    for pk, domain in MailDomain.objects.filter(organisation__in=found).values_list("organisation_id", "domain"):
        written[pk] += f" {domain}"
    return [pk for pk, text in written.items() if all(word in text for word in wanted)]


def _known(member: Member, ids: list[int], at: int) -> Iterator[Known]:
    """Clients with where they stand, in the order of their ids; `clients_of` gave these."""
    found = with_standing(Organisation.objects.filter(pk__in=ids)).prefetch_related("domains").in_bulk()
    return known_clients((found[pk] for pk in ids), member.vendor, at)


def _turned(request: HttpRequest, number: int) -> str:
    if not number:
        return ""
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def _row(known: Known, member: Member, load: Load) -> Row:
    slug, agreement = member.vendor.slug, known.standing.agreement
    domains = [each.domain for each in known.client.domains.all()]
    return Row(
        name=known.client.name,
        href=reverse("clients:client", args=[slug, known.client.pk]),
        domains=", ".join(domains[:2]) + (" …" if len(domains) > 2 else ""),
        plan=plan_words(agreement.plan, known.policy) if agreement else "",
        addons=", ".join(plan_words(each.addon, known.policy) for each in agreement.addons.all()) if agreement else "",
        period=period(agreement.since, agreement.until) if agreement else "",
        phase=phase_word(agreement.phase) if agreement else "",
        keeper=str(agreement.account_manager) if agreement and agreement.account_manager else "",
        counts=tuple(_counts(known.client, slug, load)),
        concerns=(*_off(known.client), *(concern_words(each, known.policy) for each in known.concerns)),
    )


def _off(client: Organisation) -> tuple[str, ...]:
    return () if client.active else (gettext("Switched off"),)


def _counts(client: Organisation, slug: str, load: Load) -> Iterator[Count]:
    queue = reverse("queue:queue", args=[slug])
    for view, number in (("open", load.open), ("risk", load.risk), ("breached", load.breached)):
        if number or view == "open":
            yield Count(view, number, f"{queue}?view={view}&client={client.pk}")


def _picks(who: Who, member: Member, wanted: Wanted, policy: Policy | None) -> Iterator[Pick]:
    """Only filters that would leave something out."""
    standings = {
        "attention": gettext("Needs a word"),
        "ending": gettext("Ends within 60 days"),
        "ended": gettext("Without an agreement"),
        "risk": gettext("With requests at risk"),
        "breached": gettext("With broken promises"),
    }
    yield _pick("standing", gettext("Show"), gettext("All clients"), standings, wanted.standing)
    agreed = agreements(who, member.vendor_id).order_by()
    plans = {plan: plan_words(plan, policy) for plan in agreed.values_list("plan", flat=True).distinct()}
    phases = {phase: phase_word(phase) for phase in agreed.values_list("phase", flat=True).distinct()}
    kept = agreed.values_list("account_manager_id", "account_manager__user__name").distinct()
    keepers = {str(pk): name for pk, name in kept if pk}
    none = {"none": gettext("nobody")} if keepers else {}
    for name, label, every, options, chosen in (
        ("plan", gettext("Plan"), gettext("All plans"), plans, wanted.plan),
        ("phase", gettext("Phase"), gettext("All phases"), phases, wanted.phase),
        ("keeper", gettext("Account manager"), gettext("Everybody"), keepers | none, wanted.keeper),
    ):
        if len(options) > 1:
            ordered = dict(sorted(options.items(), key=lambda option: name_key(option[1])))
            yield _pick(name, label, every, ordered, chosen)


def _pick(name: str, label: str, every: str, options: dict[str, str], chosen: str) -> Pick:
    known = (("", every, not chosen), *((key, word, key == chosen) for key, word in options.items()))
    return Pick(name, label, known)
