"""What somebody decides about mail that a rule could not decide."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.channels.actions.entering import Entry, Fated, enter, join
from servanda.desk.channels.actions.receiving import opened, take_in
from servanda.desk.channels.models import Arrival
from servanda.desk.organisations.models import Organisation
from servanda.desk.tickets.models import Ticket
from servanda.engine.text import Text

DECIDABLE = (Arrival.Fate.HELD, Arrival.Fate.LOOP, Arrival.Fate.AUTOMATIC, Arrival.Fate.DISCARDED, Arrival.Fate.REFUSED)
"""What may still become a ticket; `discarded` and `refused` too, since people change their minds."""
REASONS = ("spam", "not-for-support", "answered-elsewhere", "duplicate")
"""Why somebody discards a mail."""


class DecisionRefusedError(ValueError):
    """A mail cannot be decided so; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@transaction.atomic
def accept_arrival(*, arrival: Arrival, client: Organisation, name: str, ticket: Ticket | None, at: int) -> Arrival:
    """Let a mail in: its sender belongs to a client from now on, and it joins a ticket of that client or opens one.

    Raises DecisionRefusedError where the mail was let in already, has no sender, or the ticket is another client's.
    """
    locked = Arrival.objects.select_for_update(of=("self",)).select_related("vendor").get(pk=arrival.pk)
    if locked.fate not in DECIDABLE or locked.message_id:
        raise DecisionRefusedError(Text("This mail was decided already.", "Ce courriel a déjà été traité."))
    if "@" not in locked.sender:
        raise DecisionRefusedError(
            Text(
                "This mail names no sender who could be answered.",
                "Ce courriel ne nomme aucun expéditeur à qui répondre.",
            )
        )
    if ticket is None and not client.active:
        raise DecisionRefusedError(
            Text(
                f"{client} is switched off: nothing new is opened for it. Choose one of its requests, or switch it on first.",
                f"{client} est désactivé : rien de nouveau ne s’ouvre pour lui. Choisissez l’une de ses demandes, ou "
                "réactivez-le d’abord.",
            )
        )
    if ticket is not None and ticket.organisation_id != client.pk:
        raise DecisionRefusedError(
            Text(
                f"{ticket.reference} belongs to another client. Choose one of {client}.",
                f"{ticket.reference} appartient à un autre client. Choisissez-en une de {client}.",
            )
        )
    mail, files, refused = opened(locked)
    entry = Entry(mail, files, refused)
    person = entry.newcomer(client, at=at, name=name)
    found = join(ticket, person, entry, at=at) if ticket else enter(person, entry, at=at)
    return _written(locked, found)


@transaction.atomic
def discard_arrival(*, arrival: Arrival, reason: str) -> Arrival:
    """Set a mail aside that needs no answer. It stays in the list, and its bytes are kept.

    Raises DecisionRefusedError for a mail that is on a ticket.
    """
    locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if locked.message_id:
        raise DecisionRefusedError(Text("This mail was decided already.", "Ce courriel a déjà été traité."))
    return _written(locked, Fated(Arrival.Fate.DISCARDED, reason, locked.ticket))


def retry_arrival(*, arrival: Arrival, at: int) -> Arrival:
    """Try again to understand a mail that could not be read, or to route one that was held."""
    retried = Arrival.objects.filter(pk=arrival.pk, fate__in=(Arrival.Fate.FAILED, Arrival.Fate.HELD))
    retried.update(fate=Arrival.Fate.STORED, why="")
    arrival.refresh_from_db()
    return take_in(arrival=arrival, at=at)


def _written(arrival: Arrival, found: Fated) -> Arrival:
    arrival.fate, arrival.why, arrival.ticket, arrival.message = found.fate, found.why, found.ticket, found.message
    arrival.save(update_fields=["fate", "why", "ticket", "message"])
    return arrival
