"""Who is called when: steps by elapsed support time or by share of a target, with conditions and an end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from servanda.engine.policy.clocks import Ladder, Step
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import PromiseError, parse_span
from servanda.engine.requests.answer import Call, Verdict
from servanda.engine.requests.clock import WALL, Pause, due_after, hours_of, span_deadline, spent
from servanda.engine.requests.history import History, first_stop
from servanda.engine.requests.selection import Situation
from servanda.engine.requests.verdicts import closed_pauses, pauses_of

_SHARE = re.compile(r"(\d+) ?% of ([\w-]+)")
_MOST = 50
"""How many repetitions of a last step are listed."""


def ladder_of(policy: Policy, situation: Situation) -> tuple[str, Ladder] | None:
    """The ladder of a request: one for its kind, else of an add-on, else of its plan, else one for all."""
    ladders = policy.document.ladders
    by_kind = [name for name, ladder in ladders.items() if situation.kind in ladder.kinds]
    owners = [policy.document.addons[addon].ladder for addon in situation.addons]
    owners += [policy.document.plans[plan].ladder for plan in policy.plan_family(situation.plan)]
    named = {plan.ladder for plan in policy.document.plans.values()}
    named |= {addon.ladder for addon in policy.document.addons.values()}
    free = [name for name, ladder in ladders.items() if not ladder.kinds and name not in named]
    for name in (*by_kind, *owners, *free):
        if name and (not ladders[name].priorities or situation.priority in ladders[name].priorities):
            return name, ladders[name]
    return None


def calls(policy: Policy, history: History, situation: Situation, verdicts: tuple[Verdict, ...]) -> tuple[Call, ...]:
    """Everybody who was or will be called, in order; steps that their condition rules out are left out."""
    found = ladder_of(policy, situation)
    if found is None or history.excluded is not None:
        return ()
    _, ladder = found
    opened = history.case.request.opened
    until = first_stop(policy, history, ladder.until, opened)
    answered = first_stop(policy, history, "response", opened)
    resolved = first_stop(policy, history, "resolution", opened)
    listed: list[Call] = []
    pauses = closed_pauses(pauses_of(history, ladder.until, opened, until), history.as_of)
    for step, at in _rungs(policy, history, situation, ladder, verdicts, pauses):
        if step.tell is None or (until is not None and until <= at and at > opened):
            continue
        stopped = {"no response": answered, "no resolution": resolved}.get(step.if_)
        if stopped is not None and stopped <= at:
            continue
        if step.if_ == "breached" and not any(verdict.late for verdict in verdicts):
            continue
        listed.append(_call(policy, history, step, at))
    return tuple(sorted(listed, key=lambda call: call.at))


def _call(policy: Policy, history: History, step: Step, at: int) -> Call:
    who = step.tell or ""
    contact = policy.document.contacts[who]
    return Call(at, who, step.by or contact.by or None, step.why, step.cited or contact.cited, at <= history.as_of)


def _rungs(
    policy: Policy,
    history: History,
    situation: Situation,
    ladder: Ladder,
    verdicts: tuple[Verdict, ...],
    pauses: Sequence[Pause],
) -> Iterator[tuple[Step, int]]:
    """The steps with their instants; the time of a ladder stands still with the clock that ends it."""
    opened = history.case.request.opened
    at: int | None = None
    for step in ladder.steps:
        at = None
        share = _SHARE.fullmatch(step.at)
        if share:
            at = _share_instant(policy, history, int(share[1]), share[2], verdicts)
        else:
            with suppress(PromiseError):  # a step that nobody can read calls nobody; the lint names it (SV-E06)
                at = step_instant(policy, opened, situation, ladder, step, pauses)
        if at is not None:
            yield step, at
    if ladder.end != "repeat last step" or ladder.every is None or at is None or ladder.steps[-1].tell is None:
        return
    hours = hours_of(policy, ladder.every, plan=situation.plan, addons=situation.addons, calendar=ladder.calendar)
    for _ in range(_MOST):
        at = span_deadline(ladder.every, hours, at, pauses).due
        yield ladder.steps[-1], at
        if at > history.as_of:
            return


def step_instant(
    policy: Policy,
    opened: int,
    situation: Situation,
    ladder: Ladder,
    step: Step,
    pauses: Sequence[Pause] = (),
) -> int:
    """When a step that waits for a length of time is due, for a request opened at `opened`.

    Raises PromiseError for a step that cannot be read.
    """
    span = parse_span(step.at)
    hours = hours_of(policy, span, plan=situation.plan, addons=situation.addons, calendar=ladder.calendar)
    return span_deadline(span, hours, opened, pauses).due


def _share_instant(
    policy: Policy, history: History, percent: int, metric: str, verdicts: tuple[Verdict, ...]
) -> int | None:
    """When so much of a target is spent, pauses aside; None where there is no such target."""
    verdict = next((one for one in verdicts if one.selected.metric == metric and one.deadline), None)
    if verdict is None or verdict.deadline is None:
        return None
    running = policy.timeline(verdict.deadline.calendar) if verdict.deadline.calendar else WALL
    pauses = closed_pauses(verdict.pauses, history.as_of)
    work = spent(running, verdict.started, verdict.deadline.due, pauses)
    return due_after(running, verdict.started, work * percent // 100, pauses)
