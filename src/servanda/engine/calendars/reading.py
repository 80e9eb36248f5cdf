"""Reading the `calendars:` section of a policy, all problems at once, each with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from servanda.engine.calendars.exceptions import Exceptions, read_zone
from servanda.engine.calendars.fields import Notes, listed
from servanda.engine.calendars.model import Calendar, HolidayClosure, HolidayTable, WeeklyWindow
from servanda.engine.calendars.notation import parse_windows
from servanda.engine.diagnostics import Finding
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import Text

_KEYS = (
    "tz", "open", "closed", "also_open", "name", "text", "assumed", "clause", "clauses", "ruling", "source"
)  # fmt: skip
_ASSUMED = ("hours", "tz", "holidays", "name", "days", "evening")


def read_calendars(
    node: Node, tables: Mapping[str, HolidayTable], at: str = "calendars"
) -> tuple[dict[str, Calendar], list[Finding]]:
    """Read every calendar of a section. `tables` are the holiday tables that closures may name.

    Returns what could be read together with all findings: SV-S01 for unknown keys and unreadable values, SV-S03 for a
    holiday table that is not there, SV-C01 for missing hours, SV-C02 for a missing or unknown time zone.
    """
    notes = Notes()
    if not isinstance(node, Table):
        text = Text("Calendars stand by name: calendars: {office: {tz: …, open: …}}.", "On nomme chaque calendrier.")
        notes.find(node, at, text)
        return {}, notes.findings
    found = {id: _calendar(notes, id, value, f"{at}/{id}", tables) for id, value in node.pairs.items()}
    findings = sorted(notes.findings, key=lambda finding: finding.place)
    return {id: calendar for id, calendar in found.items() if calendar is not None}, findings


def table_names(node: Node) -> tuple[str, ...]:
    """The holiday tables that the closures of a `calendars:` section name, without judging the section."""
    names: dict[str, None] = {}
    calendars = node.pairs.values() if isinstance(node, Table) else ()
    for calendar in calendars:
        closed = calendar.pairs.get("closed") if isinstance(calendar, Table) else None
        for entry in listed(closed):
            named = entry.pairs.get("holidays") if isinstance(entry, Table) else None
            names |= {word.value: None for word in listed(named) if isinstance(word, Scalar)}
    return tuple(names)


def _calendar(notes: Notes, id: str, node: Node, at: str, tables: Mapping[str, HolidayTable]) -> Calendar | None:
    table = notes.table(node, at, _KEYS)
    if table is None:
        return None
    pairs = table.pairs
    always, windows = _open(notes, table, at)
    exceptions = Exceptions(notes, tables)
    closures = exceptions.closures(pairs.get("closed"), f"{at}/closed")
    names = (name for closure in closures if isinstance(closure, HolidayClosure) for name in closure.tables)
    return Calendar(
        id=id,
        zone=read_zone(notes, pairs.get("tz"), table, at),
        windows=windows,
        always=always,
        closures=closures,
        openings=exceptions.openings(pairs.get("also_open"), f"{at}/also_open"),
        tables=MappingProxyType({name: tables[name] for name in names}),
        name=notes.name(pairs["name"], f"{at}/name") if "name" in pairs else Text(),
        assumed=_assumed(notes, pairs.get("assumed"), f"{at}/assumed"),
        clauses=notes.clauses(table, at),
        text=notes.name(pairs["text"], f"{at}/text") if "text" in pairs else Text(),
        source=_said(notes, table, "source", at),
        ruling=_said(notes, table, "ruling", at),
    )


def _said(notes: Notes, table: Table, key: str, at: str) -> str:
    return (notes.word(table.pairs[key], f"{at}/{key}") or "") if key in table.pairs else ""


def _assumed(notes: Notes, node: Node | None, at: str) -> tuple[str, ...]:
    words = (notes.one_of(item, at, _ASSUMED) for item in listed(node))
    return tuple(word for word in words if word is not None)


def _open(notes: Notes, table: Table, at: str) -> tuple[bool, tuple[WeeklyWindow, ...]]:
    node = table.pairs.get("open")
    if node is None or (isinstance(node, Items) and not node.items):
        text = Text(
            "The hours are missing: write open: [mon-fri 09:00-17:00], or open: always.",
            "Les heures manquent\u202f: écrivez open: [mon-fri 09:00-17:00], ou open: always.",
        )
        notes.find(node or table, f"{at}/open", text, code="SV-C01")
        return False, ()
    if isinstance(node, Scalar) and node.value.strip() == "always":
        return True, ()
    read = [notes.parsed(item, f"{at}/open/{number}", parse_windows) for number, item in enumerate(listed(node), 1)]
    return False, tuple(window for windows in read if windows for window in windows)
