"""A limit of which nobody can say whether it may be reached.

"Within", "up to" and "inférieur à" are read either way, and at the limit itself one party is right only if the text
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import words_at
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.text import Text

_VAGUE = re.compile(r"within|up to|inférieure?s? à|jusqu’à|jusqu'à|dans (?:un délai|les)", re.IGNORECASE)
_EXPLICIT = re.compile(r"\b(?:at most|no more than|under|below|less than)\b")

Found = tuple[TargetRule, str, str]


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for the policy, with every limit that can be read both ways."""
    found = [one for rule in policy.targets if (one := _vague(policy, lint, rule))]
    if found:
        yield _finding(policy, lint, found)


def _vague(policy: Policy, lint: Lint, rule: TargetRule) -> Found | None:
    written = _written(policy, rule)
    if _EXPLICIT.search(written):
        return None
    for wording in (written, lint.sources.get(rule.id, "")):
        limit = _VAGUE.search(wording)
        if limit:
            return rule, limit[0].lower(), wording
    return None


def _written(policy: Policy, rule: TargetRule) -> str:
    """The promise as it stands in the file: alone, in a table, or as one half of a cell."""
    cell, _, metric = rule.id.rpartition("/")
    for path in (rule.id, f"{rule.id}/promise"):
        for word in words_at(policy, path):
            return word
    halves = " ".join(words_at(policy, cell)).split(" / ")
    return halves[-1] if metric == "resolution" else halves[0]


def _finding(policy: Policy, lint: Lint, found: list[Found]) -> Finding:
    rule, limit, wording = found[0]
    words = {
        "limits": _quoted(dict.fromkeys(one for _, one, _ in found)),
        "promise": policy.in_words(rule.promise),
        "limit": limit,
        "span": str(rule.promise.spans[0]) if rule.promise.spans else str(rule.promise),
    }
    message = fill(
        "Limits that can be read as met or missed when they are reached exactly: {limits}.",
        "Limites que l’on peut dire tenues ou manquées lorsqu’elles sont atteintes : {limits}.",
        **words,
    )
    example = fill(
        "“{limit}”, {promise}: answered at the very end, is it in time? Servanda says yes; the text does not.",
        "« {limit} », {promise} : une réponse au tout dernier instant est-elle à temps ? Servanda dit oui ; le texte "
        "se tait.",
        **words,
    )
    fix = fill("Write 'at most {span}' or 'under {span}'.", "Écrivez « at most {span} » ou « under {span} ».", **words)
    return lint.find(RULE, rule.id, message, example=example, fix=fix, wording=wording)


def _quoted(limits: Iterable[str]) -> Text:
    listed = tuple(limits)
    return Text(names(f"“{one}”" for one in listed).en, names(f"« {one} »" for one in listed).fr)


RULE = Rule("SV-U06", Severity.WARNING, Text("Limit inclusive or not", "Limite incluse ou non"), check)
