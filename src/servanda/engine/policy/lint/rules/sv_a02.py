"""SV-A02: credit limits that do not say to which side the limit itself belongs.

Harm: a month at exactly the limit is a credit to the client and none to the vendor; and where the step includes the
target itself, a month that keeps the promise is paid back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import Promised, example_month, promised, uptime_of
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.uptime_section import Credits, CreditStep
from servanda.engine.text import Text
from servanda.engine.uptime.wording import lasting, percent


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        credits = uptime.section.credits
        if isinstance(credits, Credits):
            yield from _unclear(lint, uptime, credits)


def _unclear(lint: Lint, uptime: Promised, credits: Credits) -> Iterator[Finding]:
    times = Counter(step.below for step in credits.steps)
    seen: set[Decimal] = set()
    for number, step in enumerate(credits.steps, 1):
        path = f"{uptime.path}/credits/steps/{number}"
        if "inclusive" in (*step.assumed, *credits.assumed):
            yield _finding(lint, path, step, uptime, _UNSAID)
            return
        if times[step.below] > 1 and step.below in seen:
            yield _finding(lint, path, step, uptime, _TWICE)
        elif step.inclusive and step.below == uptime.percent:
            yield _finding(lint, path, step, uptime, _AT_TARGET)
        seen.add(step.below)


_UNSAID = Text(
    "the text does not say whether the limit itself is below it", "le texte ne dit pas si le seuil en fait partie"
)
_TWICE = Text("two steps have this limit", "deux échelons ont ce seuil")
_AT_TARGET = Text("it pays for a month that meets the target", "il paie un mois qui atteint l’objectif")


def _finding(lint: Lint, path: str, step: CreditStep, uptime: Promised, why: Text) -> Finding:
    month = example_month(lint.year)
    base = month.days * 86_400
    down = int(base * (100 - step.below) // 100)
    return lint.find(
        RULE,
        path,
        fill("Step at {limit}: {why}.", "Échelon de {limit} : {why}.", limit=percent(step.below), why=why),
        wording=f"{step.below} %",
        example=fill(
            "{month} at {uptime} ({down} down): a credit of {credit}, or none?",
            "En {month}, {uptime} ({down} de panne) : un crédit de {credit}, ou aucun ?",
            month=month.name,
            uptime=uptime_of(base, down),
            down=lasting(down),
            credit=percent(step.credit),
        ),
        fix=Text(
            "Write 'below' for each step once, and 'inclusive: true' only where the limit itself pays.",
            "Écrivez « below » une fois par échelon, et « inclusive: true » seulement si le seuil lui-même paie.",
        ),
    )


RULE = Rule(
    "SV-A02",
    Severity.ERROR,
    Text("A credit limit is neither strict nor inclusive", "Un seuil de crédit n’est ni strict ni inclus"),
    _check,
)
