"""The table of docs/algorithms/tickets.md is what the desk does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.recording import record_event
from servanda.desk.tickets.happenings import KNOWN
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.queries import CLIENT_SEES
from servanda.engine.instants import MINUTE

from .world import NOON, World, ticket

DOCUMENT = (Path(__file__).parents[2] / "docs" / "algorithms" / "tickets.md").read_text("utf-8")
SECTION = DOCUMENT.partition("## What moves what")[2].partition("##")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\|.*\|$", SECTION, re.M)[2:]]
BY_CLIENT = {"client-message", "solution-accepted", "solution-rejected", "reopened", "satisfaction"}
DETAILS: Mapping[str, dict[str, Any]] = {
    "waiting": {"for": "client", "reason": "Which?"},
    "satisfaction": {"score": 5},
    "assigned": {"assignee": None},
}


OF_THE_VENDOR = {
    *("internal-note", "assigned", "tagged", "engaged", "mail-returned", "identity-checked", "data-needed"),
    *("data-not-needed", "linked", "unlinked", "merged-in", "split", "split-off", "incident-joined", "incident-left"),
    *("session-started", "session-ended"),
}
"""What has happened that no client learns."""


def happen(opened: Ticket, name: str, staff: Member, asking: Person, at: int, other: Ticket) -> None:
    details = {"ticket": other.pk} if name == "merged" else DETAILS.get(name, {})
    record_event(ticket=opened, name=name, by=asking if name in BY_CLIENT else staff, at=at, details=details)


def test_each_event_moves_what_the_table_says(world: World) -> None:
    other = ticket(world.bob)

    assert [_moved(world, row[0], row[1], other) for row in ROWS] == ROWS


def _moved(world: World, before: str, name: str, other: Ticket) -> list[str]:
    opened = ticket(world.bob, facts={"impact": "extended", "urgency": "critical"})
    for number, event in enumerate((each for each in (before, name) if each != "–"), 1):
        happen(opened, event, world.agent, world.bob, NOON + number * MINUTE, other)
    stopped = ", ".join(opened.clocks.exclude(stopped_at=None).values_list("metric", flat=True))
    said = ["yes" if each else "no" for each in (opened.answered, opened.client_spoke_last)]
    return [before, name, opened.state, opened.waiting_for or "–", *said, stopped or "–"]


def test_clients_see_only_events_that_exist_and_none_of_the_vendors_own() -> None:
    assert CLIENT_SEES <= KNOWN
    assert KNOWN - CLIENT_SEES == OF_THE_VENDOR
    assert len(ROWS) > 20
