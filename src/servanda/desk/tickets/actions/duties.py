"""What the client must do, noted as missing and as met again: an excuse or a pause where the policy says so (K21, A40)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.models import Event, Ticket
from servanda.engine.policy.clocks import Duty
from servanda.engine.policy.policy import Policy


@dataclass(frozen=True, slots=True)
class DutyNow:
    """A duty of the client: whether it binds this ticket at its priority, and since when it is missing."""

    id: str
    duty: Duty
    binds: bool
    missing_since: int | None

    @property
    def missing(self) -> bool:
        """Whether it is missing now."""
        return self.missing_since is not None


def duties_now(ticket: Ticket, *, at: int) -> tuple[DutyNow, ...]:
    """Every duty that the policy puts on the client, as it stands for a ticket."""
    policy = policy_for(ticket, as_of=at)
    missing = _missing(ticket.events.filter(name__in=("duty-missed", "duty-met")))
    duties = policy.document.duties.items()
    return tuple(
        DutyNow(name, duty, _binds(duty, ticket), missing.get(name)) for name, duty in duties if duty.of == "client"
    )


def _binds(duty: Duty, ticket: Ticket) -> bool:
    return not duty.priorities or ticket.priority in duty.priorities


def _missing(events: Iterable[Event]) -> dict[str, int]:
    found: dict[str, int] = {}
    for event in events:
        duty = str(event.details.get("duty"))
        if event.name == "duty-missed":
            found.setdefault(duty, event.at)
        else:
            found.pop(duty, None)
    return found


@transaction.atomic
def mark_duty_missed(*, ticket: Ticket, duty: str, by: Member, at: int) -> Event:
    """Note that the client does not do what it must. Raises TicketRefusedError for a duty that does not bind the ticket."""
    now = _duty(ticket, duty, at)
    if not now.binds:
        listed = ", ".join(now.duty.priorities)
        raise refuse(
            f"This duty binds requests of priority {listed} only (this one: {ticket.priority or '–'}).",
            f"Cette obligation ne vise que les demandes de priorité {listed} (celle-ci : {ticket.priority or '–'}).",
        )
    if now.missing:
        raise refuse("It is noted as missing already.", "Son absence est déjà notée.")
    return record_event(ticket=ticket, name="duty-missed", by=by, at=at, details={"duty": duty})


@transaction.atomic
def mark_duty_met(*, ticket: Ticket, duty: str, by: Member, at: int) -> Event:
    """Note that the client does again what it must."""
    if not _duty(ticket, duty, at).missing:
        raise refuse("Nothing is noted as missing.", "Rien n’est noté comme manquant.")
    return record_event(ticket=ticket, name="duty-met", by=by, at=at, details={"duty": duty})


def _duty(ticket: Ticket, duty: str, at: int) -> DutyNow:
    lock_ticket(ticket)
    found = next((each for each in duties_now(ticket, at=at) if each.id == duty), None)
    if found is None:
        policy: Policy = policy_for(ticket, as_of=at)
        listed = ", ".join(name for name, each in policy.document.duties.items() if each.of == "client") or "–"
        raise refuse(
            f"The policy puts no duty “{duty}” on the client. Known: {listed}.",
            f"La politique n’impose pas au client l’obligation « {duty} ». Connues : {listed}.",
        )
    return found
