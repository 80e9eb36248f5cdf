"""The board: where will we break our word today, and who can prevent it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from servanda.desk.agreements.known import known_clients
from servanda.desk.agreements.queries import clients, with_standing
from servanda.desk.organisations.models import Member, Organisation
from servanda.desk.organisations.queries import away_on
from servanda.desk.tickets.board import Planned, corrections_to_come
from servanda.desk.tickets.counts import MANY, counts_for
from servanda.desk.tickets.lists import Filters, list_page
from servanda.desk.tickets.loads import Load, Loads, loads_for
from servanda.desk.web.board.month import Attained, Cell, Mean, list_href, month_account, month_means
from servanda.desk.web.clients.words import concern_words
from servanda.desk.web.formats import long_date
from servanda.desk.web.queue.page import Desk
from servanda.desk.web.queue.rows import Row, short_words, ticket_pages
from servanda.desk.web.queue.words import count_shown
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.instants import HOUR, local_instant, moment

_LISTED, _OVER = 10, 5
"""Rows of what can still be kept and of what is broken; the counts lead to the whole lists."""
_AT_LEAST = 5
_NAMED = 5
"""Requests that each release names at once; the rest is folded away."""
_PLANNED = 200
"""Corrections that are named in all."""
_CLIENTS = 12
_AHEAD = 12 * HOUR


@dataclass(frozen=True, slots=True)
class Figure:
    """One number at the top, and the list behind it."""

    name: str
    count: str
    href: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of what is still due: when it begins, and how many promises end in it."""

    name: str
    count: int
    share: int
    """In percent of the fullest hour, in steps of ten."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What lies with somebody, each number with the list behind it."""

    open: Cell
    risk: Cell
    breached: Cell


@dataclass(frozen=True, slots=True)
class Agent:
    """One member: what lies with them, and whether they are there. `away`: absent, and not only at home for the night."""

    name: str
    load: Carried
    presence: str
    away: bool


@dataclass(frozen=True, slots=True)
class Release:
    """Corrections that wait for one release."""

    name: str
    day: str
    late: bool
    tickets: tuple[tuple[str, str], ...]
    rest: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A client of whom somebody should see to something."""

    client: str
    href: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything that the board shows."""

    figures: tuple[Figure, ...]
    risk: tuple[Row, ...]
    breached: tuple[Row, ...]
    hours: tuple[Hour, ...]
    due_today: int
    agents: tuple[Agent, ...]
    clients: tuple[tuple[str, Carried], ...]
    means: tuple[Mean, ...]
    month: str
    attained: tuple[Attained, ...]
    attained_at: str
    releases: tuple[Release, ...]
    warnings: tuple[Warned, ...]
    more_warnings: int


def board_page(desk: Desk) -> BoardPage:
    """The board of a vendor at an instant."""
    zone = desk.zone or ZoneInfo("UTC")
    found = loads_for(desk.who, desk.member.vendor_id, at=desk.at)
    hours, due = _due_today(desk, zone)
    attained, at, month = month_account(desk)
    names = dict(Organisation.objects.filter(pk__in=_fullest(found)).values_list("pk", "name"))
    warnings = tuple(_warnings(desk))
    return BoardPage(
        figures=tuple(_figures(desk)),
        risk=_next(desk),
        breached=_rows(desk, Filters(view="breached")),
        hours=hours,
        due_today=due,
        agents=tuple(_agents(desk, found)),
        clients=tuple((names.get(pk, ""), _carried(desk, found.clients[pk], client=pk)) for pk in _fullest(found)),
        means=tuple(month_means(desk)),
        month=month,
        attained=attained,
        attained_at=short_words(at, zone, desk.at),
        releases=tuple(_releases(desk)),
        warnings=warnings[:_CLIENTS],
        more_warnings=max(0, len(warnings) - _CLIENTS),
    )


def _rows(desk: Desk, filters: Filters) -> tuple[Row, ...]:
    listed = list_page(desk.tickets, filters, desk.seen, size=_OVER)
    return desk.rows(listed.tickets, filters)


def _next(desk: Desk) -> tuple[Row, ...]:
    """What is at risk; where that is little, what comes next after it. What breaks first stands first."""
    coming = desk.tickets.filter(under_way=True, next_breach_at__gte=desk.at).order_by("next_breach_at", "pk")
    listed = list(coming.filter(risk_at__lte=desk.at)[:_LISTED])
    if len(listed) < _AT_LEAST:
        known = {each.pk for each in listed}
        listed += [each for each in coming[: 2 * _AT_LEAST] if each.pk not in known][: _AT_LEAST - len(listed)]
        listed.sort(key=lambda each: (each.next_breach_at or 0, each.pk))
    return desk.rows(listed, Filters(view="risk"))


def _figures(desk: Desk) -> Iterator[Figure]:
    shown = {
        "breached": (pgettext("board", "Breached"), "bad"),
        "risk": (pgettext("board", "At risk"), "warn"),
        "unassigned": (pgettext("board", "Unassigned"), "warn"),
        "unclassified": (pgettext("board", "To classify"), "warn"),
        "client-spoke": (pgettext("board", "Client wrote last"), ""),
        "open": (pgettext("board", "Open"), ""),
    }
    counts = counts_for(desk.who, [Filters(view=view) for view in shown], desk.seen)
    for (view, (name, tone)), count in zip(shown.items(), counts, strict=True):
        yield Figure(name, count_shown(count, MANY), list_href(desk, view=view), tone if count else "")


def _due_today(desk: Desk, zone: ZoneInfo) -> tuple[tuple[Hour, ...], int]:
    """What is due until midnight, or for at least twelve hours, hour by hour."""
    tomorrow = moment(desk.at, zone).date() + timedelta(days=1)
    until = max(local_instant(datetime.combine(tomorrow, time()), zone), desk.at + _AHEAD)
    found = (
        desk.tickets.filter(under_way=True, next_breach_at__gte=desk.at, next_breach_at__lte=until)
        .order_by("next_breach_at")
        .values_list("next_breach_at", flat=True)[:MANY]
    )
    dues = [at for at in found if at is not None]
    first = desk.at // HOUR * HOUR
    counts = [0] * ((until - first + HOUR - 1) // HOUR)
    for at in dues:
        counts[min(len(counts) - 1, (at - first) // HOUR)] += 1
    most = max(counts, default=0) or 1
    hours = (
        Hour(moment(first + number * HOUR, zone).strftime("%H:00"), count, -(-count * 10 // most) * 10)
        for number, count in enumerate(counts)
    )
    return tuple(hours), len(dues)


# Who


def _carried(desk: Desk, load: Load, **whose: object) -> Carried:
    counts = {"open": load.open, "risk": load.risk, "breached": load.breached}
    return Carried(**{view: Cell(count, list_href(desk, view=view, **whose)) for view, count in counts.items()})


def _agents(desk: Desk, found: Loads) -> Iterator[Agent]:
    today = moment(desk.at, desk.zone or ZoneInfo("UTC")).date()
    away = away_on(desk.member.vendor_id, today)
    nobody = found.members.get(None, Load(None))
    yield Agent(gettext("nobody"), _carried(desk, nobody, assignee="nobody"), "", away=False)
    members = sorted(desk.colleagues, key=lambda each: _heaviness(found.members.get(each.pk, Load(each.pk))))
    for each in members:
        presence, absent = _presence(desk, each, away.get(each.pk))
        load = found.members.get(each.pk, Load(each.pk))
        if load.open or each.role != "account manager":
            yield Agent(str(each), _carried(desk, load, assignee=each.pk), presence, absent)


def _heaviness(load: Load) -> tuple[int, int, int]:
    return -load.breached, -load.risk, -load.open


def _presence(desk: Desk, member: Member, last: date | None) -> tuple[str, bool]:
    if last is not None:
        return gettext("away until %(day)s") % {"day": long_date(last)}, True
    if desk.policy is None:
        return "", False
    calendar = member.calendar if member.calendar in desk.policy.calendars else ""
    try:
        line = desk.policy.timeline(calendar or desk.policy.document.default_calendar)
        if line.is_open(desk.at):
            return gettext("there now"), False
        opens = line.next_open(desk.at)
    except CalendarError:
        return "", False
    zone = desk.zone or desk.policy.zone
    return gettext("back %(when)s") % {"when": short_words(opens, zone, desk.at)}, False


def _fullest(found: Loads) -> list[int]:
    ordered = sorted(found.clients.values(), key=lambda each: (_heaviness(each), each.whose or 0))
    return [each.whose for each in ordered[:_CLIENTS] if each.whose is not None]


# What somebody should see to


def _releases(desk: Desk) -> Iterator[Release]:
    today = moment(desk.at, desk.zone or ZoneInfo("UTC")).date()
    grouped: dict[tuple[str, date | None], list[Planned]] = {}
    for each in corrections_to_come(desk.member.vendor_id, most=_PLANNED):
        grouped.setdefault((each.release, each.day), []).append(each)
    for (release, day), group in grouped.items():
        late = day is not None and day < today
        named = tuple(_named(desk, group))
        yield Release(release, long_date(day) if day else "", late, named[:_NAMED], named[_NAMED:])


def _named(desk: Desk, planned: Iterable[Planned]) -> Iterator[tuple[str, str]]:
    vendor = desk.member.vendor
    pages = ticket_pages(vendor.slug)
    for each in planned:
        yield f"{vendor.prefix}-{each.number} {each.subject}", f"{pages}{each.number}/"


def _warnings(desk: Desk) -> Iterator[Warned]:
    """Clients without an account manager or representatives where the plan asks for them (Q17, A40), and ends of terms."""
    vendor = desk.member.vendor
    served = clients(desk.who, vendor.pk).filter(active=True).select_related(None).only("name")
    for known in known_clients(with_standing(served), vendor, desk.at):
        if known.concerns:
            says = tuple(concern_words(concern, known.policy) for concern in known.concerns)
            yield Warned(known.client.name, reverse("clients:client", args=[vendor.slug, known.client.pk]), says)
