"""A placeholder: somebody was going to fill it in.

The escalation reaches a name that "will be provided", at the moment when nobody has time to look for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import Text

_OPEN = re.compile(
    r"\b(TBD|TBA|TBC|XXX|lorem ipsum|to be (?:defined|determined|provided|confirmed)|à (?:définir|déterminer|confirmer|venir))\b",
    re.IGNORECASE,
)
_PROSE = ("source", "assumptions", "statements")


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each contact without a name, and for each sentence that holds the mark of a gap."""
    for name, contact in policy.document.contacts.items():
        if contact.placeholder:
            yield _contact(policy, lint, name, contact.name or Text(name, name))
    for path, words in _sentences(policy.tree, ""):
        found = _OPEN.search(words)
        if found and not _told_already(policy, path):
            yield _sentence(lint, path, found[0], words)


def _told_already(policy: Policy, path: str) -> bool:
    """Whether the sentence speaks of contacts without a name, which are findings of their own."""
    return path.startswith("ladders/") and any(contact.placeholder for contact in policy.document.contacts.values())


def _sentences(node: Node, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Scalar):
        yield path, node.value
    elif isinstance(node, Items):
        for number, item in enumerate(node.items, 1):
            yield from _sentences(item, f"{path}/{number}")
    elif isinstance(node, Table):
        for key, value in node.pairs.items():
            if key not in _PROSE:
                yield from _sentences(value, f"{path}/{key}" if path else key)


def _contact(policy: Policy, lint: Lint, name: str, shown: Text) -> Finding:
    ladders = [
        (ladder_name, step)
        for ladder_name, ladder in policy.document.ladders.items()
        for step in ladder.steps
        if step.tell == name
    ]
    message = fill("No contact for {shown}.", "Aucun contact pour {shown}.", shown=shown)
    example = Text(
        f"The contact '{name}' is looked up, and there is nobody to tell.",
        f"On cherche le contact « {name} » et il n’y a personne à prévenir.",
    )
    if ladders:
        ladder_name, step = ladders[0]
        example = fill(
            "Ladder {ladder}, at {at}: {shown} is to be told, and has neither a name nor an address.",
            "Échelle {ladder}, à {at} : on doit prévenir {shown}, sans nom ni adresse.",
            ladder=ladder_name,
            at=step.at,
            shown=shown,
        )
    fix = Text(
        "Give a name, a channel and an address, and take 'placeholder' away.",
        "Donnez un nom, un canal et une adresse, et retirez « placeholder ».",
    )
    wording = lint.sources.get(f"contacts/{name}", name)
    return lint.find(RULE, f"contacts/{name}", message, example=example, fix=fix, wording=wording)


def _sentence(lint: Lint, path: str, mark: str, words: str) -> Finding:
    message = fill("A placeholder was left: {mark}.", "Un blanc est resté : {mark}.", mark=mark)
    example = fill(
        "The client reads: “{words}”",
        "Le client lit : « {words} »",
        words=words if len(words) < 90 else f"{words[:88]}…",
    )
    fix = Text("Fill it in, or delete it.", "Complétez-le ou supprimez-le.")
    return lint.find(RULE, path, message, example=example, fix=fix, wording=words)


RULE = Rule("SV-S05", Severity.ERROR, Text("Placeholder", "Blanc à remplir"), check)
