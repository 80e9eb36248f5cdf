"""SV-A06: exclusions make the target worth much less than it says.

Harm: downtime outside support hours does not count, yet the whole month is the base: what sounds like 99 % lets the
service be down for a day of every month's working time.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import Promised, allowed, month_of, months, promised, uptime_of
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.month import Figure
from servanda.engine.uptime.wording import number, percent


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        if uptime.terms.service_hours is None:
            continue
        worst = max((month_of(uptime, month) for month in months(lint.year)), key=lambda one: _share(uptime, one))
        if worst.base_seconds > worst.service_seconds:
            yield _finding(lint, uptime, worst)


def _share(uptime: Promised, figure: Figure) -> Fraction:
    """The part of the month's service hours that may be down without a breach."""
    return Fraction(allowed(figure.base_seconds, uptime.percent), figure.service_seconds or 1)


def _finding(lint: Lint, uptime: Promised, figure: Figure) -> Finding:
    down = allowed(figure.base_seconds, uptime.percent)
    worth = uptime_of(figure.service_seconds, min(down, figure.service_seconds))
    return lint.find(
        RULE,
        uptime.path,
        fill(
            "{target} of the {base} is worth {worth} of support hours.",
            "{target} rapporté au mois entier ne vaut que {worth} des heures de soutien.",
            target=percent(uptime.percent),
            base=uptime.section.denominator,
            worth=worth,
        ),
        wording=f"{uptime.percent} %",
        example=fill(
            "{month}: {down} of {service} support minutes may be down, and the target is met.",
            "En {month}, {down} des {service} minutes de soutien peuvent être en panne sans que l’objectif soit manqué.",
            month=figure.month.name,
            down=number(down // 60),
            service=number(figure.service_seconds // 60),
        ),
        fix=Text(
            "State it beside the target, or write 'denominator: service time'.",
            "Dites-le à côté de l’objectif, ou écrivez « denominator: service time ».",
        ),
    )


RULE = Rule(
    "SV-A06",
    Severity.WARNING,
    Text("Exclusions hollow the target out", "Les exclusions vident l’objectif de son sens"),
    _check,
)
