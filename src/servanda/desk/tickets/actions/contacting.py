"""What happens beside the desk, noted as it happens: a call, a chat, a word in a meeting (A39)."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import TicketRefusedError, refuse
from servanda.desk.tickets.actions.writing import Incoming, add_message
from servanda.desk.tickets.history import addons_of, policy_for
from servanda.desk.tickets.models import Message, Ticket
from servanda.engine.entitlements.grants import channels_of, name_of
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


@transaction.atomic
def note_contact(*, ticket: Ticket, channel: str, words: Incoming, by: Member, at: int) -> Message:
    """Note that a member spoke with the client just now, and what was said: it counts as an answer, from now.

    The client reads the note; no mail leaves. Only the present counts: there is no past time to give (A39). Raises
    TicketRefusedError for a channel that the plan does not have.
    """
    lock_ticket(ticket)
    channels = channels_for_contact(ticket, at=at)
    if channel not in channels:
        raise _no_such(policy_for(ticket, as_of=at), channel, channels)
    if not words.text.strip():
        raise refuse("Say in a sentence what was said.", "Dites en une phrase ce qui s’est dit.")
    event = record_event(ticket=ticket, name="response", by=by, at=at, details={"channel": channel})
    return add_message(event=event, kind=Message.Kind.PUBLIC, words=words)


def _no_such(policy: Policy, channel: str, channels: tuple[str, ...]) -> TicketRefusedError:
    """The refusal of a channel that the plan does not have, with the names of those that it has."""
    known = policy.document.channels
    asked = name_of(known[channel], channel) if channel in known else Text(channel, channel)
    listed = [name_of(known[name], name) for name in channels]
    return refuse(
        f"The plan has no channel “{asked.en}”. It has: {', '.join(each.en for each in listed)}.",
        f"Le forfait n’a pas de canal « {asked.fr} ». Il comprend : {', '.join(each.fr for each in listed)}.",
    )


def channels_for_contact(ticket: Ticket, *, at: int) -> tuple[str, ...]:
    """The channels of the plan on which people can speak with each other."""
    policy = policy_for(ticket, as_of=at)
    held = tuple(addon.id for addon in addons_of(ticket.addons) if addon.since is None or addon.since <= at)
    silent = {"documentation", "status-page"}
    return tuple(name for name in channels_of(policy, ticket.plan, held) if name not in silent)
