"""Lists of tickets: built-in views, filters, orders, and pages by what comes last on each.

Every list begins with a queryset that knows who asks (`servanda.desk.tickets.queries`). A scope is one or several
conditions that exclude each other, each of which an index can walk in order; a page is merged from them. Nothing here
reads more rows than a page shows, however many tickets there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from heapq import merge
from typing import Any

from django.db import connection, models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.lookups import Contains

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.board import VERDICTS, clocks_of_period, verdict_is
from servanda.desk.tickets.loads import at_risk
from servanda.desk.tickets.models import Draft, Mention, Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.search import search, tickets_found
from servanda.engine.instants import DAY

PAGE = 30
"""Rows of a page."""
RECENT = 14 * DAY
"""How long a resolved ticket is among those resolved recently."""
_UNDER_WAY = Q(under_way=True)


@dataclass(frozen=True, slots=True)
class Seen:
    """Who looks at a list, and when."""

    member: Member
    at: int


Scope = Callable[[Seen], tuple[Q, ...]]

SCOPES: Mapping[str, Scope] = {
    "attention": lambda seen: (
        _UNDER_WAY & Q(state=State.OPEN, assignee=seen.member),
        _UNDER_WAY & Q(state=State.OPEN, assignee=None),
    ),
    "mine": lambda seen: (_UNDER_WAY & Q(assignee=seen.member),),
    "unassigned": lambda _seen: (_UNDER_WAY & Q(assignee=None),),
    "open": lambda _seen: (_UNDER_WAY,),
    "waiting": lambda _seen: (_UNDER_WAY & Q(state=State.WAITING), _UNDER_WAY & Q(state=State.PROPOSED)),
    "client-spoke": lambda _seen: (_UNDER_WAY & Q(client_spoke_last=True),),
    "named": lambda seen: (
        _UNDER_WAY & Q(pk__in=Mention.objects.filter(member=seen.member).values("message__ticket")),
    ),
    "drafts": lambda seen: (
        Q(pk__in=Draft.objects.filter(member=seen.member, send_at=None).exclude(text="").values("ticket")),
    ),
    "risk": lambda seen: (_UNDER_WAY & at_risk(seen.at),),
    "breached": lambda seen: (
        _UNDER_WAY & Q(breached=True),
        # Whatever breaks next is what it is sorted by; an index has these in their order.
        _UNDER_WAY & Q(breached=False, sort_at__lt=seen.at, next_breach_at__lt=seen.at),
    ),
    "unclassified": lambda _seen: (_UNDER_WAY & Q(undecided=True),),
    "resolved": lambda seen: (Q(resolved_at__gte=seen.at - RECENT),),
    "all": lambda _seen: (Q(),),
}
"""The built-in views, in the order in which they are shown; `all` is what a search through everything begins with."""

ORDERS: Mapping[str, str] = {
    "breach": "sort_at",
    "policy": "order_key",
    "latest": "-last_event_at",
    "resolved": "-resolved_at",
}
"""What a list may be ordered by: the next breach, the policy's own order (C8, K15), what happened last."""


@dataclass(frozen=True, slots=True)
class Filters:
    """A list as somebody wants it; every part is text as it stands in an address, empty where it is not asked for."""

    view: str = "attention"
    state: str = ""
    assignee: str = ""
    """`me`, `nobody`, or the id of a member."""
    client: str = ""
    plan: str = ""
    priority: str = ""
    kind: str = ""
    channel: str = ""
    tag: str = ""
    incident: str = ""
    language: str = ""
    verdict: str = ""
    """What became of a clock: ``response.breached.START.END``, for clocks that started between two instants."""
    words: str = ""
    order: str = ""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Filters:
        """The filters of an address or of a kept view; what is unknown is left out."""
        found = {each.name: str(given.get(each.name, "")).strip() for each in fields(cls)}
        if found["view"] not in SCOPES:
            found["view"] = "attention"
        if found["order"] not in ORDERS:
            found["order"] = ""
        return cls(**found)

    @property
    def kept(self) -> dict[str, str]:
        """What is asked for, without what is left out: for an address or a kept view."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}

    @property
    def narrowed(self) -> dict[str, str]:
        """The filters proper: all that is asked for but the view and the order."""
        return {name: value for name, value in self.kept.items() if name not in ("view", "order")}

    @property
    def ordered(self) -> str:
        """The order that applies: the one asked for, else the view's usual one."""
        if self.order and not (self.order == "resolved" and self.view != "resolved"):
            return self.order
        return {"resolved": "resolved", "all": "latest"}.get(self.view, "breach")


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list; `after` leads to the next one, empty at the end."""

    tickets: tuple[Ticket, ...]
    after: str = ""


def conditions(filters: Filters, seen: Seen) -> tuple[Q, ...]:
    """The conditions of a list, which exclude each other."""
    narrow = _narrow(filters, seen)
    return tuple(scope & narrow for scope in SCOPES[filters.view](seen))


def _narrow(filters: Filters, seen: Seen) -> Q:
    found = Q()
    for name, value in filters.narrowed.items():
        found &= _FILTERS[name](value, seen)
    return found


def _number(value: str) -> int:
    """An id of an address; one that is none finds nothing."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else 0


def _assignee(value: str, seen: Seen) -> Q:
    if value == "nobody":
        return Q(assignee=None)
    return Q(assignee=seen.member.pk if value == "me" else _number(value))


def _client(value: str, _seen: Seen) -> Q:
    """A client by its id, or by a part of its name."""
    return Q(organisation=_number(value)) if value.isdecimal() else Q(organisation__name__icontains=value)


def _tag(value: str, _seen: Seen) -> Q:
    if connection.features.supports_json_field_contains:
        return Q(tags__contains=[value], tagged=True)
    return Q(Contains(Cast("tags", models.TextField()), json.dumps(value)), tagged=True)


def _verdict(value: str, seen: Seen) -> Q:
    metric, _, rest = value.partition(".")
    verdict, *period = rest.split(".")
    if verdict not in VERDICTS or len(period) != 2:
        return Q(pk=None)
    start, end = map(_number, period)
    clocks = clocks_of_period(seen.member.vendor_id, start, end).filter(verdict_is(verdict, at=seen.at), metric=metric)
    return Q(pk__in=clocks.values("ticket"))


def _words(value: str, seen: Seen) -> Q:
    everything = Ticket.objects.filter(vendor_id=seen.member.vendor_id)
    return Q(pk__in=tickets_found(search(everything, value, vendors=[seen.member.vendor_id])))


_FILTERS: Mapping[str, Callable[[str, Seen], Q]] = {
    "state": lambda value, _seen: Q(state=value),
    "assignee": _assignee,
    "client": _client,
    "plan": lambda value, _seen: Q(plan=value),
    "priority": lambda value, _seen: Q(priority=value),
    "kind": lambda value, _seen: Q(current_kind=value),
    "channel": lambda value, _seen: Q(channel=value),
    "tag": _tag,
    "incident": lambda value, _seen: Q(incident=_number(value)),
    "language": lambda value, _seen: Q(language=value),
    "verdict": _verdict,
    "words": _words,
}


# Pages


def list_page(tickets: QuerySet[Ticket], filters: Filters, seen: Seen, *, after: str = "", size: int = PAGE) -> Listed:
    """One page of a list, from the row behind `after` on."""
    column = ORDERS[filters.ordered]
    name, sign = column.lstrip("-"), -1 if column.startswith("-") else 1
    chosen = tickets.filter(_behind(column, after)).order_by(column, "id" if sign > 0 else "-id")
    # Places first: an index holds them, and rows with all that belongs to them are read for one page only.
    parts = [chosen.filter(each).values_list(name, "pk")[: size + 1] for each in conditions(filters, seen)]
    found = list(merge(*parts, reverse=sign < 0))
    places = found[:size]
    rows = tickets.in_bulk([pk for _place, pk in places])
    after = "{}~{}".format(*places[-1]) if len(found) > size else ""
    return Listed(tuple(rows[pk] for _place, pk in places if pk in rows), after)


def _behind(column: str, after: str) -> Q:
    """What stands behind a row of which the address tells the place; nothing is left out where it tells none."""
    name, (value, _, number) = column.lstrip("-"), after.rpartition("~")
    place: str | int = value
    if name != "order_key":
        if not value.lstrip("-").isdecimal() or len(value) > 19:
            return Q()
        place = int(value)
    if not value or not _number(number):
        return Q()
    beyond, last = ("lt", "lte") if column.startswith("-") else ("gt", "gte")
    tie = Q(**{name: place, f"id__{beyond}": _number(number)})
    return Q(**{f"{name}__{last}": place}) & (Q(**{f"{name}__{beyond}": place}) | tie)


def neighbours(
    tickets: QuerySet[Ticket], filters: Filters, seen: Seen, ticket: Ticket
) -> tuple[int | None, int | None]:
    """The numbers of the tickets before and after one in a list; None at its ends.

    The ticket itself need not be in the list any more: answering it may have moved it elsewhere.
    """
    column = ORDERS[filters.ordered]
    name, down = column.lstrip("-"), column.startswith("-")
    value = getattr(ticket, name)
    if value is None:
        return None, None
    place = f"{value}~{ticket.pk}"
    ahead = _nearest(tickets, filters, seen, column, place)
    turned = name if down else f"-{name}"
    return _nearest(tickets, filters, seen, turned, place), ahead


def _nearest(tickets: QuerySet[Ticket], filters: Filters, seen: Seen, column: str, place: str) -> int | None:
    name, down = column.lstrip("-"), column.startswith("-")
    chosen = tickets.filter(_behind(column, place)).order_by(column, "-id" if down else "id")
    rows = [
        row for each in conditions(filters, seen) for row in chosen.filter(each).values_list(name, "id", "number")[:1]
    ]
    nearest = (max if down else min)(rows, default=None)
    return None if nearest is None else int(nearest[2])
