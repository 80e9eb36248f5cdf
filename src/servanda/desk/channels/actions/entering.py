"""Mail enters the desk: it opens a ticket, joins one, or is refused with the reason and what there is instead."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from servanda.desk.agreements.versions import NoPolicyError
from servanda.desk.channels.mail import Mail
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.tongues import language_of
from servanda.desk.organisations.models import Organisation, Person
from servanda.desk.tickets.actions.opening import Agreed, Asked, NotEntitledError, agreed_for, open_ticket
from servanda.desk.tickets.actions.recording import TicketRefusedError, record_event
from servanda.desk.tickets.actions.writing import Incoming, add_message, add_note, receive_message
from servanda.desk.tickets.attachments import KeptFile
from servanda.desk.tickets.happenings import TAGGED
from servanda.desk.tickets.letters import Instead, send_receipt, send_refusal
from servanda.desk.tickets.models import Message, Ticket
from servanda.engine.entitlements.grants import kinds_of, name_of
from servanda.engine.entitlements.refusal import Refusal
from servanda.engine.policy.versions import NotInForceError
from servanda.engine.text import Language, Text, spoken

UNCLASSIFIED = "to-classify"
"""The tag of tickets whose facts nobody has given: they stand at the policy's mildest until an agent says more."""
Fate = Arrival.Fate
_NO_SUBJECT = Text("(no subject)", "(sans objet)")
_NO_WORDS = Text("(This mail holds no words.)", "(Ce courriel ne contient pas de texte.)")
_WHO_ASKS = Text("Who may ask for you", "Qui peut faire la demande pour vous")
_REFUSED_FILES = Text(
    "Not kept as attachments, since they are empty, too large, too many or of a kind that nobody should open: {}. "
    "They stand in the mail as it came.",
    "Non conservés en pièces jointes, car vides, trop lourds, trop nombreux ou d’un type que personne ne devrait ouvrir : {}. "
    "Ils se trouvent dans le courriel tel qu’il est arrivé.",
)


@dataclass(frozen=True, slots=True)
class Fated:
    """What became of an arrival, and why in a code."""

    fate: str
    why: str = ""
    ticket: Ticket | None = None
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail with its files as they are kept, and the names of those that were not."""

    mail: Mail
    files: tuple[KeptFile, ...] = ()
    refused: tuple[str, ...] = ()

    def words(self, channel: str, language: str) -> Incoming:
        """What it says, as a message of a ticket."""
        said = self.mail.words
        return Incoming(
            text=said.text or _NO_WORDS.of(spoken(language)),
            html=said.html,
            quoted=said.quoted,
            channel=channel,
            mail_id=self.mail.mail_id[:255],
            files=self.files,
        )

    def language(self, otherwise: str) -> str:
        """The language in which it is written, else another."""
        return language_of(f"{self.mail.subject}\n{self.mail.words.text}") or otherwise

    def newcomer(self, client: Organisation, *, at: int, name: str = "") -> Person:
        """The sender as somebody of a client, known from now on."""
        person, _new = Person.objects.get_or_create(
            organisation=client,
            email=self.mail.sender,
            defaults={
                "name": (name or self.mail.sender_name or self.mail.sender.partition("@")[0])[:120],
                "language": self.language(client.language),
                "created_at": at,
            },
        )
        return person


def join(ticket: Ticket, person: Person, entry: Entry, *, at: int) -> Fated:
    """Add a mail to a ticket; one that was resolved opens again. The ticket's own time counts, never the mail's (A39)."""
    channel = ticket.vendor.mail_channel
    at = max(at, ticket.last_event_at)
    message = receive_message(ticket=ticket, words=entry.words(channel, person.language), by=person, at=at)
    _note_refused(message.ticket, entry, at)
    return Fated(Fate.JOINED, "", message.ticket, message)


def note_automatic(ticket: Ticket, person: Person, entry: Entry, *, at: int) -> Fated:
    """Keep an automatic reply on its ticket, for staff; it stops nothing, opens nothing, and nobody answers it."""
    at = max(at, ticket.last_event_at)
    event = record_event(ticket=ticket, name="automatic-reply", by=person, at=at, details={"from": "client"})
    words = entry.words(ticket.vendor.mail_channel, person.language)
    message = add_message(event=event, kind=Message.Kind.INTERNAL, words=words)
    return Fated(Fate.AUTOMATIC, "automatic-reply", ticket, message)


def enter(person: Person, entry: Entry, *, at: int) -> Fated:
    """Open a ticket with a mail and tell its sender what is promised; or refuse it, and tell them why (C2-C4, Q9)."""
    try:
        agreed = agreed_for(person, at=at)
        if agreed.client.plan not in agreed.policy.document.plans:
            return Fated(Fate.HELD, "no-agreement")
        with transaction.atomic():
            ticket = _opened(person, entry, agreed, at)
    except NotEntitledError as refused:
        _tell_refusal(person, entry, agreed, refused.refusal, at)
        return Fated(Fate.REFUSED, "not-covered")
    except (TicketRefusedError, NoPolicyError, NotInForceError):
        return Fated(Fate.HELD, "no-agreement")
    message = ticket.messages.order_by("pk").first()
    send_receipt(ticket=ticket, at=at)
    return Fated(Fate.OPENED, "", ticket, message)


def _opened(person: Person, entry: Entry, agreed: Agreed, at: int) -> Ticket:
    vendor = person.organisation.vendor
    language = entry.language(person.language)
    asked = Asked(
        subject=entry.mail.subject[:200] or _NO_SUBJECT.of(spoken(language)),
        kind=_kind(agreed),
        channel=vendor.mail_channel,
        language=language,
    )
    ticket = open_ticket(person=person, asked=asked, words=entry.words(asked.channel, language), by=person, at=at)
    record_event(ticket=ticket, name=TAGGED, by=None, at=at, details={"tags": [UNCLASSIFIED]})
    _note_refused(ticket, entry, at)
    return ticket


def _kind(agreed: Agreed) -> str:
    """The first kind of request that the agreement has and that something is promised for."""
    policy, client = agreed.policy, agreed.client
    kinds = kinds_of(policy, client.plan, tuple(addon.id for addon in client.addons))
    promised = [kind for kind in kinds if policy.document.kinds[kind].promises]
    return next(iter((*promised, *kinds, *policy.document.kinds)))


def _note_refused(ticket: Ticket, entry: Entry, at: int) -> None:
    if entry.refused:
        says = _REFUSED_FILES.of(spoken(ticket.vendor.language))
        add_note(ticket=ticket, words=Incoming(says.format(", ".join(entry.refused))), by=None, at=at)


def _tell_refusal(person: Person, entry: Entry, agreed: Agreed, refusal: Refusal, at: int) -> None:
    language = entry.language(person.language)
    send_refusal(
        vendor=person.organisation.vendor,
        recipient=(person.name, entry.mail.sender),
        language=language,
        subject=entry.mail.subject,
        why=refusal.text,
        instead=_instead(person, agreed, refusal, spoken(language)),
        answers=entry.mail.mail_id[:255],
        at=at,
    )


def _instead(person: Person, agreed: Agreed, refusal: Refusal, language: Language) -> Instead:
    """Where somebody may turn: the channels that the plan has, with their addresses, and colleagues who may ask (B9)."""
    vendor, channels = person.organisation.vendor, agreed.policy.document.channels
    offered = [name for name in refusal.offers if name in channels]
    elsewhere = [name for name in offered if name != vendor.portal_channel]
    rows = [(name_of(channels[name], name).of(language), channels[name].address) for name in elsewhere]
    if refusal.because.key == "entitlement.refused.requester":
        asking = person.organisation.people.filter(active=True, administrator=True).order_by("name")
        rows.append((_WHO_ASKS.of(language), ", ".join(str(each) for each in asking[:5])))
    return Instead(tuple(row for row in rows if row[1]), portal=vendor.portal_channel in offered)
