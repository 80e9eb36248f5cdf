"""What changed in the way from facts to a priority: both versions are asked about every combination of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from servanda.engine.policy.classify import Fact
from servanda.engine.policy.diff.change import Change, Effect, by_order, combined
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import write_list
from servanda.engine.requests.classification import Classified, classify, holds
from servanda.engine.text import LANGUAGES, Language, Text

MOST = 20_000
"""How many combinations are compared; real policies have a few hundred."""
Outcome = tuple[str, ...]
"""The priority, or the priorities among which the agent chooses."""


def classification_changes(old: Policy, new: Policy) -> Iterator[Change]:
    """A change for every way in which a priority became another, with the number of combinations concerned."""
    plan = _classified_plan(old, new)
    if plan is None:
        return
    total = 0
    groups: dict[tuple[Outcome, Outcome], list[tuple[Classified, Classified]]] = {}
    for facts in _combinations(old, new):
        total += 1
        pair = classify(old, plan=plan, facts=facts), classify(new, plan=plan, facts=facts)
        outcomes = _outcome(pair[0]), _outcome(pair[1])
        if outcomes[0] != outcomes[1]:
            groups.setdefault(outcomes, []).append(pair)
    for outcomes, pairs in groups.items():
        yield _change(old, new, outcomes, pairs, total)


def _classified_plan(old: Policy, new: Policy) -> str | None:
    """The first plan whose requests both versions classify."""
    for plan in new.document.plans:
        sections = old.document.classify, new.document.classify
        if plan in old.document.plans and all(not section.plans or plan in section.plans for section in sections):
            return plan
    return None


def _combinations(old: Policy, new: Policy) -> Iterator[dict[str, str]]:
    """Every possible combination of answers to the questions that decide in either version."""
    deciding = _deciding(old) | _deciding(new)
    facts = {name: fact for name, fact in new.document.classify.facts.items() if name in deciding}
    impossible = new.document.classify.impossible
    for values in islice(product(*(fact.values for fact in facts.values())), MOST):
        combination = dict(zip(facts, values, strict=True))
        if _known(old, combination) and not any(holds(one, combination) for one in impossible):
            yield combination


def _known(policy: Policy, combination: Mapping[str, str]) -> bool:
    """Whether the old version knows these answers; what it does not ask makes no difference to it."""
    facts = policy.document.classify.facts
    return all(name not in facts or value in facts[name].values for name, value in combination.items())


def _deciding(policy: Policy) -> set[str]:
    section = policy.document.classify
    if section.matrix:
        return {section.matrix.rows, section.matrix.columns}
    if section.stated:
        return {section.stated}
    rules = (*section.rules, *((section.otherwise,) if section.otherwise else ()))
    return {name for rule in rules for conditions in (rule.when, *rule.any_of) for name in conditions}


def _outcome(classified: Classified) -> Outcome:
    return (classified.priority,) if classified.priority else classified.allowed


def _change(
    old: Policy,
    new: Policy,
    outcomes: tuple[Outcome, Outcome],
    pairs: list[tuple[Classified, Classified]],
    total: int,
) -> Change:
    first = pairs[0][1]
    before, after = (_words(outcome) for outcome in outcomes)
    shown = [_facts(new, first.facts, language) for language in LANGUAGES]
    return Change(
        section="classify",
        path=first.path,
        says=Text(
            f"Priority {after.en} instead of {before.en} in {len(pairs)} of {total} combinations, for example: {shown[0]}.",
            f"Priorité {after.fr} au lieu de {before.fr} dans {_count(len(pairs))} sur {total}, "
            f"par exemple : {shown[1]}.",
        ),
        effect=_effect(new, outcomes),
        before=before,
        after=after,
        clauses=tuple(dict.fromkeys(clause for pair in pairs for one in pair for clause in one.clauses)),
        place=new.place(first.path),
    )


def _count(number: int) -> str:
    return f"{number} combinaison{'s' if number > 1 else ''}"


def _words(outcome: Outcome) -> Text:
    if not outcome:
        return Text("none", "aucune")
    if len(outcome) == 1:
        return Text(outcome[0], outcome[0])
    return Text(" or ".join(outcome), " ou ".join(outcome))


def _facts(policy: Policy, facts: Mapping[str, str], language: Language) -> str:
    known = policy.document.classify.facts
    deciding = _deciding(policy)
    return write_list((_fact(known[name], name, facts[name], language) for name in known if name in deciding), language)


def _fact(fact: Fact, name: str, value: str, language: Language) -> str:
    label = fact.name.of(language) or name
    return f"{label} = {fact.values[value].name.of(language) or value}"


def _effect(policy: Policy, outcomes: tuple[Outcome, Outcome]) -> Effect:
    """More urgent is better: the first of the levels is the most urgent. A choice can be both."""
    order = list(policy.document.classify.levels)
    before, after = ([order.index(name) for name in outcome if name in order] for outcome in outcomes)
    if not before or not after:
        return "neutral"
    return combined((by_order(min(before), min(after)), by_order(max(before), max(after))))
