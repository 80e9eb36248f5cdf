"""A case that no rule covers.

It has no priority, or one that somebody had to assume; the client who has it learns that the table was not made for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.combinations import combinations, fitting, in_words, outcome, rules
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for cases without any rule, and one for each rule that was added where the source has none."""
    found = rules(policy)
    if not policy.document.classify.rules:
        return
    every = list(combinations(policy))
    holes: dict[str, list[dict[str, str]]] = {}
    for one in every:
        deciding = next(iter(fitting(policy, one)), "")
        if not deciding or found[deciding].ruling or found[deciding].assumed:
            holes.setdefault(deciding, []).append(one)
    for path, cases in holes.items():
        yield _finding(policy, lint, path, cases, len(every))


def _finding(policy: Policy, lint: Lint, path: str, cases: list[dict[str, str]], count: int) -> Finding:
    taken = rules(policy).get(path)
    words = {
        "holes": len(cases),
        "count": count,
        "case": in_words(policy, cases[0]),
        "taken": outcome(taken) if taken else "",
    }
    message = fill(
        "No rule of the source covers {holes} of {count} cases."
        if taken
        else "No rule covers {holes} of {count} cases, and there is no 'otherwise'.",
        "Aucune règle de la source ne couvre {holes} cas sur {count}."
        if taken
        else "Aucune règle ne couvre {holes} cas sur {count}, et il n’y a pas d’« otherwise ».",
        **words,
    )
    example = fill(
        "{case}: no level in the source; {taken} is assumed." if taken else "{case}: no level.",
        "{case} — aucun niveau dans la source ; {taken} est supposé." if taken else "{case} — aucun niveau.",
        **words,
    )
    fix = Text(
        "Add a rule for these cases, or publish what holds otherwise.",
        "Ajoutez une règle pour ces cas, ou publiez ce qui vaut autrement.",
    )
    wording = taken.text.en if taken else ""
    return lint.find(RULE, path or "classify/rules", message, example=example, fix=fix, wording=wording)


RULE = Rule("SV-K05", Severity.ERROR, Text("Uncovered case", "Cas non couvert"), check)
