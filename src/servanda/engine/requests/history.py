"""Events → stretches and stops: the one fold over a request's history that every clock reads.

Events later than the asked instant are not looked at, so that a history split anywhere and resumed gives the same
state. Nothing is accumulated: each answer is computed from all events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from servanda.engine.policy.clocks import Pause, Reclassify
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.case import Case, Client, Event
from servanda.engine.requests.classification import Classified, classify, same_reason

STOPS: dict[str, tuple[str, ...]] = {
    "response": ("response", "solution-proposed", "resolved"),
    "next-response": ("response", "solution-proposed", "resolved"),
    "update": ("update", "response", "solution-proposed", "resolved"),
    "resolution": ("resolved",),
    "engagement": ("engaged",),
}
"""What stops the clocks of a metric where the policy does not say otherwise. A solution or a resolution tells the
client something, so it answers as well; automatic replies and internal notes stop nothing."""

_ENDS_WAITING = ("working", "waiting", "resolved", "reopened")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time [start, end) in a history; `end` is None while it lasts."""

    start: int
    end: int | None
    why: str
    clauses: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of classification or of plan: what it was based on, whether it was allowed, and what becomes of targets."""

    at: int
    event: Event
    classified: Classified
    client: Client
    targets: str
    allowed: bool
    rule: Reclassify | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A case as of an instant."""

    case: Case
    as_of: int
    events: tuple[Event, ...]
    first: Classified
    changes: tuple[Change, ...]
    pauses: tuple[Stretch, ...]
    missed: tuple[Stretch, ...]
    resolved: int | None
    excluded: Event | None
    exclusion_refused: Event | None

    @property
    def classified(self) -> Classified:
        """The classification in force at the end."""
        return next((change.classified for change in reversed(self.changes) if change.allowed), self.first)

    @property
    def client(self) -> Client:
        """The agreement in force at the end."""
        return next((change.client for change in reversed(self.changes) if change.allowed), self.case.client)


def read_history(policy: Policy, case: Case, as_of: int) -> History:
    """Fold the events of a case up to and including `as_of`."""
    events = tuple(sorted((event for event in case.events if event.at <= as_of), key=lambda event: event.at))
    request = case.request
    first = classify(policy, plan=case.client.plan, facts=request.facts, choice=request.priority, reason=request.reason)
    excluded, refused = _exclusion(policy, events)
    return History(
        case=case,
        as_of=as_of,
        events=events,
        first=first,
        changes=tuple(_changes(policy, case, first, events)),
        pauses=tuple(sorted(_pauses(policy, case, events), key=lambda pause: pause.start)),
        missed=tuple(_missed(policy, events)),
        resolved=_resolved(events),
        excluded=excluded,
        exclusion_refused=refused,
    )


def _resolved(events: Iterable[Event]) -> int | None:
    """The resolution that stands: the first one after the last reopening."""
    found: int | None = None
    for event in events:
        if event.name == "resolved" and found is None:
            found = event.at
        elif event.name == "reopened":
            found = None
    return found


def first_stop(policy: Policy, history: History, metric: str, start: int) -> int | None:
    """When the clock of `metric` that started at `start` stopped."""
    if metric == "resolution" and _stops(policy, metric) == STOPS["resolution"]:
        return history.resolved
    return next((at for at in stop_instants(policy, history, metric) if at >= start), None)


def stop_instants(policy: Policy, history: History, metric: str) -> list[int]:
    """Every instant at which something happened that stops a clock of `metric`, in order."""
    names = _stops(policy, metric)
    return [event.at for event in history.events if event.name in names]


def _stops(policy: Policy, metric: str) -> tuple[str, ...]:
    clock = policy.document.clocks.get(metric)  # type: ignore[call-overload]
    return clock.stops_on if clock and clock.stops_on else STOPS[metric]


# Changes of classification and of plan


def _changes(policy: Policy, case: Case, first: Classified, events: Iterable[Event]) -> Iterable[Change]:
    classified, client, judged_by = first, case.client, case.client
    for event in events:
        if event.name == "reclassified":
            change = _reclassified(policy, judged_by, classified, event)
        elif event.name == "plan-changed":
            change = _plan_changed(policy, client, classified, event)
            client = change.client
            judged_by = judged_by if change.targets == "keep" else client
        else:
            continue
        yield replace(change, client=client)
        if change.allowed:
            classified = change.classified


def _reclassified(policy: Policy, client: Client, before: Classified, event: Event) -> Change:
    facts = {**before.facts, **event.facts}
    choice = event.priority or (before.choice if not event.facts else None)
    after = classify(policy, plan=client.plan, facts=facts, choice=choice, reason=event.reason or before.reason)
    rules = _rules_for(policy, before.priority, after.priority)
    allowed = [rule for rule in rules if _may(rule, event)]
    if rules and not allowed:
        refusal = "reason" if any(not rule.reasons or event.reason is None for rule in rules) else "reason unknown"
        return Change(event.at, event, after, client, "keep", allowed=False, rule=rules[0], refusal=refusal)
    rule = allowed[0] if allowed else None
    return Change(event.at, event, after, client, rule.targets if rule else "from original start", True, rule)


def _rules_for(policy: Policy, before: str | None, after: str | None) -> list[Reclassify]:
    """The policy's rules for a change in this direction; without one, correcting the facts is free."""
    levels = list(policy.document.classify.levels)
    if before == after or before not in levels or after not in levels:
        return []
    direction = "down" if levels.index(after) > levels.index(before) else "up"
    return [rule for rule in policy.document.reclassify if rule.direction in ("any", direction)]


def _may(rule: Reclassify, event: Event) -> bool:
    if event.by is not None and rule.by and event.by not in rule.by:
        return False
    if not rule.reasons:
        return True
    known = [
        wording
        for name, reason in rule.reasons.items()
        for wording in (name, reason.name.en, reason.name.fr, reason.text.en, reason.text.fr)
    ]
    return same_reason(event.reason, *known)


def _plan_changed(policy: Policy, client: Client, before: Classified, event: Event) -> Change:
    changed = replace(
        client,
        plan=event.plan or client.plan,
        addons=client.addons if event.addons is None else event.addons,
    )
    mode = policy.document.terms.plan_change
    facts = classify(policy, plan=changed.plan, facts=before.facts, choice=before.choice, reason=before.reason)
    return Change(event.at, event, before if mode == "keep" else facts, changed, mode, allowed=True)


# Stretches


def _pauses(policy: Policy, case: Case, events: Sequence[Event]) -> Iterable[Stretch]:
    family = policy.plan_family(case.client.plan)
    for rule in policy.document.pauses:
        if not rule.plans or set(rule.plans) & set(family):
            yield from _paused_by(rule, events)
    for stretch in _missed(policy, events):
        if policy.document.duties[stretch.subject].if_missing == "pause":
            yield replace(stretch, why=f"duty missed: {stretch.subject}", metrics=("resolution", "response"))
    if policy.document.terms.reopen == "resume":
        yield from _stretches(events, ("resolved",), ("reopened",), "resolved, then reopened", ended=True)


def _paused_by(rule: Pause, events: Iterable[Event]) -> Iterable[Stretch]:
    ends = (*rule.ends, *(_ENDS_WAITING if rule.waiting_for else ("resolved",)))
    if rule.waiting_for == "client":
        ends = (*ends, "client-message")
    why = f"waiting for {rule.waiting_for or 'client'}"
    start: int | None = None
    for event in events:
        if start is not None and event.name in ends:
            yield Stretch(start, event.at, why, rule.cited, rule.clocks)
            start = None
        if start is None and _begins(rule, event):
            start = event.at
    if start is not None:
        yield Stretch(start, None, why, rule.cited, rule.clocks)


def _begins(rule: Pause, event: Event) -> bool:
    if rule.waiting_for:
        return event.name == "waiting" and event.party == rule.waiting_for
    return event.name in rule.begins


def _stretches(
    events: Iterable[Event], begins: tuple[str, ...], ends: tuple[str, ...], why: str, *, ended: bool
) -> Iterable[Stretch]:
    start: int | None = None
    for event in events:
        if event.name in begins and start is None:
            start = event.at
        elif event.name in ends and start is not None:
            yield Stretch(start, event.at, why, metrics=("resolution", "update", "next-response"))
            start = None
    if start is not None and not ended:
        yield Stretch(start, None, why)


def _missed(policy: Policy, events: Iterable[Event]) -> list[Stretch]:
    found: list[Stretch] = []
    open_since: dict[str, int] = {}
    for event in events:
        duty = event.duty or ""
        if event.name == "duty-missed" and duty in policy.document.duties:
            open_since.setdefault(duty, event.at)
        elif event.name == "duty-met" and duty in open_since:
            found.append(_missed_stretch(policy, duty, open_since.pop(duty), event.at))
    found += [_missed_stretch(policy, duty, start, None) for duty, start in open_since.items()]
    return found


def _missed_stretch(policy: Policy, duty: str, start: int, end: int | None) -> Stretch:
    return Stretch(start, end, "duty missed", policy.document.duties[duty].cited, subject=duty)


def _exclusion(policy: Policy, events: Iterable[Event]) -> tuple[Event | None, Event | None]:
    """The event that takes the request out of the promise, and one that tried to and may not."""
    tried = [event for event in events if event.name == "excluded"]
    if not tried:
        return None, None
    categories = {
        _folded(word): name
        for name, category in policy.document.exclusions.items()
        if "targets" in category.from_
        for word in (name, *category.alias, category.name.en, category.name.fr)
        if word
    }
    refused = None
    for event in tried:
        given = _folded(event.category or event.reason or "")
        if categories and (not given or given in categories or not event.category):
            return event, None
        refused = event
    return None, refused


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").split()).casefold()
