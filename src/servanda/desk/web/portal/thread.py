"""A request as its client reads it: what was said, what happened in words, what was promised and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from servanda.desk.organisations.who import Who
from servanda.desk.tickets.history import answer_of, policy_for
from servanda.desk.tickets.models import Event, Message, Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.tickets.queries import client_events, client_messages, client_tickets, redirected
from servanda.desk.tickets.telling import event_words
from servanda.desk.web.formats import language, time_tag
from servanda.desk.web.pages.answer import AnswerView, answer_view
from servanda.desk.web.portal.next_step import NextStep, next_step
from servanda.desk.web.portal.standing import Standing
from servanda.desk.web.said import File, files_of, shown
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.policy.policy import Policy
from servanda.publishing.scribe import Scribe

_SPEAKS_FOR_ITSELF = frozenset({"client-message", "response", "update", "internal-note"})
"""Events whose words need no line of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the thread: words with their author, or only something that happened. `side` is you, client, vendor."""

    id: str
    at: SafeString
    happened: str = ""
    side: str = ""
    author: str = ""
    html: SafeString | None = None
    quoted: str = ""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Everything that the page of a request shows."""

    ticket: Ticket
    step: NextStep
    kind: str
    entries: tuple[Entry, ...]
    answer: AnswerView | None
    failed: str
    elsewhere: Ticket | None
    """Where a merged request goes on, as far as the reader may go there."""
    rated: bool
    mine: bool
    """Whether the reader asked it, and so may say how the help was."""

    @property
    def proposed(self) -> bool:
        """Whether a solution waits to be accepted."""
        return self.ticket.state == State.PROPOSED

    @property
    def over(self) -> bool:
        """Whether it is solved or closed, and can be opened again."""
        return self.ticket.state in (State.RESOLVED, State.CLOSED)

    @property
    def closable(self) -> bool:
        """Whether it is solved and can still be closed for good."""
        return self.ticket.state == State.RESOLVED


def thread_page(standing: Standing, ticket: Ticket) -> ThreadPage:
    """The page of a ticket that `client_tickets` gave."""
    judged = list(ticket.events.all())
    view, failed, as_of = None, "", max(standing.at, ticket.last_event_at)
    policy = policy_for(ticket, as_of=as_of)
    try:
        view = answer_view(Scribe(policy, language()), answer_of(ticket, judged, as_of=as_of), standing.zone)
    except CalendarError as error:
        failed = error.message.of(language())
    kinds = policy.document.kinds
    return ThreadPage(
        ticket=ticket,
        step=next_step(ticket, standing.zone, standing.at),
        kind=Scribe(policy, language()).name_of(kinds, ticket.current_kind or ticket.kind),
        entries=tuple(_entries(standing, ticket, policy)),
        answer=view,
        failed=failed,
        elsewhere=_elsewhere(standing.who, ticket),
        rated=ticket.satisfaction is not None,
        mine=ticket.requester_id == standing.person.pk,
    )


def _elsewhere(who: Who, ticket: Ticket) -> Ticket | None:
    if ticket.merged_into_id is None:
        return None
    return client_tickets(who).select_related("vendor").filter(pk=redirected(ticket).pk).first()


def _entries(standing: Standing, ticket: Ticket, policy: Policy) -> Iterator[Entry]:
    readable = client_messages(standing.who, ticket)
    written = readable.select_related("event__member__user", "event__person").prefetch_related("attachments")
    messages = {message.event_id: message for message in written}
    events = client_events(ticket).select_related("member__user", "person")
    rows: list[Event] = [event for event in events if event.pk not in messages]
    rows += [message.event for message in messages.values()]
    for event in sorted(rows, key=lambda each: each.pk):
        yield _entry(standing, event, messages.get(event.pk), policy)


def _entry(standing: Standing, event: Event, message: Message | None, policy: Policy) -> Entry:
    at = time_tag(event.at, standing.zone)
    told = "" if message and event.name in _SPEAKS_FOR_ITSELF else event_words(event, policy, for_client=True)
    if message is None or not (message.text or message.html or message.attachments.all()):
        return Entry(f"e{event.pk}", at, told)
    return Entry(
        id=f"m{message.pk}",
        at=at,
        happened=told,
        side=_side(standing, event),
        author=str(_author(event) or standing.vendor),
        html=shown(message),
        quoted=message.quoted,
        files=files_of(message),
    )


def _author(event: Event) -> object:
    """Whose words they are: the client's in what was opened for them."""
    return event.person if event.name == "opened" and event.person else event.member or event.person


def _side(standing: Standing, event: Event) -> str:
    if event.member_id is not None and event.name != "opened":
        return "vendor"
    return "you" if event.person_id == standing.person.pk else "client"
