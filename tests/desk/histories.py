"""Long histories at five vendors: whatever may happen to a ticket, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from hypothesis import strategies as st

from servanda.desk.organisations.models import Member, Person
from servanda.desk.tickets.actions.arranging import merge
from servanda.desk.tickets.actions.classifying import reclassify
from servanda.desk.tickets.actions.contacting import note_contact
from servanda.desk.tickets.actions.corrections import plan_correction
from servanda.desk.tickets.actions.duties import mark_duty_met, mark_duty_missed
from servanda.desk.tickets.actions.identity import confirm_identity
from servanda.desk.tickets.actions.incidents import join_incident, leave_incident, open_incident
from servanda.desk.tickets.actions.records import need_records
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
from servanda.desk.tickets.actions.states import assign, override_due, resume, tag, wait_for
from servanda.desk.tickets.actions.writing import Incoming, add_note, receive_message, reply
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.models import Ticket
from servanda.engine.instants import DAY, MINUTE

from .world import NOON, World, agreement, member, organisation, person, ticket, vendor

WORDS = Incoming("These are words.")
Step = Callable[[Ticket, Member, Person, int], object]

STEPS: Sequence[Step] = (
    lambda t, m, p, at: receive_message(ticket=t, words=WORDS, by=p, at=at),
    lambda t, m, p, at: reply(ticket=t, words=WORDS, by=m, at=at),
    lambda t, m, p, at: reply(ticket=t, words=WORDS, by=m, at=at, name="update"),
    lambda t, m, p, at: add_note(ticket=t, words=WORDS, by=m, at=at),
    lambda t, m, p, at: wait_for(ticket=t, party="client", reason="Which?", by=m, at=at),
    lambda t, m, p, at: wait_for(ticket=t, party="third party", reason="The host", by=m, at=at),
    lambda t, m, p, at: resume(ticket=t, by=m, at=at),
    lambda t, m, p, at: propose_solution(ticket=t, words=WORDS, by=m, at=at),
    lambda t, m, p, at: accept_solution(ticket=t, by=p, at=at),
    lambda t, m, p, at: reject_solution(ticket=t, words=WORDS, by=p, at=at),
    lambda t, m, p, at: resolve_ticket(ticket=t, words=WORDS, by=m, at=at),
    lambda t, m, p, at: reopen_ticket(ticket=t, words=WORDS, by=p, at=at),
    lambda t, m, p, at: close_ticket(ticket=t, by=p, at=at),
    lambda t, m, p, at: rate_ticket(ticket=t, score=3, words=Incoming(""), by=p, at=at),
    lambda t, m, p, at: assign(ticket=t, to=m, by=m, at=at),
    lambda t, m, p, at: tag(ticket=t, tags=[f"t{at % 3}"], by=m, at=at),
    lambda t, m, p, at: note_contact(ticket=t, channel=t.channel, words=WORDS, by=m, at=at),
    lambda t, m, p, at: plan_correction(ticket=t, release="4.2", by=m, at=at),
    lambda t, m, p, at: override_due(ticket=t, metric="response", due=at + DAY, reason="Terms", by=m, at=at),
    lambda t, m, p, at: join_incident(
        ticket=t, incident=open_incident(vendor=m.vendor, title="Slow", at=at), by=m, at=at
    ),
    lambda t, m, p, at: leave_incident(ticket=t, by=m, at=at),
    lambda t, m, p, at: merge(ticket=t, into=ticket(p, at=at), by=m, at=at),
    lambda t, m, p, at: need_records(ticket=t, by=m, at=at),
    lambda t, m, p, at: confirm_identity(ticket=t, how="Called back", by=m, at=at),
    lambda t, m, p, at: _another_duty(t, m, at),
    lambda t, m, p, at: _other_facts(t, m, at),
)


def _another_duty(ticket: Ticket, by: Member, at: int) -> None:
    duties = policy_for(ticket, as_of=at).document.duties
    for act in (mark_duty_met, mark_duty_missed):
        act(ticket=ticket, duty=next(iter(duties), "none"), by=by, at=at)


def _other_facts(ticket: Ticket, by: Member, at: int) -> None:
    document = policy_for(ticket, as_of=at).document
    name, fact = next(iter(document.classify.facts.items()))
    values = list(fact.values)
    reasons = [reason for rule in document.reclassify for reason in rule.reasons] or ["It is worse"]
    reclassify(ticket=ticket, facts={name: values[at % len(values)]}, reason=reasons[0], by=by, at=at)


def five_vendors(world: World) -> list[tuple[Member, Person]]:
    """Somebody of staff and somebody of a client at each of the five vendors."""
    found = [(world.agent, world.bob), (world.stranger, world.dave)]
    for slug, policy, channel, plan in (
        ("qiscus", "qiscus", "portal", "premium"),
        ("better", "better-impact", "chat", "member"),
        ("cirrus", "cirrus-shield", "email", "premium"),
    ):
        house = vendor(slug, policy, slug[:3].upper(), channel)
        client = organisation(house, f"Client of {slug}")
        agreement(client, plan)
        asking = person(client, "Pat", f"pat@{slug}.client.example", administrator=True)
        found.append((member(house, "agent"), asking))
    return found


def play(five: Sequence[tuple[Member, Person]], steps: Iterable[tuple[int, int, int]]) -> int:
    """A ticket at each vendor, and what happens to them: which step, whose ticket, minutes later. Returns the last instant."""
    opened = [ticket(asking, at=NOON) for _, asking in five]
    at = NOON
    for step, number, wait in steps:
        at += wait * MINUTE
        try:
            with transaction.atomic():
                STEPS[step](opened[number], *five[number], at)
        except TicketRefusedError:
            continue
    return at


HISTORIES = st.lists(
    st.tuples(st.integers(0, len(STEPS) - 1), st.integers(0, 4), st.integers(0, 3 * DAY // MINUTE)),
    min_size=20,
    max_size=30,
)
"""Steps for `play`."""
