"""A lower priority that shortens the deadline of a request under way.

Lowering the severity should give more time. Where the new target is shorter and counts from the original start, the
request is late at the moment of the change, through nobody's fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR
from servanda.engine.policy.clocks import Reclassify
from servanda.engine.policy.lint.cases import (
    METRIC_NAMES,
    METRICS,
    Answer,
    answers,
    due_in_words,
    priorities_of,
    support,
    telling_starts,
)
from servanda.engine.policy.lint.offers import offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each reclassification rule, with the first pair of priorities that shows it."""
    for number, rule in enumerate(policy.document.reclassify, 1):
        if rule.direction == "up" or rule.targets != "from original start":
            continue
        pair = next(_shorter(policy, lint), None)
        if pair:
            yield _finding(policy, lint, f"reclassify/{number}", rule, *pair)


def _shorter(policy: Policy, lint: Lint) -> Iterator[tuple[Answer, Answer]]:
    for offer in offers(policy):
        opened = telling_starts(lint, support(policy, offer))[0]
        for above, below in combinations(reversed(priorities_of(policy, offer[0])), 2):
            old, new = answers(policy, offer, below, opened), answers(policy, offer, above, opened)
            for metric in METRICS:
                if metric in old and metric in new and new[metric].due < old[metric].due:
                    yield old[metric], new[metric]


def _finding(policy: Policy, lint: Lint, path: str, rule: Reclassify, old: Answer, new: Answer) -> Finding:
    moment = support(policy, old.offer).next_open(new.due + HOUR)
    words = {
        "old": old.priority,
        "new": new.priority,
        "offer": old.cell.removeprefix(f"{old.priority} "),
        "metric": METRIC_NAMES[old.rule.metric],
        "opened": when(old.opened, policy.zone),
        "before": due_in_words(policy, old),
        "after": due_in_words(policy, new),
        "moment": when(min(moment, old.due), policy.zone),
    }
    message = fill(
        "Lowering {old} to {new} on {offer} shortens the {metric}: a request can be late at the moment of the change.",
        "Abaisser {old} à {new} avec {offer} raccourcit la {metric} : une demande peut être en retard dès le changement.",
        **words,
    )
    example = fill(
        "Raised {opened} as {old}, {metric} due {before}; lowered to {new} on {moment}, it was due {after} and is late "
        "at once.",
        "Demande du {opened} en {old}, {metric} due {before} ; abaissée à {new} le {moment}, elle était due {after} et "
        "se trouve aussitôt en retard.",
        **words,
    )
    fix = Text(
        "Write 'targets: keep' or 'targets: restart' in the rule, or bring the targets into order.",
        "Écrivez « targets: keep » ou « targets: restart » dans la règle, ou remettez les délais en ordre.",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=rule.text.en)


RULE = Rule(
    "SV-T10",
    Severity.WARNING,
    Text("Lower priority, earlier deadline", "Priorité abaissée, échéance avancée"),
    check,
)
