"""A client's plan or add-ons change while requests are open: what the policy says happens to them (Q25)."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.agreements.models import Agreement
from servanda.desk.tickets.actions.opening import client_of
from servanda.desk.tickets.actions.recording import record_event
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.tickets.models.tickets import ACTIVE


@transaction.atomic
def plan_changed(*, agreement: Agreement, at: int) -> tuple[Event, ...]:
    """Tell the client's open requests of a new plan or new add-ons, except where their policy keeps what was promised.

    `agreement` is the one that holds now; call it after its rows are written.
    """
    tickets = Ticket.objects.filter(organisation_id=agreement.organisation_id, state__in=ACTIVE).order_by("pk")
    found = (_tell(ticket, agreement, at) for ticket in tickets.select_for_update())
    return tuple(event for event in found if event is not None)


def _tell(ticket: Ticket, agreement: Agreement, at: int) -> Event | None:
    policy = policy_for(ticket, as_of=at)
    if policy.document.terms.plan_change == "keep" or agreement.plan not in policy.document.plans:
        return None
    client = client_of(agreement, policy)
    held = {addon.id: addon.since for addon in client.addons if addon.id in policy.document.addons}
    return record_event(
        ticket=ticket, name="plan-changed", by=None, at=at, details={"plan": client.plan, "addons": held}
    )
