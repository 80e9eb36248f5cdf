"""What the worker does again and again: each round on its own, how often, and nothing that one round does stops another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from servanda.desk.channels.actions.receiving import take_in
from servanda.desk.channels.actions.returning import note_undelivered
from servanda.desk.channels.imap import Left, fetch_mail
from servanda.desk.channels.queries import to_take_in
from servanda.desk.clock import now
from servanda.desk.mail_hosts import MailHost
from servanda.desk.outbox.carriers import carrier
from servanda.desk.outbox.delivering import deliver_next
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.drafts import send_due_drafts
from servanda.desk.tickets.actions.incident_answers import send_due_answers
from servanda.desk.tickets.letters import files_of
from servanda.engine.instants import SECOND

AT_ONCE = 100
"""Mails of one round; others get their turn, then it goes on."""


@dataclass(frozen=True, slots=True)
class Round:
    """Something that is done every so many microseconds."""

    name: str
    every: int
    run: Callable[[], None]


def rounds() -> tuple[Round, ...]:
    """Everything that the settings ask for."""
    often = SECOND // 2
    mailboxes: tuple[MailHost, ...] = settings.MAILBOXES
    fetching = (
        Round(f"fetching mail of {each.user or each.host}", settings.MAILBOX_SECONDS * SECOND, _fetching(each))
        for each in mailboxes
    )
    return (
        Round("sending replies that were kept back", often, send_drafts),
        Round("delivering mail", often, deliver),
        Round("understanding mail", often, understand_stored),
        *fetching,
    )


def send_drafts() -> None:
    """Replies leave whose time to be taken back is over."""
    send_due_drafts(now=now())
    send_due_answers(now=now())


def deliver() -> None:
    """Mail leaves that is due; what can never be delivered is told on its ticket."""
    carries = carrier(settings.RELAY, settings.VAR / "mail")
    try:
        for _mail in range(AT_ONCE):
            if deliver_next(now=now(), carrier=carries, files=files_of, given_up=_tell_ticket) is None:
                return
    finally:
        carries.close()


def _tell_ticket(delivery: Delivery) -> None:
    note_undelivered(delivery=delivery, at=now())


def understand_stored() -> None:
    """What was stored becomes a ticket, or is held; each once, whichever worker comes first."""
    for arrival in to_take_in()[:AT_ONCE]:
        take_in(arrival=arrival, at=now())


def _fetching(mailbox: MailHost) -> Callable[[], None]:
    left: Left = {}

    def fetch() -> None:
        fetch_mail(mailbox, at=now(), left=left)

    return fetch
