"""Mail becomes a ticket, joins one, is held for somebody, or is set aside; the same mail twice changes nothing.

Understanding happens outside the database's lock, deciding inside one transaction with the ticket's event and the mail
that it causes. A crash leaves the arrival as it was stored; an error leaves it `failed`, and it can be tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, OperationalError, transaction

from servanda.desk.channels import routing
from servanda.desk.channels.actions.entering import Entry, Fated, enter, join, note_automatic
from servanda.desk.channels.actions.returning import note_return
from servanda.desk.channels.actions.storing import Envelope, store_mail
from servanda.desk.channels.headers import addresses
from servanda.desk.channels.mail import Mail
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.raw import read_raw
from servanda.desk.channels.signs import GENERATED, PERHAPS, REPLY
from servanda.desk.channels.understanding import understand
from servanda.desk.organisations.models import Person, Vendor
from servanda.desk.outbox.models import Delivery
from servanda.desk.outbox.seals import sealed
from servanda.desk.tickets.attachments import FileRefusedError, KeptFile, keep_file
from servanda.desk.tickets.models import Ticket
from servanda.engine.instants import HOUR

log = logging.getLogger(__name__)
MOST_AN_HOUR = 30
"""Mails of one sender to one vendor that are let in within an hour; more is a loop, or an accident."""
MOST_FILES = 20
Fate = Arrival.Fate


def receive(*, raw: bytes, envelope: Envelope, at: int) -> tuple[Arrival, ...]:
    """Store a mail and take it in at once; what became of it stands in the arrivals."""
    stored = store_mail(raw=raw, envelope=envelope, at=at)
    return tuple(take_in(arrival=arrival, at=at) for arrival in stored)


def take_in(*, arrival: Arrival, at: int) -> Arrival:
    """Understand an arrival that was stored and decide what becomes of it. One that was decided already stays."""
    if arrival.fate != Fate.STORED:
        return arrival
    try:
        mail, files, refused = opened(arrival)
        return _decided(arrival, Entry(mail, files, refused), at)
    except OperationalError:
        raise  # the database is busy or gone: the arrival stays stored, and is taken in later
    except Exception as error:
        log.exception("Arrival %s could not be understood; its bytes are kept.", arrival.pk)
        Arrival.objects.filter(pk=arrival.pk).update(
            fate=Fate.FAILED, why=type(error).__name__[:60], attempts=arrival.attempts + 1
        )
        arrival.refresh_from_db()
        return arrival


def opened(arrival: Arrival) -> tuple[Mail, tuple[KeptFile, ...], tuple[str, ...]]:
    """The mail of an arrival, its files kept, and the names of those that nobody should open."""
    sender = {"": None, "<>": ""}.get(arrival.envelope_from, arrival.envelope_from)
    mail = understand(read_raw(arrival.digest), envelope_from=sender)
    addressed = tuple(address for _name, address in addresses([arrival.envelope_to]))
    mail = replace(mail, recipients=tuple(dict.fromkeys((*addressed, *mail.recipients))))
    kept: list[KeptFile] = []
    refused: list[str] = []
    for part in mail.files:
        try:
            if len(kept) >= MOST_FILES:
                raise FileRefusedError(part.name, "many")
            kept.append(keep_file(part.name, part.content, content_id=part.content_id))
        except FileRefusedError as error:
            refused.append(error.name)
    return mail, tuple(kept), tuple(refused)


@transaction.atomic
def _decided(arrival: Arrival, entry: Entry, at: int) -> Arrival:
    locked = Arrival.objects.select_for_update().get(pk=arrival.pk)
    if locked.fate != Fate.STORED:
        return locked
    _note_headers(locked, entry.mail)
    found = _own(entry.mail) or _addressed(locked, entry.mail, at) or _fate(locked, entry, at)
    locked.fate, locked.why, locked.ticket, locked.message = found.fate, found.why, found.ticket, found.message
    locked.attempts += 1
    locked.save()
    return locked


def _note_headers(arrival: Arrival, mail: Mail) -> None:
    arrival.mail_id, arrival.subject = mail.mail_id[:255], mail.subject
    arrival.sender, arrival.sender_name = mail.sender, mail.sender_name


def _addressed(arrival: Arrival, mail: Mail, at: int) -> Fated | None:
    """Find the vendor where the envelope did not say; a mail to several vendors arrives once for each of them."""
    if arrival.vendor_id:
        return None
    vendors = routing.vendors_addressed(mail.recipients) or routing.only_vendor()
    if not vendors:
        log.warning("Arrival %s names no vendor's address. Give its mailbox to one with #slug.", arrival.pk)
        return Fated(Fate.HELD, "no-vendor")
    fresh = [each for each in vendors if not Arrival.objects.filter(vendor=each, digest=arrival.digest).exists()]
    if not fresh or not _given_to(arrival, fresh[0]):
        return Fated(Fate.DISCARDED, "duplicate")
    noted = {"source": arrival.source, "size": arrival.size, "received_at": at}
    noted |= {"envelope_from": arrival.envelope_from, "envelope_to": arrival.envelope_to}
    for vendor in fresh[1:]:
        Arrival.objects.get_or_create(vendor=vendor, digest=arrival.digest, defaults=noted)
    return None


def _given_to(arrival: Arrival, vendor: Vendor) -> bool:
    """Give an arrival to its vendor; false where the same mail, stored twice at once, was given to them meanwhile."""
    try:
        with transaction.atomic():
            arrival.vendor = vendor
            arrival.save(update_fields=["vendor"])
            return True
    except IntegrityError:
        arrival.vendor = None
        return False


@dataclass(frozen=True, slots=True)
class Case:
    """An arrival while it is decided."""

    arrival: Arrival
    vendor: Vendor
    entry: Entry
    at: int

    @property
    def mail(self) -> Mail:
        """What it says."""
        return self.entry.mail


def _fate(arrival: Arrival, entry: Entry, at: int) -> Fated:
    """The first rule that knows an answer decides."""
    vendor = arrival.vendor
    if vendor is None:
        return Fated(Fate.HELD, "no-vendor")
    case = Case(arrival, vendor, entry, at)
    rules: tuple[Callable[[Case], Fated | None], ...] = (
        _duplicate,
        _returned,
        _unreliable,
        _from_machine,
        _too_many,
        _threaded,
    )
    return next((found for rule in rules if (found := rule(case)) is not None), None) or _opening(case)


def _own(mail: Mail) -> Fated | None:
    """Mail that left from here and came back by some forwarding."""
    ours = sealed(mail.mail_id, mail.seal) or Delivery.objects.filter(mail_id=mail.mail_id or "-").exists()
    return Fated(Fate.LOOP, "own-mail") if ours or routing.is_ours(mail.sender) else None


def _duplicate(case: Case) -> Fated | None:
    """The same mail by another way: same Message-ID, sender and words; what only claims to be it is decided anew."""
    if not case.mail.mail_id:
        return None
    earlier = Arrival.objects.filter(vendor=case.vendor, mail_id=case.arrival.mail_id, sender=case.mail.sender)
    for other in earlier.exclude(pk=case.arrival.pk).exclude(fate__in=(Fate.STORED, Fate.FAILED))[:5]:
        before = understand(read_raw(other.digest))
        if (before.words, before.subject, before.files) == (case.mail.words, case.mail.subject, case.mail.files):
            return Fated(Fate.DISCARDED, "duplicate", other.ticket)
    return None


def _returned(case: Case) -> Fated | None:
    return note_return(case.vendor, case.mail.returned, at=case.at) if case.mail.returned else None


def _unreliable(case: Case) -> Fated | None:
    if case.mail.doubt:
        return Fated(Fate.HELD, case.mail.doubt)
    if not _is_address(case.mail.sender):
        return Fated(Fate.HELD, "no-sender")
    return None


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254


def _from_machine(case: Case) -> Fated | None:
    if case.mail.automatic == REPLY:
        ticket = routing.thread_of(case.vendor, case.mail)
        person = _participant(case, ticket) if ticket and ticket.organisation.active else None
        if ticket is None or person is None:
            return Fated(Fate.AUTOMATIC, "automatic-reply")
        return note_automatic(ticket, person, case.entry, at=case.at)
    if case.mail.automatic == PERHAPS:
        return Fated(Fate.HELD, "perhaps-automatic")
    return Fated(Fate.HELD, "generated") if case.mail.automatic == GENERATED else None


def _too_many(case: Case) -> Fated | None:
    recent = Arrival.objects.filter(
        vendor=case.vendor, sender=case.mail.sender, received_at__gt=case.at - HOUR, attempts__gt=0
    )
    return Fated(Fate.LOOP, "too-many") if recent.count() >= MOST_AN_HOUR else None


def _threaded(case: Case) -> Fated | None:
    """Join the ticket that the mail answers, if its sender belongs to that client; nobody else is let in."""
    ticket = routing.thread_of(case.vendor, case.mail)
    if ticket is None:
        return None
    if routing.is_staff(case.vendor, case.mail.sender):
        return Fated(Fate.HELD, "staff", ticket)
    if not ticket.organisation.active:
        return Fated(Fate.HELD, "switched-off", ticket)
    person = _participant(case, ticket)
    if person is None:
        return Fated(Fate.HELD, "spoofed", ticket)
    return join(ticket, person, case.entry, at=case.at)


def _participant(case: Case, ticket: Ticket) -> Person | None:
    people = routing.people_at(case.vendor, case.mail.sender)
    own = next((each for each in people if each.organisation_id == ticket.organisation_id and each.active), None)
    if own or people:
        return own
    client = routing.client_of_domain(case.vendor, case.mail.sender)
    if client is None or client.pk != ticket.organisation_id:
        return None
    return case.entry.newcomer(client, at=case.at)


def _opening(case: Case) -> Fated:
    if routing.is_staff(case.vendor, case.mail.sender):
        return Fated(Fate.HELD, "staff")
    people = routing.people_at(case.vendor, case.mail.sender)
    there = [person for person in people if person.active]
    active = [person for person in there if person.organisation.active]
    if len(active) > 1:
        return Fated(Fate.HELD, "several-clients")
    if people and not active:
        return Fated(Fate.HELD, "switched-off" if there else "inactive")
    client = None if people else routing.client_of_domain(case.vendor, case.mail.sender)
    if not people and client is None:
        return Fated(Fate.HELD, "unknown-sender")
    if client is not None and not client.active:
        return Fated(Fate.HELD, "switched-off")
    person = active[0] if active else case.entry.newcomer(client, at=case.at)  # type: ignore[arg-type]  # not both none
    return enter(person, case.entry, at=case.at)
