"""A mean without a period or without a population.

Over a year a bad month vanishes; over a day one hard question breaks the promise. Until both are said, no figure can
be disputed.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import assumed_at
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.text import Text

_SAMPLE = (5, 5, 5, 65)
"""Minutes that four requests waited: two on one day, two on another."""


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each mean whose period or population is missing, or only assumed."""
    for rule in policy.targets:
        if rule.promise.kind != "mean":
            continue
        assumed = assumed_at(policy, rule.id)
        if not rule.promise.over or "period" in assumed or "population" in assumed:
            yield _finding(policy, lint, rule)


def _finding(policy: Policy, lint: Lint, rule: TargetRule) -> Finding:
    day, all_days = sum(_SAMPLE[2:]) // 2, sum(_SAMPLE) // len(_SAMPLE)
    words = {
        "promise": policy.in_words(rule.promise),
        "waits": ", ".join(map(str, _SAMPLE)),
        "day": day,
        "all": all_days,
        "first": _SAMPLE[0],
    }
    message = fill(
        "A mean ({promise}): over what period, and of which requests?",
        "Une moyenne ({promise}) : sur quelle période, et de quelles demandes ?",
        **words,
    )
    example = fill(
        "Four requests on two days wait {waits} minutes: the mean is {all} minutes over both days, but {first} on the "
        "first and {day} on the second.",
        "Quatre demandes en deux jours attendent {waits} minutes : la moyenne est de {all} minutes sur les deux jours, "
        "mais de {first} le premier et de {day} le second.",
        **words,
    )
    fix = Text(
        "Publish both: 'over calendar month', and which requests count (all of this level, by date of creation).",
        "Publiez les deux : « over calendar month », et quelles demandes comptent (toutes celles du niveau, par date "
        "de création).",
    )
    return lint.find(RULE, rule.id, message, example=example, fix=fix, wording=lint.source_at(rule.id))


RULE = Rule(
    "SV-T09", Severity.WARNING, Text("Mean without period or population", "Moyenne sans période ni population"), check
)
