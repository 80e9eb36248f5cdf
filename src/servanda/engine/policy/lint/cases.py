"""Example requests: what an offer promises to one, when that falls due, and the longest that it can take."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias
from weakref import WeakKeyDictionary

from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import HOUR, SECOND, moment
from servanda.engine.policy.lint.moments import at_local, year_bounds
from servanda.engine.policy.lint.offers import Offer, offer_name
from servanda.engine.policy.lint.rule import Lint
from servanda.engine.policy.lint.wording import when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise, Span
from servanda.engine.requests.classification import complete
from servanda.engine.requests.clock import hours_of, promise_deadline
from servanda.engine.requests.selection import Selected, Situation, select
from servanda.engine.text import Text

METRICS = ("response", "resolution")
METRIC_NAMES = {
    "response": Text("response", "prise en charge"),
    "next-response": Text("next response", "réponse suivante"),
    "update": Text("update", "mise à jour"),
    "resolution": Text("resolution", "résolution"),
    "engagement": Text("engagement", "engagement"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is promised to one request for one metric, and when it falls due (instants in microseconds)."""

    offer: Offer
    priority: str | None
    rule: TargetRule
    promise: Promise
    opened: int
    due: int

    @property
    def cell(self) -> str:
        """``P3 BASIC``, as people name a cell of the table."""
        return " ".join(part for part in (self.priority, offer_name(self.offer)) if part)


def priorities_of(policy: Policy, plan: str) -> tuple[str | None, ...]:
    """The priorities that requests under a plan can have; (None,) for a plan that is not classified."""
    section = policy.document.classify
    if section.plans and plan not in section.plans:
        return (None,)
    return tuple(section.levels)


def selected(policy: Policy, offer: Offer, priority: str | None, opened: int) -> dict[str, Selected]:
    """Metric → what is promised to an ordinary request: the first kind that has promises, every fact at its mildest.

    It is remembered for as long as the policy lives: half of the rules ask about the same few requests.
    """
    asked = (offer, priority, opened)
    remembered = _SELECTED.setdefault(policy, {})
    if asked not in remembered:
        kinds = policy.document.kinds
        kind = next((name for name, one in kinds.items() if one.promises), next(iter(kinds)))
        situation = Situation(offer[0], offer[1], priority, kind, complete(policy, {}))
        remembered[asked] = {one.metric: one for one in select(policy, situation, opened)}
    return remembered[asked]


Asked: TypeAlias = tuple[Offer, str | None, int]
_SELECTED: WeakKeyDictionary[Policy, dict[Asked, dict[str, Selected]]] = WeakKeyDictionary()


def rule_of(policy: Policy, offer: Offer, priority: str | None, metric: str) -> TargetRule | None:
    """The rule that promises a metric to a request made within support hours."""
    opened = support(policy, offer).next_open(at_local(date(2024, 6, 4), policy.zone))
    found = selected(policy, offer, priority, opened).get(metric)
    return found.rule if found else None


def answers(policy: Policy, offer: Offer, priority: str | None, opened: int) -> dict[str, Answer]:
    """Metric → what falls due for a request opened at `opened`, remembered; promises without an instant are left out."""
    asked = (offer, priority, opened)
    remembered = _ANSWERS.setdefault(policy, {})
    if asked not in remembered:
        remembered[asked] = _answers(policy, offer, priority, opened)
    return remembered[asked]


_ANSWERS: WeakKeyDictionary[Policy, dict[Asked, dict[str, Answer]]] = WeakKeyDictionary()


def _answers(policy: Policy, offer: Offer, priority: str | None, opened: int) -> dict[str, Answer]:
    found = {}
    for metric, one in selected(policy, offer, priority, opened).items():
        if one.rule is None:
            continue
        plan, addons = offer
        deadline = promise_deadline(
            policy, one.promise, plan=plan, addons=addons, start=opened, calendar=one.rule.calendar
        )
        if deadline:
            found[metric] = Answer(offer, priority, one.rule, one.promise, opened, deadline.due)
    return found


def support(policy: Policy, offer: Offer) -> Timeline:
    """The support hours of an offer."""
    return policy.timeline(policy.calendar_of(*offer))


def ordinary_wednesday(year: int) -> date:
    """The second Wednesday of March: no holiday in most countries."""
    first = date(year, 3, 8)
    return first + timedelta(days=(2 - first.weekday()) % 7)


def ordinary_tuesday(year: int) -> date:
    """The third Tuesday of March, with weeks after it in which readings of a length can part."""
    first = date(year, 3, 15)
    return first + timedelta(days=(1 - first.weekday()) % 7)


def telling_starts(lint: Lint, timeline: Timeline) -> tuple[int, ...]:
    """When example requests are opened: at opening, at noon, an hour before closing, at night, on Saturday."""
    day, zone = ordinary_wednesday(lint.year), timeline.zone
    opening = timeline.next_open(at_local(day, zone))
    if timeline.calendar.always:
        opening = at_local(day, zone, 9)
    closing = timeline.next_close(opening)
    late = (closing - HOUR) if closing and closing - opening > 2 * HOUR else opening + HOUR
    return opening, at_local(day, zone, 12), late, at_local(day, zone, 20), at_local(day + timedelta(days=3), zone, 10)


def due_in_words(policy: Policy, answer: Answer) -> Text:
    """When it falls due, on the policy's clocks."""
    return when(answer.due, policy.zone)


@dataclass(frozen=True, slots=True)
class Wait:
    """The longest time by the clock that a promise may take: for a request opened at `opened`, until `due`."""

    rule: TargetRule
    opened: int
    due: int

    @property
    def length(self) -> int:
        """How long, in microseconds."""
        return self.due - self.opened


def longest_wait(lint: Lint, rule: TargetRule, span: Span, offer: Offer) -> Wait | None:
    """The longest wait of the year for a length of business time; None where it runs by the clock.

    The candidates are requests opened at a closing, and those opened when exactly the length is left until one: just
    after either, the deadline leaps over the closed time.
    """
    plan, addons = offer
    hours = hours_of(lint.policy, span, plan=plan, addons=addons, calendar=rule.calendar)
    timeline = hours.running
    if not isinstance(timeline, Timeline) or timeline.calendar.always:
        return None
    bounds = year_bounds(lint.year, timeline.zone)
    if span.seconds is None:
        waits = _waits_in_days(timeline, span, hours.days or timeline, hours.rule, *bounds)
    else:
        waits = _waits(timeline, span, *bounds)
    best = max(waits, key=lambda wait: wait[1] - wait[0], default=None)
    return Wait(rule, *best) if best else None


def _waits(timeline: Timeline, span: Span, low: int, high: int) -> Iterator[tuple[int, int]]:
    work = (span.seconds or 0) * SECOND
    for _, closing in timeline.windows(low, high):
        start = timeline.due(closing, -work)
        if start >= low:
            yield start, timeline.due(start + 1, work) - 1
        yield closing, timeline.due(closing, work)


def _waits_in_days(
    timeline: Timeline, span: Span, days: Timeline, rule: str, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """For requests opened at a closing: the few that promise to wait longest, worked out exactly."""
    dates = _support_days(timeline, low, high)
    closings = [closing for _, closing in dates]
    if days is timeline and len(dates) > 2 * _FEW:
        later = [opening for opening, _ in dates[span.number + 1 :]]
        gaps = [(opening - closing, closing) for closing, opening in zip(closings, later, strict=False)]
        closings = sorted(closing for _, closing in heapq.nlargest(_FEW, gaps, key=lambda gap: gap[0]))
        closings += [closing for _, closing in dates[-span.number - 1 :]]
    for closing in closings:
        yield closing, timeline.add_business_days(closing, span.number, days=days, rule=rule)  # type: ignore[arg-type]


_FEW = 20


def _support_days(timeline: Timeline, low: int, high: int) -> list[tuple[int, int]]:
    """First opening and last closing of each local date on which the calendar opens."""
    found: dict[date, tuple[int, int]] = {}
    for opening, closing in timeline.windows(low, high):
        day = moment(opening, timeline.zone).date()
        found[day] = (found[day][0] if day in found else opening, closing)
    return list(found.values())
