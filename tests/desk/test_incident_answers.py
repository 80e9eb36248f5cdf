"""An answer to a whole incident waits ten seconds, is taken back as one, and leaves exactly once."""

from __future__ import annotations

import pytest
from django.test import Client

from servanda.desk.clock import now
from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.incident_answers import (
    answer_of_member,
    hold_answer,
    send_answer_now,
    send_due_answers,
    take_back_answer,
)
from servanda.desk.tickets.actions.incidents import join_incident, open_incident
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.actions.solutions import resolve_ticket
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.models import Incident, IncidentAnswer, Message, Ticket
from servanda.engine.instants import HOUR, MINUTE, SECOND

from .world import NOON, World, ticket

LATER = NOON + 5 * MINUTE
WORDS = {"en": Incoming("We are on it, {requester}.")}


@pytest.fixture
def outage(world: World) -> Incident:
    """Two requests of two clients, of one cause."""
    incident = open_incident(vendor=world.kiwi, title="Outage", at=NOON)
    for person in (world.bob, world.carol):
        join_incident(ticket=ticket(person), incident=incident, by=world.agent, at=NOON)
    return incident


def answers() -> list[str]:
    return [message.text for message in Message.objects.filter(event__name="response").order_by("ticket_id")]


def test_it_waits_ten_seconds_and_then_reaches_every_request_once(world: World, outage: Incident) -> None:
    held = hold_answer(incident=outage, words=WORDS, name="response", by=world.agent, at=LATER)
    assert (held.waits, len(held.answered.messages), answers()) == (True, 2, [])
    with pytest.raises(TicketRefusedError, match="about to leave"):
        hold_answer(incident=outage, words=WORDS, name="response", by=world.agent, at=LATER)

    assert send_due_answers(LATER + 9 * SECOND) == 0
    assert send_due_answers(LATER + 10 * SECOND) == 1
    assert send_due_answers(LATER + 11 * SECOND) == 0

    assert answers() == ["We are on it, Bob.", "We are on it, Carol."]
    assert not send_answer_now(incident=outage, member=world.agent, at=LATER + MINUTE)


def test_what_is_taken_back_reaches_nobody_and_its_words_stay(world: World, outage: Incident) -> None:
    hold_answer(incident=outage, words=WORDS, name="update", by=world.agent, at=LATER)

    assert not take_back_answer(incident=outage, member=world.other_agent), "it is not theirs"
    assert take_back_answer(incident=outage, member=world.agent)
    assert send_due_answers(LATER + HOUR) == 0
    kept = answer_of_member(outage, world.agent)
    assert kept is not None
    assert (kept.name, kept.words) == ("update", {"en": "We are on it, {requester}."})
    assert not take_back_answer(incident=outage, member=world.agent)


def test_it_leaves_at_once_where_a_promise_would_be_missed_meanwhile(world: World, outage: Incident) -> None:
    breach = Ticket.objects.earliest("next_breach_at").next_breach_at

    held = hold_answer(incident=outage, words=WORDS, name="response", by=world.agent, at=breach - 4 * SECOND)

    assert (held.waits, len(answers())) == (False, 2)


def test_what_no_request_takes_is_refused_and_what_cannot_leave_goes_back(world: World, outage: Incident) -> None:
    hold_answer(incident=outage, words=WORDS, name="response", by=world.agent, at=LATER)
    Member.objects.filter(pk=world.agent.pk).update(active=False)
    assert send_due_answers(LATER + MINUTE) == 0
    kept = IncidentAnswer.objects.get()
    assert (kept.send_at, kept.refused["en"]) == (None, "Your role no longer allows this.")

    for each in Ticket.objects.all():
        resolve_ticket(ticket=each, words=Incoming("Done."), by=world.other_agent, at=LATER)
    with pytest.raises(TicketRefusedError, match="No request of this incident"):
        hold_answer(incident=outage, words=WORDS, name="response", by=world.lead, at=LATER + MINUTE)


def test_every_page_of_a_ticket_offers_to_take_it_back_or_to_send_it(world: World, client: Client) -> None:
    incident = open_incident(vendor=world.kiwi, title="Outage", at=now())
    for person in (world.bob, world.carol):
        join_incident(ticket=ticket(person, at=now()), incident=incident, by=world.agent, at=now())
    client.force_login(world.agent.user)
    desk = "/en/desk/kiwi/tickets"
    sent = {"kind": "response", "words_en": "We are on it."}

    page = client.post(f"{desk}/2/do/answer-incident/", sent, follow=True).content.decode()
    assert "Your answer to the whole incident “Outage” leaves in" in page
    assert "do/undo-incident-answer/" in page
    client.post(f"{desk}/1/do/undo-incident-answer/")
    assert "We are on it." in client.get(f"{desk}/2/do/answer-incident/").content.decode()

    client.post(f"{desk}/2/do/answer-incident/", sent)
    client.force_login(world.account.user)
    assert client.post(f"{desk}/1/do/send-incident-answer/").status_code == 403
    client.force_login(world.agent.user)
    client.post(f"{desk}/1/do/send-incident-answer/")
    assert answers() == ["We are on it."] * 2
