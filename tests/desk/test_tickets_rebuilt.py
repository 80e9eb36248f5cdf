"""What is stored of a verdict is a cache: rebuilding changes nothing, and new versions change no finished verdict."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.desk.__main__ import desk
from servanda.desk.agreements.models import PolicyVersion
from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.plans import plan_changed
from servanda.desk.tickets.actions.solutions import (
    reopen_ticket,
    resolve_ticket,
)
from servanda.desk.tickets.actions.writing import add_note
from servanda.desk.tickets.caches import caches_of, sortable
from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.models import Clock, Ticket
from servanda.desk.tickets.rebuilding import rebuild
from servanda.engine.instants import DAY, HOUR, MINUTE, parse_instant

from .histories import HISTORIES, STEPS, WORDS, five_vendors, play
from .world import BEGAN, NOON, World, ticket


@pytest.fixture
def five(world: World) -> list[tuple[Member, Person]]:
    """Somebody of staff and somebody of a client at each of the five vendors."""
    return five_vendors(world)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_rebuilding_after_a_long_history_changes_nothing(
    five: list[tuple[Member, Person]], steps: list[tuple[int, int, int]]
) -> None:
    play(five, steps)

    assert rebuild(batch=3).differed == ()


def test_what_was_computed_event_by_event_is_what_the_whole_history_says_as_of_then(world: World) -> None:
    opened = ticket(world.bob, facts={"impact": "extended", "urgency": "critical"})
    seen: list[tuple[int, dict[str, Any]]] = []
    for number, step in enumerate((0, 1, 4, 0, 7, 8, 10, 11, 10, 12)):
        STEPS[step](opened, world.agent, world.bob, NOON + (number + 1) * HOUR)
        seen.append((opened.events.count(), dict(caches_of(opened, list(opened.events.all())).columns)))

    events = list(opened.events.all())
    assert [dict(caches_of(opened, events[:count]).columns) for count, _ in seen] == [columns for _, columns in seen]
    whole = answer_of(opened, events, as_of=events[4].at)
    assert whole.verdicts == answer_of(opened, events[:5], as_of=events[4].at).verdicts


def test_the_command_says_what_differed_and_writes_it(world: World) -> None:
    ticket(world.bob)
    wrong = ticket(world.carol)
    before = (wrong.priority, wrong.tags, wrong.clocks.count())
    Ticket.objects.filter(pk=wrong.pk).update(priority="P1", tags=["stale"])
    Clock.objects.filter(ticket=wrong, metric="response").update(state="met")

    said = CliRunner().invoke(desk, ["rebuild", "--vendor", "kiwi", "--open"]).output

    assert said == f"Ticket {wrong.pk}: clocks, priority, tags\n2 tickets read, 1 differed and were written again.\n"
    wrong.refresh_from_db()
    assert (wrong.priority, wrong.tags, wrong.clocks.count()) == before
    assert rebuild().differed == ()
    assert "Known: aidi, kiwi" in CliRunner().invoke(desk, ["rebuild", "--vendor", "none"]).output


def changed_version(like: Ticket, before: str, after: str) -> PolicyVersion:
    """Another version of the policy of a ticket, in force since the same day, with one thing changed."""
    row = PolicyVersion.objects.get(pk=like.policy_version_id)
    assert before in row.text
    text = row.text.replace(before, after, 1).replace('version: "1"', 'version: "2"', 1)
    return PolicyVersion.objects.create(
        digest=after.encode().hex()[:32],
        policy=row.policy,
        version="2",
        text=text,
        tables=row.tables,
        kept_at=BEGAN + DAY,
    )


def test_a_new_version_of_the_policy_changes_no_finished_verdict(world: World) -> None:
    opened = ticket(world.bob, facts={"impact": "extended", "urgency": "critical"})
    resolve_ticket(ticket=opened, words=WORDS, by=world.agent, at=NOON + 30 * MINUTE)
    before = list(opened.clocks.values_list("state", "due_at"))

    newer = changed_version(opened, "BASIC: 1 business hour / 8", "BASIC: 1 business minute / 8")

    assert rebuild().differed == ()
    assert list(opened.clocks.values_list("state", "due_at")) == before
    assert ticket(world.bob, at=NOON + HOUR).policy_version_id == newer.pk


def test_a_promise_of_less_than_an_hour_is_broken_at_the_hour_and_not_after_the_weekend(world: World) -> None:
    changed_version(ticket(world.bob), "BASIC: 1 business hour / 8", "BASIC: under 1 business hour / 8")
    before_closing = parse_instant("2026-02-06T16:00-05:00")

    asked = ticket(world.bob, facts={"impact": "extended", "urgency": "critical"}, at=before_closing)

    assert (asked.next_due_at, asked.next_breach_at) == (before_closing + HOUR, before_closing + HOUR - 1)
    assert asked.clocks.get(metric="response").breach_at == asked.next_breach_at


def test_a_policy_that_hands_open_requests_on_judges_them_by_the_version_that_follows_and_finished_ones_never(
    world: World,
) -> None:
    effective = "effective: {from: 2023-12-08, tz: America/Toronto, clause: K1}"
    handing = changed_version(ticket(world.bob), effective, f"{effective}\ngovernance: {{transition: move}}")
    finished, running = ticket(world.bob, at=NOON + MINUTE), ticket(world.bob, at=NOON + MINUTE)
    assert finished.policy_version_id == handing.pk
    resolve_ticket(ticket=finished, words=WORDS, by=world.agent, at=NOON + HOUR)
    before = finished.clocks.get(metric="response").due_at

    following = "effective: {from: 2026-02-04, tz: America/Toronto, clause: K1}"
    faster = "P4: {BASIC: 1 business hour / 80"
    text = handing.text.replace(effective, following).replace("P4: {BASIC: 32 business hours / 80", faster)
    PolicyVersion.objects.create(
        digest="following", policy=handing.policy, version="3", text=text, tables=handing.tables, kept_at=NOON
    )
    for each in (finished, running):
        add_note(ticket=each, words=WORDS, by=world.agent, at=NOON + DAY)

    assert finished.clocks.get(metric="response").due_at == before
    assert running.clocks.get(metric="response").due_at == NOON + MINUTE + HOUR
    reopen_ticket(ticket=finished, words=WORDS, by=world.bob, at=NOON + 2 * DAY)
    assert rebuild().differed == ()


def test_a_change_of_plan_moves_open_tickets_where_the_policy_lets_it(world: World) -> None:
    first = ticket(world.bob)
    changed_version(first, "plan_change: keep", "plan_change: from original start")
    moved = ticket(world.bob, facts={"impact": "extended", "urgency": "critical"}, at=NOON + MINUTE)
    bought = world.hospital.agreements.get()
    bought.plan = "PLUS"
    bought.save(update_fields=["plan"])

    (event,) = plan_changed(agreement=bought, at=NOON + 2 * MINUTE)

    moved.refresh_from_db()
    assert (event.ticket, event.details["plan"]) == (moved, "PLUS")
    assert moved.clocks.get(metric="response").due_at == NOON + 31 * MINUTE


@given(st.lists(st.lists(st.tuples(st.integers(0, 1), st.integers(-(10**16), 10**16)), min_size=3, max_size=3)))
def test_the_order_of_the_queue_is_the_same_as_text(keys: list[list[tuple[int, int]]]) -> None:
    assert sorted(keys, key=sortable) == sorted(keys)
