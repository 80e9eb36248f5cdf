"""A ticket: what was asked is kept, what happens is appended, what is shown is computed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from servanda.desk.tickets.actions.opening import NotEntitledError
from servanda.desk.tickets.actions.recording import BackdatedError, record_event
from servanda.desk.tickets.actions.writing import Incoming, add_note, receive_message, reply
from servanda.desk.tickets.models import Event
from servanda.engine.instants import HOUR, MINUTE

from .world import NOON, World, ticket

URGENT = {"impact": "extended", "urgency": "critical"}


def test_a_request_gets_its_priority_and_its_due_time_as_it_is_opened(world: World) -> None:
    opened = ticket(world.bob, facts=URGENT)

    assert (opened.reference, opened.priority, opened.next_metric) == ("KIWI-1", "P1", "response")
    assert opened.next_due_at == NOON + HOUR


def test_an_answer_meets_the_clock_and_the_resolution_becomes_the_next_one(world: World) -> None:
    opened = ticket(world.bob, facts=URGENT)

    reply(ticket=opened, words=Incoming("We are on it."), by=world.agent, at=NOON + 20 * MINUTE)

    first = opened.clocks.get(metric="response")
    assert (first.state, first.spent, opened.next_metric) == ("met", 20 * MINUTE, "resolution")
    assert opened.answered
    assert not opened.client_spoke_last


def test_a_note_stops_no_clock(world: World) -> None:
    opened = ticket(world.bob, facts=URGENT)

    add_note(ticket=opened, words=Incoming("Looks like the cache."), by=world.agent, at=NOON + MINUTE)

    assert opened.clocks.get(metric="response").state == "running"


def test_an_answer_leaves_by_mail_under_the_reference(world: World) -> None:
    opened = ticket(world.bob)

    message = reply(ticket=opened, words=Incoming("We are on it."), by=world.agent, at=NOON + MINUTE)

    posted = message.deliveries.get()
    assert (posted.recipient, posted.subject) == ("bob@hospital.example", "[KIWI-1] The list stays empty")


def test_a_client_who_writes_after_the_end_opens_the_ticket_again(world: World) -> None:
    opened = ticket(world.bob)
    reply(ticket=opened, words=Incoming("Done."), by=world.agent, at=NOON + MINUTE, name="resolved")

    receive_message(ticket=opened, words=Incoming("Not yet."), by=world.bob, at=NOON + HOUR)

    assert (opened.state, opened.client_spoke_last, opened.resolved_at) == ("open", True, None)


def test_nothing_is_recorded_with_a_past_time(world: World) -> None:
    opened = ticket(world.bob)
    record_event(ticket=opened, name="working", by=world.agent, at=NOON + HOUR)

    with pytest.raises(BackdatedError):
        record_event(ticket=opened, name="response", by=world.agent, at=NOON + MINUTE)


def test_what_two_write_in_the_same_moment_is_recorded_in_the_order_in_which_it_came(world: World) -> None:
    opened = ticket(world.bob)
    receive_message(ticket=opened, words=Incoming("Any news?"), by=world.bob, at=NOON + MINUTE)

    reply(ticket=opened, words=Incoming("We are on it."), by=world.agent, at=NOON + MINUTE - 1)

    assert [(each.name, each.at) for each in opened.events.all()][1:] == [
        ("client-message", NOON + MINUTE),
        ("response", NOON + MINUTE),
    ]


def test_the_database_refuses_to_change_what_has_happened(world: World) -> None:
    opened = ticket(world.bob)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Event.objects.filter(ticket=opened).update(at=0)


def test_a_channel_that_the_plan_does_not_have_is_refused_with_what_it_has(world: World) -> None:
    with pytest.raises(NotEntitledError, match="carrier-pigeon"):
        ticket(world.bob, channel="carrier-pigeon")
