"""Every cache of every ticket computed again from its history; what differs is told, and written.

Tickets are read in batches without a lock. What differs is then read once more under one, so that a ticket on which
something happens meanwhile keeps what that wrote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from json import loads
from multiprocessing import get_context
from typing import Any, NamedTuple

from django.db import connection, connections, transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from servanda.desk.organisations.models import Vendor
from servanda.desk.tickets.caches import CACHED, CLOCK, Caches, caches_of
from servanda.desk.tickets.models import Clock, Event, Ticket
from servanda.desk.tickets.models.tickets import ACTIVE

BATCH = 2_000
_EMPTY = len("{}")


class Happened(NamedTuple):
    """An event as far as it is judged."""

    at: int
    name: str
    member_id: int | None
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A ticket whose caches were not what its history says; `columns` are those that differed, `clocks` among them."""

    ticket_id: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many tickets were looked at, and which were not right."""

    tickets: int
    differed: tuple[Difference, ...]


class UnknownVendorError(LookupError):
    """No vendor has this slug."""

    def __init__(self, slug: str) -> None:
        known = ", ".join(Vendor.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        super().__init__(f"There is no vendor '{slug}'. Known: {known}.")


def rebuild_vendor(slug: str | None, *, open_only: bool, processes: int = 1) -> Rebuilt:
    """`rebuild` for one vendor, or for all. Raises UnknownVendorError."""
    if slug is None:
        return rebuild(open_only=open_only, processes=processes)
    vendor = Vendor.objects.filter(slug=slug).first()
    if vendor is None:
        raise UnknownVendorError(slug)
    return rebuild(Ticket.objects.filter(vendor=vendor), open_only=open_only, processes=processes)


def rebuild(
    tickets: QuerySet[Ticket] | None = None,
    *,
    open_only: bool = False,
    batch: int = BATCH,
    processes: int = 1,
) -> Rebuilt:
    """Compute the caches of tickets again (all, if none are given) and write those that differ.

    With several `processes` they compare beside each other, each with a connection of its own; one writes.
    """
    wanted = Ticket.objects.all() if tickets is None else tickets
    wanted = wanted.filter(state__in=ACTIVE) if open_only else wanted
    looked = 0
    differed: list[Difference] = []
    for number, wrong in _compared(list(_batches(wanted, batch)), processes):
        if wrong:
            _write([found.ticket_id for found in wrong])
            differed += wrong
        looked += number
    return Rebuilt(looked, tuple(differed))


def _compared(batches: Sequence[list[int]], processes: int) -> Iterator[tuple[int, list[Difference]]]:
    if processes == 1 or len(batches) == 1:
        yield from map(_wrong, batches)
        return
    connections.close_all()  # what is forked opens its own
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        yield from pool.map(_wrong, batches)


def _wrong(ids: list[int]) -> tuple[int, list[Difference]]:
    return len(ids), [found for _, found in _different(ids)]


def _batches(tickets: QuerySet[Ticket], size: int) -> Iterator[list[int]]:
    """The ids of the tickets in order, some at a time."""
    last = 0
    while ids := list(tickets.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]):
        yield ids
        last = ids[-1]


def _different(ids: Sequence[int]) -> list[tuple[Caches, Difference]]:
    """The tickets whose caches are not what they should be, with what they should be."""
    events, clocks = _events(ids), _clocks(ids)
    found = []
    for ticket in Ticket.objects.filter(pk__in=ids):
        caches = caches_of(ticket, events[ticket.pk])
        columns = [name for name, value in caches.columns.items() if getattr(ticket, name) != value]
        if tuple(clocks[ticket.pk]) != caches.rows:
            columns.append("clocks")
        if columns:
            found.append((caches, Difference(ticket.pk, tuple(sorted(columns)))))
    return found


def _events(ids: Iterable[int]) -> dict[int, list[Happened]]:
    found: dict[int, list[Happened]] = defaultdict(list)
    rows = Event.objects.filter(ticket_id__in=ids).order_by("ticket_id", "id")
    written = rows.values_list("ticket_id", "at", "name", "member_id", Cast("details", TextField()))
    for ticket, at, name, member, details in written.iterator(chunk_size=BATCH):
        found[ticket].append(Happened(at, name, member, loads(details) if len(details) > _EMPTY else {}))
    return found


def _clocks(ids: Iterable[int]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = Clock.objects.filter(ticket_id__in=ids).order_by("ticket_id", "position")
    for ticket, *clock in rows.values_list("ticket_id", *CLOCK):
        found[ticket].append(tuple(clock))
    return found


@transaction.atomic
def _write(ids: Sequence[int]) -> None:
    list(Ticket.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    wrong = _different(ids)
    with connection.cursor() as cursor:
        cursor.executemany(_UPDATE, [_values(caches) for caches, _ in wrong])
    Clock.objects.filter(ticket_id__in=[caches.ticket_id for caches, _ in wrong]).delete()
    Clock.objects.bulk_create((clock for caches, _ in wrong for clock in caches.clocks), batch_size=BATCH)


_COLUMNS = tuple(next(field for field in Ticket._meta.concrete_fields if field.attname == name) for name in CACHED)
_SET = ", ".join(f"{field.column} = %s" for field in _COLUMNS)
_UPDATE = f"UPDATE {Ticket._meta.db_table} SET {_SET} WHERE id = %s"  # noqa: S608 - names of columns, no values


def _values(caches: Caches) -> list[Any]:
    columns = caches.columns
    written = [field.get_db_prep_save(columns[field.attname], connection) for field in _COLUMNS]
    return [*written, caches.ticket_id]
