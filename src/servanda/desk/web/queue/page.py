"""The queue: which one do I open now? Views with counts on one side, the list on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from servanda.desk.agreements.versions import policy_in_force
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import OWN_CLIENTS_ONLY, Permission
from servanda.desk.organisations.queries import active_staff
from servanda.desk.tickets.counts import MANY, counts_for
from servanda.desk.tickets.lists import ORDERS, SCOPES, Filters, Seen, list_page
from servanda.desk.tickets.models import Incident, Ticket, View
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.web.access import AtVendor
from servanda.desk.web.formats import language
from servanda.desk.web.pages.choices import Option
from servanda.desk.web.queue.rows import Row, rows_of
from servanda.desk.web.queue.words import count_shown, order_name, state_name, view_name, view_says
from servanda.engine.policy.policy import Policy
from servanda.publishing.scribe import Scribe

MOST_INCIDENTS = 50


@dataclass(frozen=True, slots=True)
class ListLink:
    """One view in the column of views; `pk` for kept ones, which may be changed where `yours`."""

    name: str
    href: str
    count: str
    current: bool
    urgent: bool = False
    pk: int = 0
    shared: bool = False
    yours: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter as a field: a choice of options, or free text where there are none."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    says: str
    href: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Everything that the page shows."""

    title: str
    says: str
    count: str
    views: tuple[ListLink, ...]
    kept: tuple[ListLink, ...]
    rows: tuple[Row, ...]
    after: str
    first: str
    orders: tuple[ListLink, ...]
    narrowings: tuple[Narrowing, ...]
    chips: tuple[Chip, ...]
    filters: Filters
    query: str
    colleagues: tuple[Member, ...]


@dataclass(frozen=True)
class Desk(AtVendor):
    """Who looks at which vendor's tickets, and when."""

    at: int

    @property
    def seen(self) -> Seen:
        """The same, as lists need it."""
        return Seen(self.member, self.at)

    @cached_property
    def tickets(self) -> QuerySet[Ticket]:
        """The tickets that may be seen, with their clients and incidents."""
        found = desk_tickets(self.who).filter(vendor_id=self.member.vendor_id)
        return found.select_related("organisation", "incident")

    def rows(self, tickets: Sequence[Ticket], filters: Filters) -> tuple[Row, ...]:
        """Some of these tickets as rows; who is known here is not asked for again with each."""
        known = {each.pk: each for each in self.colleagues}
        for ticket in tickets:
            ticket.vendor = self.member.vendor
            if ticket.assignee_id in known:
                ticket.assignee = known[ticket.assignee_id]
        return rows_of(tickets, filters, self.zone, now=self.at)

    @cached_property
    def policy(self) -> Policy | None:
        """The version of the vendor's policy that is in force; None where there is none."""
        return policy_in_force(self.member.vendor.policy, at=self.at)

    @property
    def zone(self) -> ZoneInfo | None:
        """The reader's clock; None for that of the policy."""
        named = self.who.user.zone if self.who.user else ""
        return ZoneInfo(named) if named else self.policy.zone if self.policy else None

    @cached_property
    def colleagues(self) -> tuple[Member, ...]:
        """Who works here."""
        return tuple(active_staff(self.member.vendor_id))

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents that go on, the latest first; those of their own clients for whoever sees no others."""
        found = Incident.objects.filter(vendor_id=self.member.vendor_id, closed_at=None)
        if self.member.role in OWN_CLIENTS_ONLY:
            found = found.filter(pk__in=self.tickets.order_by().values("incident"))
        return tuple(found[:MOST_INCIDENTS])

    def incidents_with(self, chosen: str) -> list[tuple[str, str]]:
        """Those that a list can be narrowed to, by id and title; the one that it is narrowed to, even where it is over."""
        found = [(str(each.pk), each.title) for each in self.incidents]
        if not chosen.isdecimal() or len(chosen) > 17 or chosen in dict(found):
            return found
        one = self.tickets.filter(incident=int(chosen)).order_by().values_list("incident__title", flat=True).first()
        return [*found, (chosen, one)] if one else found


def kept_views(desk: Desk) -> QuerySet[View]:
    """The views that somebody may use: the shared ones, then their own."""
    found = View.objects.filter(Q(owner=desk.member) | Q(owner=None), vendor_id=desk.member.vendor_id)
    return found.order_by(F("owner").asc(nulls_first=True), "position", "id")


def queue_page(desk: Desk, filters: Filters, *, after: str = "", current: int = 0) -> QueuePage:
    """One page of the list that `filters` ask for; `current` is the id of the kept view that it is, if any."""
    kept = list(kept_views(desk))
    shown = [*SCOPES][:-1]
    lists = [Filters(view=view) for view in shown] + [Filters.read(view.filters) for view in kept]
    counts = counts_for(desk.who, [*lists, filters], desk.seen)
    listed = list_page(desk.tickets, filters, desk.seen, after=after)
    return QueuePage(
        title=next((name_of(view) for view in kept if view.pk == current), view_name(filters.view)),
        says=view_says(filters.view),
        count=count_shown(counts[-1], MANY),
        views=tuple(_built_in(desk, shown, counts, filters, current)),
        kept=tuple(_kept(desk, kept, counts[len(shown) :], current)),
        rows=desk.rows(listed.tickets, filters),
        after=_address(desk, filters, after=listed.after) if listed.after else "",
        first=_address(desk, filters) if after else "",
        orders=tuple(_orders(desk, filters)),
        narrowings=tuple(_narrowings(desk, filters)),
        chips=tuple(_chips(desk, filters)),
        filters=filters,
        query=urlencode(filters.kept),
        colleagues=desk.colleagues,
    )


def name_of(view: View) -> str:
    """The name of a kept view in the reader's language."""
    return str(view.name.get(language()) or next(iter(view.name.values()), ""))


def _address(desk: Desk, filters: Filters, **more: object) -> str:
    page = reverse("queue:queue", args=[desk.member.vendor.slug])
    return f"{page}?{urlencode(filters.kept | more)}"


def _built_in(
    desk: Desk, shown: Sequence[str], counts: Sequence[int], filters: Filters, current: int
) -> Iterator[ListLink]:
    for view, count in zip(shown, counts, strict=False):
        href = _address(desk, Filters(view=view))
        here = filters.view == view and not current
        urgent = bool(count) and view in ("risk", "breached")
        yield ListLink(view_name(view), href, count_shown(count, MANY), here, urgent)


def _kept(desk: Desk, views: Sequence[View], counts: Sequence[int], current: int) -> Iterator[ListLink]:
    shares = desk.may(Permission.WRITE_TEXTS)
    for view, count in zip(views, counts, strict=False):
        href = _address(desk, Filters.read(view.filters), kept=view.pk)
        yours = shares if view.owner_id is None else True
        yield ListLink(
            name_of(view),
            href,
            count_shown(count, MANY),
            view.pk == current,
            pk=view.pk,
            shared=view.owner_id is None,
            yours=yours,
        )


def _orders(desk: Desk, filters: Filters) -> Iterator[ListLink]:
    for order in ORDERS:
        if order == "resolved" and filters.view != "resolved":
            continue
        href = _address(desk, replace(filters, order=order))
        yield ListLink(order_name(order), href, "", order == filters.ordered)


def _narrowings(desk: Desk, filters: Filters) -> Iterator[Narrowing]:
    yield Narrowing("words", gettext("Words"), filters.words)
    yield Narrowing("client", gettext("Client"), filters.client)
    states = [(each.value, state_name(each)) for each in State]
    yield _choice("state", gettext("State"), filters.state, states)
    people = [("me", gettext("me")), ("nobody", gettext("nobody"))]
    people += [(str(each.pk), str(each)) for each in desk.colleagues]
    yield _choice("assignee", gettext("Assigned to"), filters.assignee, people)
    yield from _of_policy(desk, filters)
    yield Narrowing("tag", gettext("Tag"), filters.tag)
    if incidents := desk.incidents_with(filters.incident):
        yield _choice("incident", gettext("Incident"), filters.incident, incidents)
    languages = [("en", "English"), ("fr", "Français")]
    yield _choice("language", gettext("Language"), filters.language, languages)


def _of_policy(desk: Desk, filters: Filters) -> Iterator[Narrowing]:
    if desk.policy is None:
        return
    scribe = Scribe(desk.policy, language())
    document = scribe.document
    plans = [(key, scribe.plan(key)) for key in document.plans]
    yield _choice("plan", gettext("Plan"), filters.plan, plans)
    levels = [(key, scribe.level(key)) for key in document.classify.levels]
    yield _choice("priority", gettext("Priority"), filters.priority, levels)
    kinds = [(key, scribe.name_of(document.kinds, key)) for key in document.kinds]
    yield _choice("kind", gettext("Kind"), filters.kind, kinds)
    channels = [(key, scribe.name_of(document.channels, key)) for key, each in document.channels.items()]
    yield _choice("channel", gettext("Channel"), filters.channel, channels)


def _choice(name: str, label: str, value: str, options: Sequence[tuple[str, str]]) -> Narrowing:
    first = Option("", pgettext("filter", "any"), chosen=not value)
    return Narrowing(name, label, value, (first, *(Option(key, shown, chosen=key == value) for key, shown in options)))


def _chips(desk: Desk, filters: Filters) -> Iterator[Chip]:
    fields = {each.name: each for each in _narrowings(desk, filters)}
    for name, value in filters.narrowed.items():
        field = fields.get(name)
        label = field.label if field else gettext("Incident")
        shown = next((each.name for each in field.options if each.value == value), value) if field else value
        says = gettext("%(label)s: %(value)s") % {"label": label, "value": shown}
        yield Chip(says, _address(desk, replace(filters, **{name: ""})))
