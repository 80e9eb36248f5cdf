"""A vague word that decides a priority: "significant", "several", "majority".

Two agents may differ on the same incident, and both are right; without a number or examples no client can foresee
its priority.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.classify import Fact, Value
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language, Text

_VAGUE = {
    "en": re.compile(
        r"\b(significant(?:ly)?|majority|several|many|a few|important(?: features?)?|moderate(?:ly)?)\b", re.IGNORECASE
    ),
    "fr": re.compile(
        r"\b(significati\w+|majorité|plusieurs|de nombreu\w+|quelques-un\w+|importante?s?|modérée?s?|modérément)\b",
        re.IGNORECASE,
    ),
}


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each question, with the vague words of its answers; answers with examples are left alone."""
    for name, fact in policy.document.classify.facts.items():
        vague = {
            value_name: words
            for value_name, value in fact.values.items()
            if not value.examples and (words := _vague(value, "en"))
        }
        if vague:
            yield _finding(lint, name, fact, vague)


def _vague(value: Value, language: Language) -> list[str]:
    """The vague words that its sentence rests on; its name counts where there is no sentence."""
    described = (value.text or value.name).of(language)
    return list(dict.fromkeys(word.lower() for word in _VAGUE[language].findall(described)))


def _finding(lint: Lint, name: str, fact: Fact, vague: dict[str, list[str]]) -> Finding:
    first = next(iter(vague))
    value = fact.values[first]
    french = {one: _vague(fact.values[one], "fr") or words for one, words in vague.items()}
    words = {
        "question": fact.name or Text(name, name),
        "words": Text(names(_all(vague)).en, names(_all(french)).fr),
        "text": value.text or value.name,
        "word": Text(vague[first][0], french[first][0]),
    }
    message = fill(
        "{question}: words without a measure decide: {words}.",
        "{question} : des mots sans mesure décident : {words}.",
        **words,
    )
    example = fill(
        "“{text}”: what one agent calls “{word}” is not so to another, and the priority changes with it.",
        "« {text} » : ce qui est « {word} » pour un agent ne l’est pas pour un autre, et la priorité change.",
        **words,
    )
    fix = Text(
        "Give a number (more than half of the users), or 'examples' under the answer.",
        "Donnez un nombre (plus de la moitié des utilisateurs), ou des « examples » sous la réponse.",
    )
    path = f"classify/facts/{name}/values/{first}"
    return lint.find(RULE, path, message, example=example, fix=fix, wording=value.text.en)


def _all(found: dict[str, list[str]]) -> list[str]:
    return list(dict.fromkeys(word for words in found.values() for word in words))


RULE = Rule("SV-K10", Severity.WARNING, Text("Vague word decides", "Mot vague qui décide"), check)
