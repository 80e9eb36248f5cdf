"""A quantity without a number: "as soon as possible", "in advance", "reasonable".

Two agents may each keep it in good faith and serve two clients differently; no report can say whether it was kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import node_at
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import Text

_ENGLISH = re.compile(
    r"\b(as soon as possible|promptly|in a timely manner|(?:for a |a )?reasonable (?:time|period|notice|delay)"
    r"|in advance|case by case|normal)\b",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"(dès que possible|dans les meilleurs délais|(?:période|délai|préavis) raisonnable|à l’avance|cas par cas)",
    re.IGNORECASE,
)
_SECTIONS = ("charges", "duties", "exclusions", "targets", "steps", "claims", "ladders", "governance", "statements")
_READINGS: dict[str, tuple[Text, Text]] = {
    "advance": (Text("one minute before", "une minute avant"), Text("two weeks before", "deux semaines avant")),
    "case": (Text("the same day", "le jour même"), Text("next year", "l’an prochain")),
}
_OTHER = (Text("one hour", "une heure"), Text("one month", "un mois"))


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each part of the document that has a word of measure and no measure."""
    for section in _SECTIONS:
        seen: set[str] = set()
        for path, words in _wordings(node_at(policy, section), section):
            vague = _vague(words)
            if vague and path not in seen:
                seen.add(path)
                yield _finding(lint, path, vague, words)


def _wordings(node: Node | None, path: str) -> Iterator[tuple[str, str]]:
    """The sentences and kept wordings of every part, with the path of the part."""
    if isinstance(node, Items):
        for number, item in enumerate(node.items, 1):
            yield from _wordings(item, f"{path}/{number}")
    if not isinstance(node, Table):
        return
    for key, value in node.pairs.items():
        if key == "source" and isinstance(value, Scalar):
            yield path, value.value
        elif key == "text" and isinstance(value, Table):
            yield from ((path, words.value) for words in value.pairs.values() if isinstance(words, Scalar))
        else:
            yield from _wordings(value, f"{path}/{key}")


def _vague(words: str) -> str | None:
    found = _ENGLISH.search(words) or _FRENCH.search(words)
    if found is None or re.search(r"\d", words[max(found.start() - 30, 0) : found.end()]):
        return None
    return found[0].lower()


def _finding(lint: Lint, path: str, vague: str, words: str) -> Finding:
    kind = "advance" if vague in ("in advance", "à l’avance") else "case" if "cas" in vague else ""
    short, long = _READINGS.get(kind, _OTHER)
    values = {"vague": vague, "short": short, "long": long}
    message = fill("No number behind “{vague}”.", "Aucun nombre derrière « {vague} ».", **values)
    example = fill(
        "“{vague}”: {short} keeps it, and so does {long}; no report can tell.",
        "« {vague} » : {short} convient, et {long} aussi ; aucun rapport ne peut trancher.",
        **values,
    )
    fix = Text(
        "Give the number, or write 'agreed per case' with who agrees and by when.",
        "Donnez le nombre, ou écrivez « agreed per case » en disant qui convient, et pour quand.",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=words)


RULE = Rule("SV-U05", Severity.WARNING, Text("Vague quantity", "Quantité vague"), check)
