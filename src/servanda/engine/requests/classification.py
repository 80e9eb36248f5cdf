"""Facts → priority: by matrix, by first matching rule, by criteria, as stated, or left to the agent within a set."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from servanda.engine.policy.classify import Classification, ClassifyRule
from servanda.engine.policy.policy import Policy

_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Classified:
    """A priority and how it came about.

    `way` is one of: not classified, matrix, rule, otherwise, stated, chosen, open, choice refused. `allowed` is the set
    that the policy leaves to the agent, `path` and `clauses` name the cell or rule that decided.
    """

    priority: str | None
    way: str
    facts: Mapping[str, str]
    path: str = "classify"
    clauses: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    choice: str | None = None
    reason: str | None = None

    @property
    def decided(self) -> bool:
        """Whether targets can be read: a priority is known, or this plan has none."""
        return self.priority is not None or self.way == "not classified"


def complete(policy: Policy, facts: Mapping[str, str]) -> dict[str, str]:
    """All facts of the policy: those given, and the mildest value for every other."""
    return {name: facts.get(name, fact.mildest) for name, fact in policy.document.classify.facts.items()}


def holds(conditions: Mapping[str, Collection[str]], facts: Mapping[str, str]) -> bool:
    """Whether every condition is satisfied."""
    return all(facts.get(name, "") in values for name, values in conditions.items())


def classify(
    policy: Policy, *, plan: str, facts: Mapping[str, str], choice: str | None = None, reason: str | None = None
) -> Classified:
    """The priority of a request with these facts under a plan. `choice` and `reason` are the agent's."""
    section = policy.document.classify
    known = complete(policy, facts)
    if section.plans and plan not in section.plans:
        return Classified(None, "not classified", known, "classify/plans", section.cited)
    if section.matrix:
        return _by_matrix(section, known)
    if section.stated:
        return _as_stated(section, known, choice)
    return _by_rules(section, known, choice, reason)


def _by_matrix(section: Classification, facts: Mapping[str, str]) -> Classified:
    matrix = section.matrix
    assert matrix is not None  # noqa: S101 - the caller looked
    row, column = facts[matrix.rows], facts[matrix.columns]
    priority = matrix.cells.get(row, {}).get(column)
    path = f"classify/matrix/cells/{row}/{column}"
    if priority is None:
        return Classified(None, "open", facts, path, matrix.cited, tuple(section.levels))
    return Classified(priority, "matrix", facts, path, matrix.cited)


def _as_stated(section: Classification, facts: Mapping[str, str], choice: str | None) -> Classified:
    fact = section.stated or ""
    priority = choice if choice in section.levels else facts[fact]
    level = section.levels.get(priority)
    path = f"classify/levels/{priority}"
    return Classified(priority, "stated", facts, path, (*section.cited, *(level.cited if level else ())))


def _by_rules(section: Classification, facts: Mapping[str, str], choice: str | None, reason: str | None) -> Classified:
    for number, rule in enumerate(section.rules, 1):
        if _matches(rule, facts):
            return _decide(rule, f"classify/rules/{number}", "rule", facts, choice, reason)
    if section.otherwise:
        return _decide(section.otherwise, "classify/otherwise", "otherwise", facts, choice, reason)
    everything = ClassifyRule(agent_chooses=tuple(section.levels), clauses=section.cited)
    return _decide(everything, "classify/rules", "otherwise", facts, choice, reason)


def _matches(rule: ClassifyRule, facts: Mapping[str, str]) -> bool:
    return holds(rule.when, facts) and (not rule.any_of or any(holds(some, facts) for some in rule.any_of))


def _decide(
    rule: ClassifyRule, path: str, way: str, facts: Mapping[str, str], choice: str | None, reason: str | None
) -> Classified:
    if rule.priority:
        return Classified(rule.priority, way, facts, path, rule.cited)
    allowed = tuple(rule.agent_chooses)
    if choice is None:
        return Classified(None, "open", facts, path, rule.cited, allowed)
    if choice not in allowed or not (reason or "").strip():
        return Classified(None, "choice refused", facts, path, rule.cited, allowed, choice, reason)
    return Classified(choice, "chosen", facts, path, rule.cited, allowed, choice, reason)


def same_reason(given: str | None, *known: str) -> bool:
    """Whether a reason is one of the known wordings; case, spaces and punctuation do not matter."""
    return bool(given) and _folded(given or "") in {_folded(wording) for wording in known}


@lru_cache(maxsize=1024)
def _folded(words: str) -> str:
    return _WORD.sub(" ", words).strip().casefold()
