"""SV-A11: months of a zone that nobody named.

Harm: an outage in the first or last hours of a month belongs to one month here and to the other in UTC; together with
what else went wrong in either, it decides a credit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.months import Promised, cited_for, promised
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.window import Month

_UTC = ZoneInfo("UTC")


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        if {"tz", "zone", "month"} & set(uptime.section.assumed):
            yield _finding(lint, uptime)


def _finding(lint: Lint, uptime: Promised) -> Finding:
    zone = ZoneInfo(uptime.section.tz)
    local, universal = at_local(date(lint.year, 5, 1), zone), at_local(date(lint.year, 5, 1), _UTC)
    here, there = (Month(lint.year, month).name for month in ((5, 4) if local < universal else (4, 5)))
    middle = min(local, universal) + min(abs(universal - local) // 2, HOUR)
    return lint.find(
        RULE,
        f"{uptime.path}/tz",
        Text(
            f"The text does not say whose month counts; that of {uptime.section.tz} is assumed.",
            f"Le texte ne dit pas de quel fuseau vient le mois ; {uptime.section.tz} est supposé.",
        ),
        wording=uptime.section.tz,
        clause=cited_for(uptime, "zone"),
        example=fill(
            "An outage {at} ({zone}) belongs to {here}, but to {there} by UTC.",
            "Une panne du {at} ({zone}) tombe en {here}, mais en {there} selon l’heure UTC.",
            at=when(middle, zone),
            zone=uptime.section.tz,
            here=here,
            there=there,
        ),
        fix=Text(
            "Name the zone of the month in the published text, then take 'tz' out of 'assumed'.",
            "Nommez le fuseau du mois dans le texte publié, puis retirez « tz » de « assumed ».",
        ),
    )


RULE = Rule(
    "SV-A11",
    Severity.WARNING,
    Text("The zone of the month is missing", "Le fuseau du mois manque"),
    _check,
)
