"""A priority that no request can have.

Its targets look like a promise, and none of the answers of the form leads there.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.combinations import combinations, fitting, rules
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each level that no combination of facts and no agent can reach."""
    reached = _reached(policy)
    for level in policy.document.classify.levels:
        if level not in reached:
            yield _finding(policy, lint, level)


def _reached(policy: Policy) -> set[str]:
    section = policy.document.classify
    if section.matrix:
        return {priority for row in section.matrix.cells.values() for priority in row.values()}
    if section.stated:
        return set(section.facts[section.stated].values)
    found = rules(policy)
    deciding = {paths[0] for one in combinations(policy) if (paths := fitting(policy, one))}
    return {level for path in deciding for level in (found[path].priority, *found[path].agent_chooses) if level}


def _finding(policy: Policy, lint: Lint, level: str) -> Finding:
    count = sum(1 for _ in combinations(policy)) if policy.document.classify.rules else _cells(policy)
    words = {"level": level, "count": count}
    message = fill("No request can be {level}.", "Aucune demande ne peut être {level}.", **words)
    example = fill(
        "All {count} combinations of answers were tried; none gives {level}.",
        "Les {count} combinaisons de réponses ont été essayées ; aucune ne donne {level}.",
        **words,
    )
    fix = fill(
        "Add a rule or a cell that gives {level}, or delete it with its targets.",
        "Ajoutez une règle ou une cellule qui donne {level}, ou supprimez-la avec ses délais.",
        **words,
    )
    return lint.find(RULE, f"classify/levels/{level}", message, example=example, fix=fix, wording=level)


def _cells(policy: Policy) -> int:
    section = policy.document.classify
    if section.matrix:
        return len(section.facts[section.matrix.rows].values) * len(section.facts[section.matrix.columns].values)
    return len(section.facts[section.stated].values) if section.stated else 0


RULE = Rule("SV-K03", Severity.WARNING, Text("Priority out of reach", "Priorité hors d’atteinte"), check)
