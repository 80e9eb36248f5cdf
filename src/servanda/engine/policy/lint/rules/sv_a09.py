"""SV-A09: checks that are too rare to tell whether the target was kept.

Harm: 99.95 % of February leaves 20 minutes and 9 seconds; a look every five minutes cannot tell 20 minutes from 21, and a
credit hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import Promised, allowed, month_of, months, promised
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.month import Figure
from servanda.engine.uptime.wording import lasting, percent

_LOOKS = 10
"""A month's tolerance should be at least so many checks long; an outage is misjudged by up to one at each end."""
_TIGHT = 3600
"""With less than an hour of tolerance the interval of checks decides, so that its absence is worth a warning."""


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        shortest = min((month_of(uptime, month) for month in months(lint.year)), key=lambda one: one.base_seconds)
        tolerance = allowed(shortest.base_seconds, uptime.percent)
        every = uptime.section.check_every
        seconds = (every.seconds or 0) if every else None
        if seconds is None and tolerance < _TIGHT:
            yield _finding(lint, uptime, shortest, tolerance, None)
        elif seconds is not None and seconds * _LOOKS > tolerance:
            yield _finding(lint, uptime, shortest, tolerance, seconds)


def _finding(lint: Lint, uptime: Promised, figure: Figure, tolerance: int, every: int | None) -> Finding:
    seconds = every or 300
    stated = (
        Text("Nothing says how often it is checked.", "Rien ne dit à quelle fréquence on vérifie.")
        if every is None
        else fill("It is checked every {every}.", "On vérifie toutes les {every}.", every=lasting(seconds))
    )
    return lint.find(
        RULE,
        f"{uptime.path}/check_every" if every else uptime.path,
        fill(
            "{target} leaves {tolerance} in the shortest month. {stated}",
            "{target} laisse {tolerance} le mois le plus court. {stated}",
            target=percent(uptime.percent),
            tolerance=lasting(tolerance),
            stated=stated,
        ),
        wording=str(uptime.section.check_every or f"{uptime.percent} %"),
        example=fill(
            "{month}: with a check every {every}, an outage of {short} and one of {long} look alike; one keeps the target.",
            "En {month}, avec une vérification toutes les {every}, une panne de {short} et une de {long} se ressemblent ; "
            "l’une respecte l’objectif.",
            month=figure.month.name,
            every=lasting(seconds),
            short=lasting(tolerance - tolerance % 60),
            long=lasting(tolerance - tolerance % 60 + 60),
        ),
        fix=Text(
            "Check every minute: 'check_every: 1 clock minute'.",
            "Vérifiez chaque minute : « check_every: 1 clock minute ».",
        ),
    )


RULE = Rule(
    "SV-A09",
    Severity.WARNING,
    Text("Checks are coarser than the tolerance", "Les vérifications sont plus grossières que la tolérance"),
    _check,
)
