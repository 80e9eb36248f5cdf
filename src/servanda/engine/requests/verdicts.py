"""Clocks → verdicts: which promise governs after every change, when it is due, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from servanda.engine.requests.clock import Deadline, Hours, Pause, hours_of, promise_deadline, span_deadline, spent
from servanda.engine.requests.history import Change, History, Stretch, first_stop
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
    for governing in _governing(policy, history):
        metric = governing.selected.metric
        if metric in ("next-response", "update"):
            found += _cycles(policy, history, governing)
        else:
            stop = first_stop(policy, history, metric, governing.start)
            found.append(_verdict(policy, history, governing, stop))
    return tuple(found)


# Which promise governs


def _governing(policy: Policy, history: History) -> list[Governing]:
    case = history.case
    opened = case.request.opened
    situation = Situation(
        case.client.plan, case.client.addons_at(opened), history.first.priority, case.request.kind, history.first.facts
    )
    current: dict[str, Governing] = {}
    if history.first.decided:
        for selected in select(policy, situation, opened):
            current[selected.metric] = Governing(selected, situation, opened)
    for change in history.changes:
        if change.allowed:
            situation = _changed(situation, change)
            _apply(policy, history, change, situation, current)
    return list(current.values())


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
    policy: Policy, history: History, change: Change, situation: Situation, current: dict[str, Governing]
) -> None:
    """Let a change reach the clocks that have not stopped; what was decided before it stays decided."""
    opened = history.case.request.opened
    if not change.classified.decided:
        return
    for selected in select(policy, situation, opened):
        before = current.get(selected.metric)
        if before is None:
            current[selected.metric] = Governing(selected, situation, opened, change)
            continue
        stop = first_stop(policy, history, selected.metric, before.start)
        if change.targets == "keep" or (stop is not None and stop <= change.at):
            continue
        start = change.at if change.targets == "restart" else before.start
        current[selected.metric] = Governing(selected, situation, start, change)


# One clock


def _verdict(policy: Policy, history: History, governing: Governing, stop: int | None, *, cycle: int = 1) -> Verdict:
    selected = governing.selected
    strength = selected.rule.strength if selected.rule and selected.promise.kind != "none" else "none"
    start = governing.start
    reopened = _reopened(policy, history, selected.metric)
    if reopened is not None:
        start = max(start, reopened)
    pauses = _pauses_of(history, selected.metric)
    deadline, hours = _deadline(policy, history, governing, start, pauses)
    clock = hours.running
    ended = stop if stop is not None else history.as_of
    late = deadline is not None and deadline.is_late(ended)
    excuse = _excuse(policy, history, governing, deadline, ended) if late else None
    excluded = history.excluded is not None
    return Verdict(
        selected=selected,
        state=_state(history, selected, strength, deadline, stop, pauses, late=late, excuse=excuse),
        strength=strength,
        started=clock.next_open(start),
        deadline=None if excluded else deadline,
        stopped=stop,
        spent=spent(clock, start, ended, _closed(pauses, history.as_of)),
        late=late and not excluded,
        indicator=_indicator(policy, governing, start),
        excuse=excuse,
        pauses=tuple(pause for pause in pauses if stop is None or pause.start < stop),
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
    policy: Policy, history: History, governing: Governing, start: int, pauses: Sequence[Stretch]
) -> tuple[Deadline | None, Hours]:
    """When the promise falls due; and the time that counts, also where nothing falls due."""
    promise, situation = governing.selected.promise, governing.situation
    rule: TargetRule | None = governing.selected.rule
    calendar = rule.calendar if rule else None
    hours = _hours(policy, promise, situation, calendar)
    if promise.kind == "agreed per case":
        return _agreed(history, hours, start), hours
    deadline = promise_deadline(
        policy,
        promise,
        plan=situation.plan,
        addons=situation.addons,
        start=start,
        calendar=calendar,
        pauses=_closed(pauses, history.as_of),
    )
    return deadline, hours


def _hours(policy: Policy, promise: Promise, situation: Situation, calendar: str | None) -> Hours:
    span = promise.spans[0] if promise.spans else Span(1, "support", "hour")
    return hours_of(policy, span, plan=situation.plan, addons=situation.addons, calendar=calendar)


def _agreed(history: History, hours: Hours, start: int) -> Deadline | None:
    """A date that client and agent agreed on for this request (A36)."""
    agreed = [event.due for event in history.events if event.name == "date-agreed" and event.due is not None]
    if not agreed:
        return None
    return Deadline(hours.running.next_open(start), agreed[-1], agreed[-1], None, hours.calendar)


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


def _pauses_of(history: History, metric: str) -> list[Stretch]:
    return [pause for pause in history.pauses if not pause.metrics or metric in pause.metrics]


def _closed(pauses: Sequence[Stretch], as_of: int) -> list[Pause]:
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


def _cycles(policy: Policy, history: History, governing: Governing) -> list[Verdict]:
    """One verdict a cycle: a client's message and its answer, an update and the next one."""
    found = []
    for number, (start, stop) in enumerate(_turns(policy, history, governing), 1):
        turn = Governing(governing.selected, governing.situation, start, governing.change)
        found.append(_verdict(policy, history, turn, stop, cycle=number))
    return found


def _turns(policy: Policy, history: History, governing: Governing) -> Iterator[tuple[int, int | None]]:
    metric = governing.selected.metric
    if metric == "update":
        yield from _update_turns(policy, history, governing.start)
        return
    answered = first_stop(policy, history, "response", governing.start)
    end = -1
    for event in history.events:
        if event.name != "client-message" or answered is None or event.at < max(answered, end):
            continue
        stop = first_stop(policy, history, metric, event.at)
        yield event.at, stop
        if stop is None:
            return
        end = stop


def _update_turns(policy: Policy, history: History, start: int) -> Iterator[tuple[int, int | None]]:
    while True:
        stop = first_stop(policy, history, "update", start + 1)
        yield start, stop
        if stop is None or (history.resolved is not None and stop >= history.resolved):
            return
        start = stop
