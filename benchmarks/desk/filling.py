"""Fills a database by copying the demonstration inside it: the same stories, other numbers, other times.

Rows are copied by the database itself, so that a million tickets take minutes. Every ticket gets further notes until
there are as many events as asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.db import connection

from servanda.engine.instants import MINUTE, SECOND

OPEN = "('open', 'waiting', 'proposed')"
_SHIFT_CLOSED, _SHIFT_OPEN = 7 * SECOND, 2 * MINUTE
_COPIED = ("tickets_ticket", "tickets_event", "tickets_message", "tickets_clock", "tickets_passage")
_GENERATED = {"terms"}
"""Columns that PostgreSQL fills itself."""
_OPEN_SPREAD = 240
"""Copies of an open ticket begin at most so many steps before it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is to be."""

    tickets: int
    events: int
    open: int


def fill(amount: Amount) -> None:
    """Copy tickets with their events, messages, clocks and search entries until the amounts are reached."""
    _hasten()
    strides = {table: _greatest(table) + 1 for table in _COPIED}
    number = _number("SELECT max(number) FROM tickets_ticket") + 1
    base_open = _number(f"SELECT count(*) FROM tickets_ticket WHERE state IN {OPEN}")
    base_closed = _number("SELECT count(*) FROM tickets_ticket") - base_open
    copies_open = -(-amount.open // base_open) - 1
    copies_closed = -(-(amount.tickets - amount.open) // base_closed) - 1
    most = max(copies_open, copies_closed)
    _copies_table(most)
    for kind, copies, shift in (
        ("open", copies_open, _open_shift()),
        ("closed", copies_closed, f"c.k * {_SHIFT_CLOSED}"),
    ):
        which = f"t.state {'IN' if kind == 'open' else 'NOT IN'} {OPEN}"
        _copy_all(strides, number, f"{which} AND t.id < {strides['tickets_ticket']} AND c.k <= {copies}", shift)
    _pad_events(amount.events)
    _reset_sequences()
    _index_passages()
    _run("UPDATE organisations_vendor SET next_number = (SELECT max(number) + 1 FROM tickets_ticket)")
    _run("ANALYZE")


def _hasten() -> None:
    """Let SQLite write without a net, and index passages once at the end: nothing is lost that could not be filled again."""
    if connection.vendor != "sqlite":
        return
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000", "temp_store=MEMORY"):
        _run(f"PRAGMA {pragma}")
    _run("DROP TRIGGER passage_written")


def _index_passages() -> None:
    if connection.vendor != "sqlite":
        return
    _run("INSERT INTO tickets_passage_index(tickets_passage_index) VALUES ('rebuild')")
    _run(import_module("servanda.desk.tickets.migrations.0005_passages_by_vendor").SQLITE_WRITTEN)
    _run("PRAGMA journal_mode=WAL")


def _open_shift() -> str:
    return f"(c.k % {_OPEN_SPREAD}) * {_SHIFT_OPEN}"


def _copies_table(most: int) -> None:
    _run("CREATE TEMPORARY TABLE copies (k bigint PRIMARY KEY)")
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO copies (k) VALUES (%s)", [(k,) for k in range(1, most + 1)])


def _copy_all(strides: dict[str, int], number: int, where: str, shift: str) -> None:
    ticket, event, message = strides["tickets_ticket"], strides["tickets_event"], strides["tickets_message"]
    moved = {"id": f"t.id + c.k * {ticket}", "number": f"t.number + c.k * {number}"}
    moved |= {name: f"t.{name} - {shift}" for name in _instants("tickets_ticket")}
    _copy("tickets_ticket", moved, "tickets_ticket t CROSS JOIN copies c", where, alias="t")
    joined = "JOIN tickets_ticket t ON t.id = x.ticket_id CROSS JOIN copies c"
    of_ticket = {"ticket_id": f"x.ticket_id + c.k * {ticket}"}
    _copy(
        "tickets_event",
        {"id": f"x.id + c.k * {event}", "at": f"x.at - {shift}"} | of_ticket,
        f"tickets_event x {joined}",
        where,
    )
    _copy(
        "tickets_message",
        {"id": f"x.id + c.k * {message}", "event_id": f"x.event_id + c.k * {event}"} | of_ticket,
        f"tickets_message x {joined}",
        where,
    )
    clock = {"id": f"x.id + c.k * {strides['tickets_clock']}"} | of_ticket
    clock |= {name: f"x.{name} - {shift}" for name in _instants("tickets_clock")}
    _copy("tickets_clock", clock, f"tickets_clock x {joined}", where)
    passage = {"id": f"x.id + c.k * {strides['tickets_passage']}", "message_id": f"x.message_id + c.k * {message}"}
    _copy("tickets_passage", passage | of_ticket, f"tickets_passage x {joined}", where)


def _copy(table: str, moved: dict[str, str], source: str, where: str, alias: str = "x") -> None:
    columns = _columns(table)
    values = ", ".join(moved.get(column, f"{alias}.{_quoted(column)}") for column in columns)
    names = ", ".join(_quoted(column) for column in columns)
    _run(f"INSERT INTO {table} ({names}) SELECT {values} FROM {source} WHERE {where}")


def _instants(table: str) -> list[str]:
    return [column for column in _columns(table) if column.endswith("_at")]


def _pad_events(wanted: int) -> None:
    """Notes at the end of each history: they stop no clock and answer nothing."""
    missing = wanted - _number("SELECT count(*) FROM tickets_event")
    tickets = _number("SELECT count(*) FROM tickets_ticket")
    if missing <= 0:
        return
    each = -(-missing // tickets)
    greatest = _greatest("tickets_event") + 1
    stride = _greatest("tickets_ticket") + 1
    _run(
        "INSERT INTO tickets_event (id, ticket_id, at, name, member_id, person_id, details) "
        f"SELECT {greatest} + c.k * {stride} + t.id, t.id, t.last_event_at, 'internal-note', t.assignee_id, NULL, '{{}}' "
        f"FROM tickets_ticket t CROSS JOIN copies c WHERE c.k <= {each}"
    )


def _reset_sequences() -> None:
    if connection.vendor != "postgresql":
        return
    for table in _COPIED:
        _run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        found = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    return [name for name in found if name not in _GENERATED]


def _quoted(column: str) -> str:
    return connection.ops.quote_name(column)


def _greatest(table: str) -> int:
    return _number(f"SELECT max(id) FROM {table}")


def _number(statement: str) -> int:
    return int(_run(statement)[0][0])


def _run(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []
