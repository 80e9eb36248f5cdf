"""Rows of lists as mark-up. A page shows dozens, so each is written in one go and its fixed words are looked up once.

Whatever people wrote goes through `escape`; the rest are numbers, words of the catalogue and mark-up that is safe already.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from servanda.desk.tickets.models import Ticket
from servanda.desk.web import ribbon as ribbons
from servanda.desk.web.left import Left
from servanda.desk.web.queue.rows import Promised, Row
from servanda.desk.web.templatetags.ui import icon, state


class _Fixed:
    """What is the same in every row of a page: words and icons."""

    def __init__(self) -> None:
        self.over = escape(gettext("over by"))
        self.past = escape(gettext("past its time by"))
        self.left = escape(pgettext("after a length", "left"))
        self.nobody = escape(gettext("nobody"))
        self._states: dict[str, str] = {}

    def state(self, name: str) -> str:
        """A state with its icon and its word."""
        if name not in self._states:
            self._states[name] = state(name)
        return self._states[name]


class _Worklist(_Fixed):
    """The same for the rows of the queue."""

    def __init__(self, slug: str, *, why: bool) -> None:
        super().__init__()
        self.slug = slug
        self.why = escape(gettext("why here")) if why else ""
        self.select = gettext("Select %(reference)s")
        # Words are extracted from where they do not stand inside other text.
        spoke, classify = escape(gettext("client wrote last")), escape(gettext("to classify"))
        no_promise, no_priority = escape(gettext("no promise")), escape(gettext("no priority"))
        off = escape(gettext("switched off"))
        self.spoke = f'<span class="mark mark--spoke">{icon("chat", "", 14)}{spoke}</span>'
        self.classify = f'<span class="mark mark--classify">{icon("flag", "", 14)}{classify}</span>'
        self.tag = icon("tag", "", 14)
        self.off = f" · {off}"
        self.no_promise = f'<span class="quiet">{no_promise}</span>'
        self.no_priority = f'<span class="quiet" aria-label="{no_priority}">–</span>'

    @cached_property
    def link(self) -> str:
        """The icon of what belongs together."""
        return icon("link", "", 14)

    @cached_property
    def incidents(self) -> str:
        """Where the requests of an incident stand, without its number."""
        return f"{reverse('queue:queue', args=[self.slug])}?view=open&amp;incident="


def worklist(rows: Iterable[Row], slug: str, *, why: bool) -> SafeString:
    """The rows of the queue of the vendor `slug`; `why` leads from each to the reasons of the policy's order."""
    fixed = _Worklist(slug, why=why)
    return mark_safe("\n".join(_worklist_row(row, fixed) for row in rows))  # noqa: S308  (escaped part by part)


def _worklist_row(row: Row, fixed: _Worklist) -> str:
    ticket, promised = row.ticket, row.promised
    number, reference, subject = ticket.number, escape(ticket.reference), escape(ticket.subject)
    left = promised.left if promised else None
    tone = " row--over" if left and left.late else " row--near" if left and left.near else ""
    who = escape(str(ticket.assignee)) if ticket.assignee else f'<span class="quiet">{fixed.nobody}</span>'
    return (
        f'<tr class="row{tone}" id="row-{number}" data-row>'
        f'<td class="worklist__tick"><input type="checkbox" form="bulk" name="ticket" value="{number}"'
        f' id="tick-{number}" aria-label="{escape(fixed.select % {"reference": ticket.reference})}"></td>'
        f'<td class="worklist__strip">{_strip(promised)}</td>'
        f'<td class="worklist__subject"><a href="{escape(row.href)}" id="open-{number}" lang="{ticket.language}">{subject}</a>'
        f' <span class="worklist__aside"><span class="worklist__reference">{reference}</span>{_marks(ticket, fixed)}</span></td>'
        f'<td class="worklist__client">{escape(ticket.organisation.name)}'
        f'<span class="worklist__aside">{escape(row.plan)}{"" if ticket.organisation.active else fixed.off}</span></td>'
        f'<td class="worklist__priority">{escape(row.priority) or fixed.no_priority}</td>'
        f'<td class="worklist__promise">{_promise(row, fixed)}</td>'
        f'<td class="worklist__state">{escape(row.standing)}</td>'
        f'<td class="worklist__who">{who}</td></tr>'
    )


def _strip(promised: Promised | None) -> str:
    return ribbons.row(promised.ribbon) if promised and promised.ribbon else ""


def _marks(ticket: Ticket, fixed: _Worklist) -> str:
    found = []
    if fixed.why:
        href = reverse("queue:why", args=[fixed.slug, ticket.number])
        unseen = f'<span class="unseen"> {escape(ticket.reference)}</span>'
        found.append(f'<a class="mark" href="{href}">{fixed.why}{unseen}</a>')
    if ticket.client_spoke_last and ticket.under_way:
        found.append(fixed.spoke)
    if ticket.undecided:
        found.append(fixed.classify)
    if ticket.incident:
        href, title = f"{fixed.incidents}{ticket.incident_id}", escape(ticket.incident.title)
        found.append(f'<a class="mark" href="{href}">{fixed.link}{title}</a>')
    found += (f'<span class="mark">{fixed.tag}{escape(str(tag))}</span>' for tag in ticket.tags)
    return "".join(found)


def _promise(row: Row, fixed: _Worklist) -> str:
    promised = row.promised
    if promised is None:
        return f'<span class="quiet">{escape(row.trouble)}</span>' if row.trouble else fixed.no_promise
    due = f'<span class="worklist__due">{promised.due}</span>' if promised.due else ""
    metric = f'<span class="worklist__metric">{escape(promised.metric)}</span>'
    left = _left(promised.left, fixed) if promised.left else ""
    return f"{metric} {fixed.state(promised.state)} {left} {due}"


def _left(left: Left, fixed: _Fixed) -> str:
    """What is left, with the numbers from which the browser counts on."""
    tone = " left--over" if left.late else " left--near" if left.near else ""
    runs = "" if left.runs_from is None else f' data-from="{left.runs_from}"'
    runs += "" if left.runs_until is None else f' data-until="{left.runs_until}"'
    length = f"<span data-length>{escape(left.length)}</span>"
    passed = fixed.over if left.late else fixed.past
    says = f"{passed} {length}" if left.over else f"{length} {fixed.left}"
    over = " data-over" if left.over else ""
    return f'<span class="left{tone}" data-left="{left.seconds}" data-asked="{left.asked}"{runs}{over}>{says}</span>'


def lines(rows: Iterable[Row]) -> SafeString:
    """The same tickets as the board lists them."""
    fixed = _Fixed()
    return mark_safe("\n".join(_line(row, fixed) for row in rows))  # noqa: S308  (escaped part by part)


def _line(row: Row, fixed: _Fixed) -> str:
    ticket, promised = row.ticket, row.promised
    says = ""
    if promised:
        left = _left(promised.left, fixed) if promised.left else fixed.state(promised.state)
        says = f'{escape(promised.metric)} {left}<span class="worklist__due">{promised.due}</span>'
    who = escape(str(ticket.assignee)) if ticket.assignee else f"<strong>{fixed.nobody}</strong>"
    priority = f"<span>{escape(row.priority)}</span>" if row.priority else ""
    return (
        f'<li class="line" id="line-{ticket.number}"><span class="line__strip">{_strip(promised)}</span>'
        f' <span class="line__subject"><a href="{escape(row.href)}" lang="{ticket.language}">{escape(ticket.subject)}</a>'
        f'<span class="worklist__aside"><span class="worklist__reference">{escape(ticket.reference)}</span>'
        f"<span>{escape(ticket.organisation.name)}</span>{priority}</span></span>"
        f' <span class="line__promise">{says}</span> <span class="line__who">{who}</span></li>'
    )
