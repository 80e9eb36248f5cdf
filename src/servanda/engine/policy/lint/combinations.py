"""Every combination of answers to the questions of a classification, and what decides each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from servanda.engine.policy.classify import ClassifyRule, Fact
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.classification import holds
from servanda.engine.text import Text

MOST = 20_000
"""How many combinations are looked at; real policies have a few hundred."""

Facts = Mapping[str, str]


def combinations(policy: Policy) -> Iterator[dict[str, str]]:
    """The possible combinations of the facts that the rules ask about, each fact from its gravest value on."""
    section = policy.document.classify
    asked = {name for rule in rules(policy).values() for name in _asked(rule)}
    facts = {name: fact for name, fact in section.facts.items() if name in asked}
    every = product(*(fact.values for fact in facts.values()))
    for values in islice(every, MOST):
        combination = dict(zip(facts, values, strict=True))
        contradicts = any(holds(impossible, combination) for impossible in section.impossible)
        if not contradicts and _consistent(facts, combination):
            yield combination


def _asked(rule: ClassifyRule) -> set[str]:
    return set(rule.when) | {name for conditions in rule.any_of for name in conditions}


def _consistent(facts: Mapping[str, Fact], combination: Facts) -> bool:
    """A question that is not asked has its mildest answer."""
    return all(
        not fact.when or holds(fact.when, combination) or combination[name] == fact.mildest
        for name, fact in facts.items()
    )


def rules(policy: Policy) -> dict[str, ClassifyRule]:
    """The rules by their paths, the one for everything else last."""
    section = policy.document.classify
    found = {f"classify/rules/{number}": rule for number, rule in enumerate(section.rules, 1)}
    if section.otherwise:
        found["classify/otherwise"] = section.otherwise
    return found


def fitting(policy: Policy, combination: Facts) -> list[str]:
    """The paths of all rules that fit, in order; `otherwise` only where no other does."""
    found = [path for path, rule in rules(policy).items() if path != "classify/otherwise" and fits(rule, combination)]
    return found or [path for path in rules(policy) if path == "classify/otherwise"]


def fits(rule: ClassifyRule, combination: Facts) -> bool:
    """Whether a rule's conditions hold."""
    return holds(rule.when, combination) and (
        not rule.any_of or any(holds(conditions, combination) for conditions in rule.any_of)
    )


def outcome(rule: ClassifyRule) -> str:
    """What a rule gives, in one word."""
    return rule.priority or " / ".join(rule.agent_chooses)


def in_words(policy: Policy, combination: Facts) -> Text:
    """A combination as people would tell it: the names of its answers, the mildest left out."""
    facts = policy.document.classify.facts
    told = {name: value for name, value in combination.items() if value != facts[name].mildest} or combination
    shown = [_answer(facts[name], name, value) for name, value in told.items()]
    return Text(", ".join(one.en for one in shown), ", ".join(one.fr for one in shown))


def _answer(fact: Fact, name: str, value: str) -> Text:
    question, answer = fact.name or Text(name, name), fact.values[value].name or Text(value, value)
    return Text(f"{question.en}: {answer.en}", f"{question.fr} : {answer.fr}")
