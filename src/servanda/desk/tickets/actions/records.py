"""Whether help needs access to the client's own data, and what follows where the client limits it (B21, B22)."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.happenings import DATA_NEEDED, DATA_NOT_NEEDED
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.letters import send_notice
from servanda.desk.tickets.models import Event, Ticket
from servanda.engine.text import Text, spoken


@transaction.atomic
def need_records(*, ticket: Ticket, by: Member, at: int) -> Event:
    """Note that help needs the client's data. Where the client limits access, they are told what that means."""
    lock_ticket(ticket)
    if ticket.needs_data:
        raise refuse("That is noted already.", "C’est déjà noté.")
    event = record_event(ticket=ticket, name=DATA_NEEDED, by=by, at=at)
    notice = notice_of(ticket, at=at)
    if notice and ticket.agreement.data_countries:
        send_notice(ticket=ticket, kind="notice", says=notice.of(spoken(ticket.language)), at=at)
    return event


@transaction.atomic
def need_no_records(*, ticket: Ticket, by: Member, at: int) -> Event:
    """Note that help does without the client's data."""
    lock_ticket(ticket)
    if not ticket.needs_data:
        raise refuse("That is noted already.", "C’est déjà noté.")
    return record_event(ticket=ticket, name=DATA_NOT_NEEDED, by=by, at=at)


def notice_of(ticket: Ticket, *, at: int) -> Text:
    """What the policy tells clients whose request needs their data; empty where it says nothing."""
    facts = policy_for(ticket, as_of=at).document.classify.facts.values()
    return next((text for fact in facts for text in fact.notice.values()), Text())
