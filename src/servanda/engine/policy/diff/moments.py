"""Telling moments: when a request must be opened so that two versions of a promise can be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import HOUR
from servanda.engine.policy.diff.change import Effect, Example, by_order, combined
from servanda.engine.policy.lint.moments import at_local, ordinary_opening, year_bounds
from servanda.engine.policy.lint.offers import Offer, offer_name
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.prose import write_moment
from servanda.engine.requests.clock import deadline
from servanda.engine.text import Text

_MOST = 2
"""Examples of one change: the first moment that shows it, and the one that shows it most."""


def telling_moments(timeline: Timeline, year: int) -> Iterator[int]:
    """Moments in the order in which they are shown: on an ordinary Monday an hour after opening, at opening, an hour
    before closing, at night; on the Saturday before; an hour before the longest closed stretch of the year."""
    opening = ordinary_opening(timeline, year)
    monday = date(year, 3, 15) + timedelta(days=(0 - date(year, 3, 15).weekday()) % 7)
    yield at_local(monday, timeline.zone, 10) if timeline.calendar.always else opening + HOUR
    yield opening
    closing = timeline.next_close(opening)
    if closing is not None:
        yield closing - HOUR
    yield at_local(monday, timeline.zone, 20)
    yield at_local(monday - timedelta(days=2), timeline.zone, 11)
    if (longest := _before_longest_gap(timeline, year)) is not None:
        yield longest


def _before_longest_gap(timeline: Timeline, year: int) -> int | None:
    windows = timeline.windows(*year_bounds(year, timeline.zone))
    gaps = [(nxt[0] - this[1], this[1]) for this, nxt in pairwise(windows)]
    return max(gaps)[1] - HOUR if gaps else None


def compare(
    versions: tuple[Policy, Policy],
    rules: tuple[TargetRule, TargetRule],
    offer: Offer,
    *,
    priority: str | None,
    opened: tuple[int, ...],
) -> tuple[Effect, tuple[Example, ...]]:
    """How two versions of one promise treat requests opened at these instants, with the examples that tell most."""
    found: list[Example] = []
    effects: list[Effect] = []
    for at in opened:
        before, after = (_due(policy, rule, offer, at) for policy, rule in zip(versions, rules, strict=True))
        if before is None or after is None:
            continue
        effects.append(by_order(before, after))
        if before != after:
            says = _says(versions[1], offer, priority, at, before=before, after=after)
            found.append(Example(*offer, priority, rules[1].metric, at, before, after, says))
    return combined(effects), _telling(found)


def _due(policy: Policy, rule: TargetRule, offer: Offer, opened: int) -> int | None:
    try:
        found = deadline(policy, rule, plan=offer[0], addons=offer[1], opened=opened)
    except CalendarError:
        return None
    return found.due if found else None


def _telling(examples: list[Example]) -> tuple[Example, ...]:
    if len(examples) <= _MOST:
        return tuple(examples)
    most = max(examples[1:], key=lambda example: abs((example.after or 0) - (example.before or 0)))
    return examples[0], most


def _says(policy: Policy, offer: Offer, priority: str | None, opened: int, *, before: int, after: int) -> Text:
    name = " ".join(part for part in (priority, offer_name(offer)) if part)
    en = [write_moment(at, "en", policy.zone) for at in (opened, before, after)]
    fr = [write_moment(at, "fr", policy.zone) for at in (opened, before, after)]
    return Text(
        f"{name}, opened {en[0]}: due {en[2]} instead of {en[1]}.",
        f"{name}, ouverte le {fr[0]} : échéance le {fr[2]} au lieu du {fr[1]}.",
    )
