"""A promise for every hour of the week, and nobody who could be reached at night.

The first outage on a Saturday shows that the promise was a sentence: no roster, no channel, no number to call.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import METRIC_NAMES, ordinary_wednesday
from servanda.engine.policy.lint.duty import on_duty, round_the_clock, runs_by_the_clock
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.policy.promise import Span
from servanda.engine.requests.clock import hours_of, span_deadline
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for the policy, with every promise that holds at night and has nobody behind it."""
    found = [
        rule
        for rule in policy.targets
        if runs_by_the_clock(rule.promise) and round_the_clock(policy, lint, rule) and not on_duty(policy, rule)
    ]
    if found:
        yield _finding(policy, lint, found)


def _finding(policy: Policy, lint: Lint, found: list[TargetRule]) -> Finding:
    rule = found[0]
    saturday = ordinary_wednesday(lint.year) + timedelta(days=3)
    opened = at_local(saturday, policy.zone, 3)
    span = next(span for span in rule.promise.spans if span.measure == "clock")
    words = {
        "promises": names(dict.fromkeys(_name(one) for one in found)),
        "metric": METRIC_NAMES[rule.metric],
        "promise": policy.in_words(rule.promise),
        "opened": when(opened, policy.zone),
        "due": when(_due(policy, span, opened), policy.zone),
    }
    message = fill(
        "A promise for every hour without a duty roster or a channel that is staffed: {promises}.",
        "Un engagement de toute heure, sans tour de garde ni canal assuré : {promises}.",
        **words,
    )
    example = fill(
        "Raised {opened}: {metric} due {due} ({promise}), and nobody can be reached.",
        "Demande du {opened} : {metric} due {due} ({promise}), et personne n’est joignable.",
        **words,
    )
    fix = Text(
        "Add a ladder in clock time whose contact has a number or an address, or a channel with a calendar that never "
        "closes.",
        "Ajoutez une échelle en temps d’horloge dont le contact a un numéro ou une adresse, ou un canal dont le "
        "calendrier ne ferme jamais.",
    )
    return lint.find(RULE, rule.id, message, example=example, fix=fix, wording=str(rule.promise))


def _due(policy: Policy, span: Span, opened: int) -> int:
    plan = next(iter(policy.document.plans))
    return span_deadline(span, hours_of(policy, span, plan=plan, addons=()), opened).due


def _name(rule: TargetRule) -> str:
    return " ".join((*rule.priorities, *rule.plans, *rule.addons, *rule.kinds)) or rule.metric


RULE = Rule(
    "SV-F02",
    Severity.WARNING,
    Text("Promise for every hour, nobody on duty", "Engagement de toute heure, sans garde"),
    check,
)
