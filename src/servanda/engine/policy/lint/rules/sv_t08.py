"""One fact that is stated twice.

Equal statements drift apart when one of them is edited; different ones have done so already, and the client chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import METRIC_NAMES
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.text import Text

_WORDING = re.compile(r"\s*;\s*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """An error where two statements differ, a note where they agree."""
    first: dict[object, TargetRule] = {}
    for rule in policy.targets:
        scope = _scope(rule)
        if scope in first:
            yield _twice(policy, lint, first[scope], rule)
        else:
            first[scope] = rule
        if _repeated(lint.sources.get(rule.id, ""), rule):
            yield _repeats(policy, lint, rule)


def _scope(rule: TargetRule) -> object:
    """What a promise is about: two with the same answer speak of the same requests."""
    conditions = [tuple(sorted((name, tuple(values)) for name, values in rule.facts.items())) for _ in (0,)]
    words = (rule.plans, rule.addons, rule.priorities, rule.kinds)
    return rule.metric, tuple(tuple(sorted(word)) for word in words), *conditions


def _repeated(source: str, rule: TargetRule) -> bool:
    """Whether the kept wording is two sentences from two clauses with the same numbers."""
    parts = [part for part in _WORDING.split(source) if part]
    numbers = [tuple(_NUMBER.findall(part)) for part in parts]
    return len(parts) > 1 and len(rule.clauses) > 1 and bool(numbers[0]) and len(set(numbers)) == 1


def _twice(policy: Policy, lint: Lint, one: TargetRule, other: TargetRule) -> Finding:
    same = one.promise == other.promise
    words = {
        "metric": METRIC_NAMES[one.metric],
        "one": policy.in_words(one.promise),
        "other": policy.in_words(other.promise),
        "line": lint.policy.place(one.id).line,
        "again": lint.policy.place(other.id).line,
    }
    message = fill(
        "The {metric} is stated twice, equally (lines {line} and {again})."
        if same
        else "The {metric} is stated twice, differently: {one} (line {line}) and {other} (line {again}).",
        "La {metric} est énoncée deux fois, à l’identique (lignes {line} et {again})."
        if same
        else "La {metric} est énoncée deux fois, différemment : {one} (ligne {line}) et {other} (ligne {again}).",
        **words,
    )
    example = fill(
        "The same request has {one} by line {line} and {other} by line {again}.",
        "La même demande a {one} selon la ligne {line} et {other} selon la ligne {again}.",
        **words,
    )
    severity = Severity.INFO if same else Severity.ERROR
    return lint.find(RULE, other.id, message, example=example, fix=_FIX, wording=str(other.promise), severity=severity)


def _repeats(policy: Policy, lint: Lint, rule: TargetRule) -> Finding:
    words = {
        "metric": METRIC_NAMES[rule.metric],
        "cell": " ".join((*rule.priorities, *rule.plans, *rule.addons)),
        "promise": policy.in_words(rule.promise),
        "clauses": names(rule.clauses),
        "first": rule.clauses[0],
        "second": rule.clauses[1],
    }
    message = fill(
        "{cell}: the {metric} is stated twice, equally ({clauses}).",
        "{cell} : la {metric} est énoncée deux fois, à l’identique ({clauses}).",
        **words,
    )
    example = fill(
        "{promise} stands in {first} and again in {second}; a change of one leaves two answers.",
        "{promise} figure en {first} et de nouveau en {second} ; modifier l’un laisse deux réponses.",
        **words,
    )
    return lint.find(
        RULE, rule.id, message, example=example, fix=_FIX, wording=lint.sources[rule.id], severity=Severity.INFO
    )


_FIX = Text("Keep one statement and refer to it.", "Gardez un seul énoncé et renvoyez-y.")

RULE = Rule("SV-T08", Severity.ERROR, Text("The same fact twice", "Le même fait deux fois"), check)
