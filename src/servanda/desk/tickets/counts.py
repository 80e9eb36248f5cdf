"""How many tickets stand in lists: counts that stop counting, and that are counted once for everybody who sees the same."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.fresh import FRESH, latest_event
from servanda.desk.tickets.lists import Filters, Seen, conditions
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.queries import desk_tickets

MANY = 999
"""Counts stop here; what is more is shown as 999+."""
_PERSONAL = frozenset({"attention", "mine", "named", "drafts"})


def counts_for(who: Who, lists: Sequence[Filters], seen: Seen) -> list[int]:
    """How many tickets somebody sees in each list at the vendor of `seen`, each count at most `FRESH` seconds old.

    Any event at any vendor ends what was counted before it, so that nobody misses what they did themselves.
    """
    vendor_id = seen.member.vendor_id
    everything = vendor_id in who.vendors_with(Permission.READ_TICKETS)
    mark = latest_event()
    keys = [_key(each, seen, mark, shared=everything and _is_shared(each)) for each in lists]
    near = caches["near"]
    known: dict[str, int] = near.get_many(keys)
    missing = {key: each for key, each in zip(keys, lists, strict=True) if key not in known}
    if missing:
        tickets = desk_tickets(who).filter(vendor_id=vendor_id)
        counted = dict(zip(missing, count_lists(tickets, list(missing.values()), seen), strict=True))
        near.set_many(counted, FRESH)
        known |= counted
    return [known[key] for key in keys]


def _is_shared(filters: Filters) -> bool:
    """Whether everybody with the same rights sees the same list."""
    return filters.view not in _PERSONAL and filters.assignee != "me"


def _key(filters: Filters, seen: Seen, mark: int, *, shared: bool) -> str:
    whose = "all" if shared else seen.member.pk
    asked = (seen.member.vendor_id, whose, mark, sorted((filters.kept | {"order": ""}).items()))
    return f"count-{sha256(repr(asked).encode()).hexdigest()}"


def count_lists(tickets: QuerySet[Ticket], lists: Sequence[Filters], seen: Seen) -> list[int]:
    """How many tickets stand in each list, in one question to the database; none is counted beyond `MANY` + 1.

    A list of several parts may come to a little more.
    """
    parts: list[str] = []
    values: list[Any] = []
    owners: list[int] = []
    for number, filters in enumerate(lists):
        for each in conditions(filters, seen):
            chosen = tickets.filter(each).order_by().values_list("pk")[: MANY + 1]
            try:
                statement, given = chosen.query.sql_with_params()
            except EmptyResultSet:
                continue
            parts.append(f"(SELECT COUNT(*) FROM ({statement}) AS part{len(parts)})")  # noqa: S608 - written by the ORM
            values += given
            owners.append(number)
    counts = [0] * len(lists)
    for number, count in zip(owners, _row(parts, values), strict=True):
        counts[number] += count
    return counts


def _row(parts: list[str], values: list[Any]) -> tuple[int, ...]:
    if not parts:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return tuple(cursor.fetchone())
