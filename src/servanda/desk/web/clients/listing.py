"""All clients: which of them needs a word, and how much is open for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from servanda.desk.agreements.models import Agreement
from servanda.desk.agreements.queries import clients as clients_of
from servanda.desk.agreements.queries import is_represented, with_agreements
from servanda.desk.agreements.standing import Concern, Standing, concerns_of, standing_of
from servanda.desk.clock import now
from servanda.desk.organisations.models import Member, Organisation
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.loads import Load, at_risk, clients_with, late, loads_of
from servanda.desk.tickets.search import fold
from servanda.desk.web.access import vendor_for
from servanda.desk.web.clients.access import day_at, judged_by
from servanda.desk.web.clients.words import concern_words, period_words, plan_words
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.ticket.context import phase_word
from servanda.engine.policy.policy import Policy

PAGE = 50
_NOTHING = Load()


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
class Known:
    """A client with where it stands."""

    client: Organisation
    standing: Standing
    concerns: tuple[Concern, ...]
    policy: Policy | None


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
    at = now()
    wanted = Wanted(**{name: request.GET.get(name, "").strip() for name in Wanted.__dataclass_fields__})
    known = list(_known(who, member, at))
    found = [each for each in known if _fits(each, wanted)]
    if wanted.standing in ("risk", "breached"):
        busy = clients_with(who, member.vendor_id, at_risk(at) if wanted.standing == "risk" else late(at))
        found = [each for each in found if each.client.pk in busy]
    page = _page(request, who, member, known, found, wanted, at)
    return render(request, "web/clients/list.html", {"frame": desk_frame(who, member, "clients"), "page": page})


def _known(who: Who, member: Member, at: int) -> Iterator[Known]:
    usual = judged_by(member.vendor, at)
    day = day_at(usual, at)
    found = with_agreements(clients_of(who, member.vendor_id))
    for client in sorted(found, key=lambda each: fold(each.name)):
        standing = standing_of(client.agreements.all(), day)
        pinned = standing.agreement is not None and standing.agreement.pinned_id
        policy = judged_by(member.vendor, at, standing.agreement) if pinned else usual
        concerns = concerns_of(standing, policy, represented=is_represented(client)) if policy else ()
        yield Known(client, standing, concerns, policy)


def _fits(known: Known, wanted: Wanted) -> bool:
    agreement = known.standing.agreement
    words = fold(" ".join((known.client.name, *(each.domain for each in known.client.domains.all()))))
    return (
        all(word in words for word in fold(wanted.words).split())
        and _is(wanted.plan, agreement.plan if agreement else "")
        and _is(wanted.phase, agreement.phase if agreement else "")
        and _is(wanted.keeper, str(agreement.account_manager_id or "none") if agreement else "none")
        and _stands(known, wanted.standing)
    )


def _is(wanted: str, value: str) -> bool:
    return not wanted or wanted == value


def _stands(known: Known, wanted: str) -> bool:
    if wanted == "attention":
        return bool(known.concerns)
    if wanted == "ending":
        return any(each.key == "ending" for each in known.concerns)
    return known.standing.stage in ("none", "ended") if wanted == "ended" else True


def _page(
    request: HttpRequest, who: Who, member: Member, known: list[Known], found: list[Known], wanted: Wanted, at: int
) -> ListPage:
    pages = Paginator(found, PAGE)
    shown = pages.get_page(request.GET.get("page"))
    loads = loads_of(who, [each.client.pk for each in shown], at)
    everything = who.vendors_with(Permission.WRITE_CLIENTS)
    return ListPage(
        rows=tuple(_row(each, member, loads.get(each.client.pk, _NOTHING)) for each in shown),
        total=len(found),
        wanted=wanted,
        picks=tuple(_picks(known, wanted)),
        earlier=_turned(request, shown.previous_page_number() if shown.has_previous() else 0),
        later=_turned(request, shown.next_page_number() if shown.has_next() else 0),
        new=reverse("clients:new", args=[member.vendor.slug]) if member.vendor_id in everything else "",
        own_only=member.vendor_id not in who.vendors_with(Permission.READ_CLIENTS),
    )


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
        period=period_words(agreement.since, agreement.until) if agreement else "",
        phase=phase_word(agreement.phase) if agreement else "",
        keeper=str(agreement.account_manager) if agreement and agreement.account_manager else "",
        counts=tuple(_counts(known.client, slug, load)),
        concerns=tuple(concern_words(each, known.policy) for each in known.concerns),
    )


def _counts(client: Organisation, slug: str, load: Load) -> Iterator[Count]:
    queue = reverse("queue:queue", args=[slug])
    for view, number in (("open", load.open), ("risk", load.risk), ("breached", load.breached)):
        if number or view == "open":
            yield Count(view, number, f"{queue}?view={view}&client={client.pk}")


def _picks(known: Iterable[Known], wanted: Wanted) -> Iterator[Pick]:
    """Only filters that would leave something out."""
    agreements = [(each.standing.agreement, each.policy) for each in known if each.standing.agreement]
    standings = {
        "attention": gettext("Needs a word"),
        "ending": gettext("Ends within 60 days"),
        "ended": gettext("Without an agreement"),
        "risk": gettext("With requests at risk"),
        "breached": gettext("With broken promises"),
    }
    yield _pick("standing", gettext("Show"), gettext("All clients"), standings, wanted.standing)
    plans = {a.plan: plan_words(a.plan, policy) for a, policy in agreements if a}
    phases = {a.phase: phase_word(a.phase) for a, _policy in agreements if a}
    keepers = {str(a.account_manager_id): str(a.account_manager) for a, _policy in agreements if a and _kept(a)}
    none = {"none": gettext("nobody")} if keepers else {}
    for name, label, every, options, chosen in (
        ("plan", gettext("Plan"), gettext("All plans"), plans, wanted.plan),
        ("phase", gettext("Phase"), gettext("All phases"), phases, wanted.phase),
        ("keeper", gettext("Account manager"), gettext("Everybody"), keepers | none, wanted.keeper),
    ):
        if len(options) > 1:
            ordered = dict(sorted(options.items(), key=lambda option: fold(option[1])))
            yield _pick(name, label, every, ordered, chosen)


def _kept(agreement: Agreement) -> bool:
    return agreement.account_manager_id is not None


def _pick(name: str, label: str, every: str, options: dict[str, str], chosen: str) -> Pick:
    known = (("", every, not chosen), *((key, word, key == chosen) for key, word in options.items()))
    return Pick(name, label, known)
