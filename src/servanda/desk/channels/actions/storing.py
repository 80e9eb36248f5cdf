"""The first thing that happens to mail: it is kept whole, once, before anybody tries to understand it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from servanda.desk.channels.headers import printable
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.queries import unaddressed
from servanda.desk.channels.raw import keep_raw
from servanda.desk.channels.routing import vendors_addressed
from servanda.desk.organisations.models import Vendor


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a mail came: from whom and to whom the server said, and the vendor where a mailbox belongs to one."""

    source: str
    """`imap` or `smtp`."""
    sender: str | None = None
    """None: the source does not know."""
    recipients: tuple[str, ...] = ()
    """To whom; of a mailbox its own address."""
    vendor: Vendor | None = None


def store_mail(*, raw: bytes, envelope: Envelope, at: int) -> tuple[Arrival, ...]:
    """Keep a mail on the disk and note its arrival, once for each vendor to which the envelope addresses it.

    The same bytes for the same vendor are the same arrival, however often they come. Where the envelope names no
    vendor, one arrival is noted and the mail itself is asked later.
    """
    digest = keep_raw(raw)
    vendors: list[Vendor | None] = [envelope.vendor] if envelope.vendor else [*vendors_addressed(envelope.recipients)]
    with transaction.atomic():
        return tuple(_noted(vendor, digest, len(raw), envelope, at) for vendor in vendors or [None])


def give_unaddressed(*, mailbox: str, vendor: Vendor) -> int:
    """Let mail of a mailbox that named no vendor be read again for the one to which the mailbox belongs now; how many."""
    waiting = unaddressed().filter(source="imap", envelope_to=mailbox[:320])
    here_already = Arrival.objects.filter(vendor=vendor, digest__in=waiting.values("digest")).values("digest")
    return waiting.exclude(digest__in=list(here_already)).update(vendor=vendor, fate=Arrival.Fate.STORED, why="")


def _noted(vendor: Vendor | None, digest: str, size: int, envelope: Envelope, at: int) -> Arrival:
    known = None if vendor else Arrival.objects.filter(digest=digest).order_by("pk").first()
    if known is not None:
        return known
    noted = {
        "source": envelope.source,
        "size": size,
        "received_at": at,
        "envelope_from": _envelope_from(envelope),
        "envelope_to": printable(", ".join(envelope.recipients))[:320],
    }
    return Arrival.objects.get_or_create(vendor=vendor, digest=digest, defaults=noted)[0]


def _envelope_from(envelope: Envelope) -> str:
    """The sender of the envelope; `<>` for a report, empty where nobody knows."""
    return "" if envelope.sender is None else (printable(envelope.sender)[:320] or "<>")
