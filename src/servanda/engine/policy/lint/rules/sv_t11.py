"""A promise of best effort, which cannot be broken.

It looks like a target and is counted as none: the client should know, and the report must not show it as kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import DAY, HOUR, SECOND
from servanda.engine.policy.lint.cases import answers, due_in_words, priorities_of, support, telling_starts
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, length, when
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.prose import write_number
from servanda.engine.text import Text

_STRENGTHS = {
    "best effort": Text("best effort", "au mieux"),
    "reasonable efforts": Text("reasonable efforts", "efforts raisonnables"),
}
_FIX = Text(
    "Confirm it in the published text ('never counted as a breach'), or commit to it.",
    "Confirmez-le dans le texte publié (« jamais compté comme un manquement »), ou engagez-vous.",
)


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One note for each plan whose targets bind nobody, and for each uptime promise that binds nobody."""
    for plan in policy.document.plans:
        rule = next((one for one in policy.targets if plan in one.plans and one.strength in _STRENGTHS), None)
        if rule:
            yield _target(policy, lint, plan, rule)
    for number, uptime in enumerate(policy.document.uptime, 1):
        weak = {name: strength for name, strength in uptime.by_plan.items() if strength in _STRENGTHS}
        if uptime.target.strength in _STRENGTHS:
            weak[""] = uptime.target.strength
        if weak:
            yield _uptime(lint, f"uptime/{number}", uptime.target.at_least, weak)


def _target(policy: Policy, lint: Lint, plan: str, rule: TargetRule) -> Finding:
    offer = (plan, ())
    opened = telling_starts(lint, support(policy, offer))[0]
    priority = next(iter(rule.priorities), priorities_of(policy, plan)[0])
    answer = answers(policy, offer, priority, opened).get(rule.metric)
    words = {
        "plan": plan,
        "strength": _STRENGTHS[rule.strength],
        "promise": policy.in_words(rule.promise),
        "opened": when(opened, policy.zone),
        "due": due_in_words(policy, answer) if answer else Text("–", "–"),
        "late": when(answer.due + 100 * HOUR, policy.zone) if answer else Text("–", "–"),
    }
    message = fill(
        "{plan}: {promise} is {strength} and is never counted as a breach.",
        "{plan} : {promise} s’entend « {strength} » et n’est jamais compté comme un manquement.",
        **words,
    )
    example = fill(
        "Raised {opened}, due {due}, answered {late}: late, reported, and no breach.",
        "Demande du {opened}, due {due}, réponse {late} : en retard, rapportée, sans manquement.",
        **words,
    )
    return lint.find(RULE, f"plans/{plan}", message, example=example, fix=_FIX, wording=rule.strength)


def _uptime(lint: Lint, path: str, target: Decimal, weak: Mapping[str, str]) -> Finding:
    plan, strength = next(iter(weak.items()))
    words = {
        "of": Text(f" of {plan}", f" de {plan}") if plan else Text(),
        "strength": _STRENGTHS[strength],
        "target": Text(str(target), write_number(target, "fr")),
        "year": lint.year,
        "allowed": length(int((100 - target) * 31 * DAY / 100) // SECOND * SECOND),
    }
    message = fill(
        "The uptime{of} ({target}%) is {strength}: a month below it is no breach.",
        "La disponibilité{of} ({target} %) s’entend « {strength} » : un mois en dessous n’est pas un manquement.",
        **words,
    )
    example = fill(
        "May {year} allows {allowed} of downtime; a minute more is reported, and is no breach.",
        "Mai {year} tolère {allowed} de panne ; une minute de plus est rapportée, sans manquement.",
        **words,
    )
    return lint.find(RULE, path, message, example=example, fix=_FIX, wording=strength)


RULE = Rule("SV-T11", Severity.INFO, Text("Best effort has no breach", "Au mieux : jamais de manquement"), check)
