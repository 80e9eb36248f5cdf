"""A promise at risk: lists, rows and the clock of the ticket say so from the same moment, in working time."""

from __future__ import annotations

import pytest
from django.test import Client

from servanda.desk.clock import now
from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.lists import Filters, Seen, list_page
from servanda.desk.tickets.models import Ticket
from servanda.desk.web.left import left_of
from servanda.engine.instants import DAY, HOUR, MINUTE, parse_instant
from servanda.engine.requests.answer import BREACHED

from .world import World, agreement, member, organisation, person, ticket, vendor

pytestmark = pytest.mark.django_db
FRIDAY = parse_instant("2026-02-06T16:20-05:00")
"""Forty minutes before the desk closes for the weekend; an urgent request is to be answered within an hour."""
URGENT = {"impact": "extended", "urgency": "critical"}
MILD = {"impact": "minor", "urgency": "low"}


def told(asked: Ticket, world: World, at: int) -> tuple[bool, bool]:
    """Whether a request stands among those at risk, and whether its row says so."""
    listed = list_page(Ticket.objects.all(), Filters(view="risk"), Seen(world.agent, at)).tickets
    answer = answer_of(asked, list(asked.events.all()), as_of=at)
    response = next(each for each in answer.verdicts if each.selected.metric == "response")
    left = left_of(answer, response, at)
    assert left is not None
    return asked in listed, left.near


@pytest.mark.parametrize(
    ("after", "near"), [(29 * MINUTE, False), (30 * MINUTE, True), (1 * DAY, True), (64 * HOUR + 41 * MINUTE, True)]
)
def test_half_an_hour_of_working_time_is_little_over_a_weekend_too(world: World, after: int, near: bool) -> None:
    asked = ticket(world.bob, facts=URGENT, at=FRIDAY)

    assert told(asked, world, FRIDAY + after) == (near, near)


def test_the_last_instant_of_a_promise_is_in_time_and_the_next_one_is_not(world: World) -> None:
    asked = ticket(world.bob, facts=URGENT)
    last = asked.next_breach_at
    assert last is not None

    stands = [_stands(asked, world, last), _stands(asked, world, last + 1)]

    assert stands == [(True, False, False), (False, True, True)]


def _stands(asked: Ticket, world: World, at: int) -> tuple[bool, bool, bool]:
    """Whether a request is listed as at risk, is listed as breached, and has a clock that is."""
    tickets, seen = Ticket.objects.all(), Seen(world.agent, at)
    risk, breached = (list_page(tickets, Filters(view=view), seen).tickets for view in ("risk", "breached"))
    answer = answer_of(asked, list(asked.events.all()), as_of=at)
    return asked in risk, asked in breached, any(each.state == BREACHED for each in answer.verdicts)


def test_a_quarter_of_a_long_target_is_little(world: World) -> None:
    asked = ticket(world.bob, facts=MILD, at=parse_instant("2026-02-03T09:00-05:00"))
    due = asked.next_due_at  # 32 business hours: Friday at 17:00
    assert due is not None

    assert told(asked, world, due - DAY - MINUTE) == (False, False)
    assert told(asked, world, due - DAY) == (True, True)
    assert told(asked, world, due + 4 * DAY) == (False, False)


@pytest.mark.parametrize(
    ("policy", "plan", "kind"), [("better-impact", "member", "question"), ("qiscus", "basic", "incident")]
)
def test_what_binds_no_single_request_is_never_drawn_as_broken(
    world: World, client: Client, policy: str, plan: str, kind: str
) -> None:  # B13, Q8
    house = vendor("house", policy, "H", "chat" if kind == "question" else "portal")
    buyer = organisation(house, "Buyer")
    agreement(buyer, plan)
    asker = person(buyer, "Mia", "mia@buyer.example", administrator=True)
    opened = ticket(asker, kind=kind, at=now() - 30 * DAY)
    client.force_login(member(house, "agent").user)

    rows = client.get("/en/desk/house/?view=open").content.decode()
    page = client.get(f"/en/desk/house/tickets/{opened.number}/").content.decode()

    assert "past its time by" in rows
    assert [word for word in ("row--over", "left--over", "row--near", "over by") if word in rows] == []
    assert "clock--over" not in page
