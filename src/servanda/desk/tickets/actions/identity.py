"""Who is asking: checked in proportion to the risk of the request, before the work is done (A27)."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.recording import lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import refuse
from servanda.desk.tickets.happenings import IDENTITY_CHECKED
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.models import Event, Ticket

LEVELS = ("caller known", "strong")
"""How surely somebody is known, the strictest last."""


def identity_needed(ticket: Ticket, *, at: int) -> str:
    """The check that the kind of request asks for: `none`, `caller known` or `strong`."""
    kinds = policy_for(ticket, as_of=at).document.kinds
    return kinds[ticket.current_kind or ticket.kind].identity


@transaction.atomic
def confirm_identity(*, ticket: Ticket, how: str, by: Member, at: int, level: str = "") -> Event:
    """Note that somebody made sure who is asking, and how; `level` is what the kind needs where it is not given."""
    lock_ticket(ticket)
    needed = identity_needed(ticket, at=at)
    level = level or (needed if needed in LEVELS else LEVELS[0])
    if level not in LEVELS:
        raise refuse(
            f"Choose one of: {', '.join(LEVELS)} (got “{level}”).",
            f"Choisissez : {', '.join(LEVELS)} (reçu : « {level} »).",
        )
    if not how.strip():
        raise refuse(
            "Say how you made sure, for instance: called back.",
            "Dites comment vous l’avez vérifiée, par exemple : rappel.",
        )
    return record_event(
        ticket=ticket, name=IDENTITY_CHECKED, by=by, at=at, details={"level": level, "how": how.strip()[:200]}
    )
