"""Specimens of every component, built from fixed data so that two pictures of the gallery can be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from servanda.desk.web.formats import worked
from servanda.desk.web.pages.answer import ClauseLink, Reason
from servanda.desk.web.pages.blocks import Drawn, drawn
from servanda.desk.web.pages.findings import Found, findings
from servanda.desk.web.pages.legend import legend
from servanda.desk.web.ribbon import Kind, Mark, Ribbon, Sign, Stretch
from servanda.engine.diagnostics import Acceptance, Finding, Place, Severity
from servanda.engine.instants import HOUR, parse_instant
from servanda.engine.text import Text
from servanda.publishing.blocks import Cell, Clause, Grid, Heading, Line, Margin, Row

_ZONE = ZoneInfo("America/Toronto")
_STATES = (
    *("running", "paused", "met", "breached", "excused", "excluded", "none", "best-effort"),
    *("up", "degraded", "down", "maintenance", "unknown", "open", "closed"),
)
_ICONS = (
    *("clock", "calendar", "check", "x", "copy", "print", "chevron", "arrow", "mail", "phone", "chat", "video"),
    *("globe", "meeting", "info", "finding", "scale", "document", "book", "bell", "calculator", "tag", "flag", "user"),
)


@dataclass(frozen=True, slots=True)
class Specimens:
    """What the gallery shows."""

    states: tuple[str, ...]
    icons: tuple[str, ...]
    ribbons: tuple[tuple[str, Ribbon], ...]
    blocks: tuple[Drawn, ...]
    reasons: tuple[Reason, ...]
    findings: tuple[Found, ...]
    source_language: str = "en"


def specimens() -> Specimens:
    """Every component that takes a view-model, once for each of its states."""
    drawn = [
        (gettext("running"), _running()),
        (gettext("paused over a holiday"), _paused()),
        (gettext("breached"), _breached()),
        (gettext("status days"), _outages()),
    ]
    return Specimens(_STATES, _ICONS, tuple(drawn), _blocks(), _reasons(), _findings())


def _blocks() -> tuple[Drawn, ...]:
    both = Margin((Clause("K29", first=True), Clause("K23", first=True)), (gettext("hours"), gettext("time zone")))
    quoted = Margin((Clause("K7", first=True),), source="Initial incident response time 1 | normal | 2X faster |")
    again = replace(both, clauses=(Clause("K29"), Clause("K23")))
    marks = (
        Cell(gettext("included"), mark="yes"),
        Cell(gettext("not included"), mark="no"),
        Cell(gettext("On quote.")),
    )
    rows = (
        Row(Cell(gettext("Support"), gettext("option")), marks, again, "row"),
        Row(Cell(gettext("Price")), (Cell("1"), Cell("2", gettext("per year")), Cell("3", says=_open())), quoted),
        Row(Cell(gettext("Answer")), (Cell(gettext("Address")), Cell(points=("a", "b")), Cell())),
    )
    heads = tuple(Cell(name) for name in (gettext("What you get"), "A", "B", "C"))
    groups = (Cell(""), Cell(gettext("Plan"), span=2, clauses=(Clause("K6", first=True),)), Cell(gettext("option")))
    blocks = (
        Heading(gettext("Definitions")),
        Line(_open(), gettext("Something to know"), (gettext("Free of charge."), gettext("On quote.")), both, level=4),
        Grid(gettext("Plans and options side by side"), heads, rows, groups, again),
    )
    return tuple(drawn(block) for block in blocks)


def _open() -> str:
    return gettext("The policy leaves this open; this is how it is read meanwhile.")


def _reasons() -> tuple[Reason, ...]:
    clauses = (ClauseLink("K24", "#row"), ClauseLink("K25", "#row"))
    applied = Reason("s1-1", gettext("All users are affected."), clauses, applied=True, reasons=(), open=False)
    not_applied = Reason("s1-2", gettext("One or a few users are affected."), (), applied=False, reasons=(), open=False)
    closed = Reason(
        "s2", gettext("Priority"), clauses, applied=True, reasons=(replace(applied, id="s2-1"),), open=False
    )
    return (Reason("s1", gettext("Priority"), clauses, applied=True, reasons=(applied, not_applied), open=True), closed)


def _findings() -> tuple[Found, ...]:
    accepted = Acceptance(date(2026, 12, 31), Text("As published.", "Tel que publié."))
    place = Place("example.yaml", 41, 17)
    message = Text("P3 is given twice (lines 24, 31).", "P3 est donné deux fois (lignes 24 et 31).")
    fix = Text("Keep one.", "Gardez-en un.")
    found = [Finding("SV-S01", severity, place, message, clause="K29", fix=fix) for severity in Severity]
    return findings([*found, replace(found[0], accepted=accepted)])


def _at(text: str) -> int:
    return parse_instant(text, _ZONE)


def _offices(*days: str) -> tuple[Stretch, ...]:
    return tuple(Stretch(_at(f"{day}T09:00"), _at(f"{day}T17:00"), Kind.OPEN) for day in days)


def _running() -> Ribbon:
    start, now, due = _at("2026-02-06T14:30"), _at("2026-02-06T15:50"), _at("2026-02-09T14:30")
    stretches = (*_offices("2026-02-06", "2026-02-09"), Stretch(start, now, Kind.SPENT))
    marks = (Mark(start, Sign.START), Mark(now, Sign.NOW), Mark(due, Sign.DUE, gettext("due")))
    return _ribbon("g1", "2026-02-06T12:00", "2026-02-10T00:00", stretches, marks, "running", now - start)


def _paused() -> Ribbon:
    start, wait, now = _at("2026-06-23T10:00"), _at("2026-06-23T14:05"), _at("2026-06-25T10:00")
    stretches = (
        *_offices("2026-06-23", "2026-06-25", "2026-06-26"),
        Stretch(_at("2026-06-24T00:00"), _at("2026-06-25T00:00"), Kind.HOLIDAY, gettext("National Holiday")),
        Stretch(start, wait, Kind.SPENT),
        Stretch(wait, now, Kind.PAUSED, gettext("waiting for the client")),
    )
    marks = (Mark(now, Sign.NOW), Mark(_at("2026-06-25T13:55"), Sign.DUE, gettext("due")))
    return _ribbon("g2", "2026-06-23T06:00", "2026-06-26T20:00", stretches, marks, "paused", wait - start)


def _breached() -> Ribbon:
    start, due, stop = _at("2026-03-11T09:00"), _at("2026-03-11T13:00"), _at("2026-03-11T16:00")
    stretches = (
        *_offices("2026-03-11", "2026-03-12"),
        Stretch(start, due, Kind.SPENT),
        Stretch(due, stop, Kind.LATE, gettext("late")),
    )
    marks = (Mark(due, Sign.DUE, gettext("due")), Mark(stop, Sign.STOP))
    return _ribbon("g3", "2026-03-11T06:00", "2026-03-12T18:00", stretches, marks, "breached", stop - start)


def _outages() -> Ribbon:
    stretches = (
        Stretch(_at("2026-05-04T00:00"), _at("2026-05-11T00:00"), Kind.OPEN),
        Stretch(_at("2026-05-05T09:00"), _at("2026-05-05T15:00"), Kind.OUTAGE, gettext("outage")),
        Stretch(_at("2026-05-07T02:00"), _at("2026-05-07T08:00"), Kind.MAINTENANCE, gettext("maintenance")),
        Stretch(_at("2026-05-09T10:00"), _at("2026-05-09T20:00"), Kind.UNKNOWN, gettext("not measured")),
    )
    return _ribbon("g4", "2026-05-04T00:00", "2026-05-11T00:00", stretches, (), "down", 6 * HOUR)


def _ribbon(
    name: str, start: str, end: str, stretches: tuple[Stretch, ...], marks: tuple[Mark, ...], state: str, spent: int
) -> Ribbon:
    twin = gettext("%(spent)s counted so far.") % {"spent": worked(spent)}
    kinds = legend(stretches)
    return Ribbon(name, _at(start), _at(end), _ZONE, twin, stretches, marks, state, kinds)
