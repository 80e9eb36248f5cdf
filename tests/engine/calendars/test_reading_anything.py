"""Whatever stands in a file, reading ends with findings and never with an exception."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import Calendar, HolidayTable
from servanda.engine.calendars.reading import read_calendars, table_names
from servanda.engine.calendars.recipes import read_section
from servanda.engine.calendars.tables import read_table
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.diagnostics import Place
from servanda.engine.instants import HOUR, parse_instant
from servanda.engine.source import Items, Node, Scalar, Table

NOON = parse_instant("2026-07-01T12:00Z")
WORDS = [
    *("", "always", "UTC", "America/Toronto", "Eastern", "mon", "mon-fri", "mon-fri 09:00-17:00", "fri 22:00-02:00"),
    *("mon 05:00 to fri 16:00", "24:00", "09:00", "25:00", "2026-07-01", "2026-02-30", "2026-07-01T12:00"),
    *("2026-07-02T12:00", "before", "same", "canada", "spain", "hours", "CA", "public", "é", "\u0663", "-", "to", "{}"),
]
KEYS = [
    *("tz", "open", "closed", "also_open", "name", "text", "assumed", "clause", "clauses", "ruling", "source"),
    *("date", "holidays", "from", "to", "evening", "en", "fr", "covers", "dates", "added", "removed", "country"),
    *("subdivision", "categories", "library", "version", "opne", ""),
]
TABLE = HolidayTable("canada", date(2020, 1, 1), date(2030, 12, 31), ())

scalars = st.sampled_from(WORDS).map(lambda word: Scalar(word, Place("f", 1, 1)))


def table(pairs: dict[str, Node]) -> Node:
    return Table(pairs, Place("f", 1, 1), {key: Place("f", 1, 1) for key in pairs})


nodes: st.SearchStrategy[Node] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: Items(items, Place("f", 1, 1))),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=6).map(table),
    ),
    max_leaves=25,
)
calendars = st.fixed_dictionaries(
    {"tz": scalars, "open": nodes}, optional={"closed": nodes, "also_open": nodes, "name": nodes}
).map(lambda pairs: table({"help": table(pairs)}))
anything = settings(derandomize=True, deadline=None, max_examples=150)


@anything
@given(st.one_of(nodes, calendars))
def test_any_tree_is_read_as_calendars(node: Node) -> None:
    found, findings = read_calendars(node, {"canada": TABLE})

    assert all(not finding.message.missing() and finding.place.file for finding in findings)
    assert isinstance(table_names(node), tuple)
    for calendar in found.values():
        answer = due(calendar)
        if isinstance(answer, CalendarError):
            assert not answer.message.missing()
        else:
            assert compile_timeline(calendar).elapsed(NOON, answer) == HOUR


def due(calendar: Calendar) -> int | CalendarError:
    try:
        return compile_timeline(calendar).due(NOON, HOUR)
    except CalendarError as error:
        return error


@anything
@given(nodes)
def test_any_tree_is_read_as_a_table_and_as_a_section(node: Node) -> None:
    for _, findings in (read_table(node, "own"), read_section(node)):
        assert all(not finding.message.missing() for finding in findings)
