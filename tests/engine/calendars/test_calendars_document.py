"""Every table of docs/algorithms/calendars.md is true of the calendars that stand on that page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from servanda.engine.calendars.business_days import Rule, bounds_of
from servanda.engine.calendars.model import HolidayTable
from servanda.engine.calendars.reading import read_calendars
from servanda.engine.calendars.recipes import read_section
from servanda.engine.calendars.tables import read_table
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.instants import SECOND, moment, parse_instant
from servanda.engine.source import Table, read_tree
from servanda.shipped import holidays_folder

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/algorithms/calendars.md").read_text(encoding="utf-8")


def shipped(name: str) -> HolidayTable:
    tree, _ = read_tree((holidays_folder() / f"{name}.yaml").read_text(encoding="utf-8"), name)
    assert tree is not None
    table, findings = read_table(tree, name)
    assert findings == []
    return table


def timelines() -> dict[str, Timeline]:
    block = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert block is not None
    tree, findings = read_tree(block[1], "calendars.md")
    assert isinstance(tree, Table)
    assert findings == []
    tables = {path.stem: shipped(path.stem) for path in holidays_folder().glob("*.yaml")}
    calendars, findings = read_calendars(tree.pairs["calendars"], tables)
    assert findings == []
    return {id: compile_timeline(calendar) for id, calendar in calendars.items()}


TIMELINES = timelines()


def test_the_holidays_section_of_the_page_is_read_without_findings() -> None:
    block = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    tree, _ = read_tree(block, "calendars.md")
    assert isinstance(tree, Table)
    section, findings = read_section(tree.pairs["holidays"])

    assert findings == []
    assert (list(section.tables), list(section.recipes)) == (["company"], ["quebec"])


def rows(*heads: str) -> list[Any]:
    """The rows of the table of the page that has these heads."""
    found = [list(table) for table in tables_of(PAGE) if next(iter(table)) == list(heads)]
    assert len(found) == 1, heads
    return [pytest.param(*row, id=" ".join(row[:3])) for row in found[0][2:]]


def tables_of(page: str) -> Iterator[list[list[str]]]:
    for block in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        yield [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]


def shown(timeline: Timeline, at: int) -> str:
    return moment(at, timeline.zone).isoformat(timespec="minutes")


@pytest.mark.parametrize(("id", "first", "last", "expected"), rows("calendar", "open between", "and", "windows"))
def test_windows_stand_where_the_page_says(id: str, first: str, last: str, expected: str) -> None:
    timeline = TIMELINES[id]
    start, end = (bounds_of(timeline, date.fromisoformat(day))[0] for day in (first, last))
    found = [f"{shown(timeline, low)}/{shown(timeline, high)}" for low, high in timeline.windows(start, end)]

    assert found == expected.split()


@pytest.mark.parametrize(("id", "at", "expected"), rows("calendar", "at", "open"))
def test_open_and_closed_are_what_the_page_says(id: str, at: str, expected: str) -> None:
    assert TIMELINES[id].is_open(parse_instant(at)) is (expected == "yes")


@pytest.mark.parametrize(
    ("id", "start", "work", "due", "late"), rows("calendar", "from", "work in seconds", "due", "breach after")
)
def test_work_is_due_when_the_page_says(id: str, start: str, work: str, due: str, late: str) -> None:
    timeline, asked = TIMELINES[id], (parse_instant(start), int(work) * SECOND)

    assert shown(timeline, timeline.due(*asked)) == due
    assert shown(timeline, timeline.breach_after(*asked)) == late


@pytest.mark.parametrize(("id", "start", "end", "seconds"), rows("calendar", "from", "to", "elapsed seconds"))
def test_so_much_time_elapses_as_the_page_says(id: str, start: str, end: str, seconds: str) -> None:
    assert TIMELINES[id].elapsed(parse_instant(start), parse_instant(end)) == int(seconds) * SECOND


@pytest.mark.parametrize(
    ("id", "start", "count", "days", "rule", "due"),
    rows("calendar", "from", "business days", "dates of", "rule", "due"),
)
def test_business_days_end_when_the_page_says(id: str, start: str, count: str, days: str, rule: str, due: str) -> None:
    timeline = TIMELINES[id]
    add: Callable[..., int] = timeline.add_business_days

    assert shown(timeline, add(parse_instant(start), int(count), days=TIMELINES[days], rule=cast(Rule, rule))) == due
