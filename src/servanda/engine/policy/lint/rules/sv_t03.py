"""A less urgent priority that is faster.

Requests of the lower priority are due first, so that a queue sorted by deadline serves the small trouble before the
great one, and a client learns to understate.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
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
from servanda.engine.policy.lint.offers import Offer, offer_name, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each promise that is shorter than that of a more urgent priority."""
    seen: set[str] = set()
    for offer in offers(policy):
        for metric in METRICS:
            for fast, slower in _faster(policy, lint, offer, metric):
                if fast.rule.id not in seen:
                    seen.add(fast.rule.id)
                    yield _finding(policy, lint, metric, fast, slower)


def _faster(policy: Policy, lint: Lint, offer: Offer, metric: str) -> Iterator[tuple[Answer, list[Answer]]]:
    for opened in telling_starts(lint, support(policy, offer)):
        above: list[Answer] = []
        for priority in priorities_of(policy, offer[0]):
            mine = answers(policy, offer, priority, opened).get(metric)
            if mine is None:
                continue
            slower = [other for other in above if other.due > mine.due]
            if slower:
                yield mine, slower
            above.append(mine)


def _finding(policy: Policy, lint: Lint, metric: str, fast: Answer, slower: list[Answer]) -> Finding:
    worst = slower[0]
    words = {
        "metric": METRIC_NAMES[metric],
        "offer": offer_name(fast.offer),
        "fast": fast.priority,
        "above": names(str(other.priority) for other in slower),
        "all": names(str(other.priority) for other in (*slower, fast)),
        "worst": worst.priority,
        "short": policy.in_words(fast.promise),
        "opened": when(fast.opened, policy.zone),
        "early": due_in_words(policy, fast),
        "late": due_in_words(policy, worst),
    }
    message = fill(
        "{offer}, {metric}: {fast} is due before {above}, which are more urgent ({short})."
        if len(slower) > 1
        else "{offer}, {metric}: {fast} is due before {above}, which is more urgent ({short}).",
        "{offer}, {metric} : {fast} passe avant {above}, qui presse davantage ({short}).",
        **words,
    )
    example = fill(
        "Both raised {opened}: {fast} is due {early}, {worst} only {late}.",
        "Demandes du {opened} : {fast} est due {early}, {worst} seulement {late}.",
        **words,
    )
    fix = fill(
        "Bring {all} into order: a less urgent priority takes at least as long.",
        "Remettez {all} en ordre : une priorité moins urgente dure au moins aussi longtemps.",
        **words,
    )
    return lint.find(RULE, fast.rule.id, message, example=example, fix=fix, wording=str(fast.promise))


RULE = Rule("SV-T03", Severity.ERROR, Text("Less urgent, yet faster", "Moins urgent et pourtant plus rapide"), check)
