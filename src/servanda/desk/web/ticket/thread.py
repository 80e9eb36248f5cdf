"""What was said and what happened on a ticket, in order: words in full, events in a line, many events folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.models import Event, Message, Ticket
from servanda.desk.tickets.queries import reads
from servanda.desk.tickets.telling import event_words
from servanda.desk.web.formats import language, time_tag
from servanda.desk.web.said import File, files_of, shown
from servanda.engine.policy.policy import Policy
from servanda.publishing.scribe import Scribe

FOLDED = 3
"""More events in a row than this are folded."""
LONG, LATEST = 60, 25
"""Of a thread that is longer, so many of the latest entries are shown at once."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a mail."""

    state: str
    said: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened."""

    at: SafeString
    said: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the thread: words (`side` is client, staff or note), a run of events, or words that are not shown."""

    id: str
    side: str
    author: str = ""
    mark: str = ""
    at: SafeString | None = None
    html: SafeString | None = None
    quoted: str = ""
    files: tuple[File, ...] = ()
    sent: tuple[Sent, ...] = ()
    channel: str = ""
    raw: str = ""
    elsewhere: str = ""
    """The reference of the merged ticket on which it was written."""
    split: str = ""
    """Where a ticket of its own is made of it."""
    lines: tuple[Line, ...] = ()
    folded: bool = False
    words: str = ""
    """The first words, for a notice."""
    event: int = 0
    names_you: bool = False
    """Whether a note names the reader, who has not seen it yet."""


def thread_of(
    who: Who, ticket: Ticket, events: Iterable[Event], messages: Iterable[Message], policy: Policy, zone: ZoneInfo
) -> tuple[Entry, ...]:
    """The thread for a member of the staff, oldest first."""
    reader = _Reader(who, ticket, policy, zone)
    said = {message.event_id: message for message in messages}
    rows: list[Event | Message] = [said.pop(event.pk, event) for event in events]
    rows += said.values()
    rows.sort(key=lambda row: row.event_id if isinstance(row, Message) else row.pk)
    return tuple(_entries(reader, rows))


def in_short(thread: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Of a long thread what it began with, what names the reader, and the latest."""
    if len(thread) <= LONG:
        return thread
    last = len(thread) - LATEST
    return tuple(each for place, each in enumerate(thread) if not place or place >= last or each.names_you)


def _entries(reader: _Reader, rows: Iterable[Event | Message]) -> Iterator[Entry]:
    for is_message, run in groupby(rows, key=lambda row: isinstance(row, Message)):
        if is_message:
            yield from (reader.message(row) for row in run if isinstance(row, Message))
        else:
            yield reader.events([row for row in run if isinstance(row, Event)])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody of the staff who reads a ticket."""

    who: Who
    ticket: Ticket
    policy: Policy
    zone: ZoneInfo

    def events(self, run: list[Event]) -> Entry:
        """A run of events."""
        lines = tuple(
            Line(time_tag(event.at, self.zone), event_words(event, self.policy, for_client=False)) for event in run
        )
        return Entry(f"e{run[0].pk}", "events", lines=lines, folded=len(lines) > FOLDED)

    def message(self, message: Message) -> Entry:
        """Words, or that there are words which the reader may not see."""
        at = time_tag(message.event.at, self.zone)
        author = str(message.event.member or message.event.person or "Servanda")
        if not reads(self.who, message):
            return Entry(f"m{message.pk}", "hidden", author, at=at, event=message.event_id)
        return Entry(
            id=f"m{message.pk}",
            side=side_of(message),
            author=author,
            mark=mark_of(message),
            at=at,
            html=shown(message),
            quoted=message.quoted,
            files=files_of(message),
            sent=tuple(self._sent(delivery) for delivery in message.deliveries.all()),
            channel=self._channel(message),
            raw=self._raw(message),
            elsewhere=message.ticket.reference if message.ticket_id != self.ticket.pk else "",
            split=self._split(message),
            words=message.text[:140],
            event=message.event_id,
            names_you=bool(vars(message).get("names_reader")),
        )

    def _channel(self, message: Message) -> str:
        return Scribe(self.policy, language()).name_of(self.policy.document.channels, message.channel)

    def _split(self, message: Message) -> str:
        if message.event.name != "client-message" or not self.who.may(Permission.ARRANGE, self.ticket.vendor_id):
            return ""
        address = reverse("ticket:side", args=[self.ticket.vendor.slug, self.ticket.number, "split"])
        return f"{address}?message={message.pk}"

    def _raw(self, message: Message) -> str:
        arrived = vars(message).get("arrived")
        if arrived is None or not self.who.may(Permission.READ_DELIVERIES, self.ticket.vendor_id):
            return ""
        return reverse("mail:arrival", args=[self.ticket.vendor.slug, arrived])

    def _sent(self, delivery: Delivery) -> Sent:
        href = ""
        if self.who.may(Permission.READ_DELIVERIES, self.ticket.vendor_id):
            href = reverse("mail:deliveries", args=[self.ticket.vendor.slug])
        state, said = sent_words(delivery)
        return Sent(state, said, href)


def sent_words(delivery: Delivery) -> tuple[str, str]:
    """Where a mail stands: an icon's name and the words."""
    words = {"address": delivery.recipient}
    if delivery.sent_at is not None:
        return "check", gettext("sent to %(address)s") % words
    if delivery.due_at is None:
        return "x", gettext("could not be delivered to %(address)s: %(error)s") % (words | {"error": delivery.error})
    if delivery.attempts:
        return "clock", gettext("not delivered to %(address)s yet, tried again soon") % words
    return "clock", gettext("on its way to %(address)s") % words


def side_of(message: Message) -> str:
    """How a message is drawn: as a note, as the client's words, or as ours."""
    if message.kind != Message.Kind.PUBLIC:
        return "note"
    return "staff" if message.event.member_id and message.event.name != "opened" else "client"


def mark_of(message: Message) -> str:
    """What kind of words these are."""
    if message.kind == Message.Kind.DATA:
        return gettext("Note on the client’s data")
    if message.kind == Message.Kind.INTERNAL:
        return gettext("Internal note")
    return {
        "opened": pgettext("message", "Request"),
        "response": pgettext("message", "Answer"),
        "update": pgettext("message", "Update"),
        "solution-proposed": pgettext("message", "Proposed solution"),
        "resolved": pgettext("message", "Resolution"),
        "solution-accepted": pgettext("message", "Solution accepted"),
        "solution-rejected": pgettext("message", "Solution not accepted"),
        "closed": pgettext("message", "Request closed"),
        "correction-released": pgettext("message", "Release"),
    }.get(message.event.name, "")
