"""Clocks → verdicts: which promise governs after every change, when it is due, and whether it was kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise, Span
from servanda.engine.requests.answer import (
    BREACHED,
    EXCLUDED,
    EXCUSED,
    MET,
    NONE,
    PAUSED,
    RUNNING,
    Verdict,
)
from servanda.engine.requests.case import CYCLES, Event
from servanda.engine.requests.clock import (
    WALL,
    Deadline,
    Hours,
    Pause,
    hours_of,
    promise_deadline,
    span_deadline,
    spent,
)
from servanda.engine.requests.history import Change, History, Stretch, first_stop, stop_instants
from servanda.engine.requests.selection import Selected, Situation, select


@dataclass(frozen=True, slots=True)
class Governing:
    """The promise that governs one clock at the end, since when it runs, and under which plan."""

    selected: Selected
    situation: Situation
    start: int
    change: Change | None = None


def verdicts(policy: Policy, history: History) -> tuple[Verdict, ...]:
    """The verdict on every clock of a request."""
    found: list[Verdict] = []
    for metric, governing in _governing(policy, history).items():
        if metric in CYCLES:
            found += _cycles(policy, history, metric, governing)
        else:
            stop = first_stop(policy, history, metric, governing[-1].start)
            found.append(_verdict(policy, history, governing[-1], stop))
    return tuple(found)


# Which promise governs


def _governing(policy: Policy, history: History) -> dict[str, list[Governing]]:
    """By metric: the promise that governs, or for clocks that start again all that governed, each from its change on."""
    case = history.case
    opened = case.request.opened
    situation = Situation(
        case.client.plan, case.client.addons_at(opened), history.first.priority, case.request.kind, history.first.facts
    )
    current: dict[str, list[Governing]] = {}
    if history.first.decided:
        for selected in select(policy, situation, opened):
            current[selected.metric] = [Governing(selected, situation, opened)]
    for change in history.changes:
        if change.allowed:
            situation = _changed(situation, change)
            _apply(policy, history, change, situation, current)
    return current


def _changed(situation: Situation, change: Change) -> Situation:
    keeps_plan = change.event.name != "plan-changed" or change.targets == "keep"
    return Situation(
        situation.plan if keeps_plan else change.client.plan,
        situation.addons if keeps_plan else change.client.addons_at(change.at),
        change.classified.priority,
        situation.kind,
        change.classified.facts,
    )


def _apply(
    policy: Policy, history: History, change: Change, situation: Situation, current: dict[str, list[Governing]]
) -> None:
    """Let a change reach the clocks that have not stopped; what was decided before it stays decided."""
    opened = history.case.request.opened
    if not change.classified.decided:
        return
    promised = {selected.metric: selected for selected in select(policy, situation, opened)}
    for metric in dict.fromkeys((*current, *promised)):
        after = Governing(promised.get(metric, Selected(metric, None)), situation, opened, change)
        before = current.get(metric)
        if before is None:
            current[metric] = [after]
        elif change.targets == "keep":
            continue
        elif metric in CYCLES:
            before.append(after)
        elif not _stopped(policy, history, before[-1], change.at):
            start = change.at if change.targets == "restart" else before[-1].start
            current[metric] = [replace(after, start=start)] if metric in promised else []
    for metric in [metric for metric, governing in current.items() if not governing]:
        del current[metric]


def _stopped(policy: Policy, history: History, governing: Governing, at: int) -> bool:
    stop = first_stop(policy, history, governing.selected.metric, governing.start)
    return stop is not None and stop <= at


# One clock


def _verdict(policy: Policy, history: History, governing: Governing, stop: int | None, *, cycle: int = 1) -> Verdict:
    selected = governing.selected
    strength = selected.rule.strength if selected.rule and selected.promise.kind != "none" else "none"
    start = governing.start
    reopened = _reopened(policy, history, selected.metric)
    if reopened is not None:
        start = max(start, reopened)
    pauses = pauses_of(history, selected.metric, start, stop)
    closed = closed_pauses(pauses, history.as_of)
    deadline, hours = _deadline(policy, history, governing, start, closed)
    ended = stop if stop is not None else history.as_of
    late = deadline is not None and deadline.is_late(ended)
    excuse = _excuse(policy, history, governing, deadline, ended) if late else None
    excluded = history.excluded is not None
    return Verdict(
        selected=selected,
        state=_state(history, selected, strength, deadline, stop, pauses, late=late, excuse=excuse),
        strength=strength,
        started=hours.running.next_open(start),
        deadline=None if excluded else deadline,
        stopped=stop,
        spent=spent(hours.running, start, ended, closed),
        late=late and not excluded,
        indicator=_indicator(policy, governing, start),
        excuse=excuse,
        pauses=tuple(pauses),
        restarted_by=governing.change,
        cycle=cycle,
        calendar=hours.calendar if selected.promise.kind != "none" else None,
    )


def _state(
    history: History,
    selected: Selected,
    strength: str,
    deadline: Deadline | None,
    stop: int | None,
    pauses: Sequence[Stretch],
    *,
    late: bool,
    excuse: Stretch | None,
) -> str:
    if history.excluded is not None and selected.promise.kind != "none":
        return EXCLUDED
    if deadline is None:
        return RUNNING if selected.promise.kind == "mean" and stop is None else NONE
    if late and strength == "committed":
        return EXCUSED if excuse else BREACHED
    if stop is not None:
        return NONE if late else MET
    return PAUSED if any(pause.end is None for pause in pauses) else RUNNING


def _deadline(
    policy: Policy, history: History, governing: Governing, start: int, pauses: Sequence[Pause]
) -> tuple[Deadline | None, Hours]:
    """When the promise falls due; and the time that counts, also where nothing falls due."""
    promise, situation = governing.selected.promise, governing.situation
    rule: TargetRule | None = governing.selected.rule
    calendar = rule.calendar if rule else None
    hours = _hours(policy, promise, situation, calendar)
    override = overridden(history, governing.selected.metric)
    if override is not None and promise.kind != "none":
        return _on(override.due or start, hours, start), hours
    if promise.kind == "agreed per case":
        return _agreed(history, hours, start), hours
    deadline = promise_deadline(
        policy,
        promise,
        plan=situation.plan,
        addons=situation.addons,
        start=start,
        calendar=calendar,
        pauses=pauses,
    )
    if deadline is not None and deadline.calendar != hours.calendar:  # the earliest of several runs on another clock
        hours = Hours(policy.timeline(deadline.calendar) if deadline.calendar else WALL, deadline.calendar)
    return deadline, hours


def _hours(policy: Policy, promise: Promise, situation: Situation, calendar: str | None) -> Hours:
    span = promise.spans[0] if promise.spans else Span(1, "support", "hour")
    return hours_of(policy, span, plan=situation.plan, addons=situation.addons, calendar=calendar)


def _agreed(history: History, hours: Hours, start: int) -> Deadline | None:
    """A date that client and agent agreed on for this request (A36)."""
    agreed = [event.due for event in history.events if event.name == "date-agreed" and event.due is not None]
    if not agreed:
        return None
    return _on(agreed[-1], hours, start)


def _on(due: int, hours: Hours, start: int) -> Deadline:
    return Deadline(hours.running.next_open(start), due, due, None, hours.calendar)


def overridden(history: History, metric: str) -> Event | None:
    """The last event that set another due date for a clock, as where general terms prevail over a policy (A44)."""
    set_anew = (event for event in reversed(history.events) if event.name == "due-date-overridden")
    return next((event for event in set_anew if (event.metric or "resolution") == metric), None)


def _indicator(policy: Policy, governing: Governing, start: int) -> int | None:
    rule = governing.selected.rule
    if rule is None or rule.indicator is None:
        return None
    situation = governing.situation
    hours = hours_of(policy, rule.indicator, plan=situation.plan, addons=situation.addons, calendar=rule.calendar)
    return span_deadline(rule.indicator, hours, start).due


def _reopened(policy: Policy, history: History, metric: str) -> int | None:
    if metric != "resolution" or policy.document.terms.reopen != "restart":
        return None
    return max((event.at for event in history.events if event.name == "reopened"), default=None)


def pauses_of(history: History, metric: str, start: int, stop: int | None) -> list[Stretch]:
    """The pauses of one clock while it ran."""
    return [
        pause
        for pause in history.pauses
        if (not pause.metrics or metric in pause.metrics)
        and (pause.end is None or pause.end > start)
        and (stop is None or pause.start < stop)
    ]


def closed_pauses(pauses: Iterable[Stretch], as_of: int) -> list[Pause]:
    """Pauses as disjoint intervals in order; one that still lasts ends, as far as is known, at `as_of`."""
    merged: list[Pause] = []
    for pause in pauses:
        end = pause.end if pause.end is not None else max(as_of, pause.start)
        if merged and pause.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((pause.start, end))
    return merged


def _excuse(
    policy: Policy, history: History, governing: Governing, deadline: Deadline | None, ended: int
) -> Stretch | None:
    """The missed duty that excuses a breach: it bound this priority, and was missing while the clock ran."""
    if deadline is None:
        return None
    for missed in history.missed:
        duty = policy.document.duties[missed.subject]
        bound = not duty.priorities or governing.situation.priority in duty.priorities
        in_time = missed.start <= min(ended, deadline.breach_after) and (
            missed.end is None or missed.end > governing.start
        )
        if duty.if_missing == "excuse" and bound and in_time:
            return missed
    return None


# Clocks that start again


def _cycles(policy: Policy, history: History, metric: str, governing: Sequence[Governing]) -> list[Verdict]:
    """One verdict a cycle: a client's message and its answer, an update and the next one."""
    found: list[Verdict] = []
    for start, stop in _turns(policy, history, metric):
        ruled = _governing_turn(governing, start, stop)
        if ruled is not None:
            found.append(_verdict(policy, history, ruled, stop, cycle=len(found) + 1))
    return found


def _governing_turn(governing: Sequence[Governing], start: int, stop: int | None) -> Governing | None:
    """The promise in force when a cycle ended, counted from its start; None where nothing was promised by then."""
    ruled = [one for one in governing if one.change is None or stop is None or one.change.at < stop]
    if not ruled or ruled[-1].selected.rule is None:
        return None
    change = ruled[-1].change
    restarts = change is not None and change.targets == "restart"
    return replace(ruled[-1], start=max(start, change.at) if change and restarts else start)


def _turns(policy: Policy, history: History, metric: str) -> Iterator[tuple[int, int | None]]:
    """The cycles of a request: when each began, and when it was answered."""
    stops = stop_instants(policy, history, metric)
    opened = history.case.request.opened
    if metric == "update":
        yield from _update_turns(history, opened, stops)
        return
    answered = first_stop(policy, history, "response", opened)
    end = -1
    for event in history.events:
        if event.name != "client-message" or answered is None or event.at < max(answered, end):
            continue
        if history.resolved is not None and event.at > history.resolved:  # thanks, after the end: no answer is due
            return
        number = bisect_left(stops, event.at)
        if number == len(stops):
            yield event.at, None
            return
        end = stops[number]
        yield event.at, end


def _update_turns(history: History, start: int, stops: Sequence[int]) -> Iterator[tuple[int, int | None]]:
    for stop in stops:
        if stop > start:
            yield start, stop
            start = stop
        if history.resolved is not None and stop >= history.resolved:
            return
    yield start, None
