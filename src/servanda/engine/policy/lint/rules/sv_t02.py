"""A dearer plan that is slower.

The client who pays more waits longer: a cell was mistyped, or the columns were swapped, and it comes out when the
best client reads the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

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
    """One finding for each promise that falls due later than that of the next cheaper plan which makes it."""
    seen: set[str] = set()
    for cheaper, dearer, metric in _slower(policy, lint):
        if dearer.rule.id not in seen and dearer.rule.id != cheaper.rule.id:
            seen.add(dearer.rule.id)
            yield _finding(policy, lint, cheaper, dearer, metric)


def _slower(policy: Policy, lint: Lint) -> Iterator[tuple[Answer, Answer, str]]:
    plans = supported(policy)
    priorities = dict.fromkeys(priority for plan in plans for priority in priorities_of(policy, plan))
    starts = telling_starts(lint, support(policy, (plans[0], ()))) if plans else ()
    for priority, opened in product(priorities, starts):
        before: dict[str, Answer] = {}
        for plan in plans:
            for metric, answer in answers(policy, (plan, ()), priority, opened).items():
                if metric in before and answer.due > before[metric].due:
                    yield before[metric], answer, metric
                before[metric] = answer


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
