"""A part that the policy cites and does not contain.

The client signs for an annex that nobody can show; whatever it was meant to say, it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.document import Statement
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for each annex that is missing and for each link that leads nowhere."""
    annexes: set[str] = set()
    for name, addon in policy.document.addons.items():
        if addon.annex_missing:
            annexes.add(addon.annex.en)
            yield _annex(lint, name, addon.annex)
    for number, statement in enumerate(policy.document.statements, 1):
        if statement.kind == "link" and not statement.target and statement.term.en not in annexes:
            yield _link(lint, f"statements/{number}", statement)


def _annex(lint: Lint, addon: str, annex: Text) -> Finding:
    words = {"annex": annex or Text("An annex", "Une annexe"), "addon": addon}
    message = fill(
        "{annex} is cited but absent; add-on {addon} has no detail.",
        "« {annex} » est citée et introuvable ; l’option {addon} n’a pas de détail.",
        **words,
    )
    example = fill(
        "A client who holds {addon} asks what {annex} says of its request: there is nothing to show.",
        "Un client qui a pris {addon} demande ce que dit « {annex} » de sa demande : il n’y a rien à montrer.",
        **words,
    )
    fix = fill(
        "Attach {annex}, or write its rules into the policy and take 'annex_missing' away.",
        "Joignez « {annex} », ou écrivez ses règles dans la politique et retirez « annex_missing ».",
        **words,
    )
    return lint.find(RULE, f"addons/{addon}", message, example=example, fix=fix, wording=annex.en)


def _link(lint: Lint, path: str, statement: Statement) -> Finding:
    words = {"text": statement.text}
    message = fill(
        "Another document is cited, and it is not said where it is: {text}",
        "Un autre document est cité sans que l’on dise où il se trouve : {text}",
        **words,
    )
    example = Text(
        "A client looks for it on the day of signing and on the day of a dispute; two people may find two versions.",
        "Un client le cherche le jour de la signature et le jour d’un litige ; deux personnes trouveront deux versions.",
    )
    fix = Text(
        "Give its address in 'target', or write what it says into the policy.",
        "Donnez son adresse dans « target », ou écrivez son contenu dans la politique.",
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=statement.text.en)


RULE = Rule("SV-X01", Severity.ERROR, Text("Cited part missing", "Partie citée absente"), check)
