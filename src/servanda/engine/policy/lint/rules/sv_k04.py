"""Classes without targets of their own, or targets for requests that are never classified.

The form asks how critical the request is, and the answer changes nothing that was promised.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import (
    METRIC_NAMES,
    answers,
    due_in_words,
    priorities_of,
    support,
    telling_starts,
)
from servanda.engine.policy.lint.offers import supported
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for all levels without a target, and one for targets of plans that have no levels."""
    levels = policy.document.classify.levels
    owned = {priority for rule in policy.targets for priority in rule.priorities}
    bare = [level for level in levels if level not in owned]
    if bare and policy.targets and not policy.document.targets.same_for_all:
        yield _without_targets(policy, lint, bare)
    orphans = [rule for rule in policy.targets if rule.priorities and _never_classified(policy, rule)]
    if orphans:
        yield _without_class(policy, lint, orphans)


def _never_classified(policy: Policy, rule: TargetRule) -> bool:
    """Whether a target for some priority is only held by plans whose requests have none."""
    classified = policy.document.classify.plans
    if not classified or not rule.plans:
        return False
    inheriting = [plan for plan in policy.document.plans if set(policy.plan_family(plan)) & set(rule.plans)]
    return not set(inheriting) & set(classified)


def _without_targets(policy: Policy, lint: Lint, bare: list[str]) -> Finding:
    plan = next((plan for plan in reversed(supported(policy)) if priorities_of(policy, plan) != (None,)), None)
    offer = (plan or next(reversed(policy.document.plans)), ())
    opened = telling_starts(lint, support(policy, offer))[0]
    dues = {level: answers(policy, offer, level, opened) for level in bare}
    metric = next((metric for found in dues.values() for metric in found), "response")
    words = {
        "levels": names(bare),
        "first": bare[0],
        "last": bare[-1],
        "metric": METRIC_NAMES[metric],
        "opened": when(opened, policy.zone),
        "due": due_in_words(policy, dues[bare[0]][metric]) if metric in dues[bare[0]] else Text("–", "–"),
        "other": due_in_words(policy, dues[bare[-1]][metric]) if metric in dues[bare[-1]] else Text("–", "–"),
    }
    message = fill(
        "{levels}: no target of their own; the class changes nothing."
        if len(bare) > 1
        else "{levels} has no target of its own.",
        "{levels} : aucun délai propre ; la classe ne change rien.",
        **words,
    )
    example = fill(
        "Raised {opened}: {first}, {metric} due {due}; {last}, due {other}.",
        "Demande du {opened} : {first}, {metric} due {due} ; {last}, due {other}.",
        **words,
    )
    fix = Text(
        "Give each level its target, or publish that it is the same for all: 'same_for_all: yes' under targets.",
        "Donnez à chaque niveau son délai, ou publiez qu’il est le même pour tous : « same_for_all: yes » sous targets.",
    )
    return lint.find(RULE, f"classify/levels/{bare[0]}", message, example=example, fix=fix, wording=", ".join(bare))


def _without_class(policy: Policy, lint: Lint, orphans: list[TargetRule]) -> Finding:
    rule = orphans[0]
    words = {
        "cells": names(" ".join((*one.priorities, *one.plans)) for one in orphans),
        "plan": rule.plans[0],
        "promise": policy.in_words(rule.promise),
        "priority": rule.priorities[0],
    }
    message = fill(
        "Targets by priority for requests that are never classified: {cells}.",
        "Délais par priorité pour des demandes jamais classées : {cells}.",
        **words,
    )
    example = fill(
        "A request under {plan} has no priority, so that {promise} for {priority} is never promised to anybody.",
        "Une demande avec {plan} n’a pas de priorité : {promise} pour {priority} n’est donc promis à personne.",
        **words,
    )
    fix = fill(
        "Add {plan} to 'plans' of the classification, or give it one target in the row 'any'.",
        "Ajoutez {plan} à « plans » de la classification, ou donnez-lui un délai dans la ligne « any ».",
        **words,
    )
    return lint.find(RULE, rule.id, message, example=example, fix=fix, wording=str(rule.promise))


RULE = Rule("SV-K04", Severity.ERROR, Text("Class without targets", "Classe sans délai"), check)
