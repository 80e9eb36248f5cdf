"""A dearer plan that is slower.

The client who pays more waits longer: a cell was mistyped, or the columns were swapped, and it comes out when the
best client reads the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import (
    METRIC_NAMES,
    Answer,
    answers,
    due_in_words,
    priorities_of,
    support,
    telling_starts,
)
from servanda.engine.policy.lint.offers import supported
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each promise of a dearer plan that falls due later than a cheaper plan's."""
    seen: set[str] = set()
    for cheap, dear in combinations(supported(policy), 2):
        for cheaper, dearer, metric in _slower(policy, lint, cheap, dear):
            if dearer.rule.id not in seen and dearer.rule.id != cheaper.rule.id:
                seen.add(dearer.rule.id)
                yield _finding(policy, lint, cheaper, dearer, metric)


def _slower(policy: Policy, lint: Lint, cheap: str, dear: str) -> Iterator[tuple[Answer, Answer, str]]:
    starts = telling_starts(lint, support(policy, (cheap, ())))
    priorities = set(priorities_of(policy, cheap)) | set(priorities_of(policy, dear))
    for priority in sorted(priorities, key=str):
        for opened in starts:
            cheaper = answers(policy, (cheap, ()), priority, opened)
            dearer = answers(policy, (dear, ()), priority, opened)
            for metric in cheaper.keys() & dearer.keys():
                if dearer[metric].due > cheaper[metric].due:
                    yield cheaper[metric], dearer[metric], metric


def _finding(policy: Policy, lint: Lint, cheaper: Answer, dearer: Answer, metric: str) -> Finding:
    words = {
        "metric": METRIC_NAMES[metric],
        "priority": f"{dearer.priority} " if dearer.priority else "",
        "cheap": cheaper.offer[0],
        "dear": dearer.offer[0],
        "slow": policy.in_words(dearer.promise),
        "fast": policy.in_words(cheaper.promise),
        "opened": when(dearer.opened, policy.zone),
        "late": due_in_words(policy, dearer),
        "early": due_in_words(policy, cheaper),
    }
    message = fill(
        "{priority}{metric}: {dear} costs more than {cheap} and is slower ({slow}, not {fast}).",
        "{priority}{metric} : {dear} coûte plus cher que {cheap} et se fait attendre ({slow} au lieu de {fast}).",
        **words,
    )
    example = fill(
        "Raised {opened}: the {dear} client gets it by {late}, the {cheap} client by {early}.",
        "Demande du {opened} : le client {dear} est servi au plus tard {late}, le client {cheap} {early}.",
        **words,
    )
    fix = fill(
        "Give {dear} at most {fast}, or {cheap} at least {slow}; correct whichever was mistyped.",
        "Donnez à {dear} au plus {fast}, ou à {cheap} au moins {slow} ; corrigez la valeur fautive.",
        **words,
    )
    return lint.find(RULE, dearer.rule.id, message, example=example, fix=fix, wording=str(dearer.promise))


RULE = Rule("SV-T02", Severity.ERROR, Text("Dearer plan slower", "Forfait plus cher et plus lent"), check)
