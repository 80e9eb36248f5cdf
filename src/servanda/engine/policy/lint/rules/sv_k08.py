"""Criteria side by side, and no word on whether one of them is enough.

"All users are affected. A critical service is affected." is a conjunction to the vendor and an alternative to the
client.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_AND_OR = re.compile(r"\band/or\b|\bet/ou\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-ZÀ-Þ])")
_LINK = re.compile(r"\b(?:and|or|both|either|any of|all of|et|ou|soit)\b", re.IGNORECASE)


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each question, level or rule whose wording leaves it open."""
    kept = [(path, source, True) for path, source in lint.sources.items() if path.startswith("classify/")]
    seen: set[str] = set()
    for path, wording, from_source in (*kept, *((path, text, False) for path, text in _texts(policy))):
        criteria = _criteria(wording, joined=from_source)
        part = path.partition("/values/")[0]
        if criteria and part not in seen:
            seen.add(part)
            yield _finding(policy, lint, path, wording, criteria)


def _texts(policy: Policy) -> Iterator[tuple[str, str]]:
    section = policy.document.classify
    for name, level in section.levels.items():
        yield f"classify/levels/{name}", level.text.en
    for name, fact in section.facts.items():
        for value_name, value in fact.values.items():
            yield f"classify/facts/{name}/values/{value_name}", value.text.en
    for number, rule in enumerate(section.rules, 1):
        yield f"classify/rules/{number}", rule.text.en


def _criteria(wording: str, *, joined: bool) -> tuple[str, str] | None:
    """Two criteria that stand side by side: joined by `and/or`, or as sentences of a kept wording without a link."""
    both = _AND_OR.split(wording)
    if len(both) > 1:
        return _short(both[0]), _short(both[1])
    sentences = [sentence for sentence in _SENTENCES.split(wording.strip()) if sentence]
    if joined and len(sentences) == 2 and not any(_LINK.search(sentence) for sentence in sentences):
        return _short(sentences[0]), _short(sentences[1])
    return None


def _short(words: str) -> str:
    return words.strip(" .;,")


def _finding(policy: Policy, lint: Lint, path: str, wording: str, criteria: tuple[str, str]) -> Finding:
    words = {"name": _name(policy, path), "one": criteria[0], "other": criteria[1]}
    message = fill(
        "{name}: “{one}” and “{other}” – both, or either?",
        "{name} : « {one} » et « {other} » – les deux, ou l’un des deux ?",
        **words,
    )
    example = fill(
        "A case with the first and without the second is {name} to one agent and not to the other.",
        "Un cas où seul le premier est vrai est {name} pour un agent et ne l’est pas pour l’autre.",
        **words,
    )
    fix = Text(
        "Write 'or' or 'and' between them; in rules, 'any_of' or several conditions in one 'when'.",
        "Écrivez « ou » ou « et » entre les deux ; dans les règles, « any_of » ou plusieurs conditions dans un « when ».",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=wording)


def _name(policy: Policy, path: str) -> Text:
    """What people call the part: the name of an answer or a level, the number of a rule."""
    section, keys = policy.document.classify, path.split("/")
    if keys[1] == "levels":
        return section.levels[keys[2]].name
    if "values" in keys:
        return section.facts[keys[2]].values[keys[4]].name
    return Text(keys[-1], keys[-1])


RULE = Rule("SV-K08", Severity.WARNING, Text("Both or either", "Les deux ou l’un des deux"), check)
