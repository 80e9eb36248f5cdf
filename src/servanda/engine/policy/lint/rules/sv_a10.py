"""SV-A10: an uptime promise for something that has no edges.

Harm: "the system" may be the web pages, the interface for programs, the help pages or all of them; whether an evening
without the interface was downtime is argued afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import Promised, allowed, example_month, month_of, promised
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import stands
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.wording import lasting

_VAGUE = {"system", "the system", "service", "services", "the service", "platform", "the platform", "software"}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        vague = uptime.section.service.casefold() in _VAGUE and not stands(policy, f"{uptime.path}/components")
        if vague or "service" in uptime.section.assumed:
            yield _finding(lint, uptime)


def _finding(lint: Lint, uptime: Promised) -> Finding:
    month = example_month(lint.year)
    figure = month_of(uptime, month)
    down = allowed(figure.base_seconds, uptime.percent) + 60
    return lint.find(
        RULE,
        f"{uptime.path}/service",
        Text(
            f"'{uptime.section.service}': which parts must work for it to be up?",
            f"« {uptime.section.service} » : quelles parties doivent fonctionner pour qu’il soit disponible ?",
        ),
        wording=uptime.section.service,
        example=fill(
            "{month}: the pages answer, one part fails for {down}; is the target missed?",
            "En {month}, les pages répondent, une partie est en panne pendant {down} ; l’objectif est-il manqué ?",
            month=month.name,
            down=lasting(down),
        ),
        fix=Text(
            "Name the parts in 'components', and say it in the published text.",
            "Nommez les parties dans « components », et dites-le dans le texte publié.",
        ),
    )


RULE = Rule(
    "SV-A10",
    Severity.WARNING,
    Text("The service in scope is unclear", "Le service visé n’est pas clair"),
    _check,
)
