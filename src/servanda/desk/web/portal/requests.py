"""The requests of a person, or of their whole company: which of them needs them, and what happens next by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from servanda.desk.organisations.models import Person
from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.models import Ticket
from servanda.desk.tickets.models.tickets import ACTIVE, State
from servanda.desk.tickets.queries import client_tickets
from servanda.desk.tickets.search import search_for_client, tickets_found
from servanda.desk.web.formats import language, time_tag
from servanda.desk.web.pages.timeline import verdict_ribbon
from servanda.desk.web.portal.gates import gate_of
from servanda.desk.web.portal.next_step import NextStep, next_step
from servanda.desk.web.portal.standing import Standing, standing_at
from servanda.desk.web.ribbon import Ribbon
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.requests.answer import PAUSED, RUNNING, Answer, Verdict
from servanda.publishing.scribe import Scribe

PER_PAGE = 20
_YOURS = Q(state=State.PROPOSED) | Q(state=State.WAITING, waiting_for="client")


@dataclass(frozen=True, slots=True)
class Row:
    """One request of the list."""

    ticket: Ticket
    step: NextStep
    opened: SafeString
    ended: SafeString | None
    ribbon: Ribbon | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to narrow the list, with how many requests it leaves."""

    name: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests somebody wants to see."""

    company: bool
    show: str
    words: str

    def query(self, **changed: str) -> str:
        """The address of the list with something changed."""
        given = {"who": "company" if self.company else "mine", "show": self.show, "q": self.words} | changed
        return "?" + urlencode({key: value for key, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the list shows."""

    wanted: Wanted
    rows: tuple[Row, ...]
    page: Page[Ticket]
    states: tuple[Tab, ...]
    scopes: tuple[Tab, ...]
    yours: int

    @property
    def here(self) -> str:
        """The address of this list, to which a page number is added."""
        return self.wanted.query()

    @property
    def everything(self) -> str:
        """The address of this list without its words."""
        return self.wanted.query(q="")


@require_safe
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """List requests."""
    standing = standing_at(request, slug)
    page = list_page(standing, request)
    context: dict[str, object] = {"frame": standing.frame("requests"), "page": page, "standing": standing}
    if not page.rows and page.wanted.show != "closed":
        context["gate"] = gate_of(standing)
    return render(request, "web/portal/requests.html", context)


def list_page(standing: Standing, request: HttpRequest) -> ListPage:
    """The list that an address asks for."""
    sees_company = any(each.sees_company for each in _here(standing))
    show = request.GET.get("show", "open")
    wanted = Wanted(
        company=sees_company and request.GET.get("who") == "company",
        show=show if show in ("open", "closed", "all") else "open",
        words=request.GET.get("q", "").strip()[:200],
    )
    scope = _scope(standing, wanted)
    counts = scope.aggregate(
        open=Count("pk", filter=Q(state__in=ACTIVE)),
        closed=Count("pk", filter=~Q(state__in=ACTIVE)),
        yours=Count("pk", filter=_YOURS),
    )
    page = Paginator(_ordered(_shown(scope, wanted.show)), PER_PAGE).get_page(request.GET.get("page"))
    return ListPage(
        wanted=wanted,
        rows=tuple(_rows(standing, page)),
        page=page,
        states=tuple(_states(wanted, counts)),
        scopes=_scopes(wanted) if sees_company else (),
        yours=counts["yours"],
    )


def _here(standing: Standing) -> Iterator[Person]:
    return (each for each in standing.who.people if each.organisation.vendor_id == standing.vendor.pk)


def _scope(standing: Standing, wanted: Wanted) -> QuerySet[Ticket]:
    found = client_tickets(standing.who).filter(vendor=standing.vendor)
    if not wanted.company:
        found = found.filter(requester__user_id=standing.user)
    if wanted.words:
        hits = tickets_found(search_for_client(found, wanted.words, vendors=[standing.vendor.pk]))
        found = found.filter(pk__in=hits)
    return found


def _shown(scope: QuerySet[Ticket], show: str) -> QuerySet[Ticket]:
    if show == "all":
        return scope
    return scope.filter(state__in=ACTIVE) if show == "open" else scope.exclude(state__in=ACTIVE)


def _ordered(found: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Those that wait for the client first, then whatever moved last."""
    yours = Case(When(_YOURS, then=Value(0)), default=Value(1))
    return (
        found.order_by(yours, "-last_event_at", "-pk")
        .select_related("vendor", "organisation", "requester", "assignee__user")
        .prefetch_related("events")
    )


def _states(wanted: Wanted, counts: dict[str, int]) -> Iterator[Tab]:
    yield Tab(pgettext("requests", "Open"), wanted.query(show="open"), counts["open"], wanted.show == "open")
    yield Tab(pgettext("requests", "Done"), wanted.query(show="closed"), counts["closed"], wanted.show == "closed")
    yield Tab(
        pgettext("requests", "All"), wanted.query(show="all"), counts["open"] + counts["closed"], wanted.show == "all"
    )


def _scopes(wanted: Wanted) -> tuple[Tab, ...]:
    return (
        Tab(pgettext("requests", "Mine"), wanted.query(who="mine"), None, not wanted.company),
        Tab(pgettext("requests", "The whole company’s"), wanted.query(who="company"), None, wanted.company),
    )


def _rows(standing: Standing, page: Page[Ticket]) -> Iterator[Row]:
    for ticket in page:
        yield Row(
            ticket=ticket,
            step=next_step(ticket, standing.zone, standing.at),
            opened=time_tag(ticket.opened_at, standing.zone),
            ended=time_tag(_ended(ticket), standing.zone) if not ticket.active else None,
            ribbon=row_ribbon(ticket, standing.at) if ticket.active else None,
            mine=ticket.requester.user_id == standing.user,
        )


def _ended(ticket: Ticket) -> int:
    ended: int | None = ticket.closed_at if ticket.resolved_at is None else ticket.resolved_at
    return int(ticket.last_event_at if ended is None else ended)


def row_ribbon(ticket: Ticket, now: int) -> Ribbon | None:
    """The strip of the clock that runs next; None where none does. Needs the prefetched events."""
    try:
        answer = answer_of(ticket, ticket.events.all(), as_of=max(now, ticket.last_event_at))
    except CalendarError:
        return None
    verdict = running(answer)
    return verdict_ribbon(Scribe(answer.policy, language()), answer, verdict, f"t{ticket.pk}") if verdict else None


def running(answer: Answer) -> Verdict | None:
    """The clock that is due first of those that run or pause."""
    going = [each for each in answer.verdicts if each.stopped is None and each.deadline is not None]
    going = [each for each in going if each.state in (RUNNING, PAUSED) or each.late]
    return min(going, key=lambda each: each.deadline.due if each.deadline else 0, default=None)
