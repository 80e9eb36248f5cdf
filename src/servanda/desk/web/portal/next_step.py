"""Where a request stands for its client: one word, who has it, and what happens next, by when."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import State
from servanda.desk.web.formats import relative, time_tag


@dataclass(frozen=True, slots=True)
class NextStep:
    """`mark` is the icon and tone of the state, `yours` whether the client is waited for, `when` with `how_long`."""

    mark: str
    word: str
    who: str
    says: str
    when: SafeString | None = None
    how_long: str = ""
    yours: bool = False


def state_of(ticket: Ticket) -> tuple[str, str]:
    """The mark and the word of a ticket's state, as its client reads it."""
    if ticket.state == State.WAITING and ticket.waiting_for == "client":
        return "paused", pgettext("request", "waiting for you")
    if ticket.state == State.OPEN and not ticket.answered:
        return "running", pgettext("request", "received")
    return {
        State.OPEN: ("running", pgettext("request", "in progress")),
        State.WAITING: ("paused", pgettext("request", "waiting for others")),
        State.PROPOSED: ("paused", pgettext("request", "solution proposed")),
        State.RESOLVED: ("met", pgettext("request", "solved")),
        State.CLOSED: ("closed", pgettext("request", "closed")),
        State.MERGED: ("closed", pgettext("request", "joined with another")),
    }[State(ticket.state)]


def next_step(ticket: Ticket, zone: ZoneInfo, now: int) -> NextStep:
    """What happens next with a ticket, from its cached columns alone. Needs `assignee__user` and `vendor`."""
    mark, word = state_of(ticket)
    due = ticket.next_due_at if ticket.active and not waits(ticket) else None
    return NextStep(
        mark=mark,
        word=word,
        who=str(ticket.assignee) if ticket.assignee else "",
        says=_says(ticket, now),
        when=time_tag(due, zone) if due is not None else None,
        how_long=relative(due, now) if due is not None else "",
        yours=ticket.state == State.PROPOSED or (ticket.state == State.WAITING and ticket.waiting_for == "client"),
    )


def waits(ticket: Ticket) -> bool:
    """Whether somebody else than the vendor is to act."""
    return ticket.state in (State.WAITING, State.PROPOSED)


def _says(ticket: Ticket, now: int) -> str:
    if ticket.state == State.OPEN:
        return _open(ticket, now)
    if ticket.state == State.WAITING and ticket.waiting_for == "client":
        return gettext("Your answer is needed before it can go on.")
    return {
        State.WAITING: gettext("Somebody else has to act first; you will hear as soon as it goes on."),
        State.PROPOSED: gettext("A solution is proposed. Accept it, or say what is missing."),
        State.RESOLVED: gettext("It is solved. If it is not, write, and it goes on."),
        State.CLOSED: gettext("It is closed. If something is left to do, open it again."),
        State.MERGED: gettext("It goes on under another reference."),
    }[State(ticket.state)]


def _open(ticket: Ticket, now: int) -> str:
    if ticket.undecided:
        return gettext("An agent reads it and chooses the priority; the due times follow from it.")
    if ticket.next_due_at is None and ticket.answered:
        return gettext("It is being worked on. No time is promised for the solution.")
    if ticket.next_due_at is None:
        return gettext("Somebody reads it next. No time is promised for this request alone.")
    late = ticket.next_due_at < now
    return _due(ticket.next_metric, late=late) if ticket.next_metric else _aimed(late=late, answered=ticket.answered)


def _due(metric: str, *, late: bool) -> str:
    """What is promised next; the instant follows."""
    if metric == "response":
        return gettext("The first answer is late; it was due") if late else gettext("The first answer is due")
    if metric == "resolution":
        return gettext("The solution is late; it was due") if late else gettext("The solution is due")
    return gettext("The next word is late; it was due") if late else gettext("The next word is due")


def _aimed(*, late: bool, answered: bool) -> str:
    """What is aimed at where nothing is promised: a mean (B13), a best effort (Q8); the instant follows."""
    if answered:
        return gettext("We aimed to have news by") if late else gettext("We aim to have news by")
    return gettext("We aimed to answer by") if late else gettext("We aim to answer by")
