"""One cause behind many tickets: joined, counted by client, answered at once (A31-A35)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.classifying import preview_reclassification, reclassify
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import TicketRefusedError, refuse
from servanda.desk.tickets.actions.writing import Incoming, reply
from servanda.desk.tickets.happenings import INCIDENT_ENDED, INCIDENT_JOINED, INCIDENT_LEFT
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.letters import send_incident_over
from servanda.desk.tickets.models import Event, Incident, Message, Ticket
from servanda.desk.tickets.models.tickets import ACTIVE, State
from servanda.desk.tickets.placeholders import as_it_leaves
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text, spoken

MANY, ONE = "many", "one"
_WHY = {
    MANY: Text("more than one client is affected", "plus d’un client est touché"),
    ONE: Text("one client alone is affected, as far as is known", "un seul client est touché, pour ce qu’on en sait"),
}
_CAUSE = {MANY: "more-clients", ONE: "one-client"}


def open_incident(*, vendor: Vendor, title: str, at: int) -> Incident:
    """Give a cause a name, so that the tickets that it explains can join it."""
    if not title.strip():
        raise refuse("Say what happened, in a few words.", "Dites ce qui se passe, en quelques mots.")
    return Incident.objects.create(vendor=vendor, title=title.strip()[:200], opened_at=at)


@transaction.atomic
def close_incident(*, incident: Incident, by: Member, at: int) -> tuple[Delivery, ...]:
    """The cause is gone; the tickets stay with it, and no other joins.

    Whoever asked for one that is open or resolved is told so, once; what is closed is over for them. The letters are
    given back: there is none to somebody whom mail does not reach.
    """
    if not Incident.objects.filter(pk=incident.pk, closed_at=None).update(closed_at=at):
        raise refuse("This incident is over already.", "Cet incident est déjà terminé.")
    incident.closed_at = at
    told = incident.tickets.filter(state__in=(*ACTIVE, State.RESOLVED)).select_related(
        "vendor", "organisation", "requester"
    )
    letters = [_end_for(ticket, incident, by, at) for ticket in told.order_by("pk")]
    return tuple(letter for letter in letters if letter is not None)


def _end_for(ticket: Ticket, incident: Incident, by: Member, at: int) -> Delivery | None:
    record_event(ticket=ticket, name=INCIDENT_ENDED, by=by, at=at, details=_named(incident))
    return send_incident_over(ticket=ticket, at=at)


@transaction.atomic
def join_incident(*, ticket: Ticket, incident: Incident, by: Member, at: int) -> Event:
    """Let a ticket join an incident. A second client makes it one of many: each ticket is classified again, and says why."""
    if incident.vendor_id != ticket.vendor_id:
        raise refuse("That incident belongs to another vendor.", "Cet incident relève d’un autre éditeur.")
    if _hold_all(incident, ticket).closed_at is not None:
        raise refuse("This incident is over. Open another.", "Cet incident est terminé. Ouvrez-en un autre.")
    lock_ticket(ticket)
    if ticket.incident_id is not None:
        raise refuse("This request belongs to an incident already.", "Cette demande appartient déjà à un incident.")
    event = record_event(ticket=ticket, name=INCIDENT_JOINED, by=by, at=at, details=_named(incident))
    _count_again(incident, at)
    ticket.refresh_from_db()
    return event


@transaction.atomic
def leave_incident(*, ticket: Ticket, by: Member, at: int) -> Event:
    """Take a ticket out of its incident; it and those that stay are classified by how many clients are left."""
    incident = Incident.objects.filter(tickets=ticket).first()
    if incident is not None:
        _hold_all(incident, ticket)
    lock_ticket(ticket)
    if incident is None or ticket.incident_id != incident.pk:
        raise refuse("This request belongs to no incident.", "Cette demande n’appartient à aucun incident.")
    event = record_event(ticket=ticket, name=INCIDENT_LEFT, by=by, at=at, details=_named(incident))
    _count_again(incident, at)
    _affect(ticket, ONE, incident, at)
    return event


def _hold_all(incident: Incident, ticket: Ticket) -> Incident:
    """Hold an incident, its tickets and one that joins, until the transaction ends; the incident as it stands now.

    The incident first and tickets in the order of their ids, as everywhere: two deeds never wait for each other.
    """
    held = Incident.objects.select_for_update().get(pk=incident.pk)
    list(Ticket.objects.select_for_update().filter(Q(incident=incident) | Q(pk=ticket.pk)).order_by("pk").values("pk"))
    return held


def clients_affected(incident: Incident) -> int:
    """How many clients the joined tickets come from."""
    return incident.tickets.order_by().values("organisation_id").distinct().count()


def _count_again(incident: Incident, at: int) -> None:
    value = MANY if clients_affected(incident) > 1 else ONE
    for ticket in incident.tickets.filter(state__in=ACTIVE).order_by("pk"):
        _affect(ticket, value, incident, at)


def _affect(ticket: Ticket, value: str, incident: Incident, at: int) -> None:
    """Set how many clients are affected where the policy asks it, and where that is not what stands already.

    What a client said is not taken back: only a count that Servanda raised is lowered again.
    """
    policy = policy_for(ticket, as_of=at)
    fact = counting_fact(policy)
    if fact is None or not ticket.active or (value == ONE and not _raised_here(ticket, fact)):
        return
    reason = _WHY[value].of(spoken(ticket.language))
    cause = {"cause": _CAUSE[value], "incident": incident.pk, "incident_title": incident.title}
    facts = {fact: value}
    for priority, why in (*_earlier_choice(ticket, value), ("", reason)):
        if preview_reclassification(ticket, facts=facts, priority=priority, reason=why, at=at).refusal is None:
            reclassify(ticket=ticket, facts=facts, priority=priority, reason=why, by=None, at=at, cause=cause)
            return


def counting_fact(policy: Policy) -> str | None:
    """The fact by which a policy asks how many clients are affected: the one that knows `many` and `one`."""
    facts = policy.document.classify.facts.items()
    return next((name for name, fact in facts if {MANY, ONE} <= set(fact.values)), None)


def _raised_here(ticket: Ticket, fact: str) -> bool:
    told = [event for event in ticket.events.filter(name="reclassified") if fact in event.details.get("facts", {})]
    return bool(told) and told[-1].details.get("cause") == _CAUSE[MANY]


def _earlier_choice(ticket: Ticket, value: str) -> tuple[tuple[str, str], ...]:
    """The agent's choice that stood before the count was raised, with its reason; it may stand again."""
    if value == MANY:
        return ()
    chosen = [event.details for event in ticket.events.filter(name="reclassified") if event.details.get("priority")]
    priority = chosen[-1]["priority"] if chosen else ticket.choice
    reason = chosen[-1].get("reason", "") if chosen else ticket.choice_reason
    return ((priority, reason),) if priority else ()


def _named(incident: Incident) -> dict[str, object]:
    return {"incident": incident.pk, "title": incident.title}


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer to all tickets of an incident: the messages, and the tickets that refused theirs."""

    messages: tuple[Message, ...]
    refused: tuple[tuple[Ticket, Text], ...]


def reply_to_incident(
    *, incident: Incident, words: Mapping[str, Incoming], by: Member, at: int, name: str = "response"
) -> Answered:
    """Answer all tickets of an incident that are still open, each in its language; `words` holds at least one language.

    Shortcuts and placeholders are filled on each.
    """
    messages: list[Message] = []
    refused: list[tuple[Ticket, Text]] = []
    for ticket in incident.tickets.filter(state__in=ACTIVE).select_related("vendor", "requester").order_by("pk"):
        said = words.get(ticket.language) or next(iter(words.values()))
        try:
            filled = replace(said, text=as_it_leaves(said.text, ticket, by))
            messages.append(reply(ticket=ticket, words=filled, by=by, at=at, name=name))
        except TicketRefusedError as refusal:
            refused.append((ticket, refusal.text))
    return Answered(tuple(messages), tuple(refused))
