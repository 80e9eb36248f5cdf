"""Whatever happened, and whenever one looks: lists and figures say of each ticket what its own page says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

import pytest

from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.duties import mark_duty_missed
from servanda.desk.tickets.board import VERDICTS, Kept, clocks_of_period, kept_promises, verdict_is
from servanda.desk.tickets.counts import count_lists
from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.lists import Filters, Seen, list_page
from servanda.desk.tickets.loads import loads
from servanda.desk.tickets.models import Clock, Ticket
from servanda.engine.instants import DAY, MINUTE
from servanda.engine.requests.answer import Verdict

from .histories import STEPS, five_vendors, play
from .world import NOON, World, ticket

pytestmark = pytest.mark.django_db


def shown(at: int) -> set[tuple[int, str, int, str]]:
    """What the pages of all tickets say of each promised clock at an instant."""
    found = set()
    for each in Ticket.objects.exclude(state="merged"):
        answer = answer_of(each, list(each.events.all()), as_of=at)
        found |= {(each.pk, one.selected.metric, one.cycle, _word(one)) for one in answer.verdicts if _promised(one)}
    return found


def _promised(verdict: Verdict) -> bool:
    return verdict.state != "none" and verdict.selected.promise.kind != "mean"


def _word(verdict: Verdict) -> str:
    if verdict.strength == "best effort" and verdict.state != "excluded":
        return "best effort"
    return {"paused": "running"}.get(verdict.state, verdict.state)


def listed(at: int) -> set[tuple[int, str, int, str]]:
    """What the board counts of each promised clock at an instant."""
    clocks = Clock.objects.exclude(ticket__state="merged")
    return {
        (clock.ticket_id, clock.metric, clock.cycle, verdict)
        for verdict in VERDICTS
        for clock in clocks.filter(verdict_is(verdict, at=at))
    }


def instants(last: int) -> Iterator[int]:
    """The last event, and around the next instant at which a promise ends; a year later all have ended."""
    ends = Clock.objects.filter(state="running").values_list("breach_at", "excused_at")
    turns = sorted({at for pair in ends for at in pair if at is not None and at > last})
    yield last
    for at in turns[:1]:
        yield from (at, at + 1)
    yield last + 365 * DAY


def counted(desk: Member, kept: Iterable[Kept], at: int) -> Iterator[tuple[str, str, int, int]]:
    """Each number of the account of a month, with how many tickets the list behind it holds."""
    tickets = Ticket.objects.filter(vendor=desk.vendor)
    for each in kept:
        for verdict in ("met", "breached", "excused", "running"):
            asked = Filters(view="all", verdict=f"{each.metric}.{verdict}.{NOON - DAY}.{at + 1}")
            behind = list_page(tickets, asked, Seen(desk, at)).tickets
            yield each.metric, verdict, getattr(each, verdict.replace(" ", "_")), len(behind)


def test_whenever_one_looks_a_list_calls_a_promise_what_its_ticket_calls_it(world: World) -> None:
    five = five_vendors(world)
    urgent = ticket(world.carol, facts={"impact": "extended", "urgency": "critical"}, at=NOON - MINUTE)
    mark_duty_missed(ticket=urgent, duty="resources", by=world.agent, at=NOON)

    last = play(five, some_steps(Random(2)))  # noqa: S311  (the same history each time)

    found = [compare(five, at) for at in instants(last)]
    assert {"met", "breached", "excused", "running"} <= set().union(*found)


def some_steps(dice: Random) -> Iterator[tuple[int, int, int]]:
    """Steps for `play`, some of them close together."""
    for _ in range(24):
        yield dice.randrange(len(STEPS)), dice.randrange(5), dice.choice((1, 20, 60, 180))


def compare(five: list[tuple[Member, Person]], at: int) -> set[str]:
    """Hold lists, loads and the month's account against the tickets at an instant. Returns the verdicts that were told."""
    said = shown(at)
    assert listed(at) == said
    for desk, _asking in five:
        tickets = Ticket.objects.filter(vendor=desk.vendor)
        load = loads(tickets, at=at)
        views = {view: Filters(view=view) for view in ("open", "risk", "breached")}
        behind = {view: len(list_page(tickets, asked, Seen(desk, at)).tickets) for view, asked in views.items()}
        assert list(behind.values()) == count_lists(tickets, list(views.values()), Seen(desk, at))
        for part in (load.members, load.clients):
            assert {view: sum(getattr(each, view) for each in part.values()) for view in views} == behind
        kept = kept_promises(clocks_of_period(desk.vendor_id, NOON - DAY, at + 1), at=at)
        assert [each for each in counted(desk, kept, at) if each[2] != each[3]] == []
    return {verdict for *_clock, verdict in said}
