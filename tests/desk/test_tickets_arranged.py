"""Tickets linked, merged, split, and joined to one incident that counts the clients it affects."""

from __future__ import annotations

import pytest

from servanda.desk.organisations.who import Who, who_is
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.arranging import Split, link, merge, split, unlink
from servanda.desk.tickets.actions.classifying import reclassify
from servanda.desk.tickets.actions.incidents import (
    close_incident,
    join_incident,
    leave_incident,
    open_incident,
    reply_to_incident,
)
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.actions.solutions import close_ticket
from servanda.desk.tickets.actions.states import assign
from servanda.desk.tickets.actions.writing import Incoming, receive_message, reply
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.queries import client_messages, client_tickets, linked_tickets, thread_messages
from servanda.engine.instants import HOUR, MINUTE

from .world import NOON, World, agreement, organisation, person, ticket


def test_linked_tickets_know_each_other_until_the_link_is_taken_away(world: World) -> None:
    first, second = ticket(world.bob), ticket(world.carol)
    link(ticket=second, other=first, by=world.agent, at=NOON)
    agent, account = (who_is(each.user, at=NOON) for each in (world.agent, world.account))
    assert [linked_tickets(agent, each) for each in (first, second)] == [(second,), (first,)]
    assert not linked_tickets(account, first), "another client's is not theirs to know"
    with pytest.raises(TicketRefusedError, match="already"):
        link(ticket=first, other=second, by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="another vendor"):
        link(ticket=first, other=ticket(world.dave), by=world.agent, at=NOON)

    unlink(ticket=first, other=second, by=world.agent, at=NOON)
    assert not linked_tickets(agent, second)
    with pytest.raises(TicketRefusedError, match="not linked"):
        unlink(ticket=first, other=second, by=world.agent, at=NOON)


def test_what_comes_late_to_a_merged_ticket_joins_the_one_that_goes_on(world: World) -> None:
    first, second = ticket(world.bob, "Menu"), ticket(world.alice, "Menu again")

    merge(ticket=second, into=first, by=world.agent, at=NOON + MINUTE)
    late = receive_message(ticket=second, words=Incoming("Any news?"), by=world.alice, at=NOON + HOUR)

    assert (second.state, second.merged_into) == ("merged", first)
    assert (second.next_breach_at, second.clocks.count()) == (None, 0)
    assert late.ticket == first
    assert [message.ticket for message in thread_messages(first).order_by("pk")] == [first, second, first]
    bob, alice = (Who(None, (), (person,)) for person in (world.bob, world.alice))
    assert [message.ticket for message in client_messages(bob, first).order_by("pk")] == [first, first]
    assert [message.ticket for message in client_messages(alice, first).order_by("pk")] == [first, second, first]
    with pytest.raises(TicketRefusedError, match="merged into another"):
        reply(ticket=second, words=Incoming("Yes"), by=world.agent, at=NOON + HOUR)


def test_the_requester_of_a_merged_ticket_follows_it_to_the_other(world: World) -> None:
    first, second = ticket(world.alice), ticket(world.bob)
    assert first not in client_tickets(Who(None, (), (world.bob,)))

    merge(ticket=second, into=first, by=world.agent, at=NOON)

    assert first in client_tickets(Who(None, (), (world.bob,)))


def test_what_a_client_writes_in_the_moment_of_a_merge_joins_the_one_that_goes_on(world: World) -> None:
    gone, kept = ticket(world.bob), ticket(world.bob)
    as_read_before = Ticket.objects.get(pk=gone.pk)
    merge(ticket=gone, into=kept, by=world.agent, at=NOON)

    message = receive_message(ticket=as_read_before, words=Incoming("Wait."), by=world.bob, at=NOON)

    assert message.ticket == kept


def test_tickets_of_different_clients_are_not_merged(world: World) -> None:
    first, second = ticket(world.bob), ticket(world.carol)
    with pytest.raises(TicketRefusedError, match="different clients"):
        merge(ticket=second, into=first, by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="same request"):
        merge(ticket=first, into=first, by=world.agent, at=NOON)

    reply(ticket=first, words=Incoming("Done"), by=world.agent, at=NOON, name="resolved")
    with pytest.raises(TicketRefusedError, match="is resolved"):
        merge(ticket=ticket(world.alice), into=first, by=world.agent, at=NOON)


def test_a_message_becomes_a_ticket_of_its_own_whose_clock_starts_now(world: World) -> None:  # A39
    opened = ticket(world.bob)
    message = receive_message(ticket=opened, words=Incoming("And the printer?"), by=world.bob, at=NOON + MINUTE)

    made = split(ticket=opened, message=message, new=Split("Printer"), by=world.agent, at=NOON + HOUR)

    assert (made.opened_at, made.requester, made.opened_by) == (NOON + HOUR, world.bob, world.agent)
    assert made.messages.get().text == "And the printer?"
    assert linked_tickets(who_is(world.agent.user, at=NOON), made) == (opened,)
    answer = reply(ticket=opened, words=Incoming("Yes"), by=world.agent, at=NOON + HOUR)
    with pytest.raises(TicketRefusedError, match="what the client wrote"):
        split(ticket=opened, message=answer, new=Split("Yes"), by=world.agent, at=NOON + HOUR)


SECONDARY = {"feature": "secondary", "degradation": "minor", "clients": "one"}
SIGNIFICANT = {"feature": "major", "degradation": "significant", "clients": "one"}


def elsewhere(world: World, number: int = 0, **asked: object) -> Ticket:
    college = organisation(world.aidi, f"College {number}")
    agreement(college, "standard")
    return ticket(person(college, "Erin", f"erin{number}@college.example"), **asked)


def test_a_second_client_raises_every_ticket_of_the_incident_and_its_leaving_lowers_them(world: World) -> None:  # A33
    agent = world.stranger
    incident = open_incident(vendor=world.aidi, title="Logbook", at=NOON)
    first, same = ticket(world.dave, facts=SECONDARY), ticket(world.dave, facts=SECONDARY)
    other = elsewhere(world, facts=SECONDARY)
    for each in (first, same):
        join_incident(ticket=each, incident=incident, by=agent, at=NOON)
    assert [first.priority, same.priority] == ["IV", "IV"], "one client, however many tickets"

    join_incident(ticket=other, incident=incident, by=agent, at=NOON + MINUTE)
    for each in (first, same):
        each.refresh_from_db()
    assert [first.priority, same.priority, other.priority] == ["III", "III", "III"]
    assert "Logbook" in first.events.get(name="reclassified").details["incident_title"]

    leave_incident(ticket=other, by=agent, at=NOON + HOUR)
    first.refresh_from_db()
    assert (first.priority, other.priority, other.incident) == ("IV", "IV", None)


def test_that_many_are_affected_is_not_taken_back_from_a_client_who_said_so(world: World) -> None:  # A33
    incident = open_incident(vendor=world.aidi, title="Logbook", at=NOON)
    said = ticket(world.dave, facts=SECONDARY | {"clients": "many"})

    join_incident(ticket=said, incident=incident, by=world.stranger, at=NOON)
    leave_incident(ticket=said, by=world.stranger, at=NOON)

    assert (said.priority, said.events.filter(name="reclassified").exists()) == ("III", False)


def test_the_choice_of_the_agent_stands_again_when_one_client_is_left(world: World) -> None:  # A38
    agent = world.stranger
    incident = open_incident(vendor=world.aidi, title="Budget", at=NOON)
    first, other = ticket(world.dave, facts=SIGNIFICANT), elsewhere(world, facts=SIGNIFICANT)
    reclassify(ticket=first, facts={}, priority="III", reason="Two people", by=agent, at=NOON)
    join_incident(ticket=first, incident=incident, by=agent, at=NOON)
    join_incident(ticket=other, incident=incident, by=agent, at=NOON)
    first.refresh_from_db()
    assert first.priority == "II"

    leave_incident(ticket=other, by=agent, at=NOON)

    first.refresh_from_db()
    assert (first.priority, first.undecided) == ("III", False)


def test_all_open_tickets_of_an_incident_are_answered_at_once_each_in_its_language(world: World) -> None:
    incident = open_incident(vendor=world.kiwi, title="Login", at=NOON)
    french = person(world.clinic, "Léa", "lea@clinic.example", language="fr")
    joined = [ticket(world.bob), ticket(french), ticket(world.alice, kind="bug")]
    for each in joined:
        join_incident(ticket=each, incident=incident, by=world.agent, at=NOON)
    reply(ticket=joined[2], words=Incoming("Fixed"), by=world.agent, at=NOON, name="resolved")

    answered = reply_to_incident(
        incident=incident,
        words={"en": Incoming("We are on it."), "fr": Incoming("Nous y travaillons.")},
        by=world.agent,
        at=NOON + MINUTE,
    )

    assert [(message.ticket, message.text) for message in answered.messages] == [
        (joined[0], "We are on it."),
        (joined[1], "Nous y travaillons."),
    ]


def test_everybody_of_an_incident_hears_once_that_it_is_over_but_who_is_done(world: World) -> None:  # A31-A35
    incident = open_incident(vendor=world.kiwi, title="Outage at the Clinic", at=NOON)
    french = person(world.clinic, "Léa", "lea@clinic.example", language="fr")
    joined = [ticket(world.bob), ticket(french), ticket(world.alice)]
    for each in joined:
        join_incident(ticket=each, incident=incident, by=world.agent, at=NOON)
    reply(ticket=joined[1], words=Incoming("Contourné."), by=world.agent, at=NOON, name="resolved")
    close_ticket(ticket=joined[2], by=world.alice, at=NOON)

    close_incident(incident=incident, by=world.agent, at=NOON + MINUTE)

    told = Delivery.objects.filter(kind="incident-ended").order_by("pk")
    assert [(each.recipient, each.language) for each in told] == [
        ("bob@hospital.example", "en"),
        ("lea@clinic.example", "fr"),
    ]
    assert "The incident behind your request is over." in told[0].text
    assert "Outage at the Clinic" not in told[0].text, "it may name somebody else"
    assert [each.events.filter(name="incident-ended").count() for each in joined] == [1, 1, 0]


def test_an_incident_that_is_over_takes_no_more_tickets(world: World) -> None:
    incident = open_incident(vendor=world.kiwi, title="Login", at=NOON)
    opened = ticket(world.bob)
    assign(ticket=opened, to=world.agent, by=world.lead, at=NOON)
    with pytest.raises(TicketRefusedError, match="no incident"):
        leave_incident(ticket=opened, by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="another vendor"):
        join_incident(ticket=ticket(world.dave), incident=incident, by=world.agent, at=NOON)

    close_incident(incident=incident, by=world.agent, at=NOON)

    with pytest.raises(TicketRefusedError, match="is over"):
        join_incident(ticket=opened, incident=incident, by=world.agent, at=NOON)
    with pytest.raises(TicketRefusedError, match="over already"):
        close_incident(incident=incident, by=world.agent, at=NOON)
