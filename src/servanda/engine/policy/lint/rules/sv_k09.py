"""Discretion without a limit.

An agent may choose, and neither a reason nor a set of choices is laid down: the target becomes whatever is convenient.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.classify import ClassifyRule
from servanda.engine.policy.clocks import Reclassify
from servanda.engine.policy.lint.cases import METRIC_NAMES, METRICS, priorities_of, rule_of
from servanda.engine.policy.lint.combinations import rules
from servanda.engine.policy.lint.offers import supported
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each rule that leaves a choice without reasons, or without a set of choices.

    Rules that the source does not have are left to SV-K05, which finds what it leaves open.
    """
    for number, reclassify in enumerate(policy.document.reclassify, 1):
        if "rule" not in reclassify.assumed and not (reclassify.reasons and reclassify.to):
            yield _reclassify(policy, lint, f"reclassify/{number}", reclassify)
    for path, rule in rules(policy).items():
        if rule.agent_chooses and not (rule.criteria or rule.ruling or rule.assumed):
            yield _choice(policy, lint, path, rule)


def _reclassify(policy: Policy, lint: Lint, path: str, rule: Reclassify) -> Finding:
    missing = [] if rule.reasons else [Text("which reasons count", "quelles raisons valent")]
    missing += [] if rule.to else [Text("how far the priority may move", "jusqu’où la priorité peut changer")]
    levels = list(policy.document.classify.levels)
    words = {
        "missing": Text(names(one.en for one in missing).en, names(one.fr for one in missing).fr),
        "stakes": _stakes(policy, (levels[0], levels[-1])),
    }
    message = fill(
        "The priority may be changed, and it is not said {missing}.",
        "La priorité peut être changée, et l’on ne dit pas {missing}.",
        **words,
    )
    example = fill("One change can turn {stakes}.", "Un seul changement peut faire passer {stakes}.", **words)
    fix = Text(
        "List the 'reasons', and in 'to' the priorities that the change may lead to.",
        "Énumérez les raisons dans « reasons », et dans « to » les priorités où le changement peut mener.",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=rule.text.en)


def _choice(policy: Policy, lint: Lint, path: str, rule: ClassifyRule) -> Finding:
    chosen = (rule.agent_chooses[0], rule.agent_chooses[-1])
    words = {"levels": names(rule.agent_chooses), "stakes": _stakes(policy, chosen)}
    message = fill(
        "The agent may choose among {levels}, and no reason is laid down.",
        "L’agent peut choisir entre {levels}, et aucune raison n’est fixée.",
        **words,
    )
    example = fill("The choice turns {stakes}.", "Le choix fait passer {stakes}.", **words)
    fix = Text(
        "Publish by what the agent chooses ('criteria'), and keep the set of choices small.",
        "Publiez selon quoi l’agent choisit (« criteria ») et gardez peu de choix.",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=rule.text.en)


def _stakes(policy: Policy, levels: tuple[str, str]) -> Text:
    """What a change of priority is worth: the promise at either end, for the metric that moves most."""
    offer = (next((plan for plan in supported(policy) if priorities_of(policy, plan) != (None,)), ""), ())
    for metric in reversed(METRICS):
        one, other = (rule_of(policy, offer, level, metric) for level in levels) if offer[0] else (None, None)
        if one and other and one.promise != other.promise:
            words = {
                "metric": METRIC_NAMES[metric],
                "one": policy.in_words(one.promise),
                "other": policy.in_words(other.promise),
                "first": levels[0],
                "last": levels[1],
            }
            return fill(
                "a {metric} of {one} ({first}) into one of {other} ({last})",
                "la {metric} de {one} ({first}) à {other} ({last})",
                **words,
            )
    return Text(f"{levels[0]} into {levels[1]}", f"de {levels[0]} à {levels[1]}")


RULE = Rule("SV-K09", Severity.WARNING, Text("Discretion without a limit", "Discrétion sans limite"), check)
