"""Mail that came back: the ticket learns it, the row of the outbox says why, and nobody is told twice."""

from __future__ import annotations

from django.db import transaction

from servanda.desk.channels.actions.entering import Fated
from servanda.desk.channels.mail import Returned
from servanda.desk.channels.models import Arrival
from servanda.desk.organisations.models import Vendor
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.recording import record_event
from servanda.desk.tickets.happenings import MAIL_RETURNED
from servanda.desk.tickets.models import Ticket


def note_return(vendor: Vendor, returned: Returned, *, at: int) -> Fated:
    """Note a report that mail came back, or that it takes longer, on the ticket whose mail it was."""
    delivery = _returned_one(vendor, returned)
    if not returned.final:
        return Fated(Arrival.Fate.AUTOMATIC, "delayed", delivery.ticket if delivery else None)
    if delivery is None:
        return Fated(Arrival.Fate.BOUNCED, "unknown-original")
    delivery.error, delivery.due_at = (returned.reason or "returned")[:300], None
    delivery.save(update_fields=["error", "due_at"])
    note_undelivered(delivery=delivery, at=at)
    return Fated(Arrival.Fate.BOUNCED, "returned", delivery.ticket)


def _returned_one(vendor: Vendor, returned: Returned) -> Delivery | None:
    """The mail of the vendor that came back."""
    found = {
        each.mail_id: each
        for each in Delivery.objects.filter(vendor=vendor, mail_id__in=returned.originals).select_related("ticket")
    }
    return next((found[mail_id] for mail_id in returned.originals if mail_id in found), None)


@transaction.atomic
def note_undelivered(*, delivery: Delivery, at: int) -> None:
    """Record on its ticket that a mail did not reach its reader; once for each mail, nothing for mail without a ticket."""
    if delivery.ticket_id is None:
        return
    ticket = Ticket.objects.select_for_update().get(pk=delivery.ticket_id)
    if ticket.events.filter(name=MAIL_RETURNED, details__delivery=delivery.pk).exists():
        return
    details = {"address": delivery.recipient, "reason": delivery.error[:250], "delivery": delivery.pk}
    at = max(at, ticket.last_event_at)
    record_event(ticket=ticket, name=MAIL_RETURNED, by=None, at=at, details=details)
