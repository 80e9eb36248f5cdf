"""Every line of the tables in ``docs/algorithms/clocks.md`` is what the engine answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from asked import ROOT, ask, target, written

from servanda.engine.instants import moment, parse_instant
from servanda.engine.policy.promise import parse_promise
from servanda.engine.requests.clock import promise_deadline

DOCUMENT = (ROOT / "docs" / "algorithms" / "clocks.md").read_text("utf-8")
POLICY = written(re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.S)[0])
Row = tuple[str, ...]


def rows(heading: str) -> list[Row]:
    """The rows of the table that begins with a heading."""
    return list(_rows(heading))


def _rows(heading: str) -> Iterator[Row]:
    lines = DOCUMENT[DOCUMENT.index(heading) :].splitlines()[2:]
    for line in lines:
        if not line.startswith("|"):
            return
        yield tuple(cell.strip() for cell in line.strip("|").split("|"))


DEADLINES = rows("| promise | start | started |")
PAUSED = rows("| promise | start | pauses |")
HISTORIES = rows("| events | asked at |")


def at(local: str) -> int:
    return parse_instant(local, POLICY.zone)


def local(instant: int) -> str:
    return moment(instant, POLICY.zone).strftime("%Y-%m-%d %H:%M")


def test_the_tables_are_the_ones_that_the_document_shows() -> None:
    assert (len(DEADLINES), len(PAUSED), len(HISTORIES)) == (22, 10, 15)


@pytest.mark.parametrize(("promise", "start", "started", "due", "late"), DEADLINES)
def test_a_promise_falls_due_as_the_table_says(promise: str, start: str, started: str, due: str, late: str) -> None:
    found = promise_deadline(POLICY, parse_promise(promise), plan="only", addons=(), start=at(start))

    assert found is not None
    assert (local(found.started), local(found.due), local(found.breach_after)) == (started, due, late)


@pytest.mark.parametrize(("promise", "start", "pauses", "due", "late"), PAUSED)
def test_pauses_move_it_as_the_table_says(promise: str, start: str, pauses: str, due: str, late: str) -> None:
    bounds = [pause.split(" to ") for pause in pauses.split(", ")]
    stretches = [(at(begin), at(end)) for begin, end in bounds]

    found = promise_deadline(POLICY, parse_promise(promise), plan="only", addons=(), start=at(start), pauses=stretches)

    assert found is not None
    assert (local(found.due), local(found.breach_after)) == (due, late)


@pytest.mark.parametrize(("events", "asked", "state", "due", "hours"), HISTORIES)
def test_a_history_ends_as_the_table_says(events: str, asked: str, state: str, due: str, hours: str) -> None:
    case = {
        "request": {"opened": "2026-02-03 10:00", "facts": {"priority": "P1"}},
        "events": [event(text) for text in events.split("; ") if text],
    }

    found = target(ask(POLICY, case, at(f"2026-{asked}")), "resolution")

    assert found["state"] == state
    assert (found["due"] or "")[5:16].replace("T", " ") == due
    assert Fraction(found["elapsed_seconds"], 3600) == Fraction(hours)


def event(text: str) -> dict[str, object]:
    """``02-03 12:00 reclassified to P2`` as a case file has it."""
    day, clock, name, *rest = text.split()
    found: dict[str, object] = {"at": f"2026-{day} {clock}", "event": name}
    if rest:
        key = {"for": "for", "as": "category", "to": "facts"}[rest[0]]
        found[key] = {"priority": rest[1]} if key == "facts" else rest[1]
    return found
