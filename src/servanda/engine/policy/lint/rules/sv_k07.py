"""A rule that can never decide, because those before it take every case that it fits.

Somebody wrote it for a purpose; the purpose is lost without a trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.combinations import Facts, combinations, fits, in_words, outcome, rules
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each shadowed rule, with the rule that shadows it on an example."""
    every = list(combinations(policy)) if policy.document.classify.rules else []
    found = {path: rule for path, rule in rules(policy).items() if path != "classify/otherwise"}
    deciders = [next((path for path, rule in found.items() if fits(rule, one)), "") for one in every]
    for path, rule in found.items():
        if path in deciders:
            continue
        taken = [(one, by) for one, by in zip(every, deciders, strict=True) if fits(rule, one)]
        yield _finding(policy, lint, path, taken)


def _finding(policy: Policy, lint: Lint, path: str, taken: Sequence[tuple[Facts, str]]) -> Finding:
    found = rules(policy)
    words = {"number": path.rpartition("/")[2], "gives": outcome(found[path])}
    message = fill(
        "Rule {number} ({gives}) never decides: every case that it fits is taken before it, or is impossible.",
        "La règle {number} ({gives}) ne décide jamais : chaque cas est pris avant elle, ou impossible.",
        **words,
    )
    example = Text("No possible combination of answers fits it.", "Aucune combinaison possible ne lui convient.")
    if taken:
        case, by = taken[0]
        example = fill(
            "{case}: decided by rule {by} as {other}.",
            "{case} — la règle {by} décide : {other}.",
            case=in_words(policy, case),
            by=by.rpartition("/")[2],
            other=outcome(found[by]),
        )
    fix = fill(
        "Move rule {number} up, narrow the one before it, or delete it.",
        "Montez la règle {number}, restreignez celle qui la précède, ou supprimez-la.",
        **words,
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=found[path].text.en)


RULE = Rule("SV-K07", Severity.WARNING, Text("Shadowed rule", "Règle masquée"), check)
