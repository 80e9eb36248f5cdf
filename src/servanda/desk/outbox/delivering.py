"""Delivery: each row is claimed, tried, and tried again later; any number of workers may do it at once.

A mail may be delivered twice where a worker dies between the server's yes and the row's; both carry one Message-ID, by
which mail programs show them as one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Q

from servanda.desk.outbox.carriers import Carrier, LaterError, ReturnedError
from servanda.desk.outbox.composing import File, as_sent, composed, one_line, sender_of
from servanda.desk.outbox.models import Delivery
from servanda.engine.instants import DAY, HOUR, MINUTE

LEASE = 5 * MINUTE
"""How long a worker may take for one mail before another tries it."""
PAUSES = (MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR)
"""How long to wait after each failure; after the last of them, always as long as that."""
LONGEST = 5 * DAY
"""Age at which a mail is given up."""
Files = Callable[[Sequence[int]], Sequence[File]]
"""Finds files by the ids of attachments; those that are gone are left out."""
Told = Callable[[Delivery], None]
"""Tells whom it concerns that a mail was given up, in the transaction that notes it."""


def _nobody(_delivery: Delivery) -> None:
    """Nobody is told."""


def deliver_next(*, now: int, carrier: Carrier, files: Files, given_up: Told = _nobody) -> Delivery | None:
    """Claim the mail that has waited longest and try it once; None where nothing is due.

    What became of it stands in the row that is returned: sent (`sent_at`), to be tried again (`due_at`), given up.
    """
    delivery = _claimed(now)
    if delivery is None:
        return None
    try:
        mail = composed(delivery, files(delivery.attachments))
        carrier.carry(mail, as_sent(sender_of(delivery)[1]), as_sent(delivery.recipient))
    except LaterError as failed:
        if (again := _again_at(delivery, now)) is not None:
            delivery.due_at, delivery.error = again, one_line(str(failed))[:300]
            return _written(delivery)
        return _given_up(delivery, str(failed), given_up)
    except (ReturnedError, ValueError) as refused:
        return _given_up(delivery, str(refused), given_up)
    delivery.sent_at, delivery.due_at, delivery.error = now, None, ""
    return _written(delivery)


def _claimed(now: int) -> Delivery | None:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    due = Delivery.objects.filter(free, due_at__lte=now)
    for pk in due.order_by("due_at", "pk").values_list("pk", flat=True)[:10]:
        if due.filter(pk=pk).update(claimed_until=now + LEASE):
            return Delivery.objects.select_related("vendor").get(pk=pk)
    return None


def _again_at(delivery: Delivery, now: int) -> int | None:
    """When a mail is tried again; None: it has been tried for long enough."""
    again = now + PAUSES[min(delivery.attempts, len(PAUSES) - 1)]
    return again if again <= delivery.created_at + LONGEST else None


@transaction.atomic
def _given_up(delivery: Delivery, error: str, told: Told) -> Delivery:
    delivery.due_at, delivery.error = None, (one_line(error) or "refused")[:300]
    _written(delivery)
    told(delivery)
    return delivery


def _written(delivery: Delivery) -> Delivery:
    delivery.attempts += 1
    delivery.claimed_until = None
    delivery.save(update_fields=["attempts", "claimed_until", "due_at", "error", "sent_at"])
    return delivery
