"""SV-A03: an uptime target whose miss has no consequence that anybody wrote down.

Harm: the client believes in credits because a heading announces them or because everybody gives them; when a month is
missed, nothing happens and both are angry.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import (
    Promised,
    allowed,
    example_month,
    is_committed,
    month_of,
    promised,
    uptime_of,
)
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.uptime_section import Credits
from servanda.engine.text import Text
from servanda.engine.uptime.wording import lasting, percent


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        credits = uptime.section.credits
        empty = credits is None or (isinstance(credits, Credits) and not credits.steps)
        unsaid = empty or "credits" in uptime.section.assumed
        if unsaid and is_committed(uptime):
            yield _finding(lint, uptime)


def _finding(lint: Lint, uptime: Promised) -> Finding:
    month = example_month(lint.year)
    figure = month_of(uptime, month)
    down = (allowed(figure.base_seconds, uptime.percent) // 60 + 1) * 60
    return lint.find(
        RULE,
        uptime.path,
        fill(
            "{target} is promised, and nothing is said of a month that misses it.",
            "{target} est promis, et rien n’est dit d’un mois qui le manque.",
            target=percent(uptime.percent),
        ),
        wording=uptime.section.source or f"{uptime.percent} %",
        example=fill(
            "{month} with {down} down is {uptime}: the target is missed, and nothing happens.",
            "En {month}, {down} de panne donnent {uptime} : l’objectif est manqué et rien ne se passe.",
            month=month.name,
            down=lasting(down),
            uptime=uptime_of(figure.base_seconds, down),
        ),
        fix=Text(
            "Write 'credits:' with its steps, or 'credits: none' so that clients know.",
            "Écrivez « credits: » avec ses échelons, ou « credits: none » pour que les clients le sachent.",
        ),
    )


RULE = Rule(
    "SV-A03",
    Severity.WARNING,
    Text("An uptime target without remedy", "Un objectif de disponibilité sans recours"),
    _check,
)
