"""A dearer option that promises nothing better.

The client pays for a column of the table that holds what it already had; the sales promise fails on the first request
that somebody compares.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from servanda.engine.policy.lint.offers import offer_name, supported
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

Pair = tuple[Answer, Answer]


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for an add-on whose own column improves nothing somewhere, one for those that only change hours."""
    unchanged: list[tuple[str, Pair]] = []
    for addon in policy.document.addons:
        pairs = [pair for plan in _plans(policy, addon) for pair in _pairs(policy, lint, plan, addon)]
        own = [pair for pair in pairs if addon in pair[1].rule.addons]
        useless = [pair for pair in own if pair[1].due >= pair[0].due]
        if useless:
            yield _column(policy, lint, addon, useless)
        elif pairs and not own and _opens_longer(policy, addon) and all(a.due <= b.due for a, b in pairs):
            unchanged.append((addon, pairs[-1]))
    if unchanged:
        yield _hours(policy, lint, unchanged)


def _plans(policy: Policy, addon: str) -> tuple[str, ...]:
    needs = policy.document.addons[addon].needs
    return tuple(plan for plan in supported(policy) if not needs or plan in needs)


def _opens_longer(policy: Policy, addon: str) -> bool:
    return policy.document.addons[addon].calendar is not None


def _pairs(policy: Policy, lint: Lint, plan: str, addon: str) -> Iterator[Pair]:
    """What a request at opening time is promised without the add-on and with it."""
    opened = telling_starts(lint, support(policy, (plan, ())))[0]
    for priority in reversed(priorities_of(policy, plan)):
        without = answers(policy, (plan, ()), priority, opened)
        having = answers(policy, (plan, (addon,)), priority, opened)
        for metric in sorted(without.keys() & having.keys()):
            yield without[metric], having[metric]


def _column(policy: Policy, lint: Lint, addon: str, useless: list[Pair]) -> Finding:
    without, having = useless[0]
    words = {
        "addon": addon,
        "cells": names(str(pair[1].priority) for pair in useless),
        "promise": policy.in_words(without.promise),
        "metric": METRIC_NAMES[having.rule.metric],
        "plan": without.offer[0],
        "opened": when(having.opened, policy.zone),
        "due": due_in_words(policy, having),
        "before": due_in_words(policy, without),
    }
    message = fill(
        "Add-on {addon} changes nothing for {cells}: {plan} already promises the {metric} in {promise}.",
        "L’option {addon} ne change rien pour {cells} : {plan} promet déjà la {metric} en {promise}.",
        **words,
    )
    example = fill(
        "{cells}, raised {opened}: due {before} without the add-on, {due} with it.",
        "{cells}, demande du {opened} : échéance {before} sans l’option, {due} avec elle.",
        **words,
    )
    fix = Text(
        "Say in the offer that this cell is not improved, or give the add-on a shorter target.",
        "Dites dans l’offre que cette cellule n’est pas améliorée, ou donnez à l’option un délai plus court.",
    )
    return lint.find(RULE, having.rule.id, message, example=example, fix=fix, wording=str(having.promise))


def _hours(policy: Policy, lint: Lint, unchanged: list[tuple[str, Pair]]) -> Finding:
    addon, (without, having) = max(unchanged, key=lambda one: _price(policy, one[0]))
    words = {
        "addons": names(name for name, _ in unchanged),
        "plan": without.offer[0],
        "cell": having.cell,
        "promise": policy.in_words(having.promise),
        "metric": METRIC_NAMES[having.rule.metric],
        "opened": when(having.opened, policy.zone),
        "with": offer_name(having.offer),
        "due": due_in_words(policy, having),
        "before": due_in_words(policy, without),
    }
    message = fill(
        "{addons} cost more and keep the targets of {plan}: only the hours grow, no target gets shorter."
        if len(unchanged) > 1
        else "{addons} costs more and keeps the targets of {plan}: only the hours grow, no target gets shorter.",
        "{addons} : le prix monte, les délais restent ceux de {plan} ; seules les heures s’allongent.",
        **words,
    )
    example = fill(
        "{cell}, raised {opened}: {metric} due {due}; with {plan} alone {before}.",
        "{cell}, demande du {opened} : {metric} due {due} ; avec {plan} seul, {before}.",
        **words,
    )
    fix = Text(
        "Say in the offer that the option extends the hours and not the speed, or shorten its targets.",
        "Dites dans l’offre que l’option étend les heures et non la rapidité, ou raccourcissez ses délais.",
    )
    return lint.find(RULE, f"addons/{addon}", message, example=example, fix=fix, wording=str(having.promise))


def _price(policy: Policy, addon: str) -> tuple[bool, str, object]:
    price = policy.document.prices.get(addon)
    amount = price.amount if price else None
    return amount is not None, price.currency or "" if price else "", amount or 0


RULE = Rule("SV-T04", Severity.WARNING, Text("Dearer option no better", "Option plus chère sans avantage"), check)
