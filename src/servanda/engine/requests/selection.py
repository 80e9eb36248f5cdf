"""Which promises apply to a request: by plan, add-on, priority, kind and facts, the most specific first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from servanda.engine.policy.clocks import METRICS, OutOfHours
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Promise
from servanda.engine.requests.classification import holds

ALWAYS_SHOWN = ("response", "resolution")
"""Metrics that are answered with `none` where the policy promises them to others."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which promises apply."""

    plan: str
    addons: tuple[str, ...]
    priority: str | None
    kind: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Selected:
    """The promise for one metric: its rule (None: nothing is promised), the rules that did not apply, and the second
    promise for requests raised outside hours where that one governs."""

    metric: str
    rule: TargetRule | None
    withheld: TargetRule | None = None
    second: OutOfHours | None = None

    @property
    def promise(self) -> Promise:
        """What is promised."""
        if self.second:
            return self.second.promise
        return self.rule.promise if self.rule else Promise("none")

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that promise it, or withhold it."""
        rule = self.rule or self.withheld
        cited = rule.clauses if rule else ()
        return tuple(dict.fromkeys((*self.second.cited, *cited))) if self.second else cited


def select(policy: Policy, situation: Situation, opened: int) -> tuple[Selected, ...]:
    """The promises for a request opened at `opened`, in the order of metrics."""
    family = policy.plan_family(situation.plan)
    facts = tuple(situation.facts.items())
    key = ("best", situation.plan, situation.addons, situation.priority, situation.kind, facts)
    best = policy.kept(key, lambda: _best(policy, situation, family))
    return tuple(
        _selected(policy, situation, family, best[metric], metric, opened)
        for metric in METRICS
        if metric in best and (best[metric] or metric in ALWAYS_SHOWN)
    )


def _selected(
    policy: Policy, situation: Situation, family: tuple[str, ...], rule: TargetRule | None, metric: str, opened: int
) -> Selected:
    if rule is None:
        return Selected(metric, None)
    if rule.unless and holds(rule.unless, situation.facts):
        return Selected(metric, None, withheld=rule)
    second = None if rule.promise.kind == "none" else _out_of_hours(policy, situation, family, metric, opened)
    return Selected(metric, rule, second=second)


def _best(policy: Policy, situation: Situation, family: tuple[str, ...]) -> Mapping[str, TargetRule | None]:
    """By metric, the most specific rule that applies, of equals the first; None where all are for others."""
    best: dict[str, TargetRule | None] = {}
    ranks: dict[str, tuple[bool, bool, int, bool]] = {}
    for rule in policy.targets:
        best.setdefault(rule.metric, None)
        if _applies(rule, situation, family):
            rank = _rank(rule, family)
            if rule.metric not in ranks or rank > ranks[rule.metric]:
                best[rule.metric], ranks[rule.metric] = rule, rank
    return best


def _applies(rule: TargetRule, situation: Situation, family: tuple[str, ...]) -> bool:
    return (
        (not rule.priorities or situation.priority in rule.priorities)
        and (not rule.plans or any(plan in family for plan in rule.plans))
        and (not rule.addons or any(addon in situation.addons for addon in rule.addons))
        and (not rule.kinds or situation.kind in rule.kinds)
        and holds(rule.facts, situation.facts)
    )


def _rank(rule: TargetRule, family: tuple[str, ...]) -> tuple[bool, bool, int, bool]:
    nearness = max((len(family) - family.index(plan) for plan in rule.plans if plan in family), default=0)
    return bool(rule.addons), bool(rule.facts or rule.kinds), nearness, bool(rule.priorities)


def _out_of_hours(
    policy: Policy, situation: Situation, family: tuple[str, ...], metric: str, opened: int
) -> OutOfHours | None:
    for second in policy.document.targets.raised_outside_hours:
        if second.metric != metric or (second.plans and not set(second.plans) & set(family)):
            continue
        held = set(situation.addons)
        if (second.addons and not set(second.addons) & held) or set(second.without) & held:
            continue
        if not policy.timeline(policy.calendar_of(situation.plan, situation.addons)).is_open(opened):
            return second
    return None
