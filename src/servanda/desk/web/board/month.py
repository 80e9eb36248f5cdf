"""This month on the board: means with what is left of them, and how promises were kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlencode

from django.core.cache import cache, caches
from django.db import connections
from django.urls import reverse
from django.utils.translation import gettext

from servanda.desk.tickets.board import VERDICTS, Kept, SummedMean, clocks_of_period, kept_promises, month_mean
from servanda.desk.web.formats import language, worked
from servanda.desk.web.queue.page import Desk
from servanda.engine.instants import SECOND
from servanda.engine.policy.periods import PeriodError
from servanda.engine.requests.means import NoMeanError, mean_rules, month_of
from servanda.publishing.scribe import Scribe

_FRESH, _KEPT = 300, 3600
"""Seconds after which a long account is counted again, and for which it is shown at most: it walks every clock."""
_FEW = 5_000
"""So many clocks are counted each time that somebody looks, so that each number is that of the list behind it."""


def list_href(desk: Desk, **asked: object) -> str:
    """The address of a list that the board leads to."""
    return f"{reverse('queue:queue', args=[desk.member.vendor.slug])}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of the month and what is left of it."""

    name: str
    figure: SummedMean
    mean: str
    limit: str
    says: str
    met: bool | None
    share: int
    """How much of the limit is used, in percent, at most 100, in steps of ten."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the account, and the requests behind it."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Attained:
    """One metric of the month."""

    metric: str
    share: str
    cells: tuple[Cell, ...]


def month_means(desk: Desk) -> Iterator[Mean]:
    """Each mean of the policy in force, as of now (B13)."""
    if desk.policy is None:
        return
    scribe = Scribe(desk.policy, language())
    for rule in mean_rules(desk.policy):
        try:
            figure = month_mean(desk.policy, rule, desk.member.vendor_id, at=desk.at)
        except (NoMeanError, PeriodError):
            continue
        seconds = int(figure.mean * SECOND) if figure.mean is not None else 0
        yield Mean(
            name=scribe.metric(rule.metric),
            figure=figure,
            mean=_exact(seconds) if figure.number else "–",
            limit=scribe.promise(rule.promise),
            says=_left_says(figure),
            met=figure.met,
            share=min(100, seconds * 10 // figure.limit * 10) if figure.number else 0,
        )


def _exact(span: int) -> str:
    """A mean to the second: ``12 min 30 s``."""
    minutes, seconds = divmod(span // SECOND, 60)
    return f"{worked(minutes * 60 * SECOND)} {seconds}\u00a0s" if minutes < 60 else worked(span)


def _left_says(figure: SummedMean) -> str:
    if not figure.number:
        return gettext("Nothing was asked yet this month.")
    if not figure.met:
        number = figure.recovers_after
        return gettext("The mean is over its limit. It recovers after %(number)d more answers given at once.") % {
            "number": number
        }
    return gettext("%(left)s are left together; the next answer alone may take %(next)s.") % {
        "left": worked(figure.left),
        "next": worked(max(0, figure.next_may_take)),
    }


def month_account(desk: Desk) -> tuple[tuple[Attained, ...], int, str]:
    """This month's account, its instant, and the name of the month.

    A short one is counted now. Whoever looks at a long one that is five minutes old sees it at once and has it counted
    again; none is older than an hour.
    """
    if desk.policy is None:
        return (), desk.at, ""
    month = month_of(desk.policy, desk.at)
    start, end = month.start(desk.policy.zone), month.next().start(desk.policy.zone)
    vendor_id = desk.member.vendor_id
    at, kept = fresh(
        f"board-{vendor_id}-{start}",
        desk.at,
        lambda: (desk.at, kept_promises(clocks_of_period(vendor_id, start, end), at=desk.at)),
    )
    scribe = Scribe(desk.policy, language())
    rows = tuple(_account(desk, scribe, each, f"{start}.{end}") for each in kept)
    return rows, at, scribe.say(month.name)


_Counted = tuple[int, tuple[Kept, ...]]


def fresh(key: str, at: int, count: Callable[[], _Counted]) -> _Counted:
    """What was counted, with its instant; counted now only where nothing is kept, or little is to be counted."""
    found: _Counted | None = cache.get(key)
    if found is None or sum(each.judged + each.excused + each.running for each in found[1]) < _FEW:
        found = count()
        cache.set(key, found, _KEPT)
    elif at - found[0] > _FRESH * SECOND and _is_first(f"{key}-again"):
        Thread(target=_count_again, args=(key, count), daemon=True).start()
    return found


def _is_first(key: str) -> bool:
    """Whether nobody counts again yet: here, where it costs nothing to ask, and then in any process."""
    return caches["near"].add(key, True, _FRESH) and cache.add(key, True, _FRESH)


def _count_again(key: str, count: Callable[[], _Counted]) -> None:
    try:
        cache.set(key, count(), _KEPT)
    finally:
        connections.close_all()


def _account(desk: Desk, scribe: Scribe, kept: Kept, period: str) -> Attained:
    cells = (
        Cell(
            getattr(kept, verdict.replace(" ", "_")),
            list_href(desk, view="all", verdict=f"{kept.metric}.{verdict}.{period}"),
        )
        for verdict in VERDICTS
    )
    return Attained(scribe.metric(kept.metric), _share(kept), tuple(cells))


def _share(kept: Kept) -> str:
    """How many were kept, in percent, never rounded up: ``99.9 %`` is not all of them."""
    if not kept.judged:
        return "–"
    whole, tenth = divmod(kept.met * 1000 // kept.judged, 10)
    return f"{whole}{',' if language() == 'fr' else '.'}{tenth}\u00a0%"
