"""SV-N03: a promised term that is never defined.

Harm: if nobody says what a response is, the automatic reply of the first minute keeps every promise.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR, MINUTE
from servanda.engine.policy.lint.cases import METRIC_NAMES, answers, priorities_of, support
from servanda.engine.policy.lint.moments import ordinary_opening
from servanda.engine.policy.lint.offers import offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

_SAID = {"none", "agreed per case"}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    promised = dict.fromkeys(rule.metric for rule in policy.targets if rule.promise.kind not in _SAID)
    undefined = [metric for metric in promised if not _is_defined(policy, metric)]
    if undefined:
        yield _finding(policy, lint, undefined)


def _is_defined(policy: Policy, metric: str) -> bool:
    clocks = {str(name): clock for name, clock in policy.document.clocks.items()}
    if metric in clocks:
        clock = clocks[metric]
        return bool(clock.counts) and "what counts" not in clock.assumed
    terms = (one.term for one in policy.document.statements if one.kind == "definition")
    return any(metric in term.en.casefold() for term in terms)


def _finding(policy: Policy, lint: Lint, undefined: list[str]) -> Finding:
    words = [METRIC_NAMES[metric] for metric in undefined]
    path = f"clocks/{undefined[0]}" if undefined[0] in map(str, policy.document.clocks) else "targets"
    return lint.find(
        RULE,
        path,
        fill(
            "Promised and never defined: {terms}. What counts, and who says so?",
            "Promis et jamais défini : {terms}. Qu’est-ce qui compte, et qui le dit ?",
            terms=Text(names([word.en for word in words]).en, names([word.fr for word in words]).fr),
        ),
        wording=", ".join(undefined),
        example=_example(policy, undefined[0], lint.year),
        fix=Text(
            "Define it in the published text and under 'clocks: … counts:', then take 'what counts' out of 'assumed'.",
            "Définissez-le dans le texte publié et sous « clocks: … counts: », puis retirez « what counts » de « assumed ».",
        ),
    )


def _example(policy: Policy, metric: str, year: int) -> Text:
    for offer in offers(policy):
        opened = ordinary_opening(support(policy, offer), year)
        for priority in priorities_of(policy, offer[0]):
            answer = answers(policy, offer, priority, opened).get(metric)
            if answer is not None:
                return fill(
                    "{cell}, raised {opened}, due {due}: an automatic message {early}, a person {late}. Met, or missed?",
                    "{cell}, demande du {opened}, échéance le {due} : un message automatique le {early}, une personne le {late}. "
                    "Respecté ou manqué ?",
                    cell=answer.cell,
                    opened=when(opened, policy.zone),
                    due=when(answer.due, policy.zone),
                    early=when(opened + MINUTE, policy.zone),
                    late=when(answer.due + HOUR, policy.zone),
                )
    return Text(
        "An automatic message comes within a minute, a person the next day. Met, or missed?",
        "Un message automatique arrive en une minute, une personne le lendemain. Respecté ou manqué ?",
    )


RULE = Rule(
    "SV-N03",
    Severity.WARNING,
    Text("A promised term is never defined", "Un terme promis n’est jamais défini"),
    _check,
)
