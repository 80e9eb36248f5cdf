"""Reading the dated exceptions of a calendar: closures one way, openings the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from servanda.engine.calendars.fields import Notes, listed
from servanda.engine.calendars.model import (
    WHOLE_DAY,
    Closure,
    DayClosure,
    HolidayClosure,
    HolidayTable,
    Opening,
    SpanClosure,
)
from servanda.engine.calendars.zones import is_zone, meant_zone
from servanda.engine.diagnostics import nearest
from servanda.engine.source import Node, Scalar, Table
from servanda.engine.text import Text

MOST_ENTRIES = 2_000
"""Closures or openings of one calendar; beyond it somebody lists what a rule or a holiday table says better."""

_CITED = ("clause", "clauses")
_DAY_KEYS = ("date", "from", "to", "evening", "tz", "name", *_CITED)
_HOLIDAY_KEYS = ("holidays", "from", "to", "evening", "tz", *_CITED)
_SPAN_KEYS = ("from", "to", "tz", "name", *_CITED)
_OPENING_KEYS = ("date", "from", "to", "name", *_CITED)


class Exceptions:
    """Reads the entries of `closed:` and `also_open:` of one calendar."""

    def __init__(self, notes: Notes, tables: Mapping[str, HolidayTable]) -> None:
        self._notes = notes
        self._tables = tables

    def closures(self, node: Node | None, at: str) -> tuple[Closure, ...]:
        """One closure or a list of them."""
        found = (self._closure(entry, place) for entry, place in _entries(self._notes, node, at))
        return tuple(closure for closure in found if closure is not None)

    def openings(self, node: Node | None, at: str) -> tuple[Opening, ...]:
        """One opening or a list of them."""
        found = (self._opening(entry, place) for entry, place in _entries(self._notes, node, at))
        return tuple(opening for opening in found if opening is not None)

    def _closure(self, node: Node, at: str) -> Closure | None:
        if isinstance(node, Scalar):
            day = self._notes.day(node, at)
            return None if day is None else DayClosure(day)
        keys = node.pairs if isinstance(node, Table) else {}
        if "holidays" in keys:
            return self._holidays(node, at)
        if "date" in keys:
            return self._day(node, at)
        if "from" in keys:
            return self._span(node, at)
        self._nothing(node, at)
        return None

    def _nothing(self, node: Node, at: str) -> None:
        """An entry without any of the keys that would say what it closes: most likely one is misspelt."""
        before = len(self._notes.findings)
        self._notes.table(node, at, ("date", "holidays", "from", "to", "evening", "tz", "name", *_CITED))
        if len(self._notes.findings) == before:
            text = Text(
                "This closes nothing. Write a date, {date: …}, {holidays: …}, or {from: 2026-12-24T12:00, to: …}.",
                "Ceci ne ferme rien. Écrivez une date, {date: …}, {holidays: …} ou {from: 2026-12-24T12:00, to: …}.",
            )
            self._notes.find(node, at, text)

    def _day(self, node: Node, at: str) -> DayClosure | None:
        notes, table = self._notes, self._notes.table(node, at, _DAY_KEYS)
        if table is None:
            return None
        day, (start, end) = notes.day(table.pairs["date"], f"{at}/date"), self._hours(table, at)
        evening, zone, name = self._evening(table, at), self._zone(table, at), self._name(table, at)
        if day is None:
            return None
        return DayClosure(
            day, start, end, evening == "before", zone, name, evening is not None, notes.clauses(table, at)
        )

    def _holidays(self, node: Node, at: str) -> HolidayClosure | None:
        notes, table = self._notes, self._notes.table(node, at, _HOLIDAY_KEYS)
        if table is None:
            return None
        names, (start, end) = self._named(table.pairs["holidays"], f"{at}/holidays"), self._hours(table, at)
        evening, zone = self._evening(table, at), self._zone(table, at)
        if not names:
            return None
        return HolidayClosure(
            names, start, end, evening == "before", zone, evening is not None, notes.clauses(table, at)
        )

    def _span(self, node: Node, at: str) -> SpanClosure | None:
        notes, table = self._notes, self._notes.table(node, at, _SPAN_KEYS)
        if table is None:
            return None
        edges, zone, name = self._edges(table, at), self._zone(table, at), self._name(table, at)
        return SpanClosure(*edges, name, zone, notes.clauses(table, at)) if edges else None

    def _opening(self, node: Node, at: str) -> Opening | None:
        if isinstance(node, Scalar):
            day = self._notes.day(node, at)
            return None if day is None else Opening(*_on(day, 0, WHOLE_DAY))
        table = self._notes.table(node, at, _OPENING_KEYS)
        if table is None:
            return None
        edges = self._dated_edges(table, at) if "date" in table.pairs else self._edges(table, at)
        name, clauses = self._name(table, at), self._notes.clauses(table, at)
        return Opening(*edges, name, clauses) if edges else None

    def _dated_edges(self, table: Table, at: str) -> tuple[datetime, datetime] | None:
        day, hours = self._notes.day(table.pairs["date"], f"{at}/date"), self._hours(table, at)
        return None if day is None else _on(day, *hours)

    def _edges(self, table: Table, at: str) -> tuple[datetime, datetime] | None:
        edges = [self._edge(table, key, at) for key in ("from", "to")]
        start, end = edges
        if start is None or end is None:
            return None
        if end <= start:
            text = Text(
                f"to ({end:%Y-%m-%dT%H:%M}) is not after from ({start:%Y-%m-%dT%H:%M}).",
                f"to ({end:%Y-%m-%dT%H:%M}) n’est pas après from ({start:%Y-%m-%dT%H:%M}).",
            )
            self._notes.find(table.pairs["to"], f"{at}/to", text)
            return None
        return start, end

    def _edge(self, table: Table, key: str, at: str) -> datetime | None:
        node = table.pairs.get(key)
        if node is not None:
            return self._notes.local(node, f"{at}/{key}")
        text = Text(
            f"{key} is missing: write {{from: 2026-12-24T12:00, to: 2027-01-02T00:00}}.",
            f"{key} manque\u202f: écrivez {{from: 2026-12-24T12:00, to: 2027-01-02T00:00}}.",
        )
        self._notes.find(table, f"{at}/{key}", text)
        return None

    def _hours(self, table: Table, at: str) -> tuple[int, int]:
        start = self._minute(table, "from", at, 0)
        end = self._minute(table, "to", at, WHOLE_DAY)
        if start == WHOLE_DAY:
            text = Text("from: 24:00 is 00:00 of the next day; write that.", "from: 24:00, c’est 00:00 du lendemain.")
            self._notes.find(table.pairs["from"], f"{at}/from", text)
            start = 0
        return start, end

    def _minute(self, table: Table, key: str, at: str, default: int) -> int:
        minute = self._notes.minute(table.pairs[key], f"{at}/{key}") if key in table.pairs else None
        return default if minute is None else minute

    def _evening(self, table: Table, at: str) -> str | None:
        node = table.pairs.get("evening")
        return None if node is None else self._notes.one_of(node, f"{at}/evening", ("before", "same"))

    def _zone(self, table: Table, at: str) -> str | None:
        return read_zone(self._notes, table.pairs["tz"], table, at) if "tz" in table.pairs else None

    def _name(self, table: Table, at: str) -> Text:
        return self._notes.name(table.pairs["name"], f"{at}/name") if "name" in table.pairs else Text()

    def _named(self, node: Node, at: str) -> tuple[str, ...]:
        known = []
        for name in self._notes.words(node, at):
            if name in self._tables:
                known.append(name)
                continue
            close = nearest(name, self._tables)
            fix = Text(f"Did you mean {close}?", f"Vouliez-vous dire {close}\u202f?") if close else _LOCK
            text = Text(
                f"There is no holiday table {name}. {fix.en}",
                f"La table de jours fériés {name} n’existe pas. {fix.fr}",
            )
            self._notes.find(node, at, text, fix=fix, code="SV-S03")
        return tuple(known)


_LOCK = Text("Make it with: servanda lock POLICY", "Créez-la avec\u202f: servanda lock POLICY")


def _on(day: date, start: int, end: int) -> tuple[datetime, datetime]:
    midnight = datetime.combine(day, datetime.min.time())
    late = end + WHOLE_DAY * (end <= start)
    return midnight + timedelta(minutes=start), midnight + timedelta(minutes=late)


def _entries(notes: Notes, node: Node | None, at: str) -> list[tuple[Node, str]]:
    entries = listed(node)
    if len(entries) > MOST_ENTRIES:
        text = Text(
            f"{len(entries):,} dates are listed here; at most {MOST_ENTRIES:,} are read. A holiday table, or a span "
            "with from and to, says the same in a line.",
            f"On compte ici {len(entries)} dates\u202f; on en lit au plus {MOST_ENTRIES}. Une table de jours fériés, "
            "ou une période avec from et to, dit la même chose en une ligne.",
        )
        notes.find(node or entries[0], at, text)
        return []
    return [(entry, f"{at}/{number}") for number, entry in enumerate(entries, 1)]


def read_zone(notes: Notes, node: Node | None, owner: Table, at: str) -> str:
    """The zone that stands there, or UTC where none can be read, so that the rest is read all the same."""
    if node is None:
        text = Text(
            "The time zone is missing: whose 09:00 is meant? Write for example tz: America/Toronto.",
            "Le fuseau horaire manque\u202f: 09:00 où\u202f? Écrivez par exemple tz: America/Toronto.",
        )
        notes.find(owner, f"{at}/tz", text, code="SV-C02")
        return "UTC"
    name = notes.word(node, f"{at}/tz")
    if name is None or is_zone(name):
        return name or "UTC"
    meant = meant_zone(name)
    fix = Text(f"Did you mean {meant}?", f"Vouliez-vous dire {meant}\u202f?") if meant else Text()
    text = Text(
        f"'{name}' is not an IANA time zone such as America/Toronto. {fix.en}".strip(),
        f"«\u202f{name}\u202f» n’est pas un fuseau horaire IANA tel que America/Toronto. {fix.fr}".strip(),
    )
    notes.find(node, f"{at}/tz", text, fix=fix, code="SV-C02")
    return "UTC"
