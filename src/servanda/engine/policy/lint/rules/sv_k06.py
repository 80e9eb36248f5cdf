"""Two rules, or two answers, that fit the same case, and no word on which of them counts.

Each agent takes another one; the client quotes the better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.classify import Fact
from servanda.engine.policy.lint.combinations import combinations, fitting, in_words, outcome, rules
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import stands
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_ABSENT = re.compile(r"\bno (\w{5,})", re.IGNORECASE)
_ALTERNATIVE = re.compile(r",? or ", re.IGNORECASE)


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for rules that overlap without a hit policy, one for each question whose answers do."""
    if policy.document.classify.rules and not _stated(policy):
        yield from _rules(policy, lint)
    for name, fact in policy.document.classify.facts.items():
        yield from _answers(lint, name, fact)


def _stated(policy: Policy) -> bool:
    """Whether the policy says which rule counts, and does not say that this was only assumed."""
    return stands(policy, "classify/hit_policy") and "hit_policy" not in policy.document.classify.assumed


def _rules(policy: Policy, lint: Lint) -> Iterator[Finding]:
    found = rules(policy)
    overlaps: dict[tuple[str, str], dict[str, str]] = {}
    for one in combinations(policy):
        paths = fitting(policy, one)
        for path in paths[1:]:
            if outcome(found[path]) != outcome(found[paths[0]]):
                overlaps[paths[0], path] = one
    if not overlaps:
        return
    (first, second), case = next(iter(overlaps.items()))
    words = {
        "count": len(overlaps),
        "first": outcome(found[first]),
        "second": outcome(found[second]),
        "one": first.rpartition("/")[2],
        "other": second.rpartition("/")[2],
        "case": in_words(policy, case),
    }
    message = fill(
        "Rules {one} ({first}) and {other} ({second}) fit the same case, and no hit policy is stated.",
        "Les règles {one} ({first}) et {other} ({second}) conviennent au même cas, sans priorité énoncée entre elles.",
        **words,
    )
    example = fill(
        "{case}: {first} by rule {one}, {second} by rule {other}. Pairs of rules that overlap: {count}.",
        "{case} — {first} selon la règle {one}, {second} selon la règle {other}. Paires de règles en conflit : {count}.",
        **words,
    )
    fix = Text(
        "Publish 'the first rule that fits decides' and write 'hit_policy: first match', or exclude the case from one.",
        "Publiez que la première règle qui convient décide et écrivez « hit_policy: first match », ou excluez le cas "
        "de l’une.",
    )
    yield lint.find(RULE, second, message, example=example, fix=fix, wording=found[second].text.en)


def _answers(lint: Lint, name: str, fact: Fact) -> Iterator[Finding]:
    """An answer that demands the absence of something, and a milder one that its presence alone is enough for."""
    values = list(fact.values.items())
    for number, (grave, value) in enumerate(values):
        for absent in _ABSENT.findall(value.text.en):
            for mild, milder in values[number + 1 :]:
                if _enough(milder.text.en, absent):
                    yield _overlap(lint, name, fact, (grave, mild, absent))


def _enough(text: str, thing: str) -> bool:
    parts = _ALTERNATIVE.split(text)
    return len(parts) > 1 and any(thing.lower() in part.lower() and not _ABSENT.search(part) for part in parts)


def _overlap(lint: Lint, name: str, fact: Fact, clash: tuple[str, str, str]) -> Finding:
    grave, mild, thing = clash
    words = {
        "grave": fact.values[grave].name or Text(grave, grave),
        "mild": fact.values[mild].name or Text(mild, mild),
        "thing": thing,
        "text": fact.values[grave].text,
        "milder": fact.values[mild].text,
    }
    message = fill(
        "Two answers fit one case: “{mild}” takes any case with a {thing}, also one that is otherwise “{grave}”.",
        "Deux réponses conviennent au même cas : « {mild} » prend aussi un cas qui est par ailleurs « {grave} ».",
        **words,
    )
    example = fill(
        "As grave as “{grave}” ({text}) but with a {thing}: “{mild}” says “{milder}”.",
        "« {grave} » ({text}) et « {mild} » ({milder}) : un cas peut avoir la gravité du premier et l’issue du second.",
        **words,
    )
    fix = fill(
        "Say which answer counts when a {thing} exists for a grave case.",
        "Dites quelle réponse compte dans un cas grave qui remplit aussi la condition de « {mild} ».",
        **words,
    )
    path = f"classify/facts/{name}/values/{mild}"
    return lint.find(RULE, path, message, example=example, fix=fix, wording=fact.values[mild].text.en)


RULE = Rule("SV-K06", Severity.WARNING, Text("Overlap without hit policy", "Chevauchement non arbitré"), check)
