"""From a proposed solution to the end: nothing is fixed before it is accepted where the policy says so."""

from __future__ import annotations

import pytest

from servanda.desk.tickets.actions.recording import record_event
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.actions.solutions import (
    accept_solution,
    close_ticket,
    propose_solution,
    rate_ticket,
    reject_solution,
    reopen_ticket,
    resolve_ticket,
)
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.models import Ticket
from servanda.engine.instants import HOUR, MINUTE

from .world import NOON, World, agreement, member, organisation, person, ticket, vendor

WORDS = Incoming("Here is what we will do.")


@pytest.fixture
def chat(world: World) -> Ticket:
    """A critical issue of a premium client of Qiscus, whose policy waits for acceptance."""
    qiscus = vendor("qiscus", "qiscus", "QIS", "portal")
    member(qiscus, "agent", "Qori Agent")
    shop = organisation(qiscus, "Shop", "shop.example")
    agreement(shop, "premium")
    return ticket(person(shop, "Sari", "sari@shop.example"), facts={"priority": "critical"}, at=NOON - 11 * HOUR)


def test_a_fix_before_acceptance_is_refused_where_the_policy_waits_for_it(world: World, chat: Ticket) -> None:
    agent, start = chat.vendor.members.get(), chat.opened_at
    propose_solution(ticket=chat, words=WORDS, by=agent, at=start + MINUTE)

    for name in ("working", "resolved"):
        with pytest.raises(TicketRefusedError, match="not accepted"):
            record_event(ticket=chat, name=name, by=agent, at=start + HOUR)
    assert chat.state == "proposed"
    assert chat.clocks.get(metric="resolution").state == "paused"

    accept_solution(ticket=chat, by=chat.requester, at=start + 2 * HOUR)
    resolve_ticket(ticket=chat, words=WORDS, by=agent, at=start + 3 * HOUR)
    assert chat.clocks.get(metric="resolution").spent == HOUR + MINUTE


def test_a_feature_is_not_begun_before_its_price_is_accepted(world: World) -> None:
    feature = ticket(world.bob, kind="feature")
    with pytest.raises(TicketRefusedError, match="Scope and cost"):
        record_event(ticket=feature, name="working", by=world.agent, at=NOON + MINUTE)

    propose_solution(ticket=feature, words=WORDS, by=world.agent, at=NOON + MINUTE)
    reject_solution(ticket=feature, words=Incoming("Too dear."), by=world.bob, at=NOON + HOUR)
    with pytest.raises(TicketRefusedError, match="Scope and cost"):
        record_event(ticket=feature, name="working", by=world.agent, at=NOON + HOUR)

    propose_solution(ticket=feature, words=WORDS, by=world.agent, at=NOON + HOUR)
    accept_solution(ticket=feature, by=world.bob, at=NOON + HOUR)
    record_event(ticket=feature, name="working", by=world.agent, at=NOON + 2 * HOUR)
    assert feature.state == "open"


def test_only_a_solution_that_waits_can_be_answered(world: World) -> None:
    opened = ticket(world.bob)

    with pytest.raises(TicketRefusedError, match="No proposed solution"):
        accept_solution(ticket=opened, by=world.bob, at=NOON + MINUTE)
    with pytest.raises(TicketRefusedError, match="what is missing"):
        reject_solution(ticket=opened, words=Incoming(" "), by=world.bob, at=NOON + MINUTE)


def test_a_client_who_says_that_it_is_solved_closes_it_and_may_open_it_again(world: World) -> None:
    opened = ticket(world.bob)
    with pytest.raises(TicketRefusedError, match="not resolved yet"):
        close_ticket(ticket=opened, by=world.agent, at=NOON + MINUTE)

    close_ticket(ticket=opened, by=world.bob, at=NOON + HOUR)
    assert (opened.state, opened.resolved_at, opened.closed_at) == ("closed", NOON + HOUR, NOON + HOUR)

    reopen_ticket(ticket=opened, words=Incoming("It is back."), by=world.bob, at=NOON + 2 * HOUR)
    assert (opened.state, opened.client_spoke_last) == ("open", True)
    with pytest.raises(TicketRefusedError, match="still open"):
        reopen_ticket(ticket=opened, words=Incoming("Again."), by=world.bob, at=NOON + 2 * HOUR)


def test_a_resolved_ticket_takes_no_more_work_until_it_is_reopened(world: World) -> None:
    opened = ticket(world.bob)
    resolve_ticket(ticket=opened, words=WORDS, by=world.agent, at=NOON + HOUR)

    with pytest.raises(TicketRefusedError, match="Reopen it first"):
        resolve_ticket(ticket=opened, words=WORDS, by=world.agent, at=NOON + HOUR)
    reopen_ticket(ticket=opened, words=Incoming("Not yet."), by=world.agent, at=NOON + 2 * HOUR)
    assert opened.messages.get(event__name="internal-note").text == "Not yet."


def test_the_client_says_how_good_the_help_was_once_it_is_over(world: World) -> None:
    opened = ticket(world.bob)
    with pytest.raises(TicketRefusedError, match="still open"):
        rate_ticket(ticket=opened, score=5, words=Incoming(""), by=world.bob, at=NOON)
    resolve_ticket(ticket=opened, words=WORDS, by=world.agent, at=NOON + HOUR)
    with pytest.raises(TicketRefusedError, match="from 1 to 5"):
        rate_ticket(ticket=opened, score=6, words=Incoming(""), by=world.bob, at=NOON + HOUR)

    rate_ticket(ticket=opened, score=4, words=Incoming("Quick."), by=world.bob, at=NOON + HOUR)

    assert opened.satisfaction == 4
    assert opened.messages.last().text == "Quick."
