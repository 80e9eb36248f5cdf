"""SV-A05: nobody says of what the downtime is a share.

Harm: the same outage keeps the promise when it is divided by the calendar month, and breaks it when it is divided by
support hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.months import (
    Promised,
    allowed,
    bases,
    cited_for,
    example_month,
    met_or_missed,
    promised,
    uptime_of,
)
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.model import Base
from servanda.engine.uptime.wording import lasting

_TWO_HOURS, _EXCLUDED = 2 * 3600, 24 * 3600
_NAMES = {
    Base.CALENDAR_MONTH: Text("of the calendar month", "du mois civil"),
    Base.SERVICE_TIME: Text("of service hours", "des heures de service"),
    Base.NET_OF_EXCLUSIONS: Text("of the month less exclusions", "du mois moins les exclusions"),
}


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for uptime in promised(policy):
        if {"denominator", "base"} & set(uptime.section.assumed):
            yield _finding(lint, uptime)


def _finding(lint: Lint, uptime: Promised) -> Finding:
    return lint.find(
        RULE,
        f"{uptime.path}/denominator",
        Text(
            f"The text does not say of what uptime is a share; '{uptime.section.denominator}' is assumed.",
            f"Le texte ne dit pas de quoi la disponibilité est une part ; « {uptime.section.denominator} » est supposé.",
        ),
        wording=uptime.section.denominator,
        clause=cited_for(uptime, "base"),
        example=_example(lint, uptime),
        fix=Text(
            "Publish the formula, then take 'denominator' out of 'assumed'.",
            "Publiez la formule, puis retirez « denominator » de « assumed ».",
        ),
    )


def _example(lint: Lint, uptime: Promised) -> Text:
    month = example_month(lint.year)
    read = bases(uptime, month, _EXCLUDED)
    least, most = min(read, key=lambda base: read[base]), max(read, key=lambda base: read[base])
    if read[Base.SERVICE_TIME] < read[Base.CALENDAR_MONTH]:
        least = Base.SERVICE_TIME
    low, high = (allowed(read[base], uptime.percent) for base in (least, most))
    down = _TWO_HOURS if low < _TWO_HOURS <= high else (low + high) // 2
    excluded = Text(" and a day excluded", " et un jour exclu") if least is Base.NET_OF_EXCLUSIONS else Text()
    return fill(
        "{month} with {down} down{excluded}: {high} {most} ({met}), {low} {least} ({missed}).",
        "En {month}, {down} de panne{excluded} : {high} {most} ({met}), {low} {least} ({missed}).",
        month=month.name,
        down=lasting(down),
        excluded=excluded,
        high=uptime_of(read[most], down),
        low=uptime_of(read[least], down),
        most=_NAMES[most],
        least=_NAMES[least],
        met=met_or_missed(read[most], down, uptime.percent),
        missed=met_or_missed(read[least], down, uptime.percent),
    )


RULE = Rule(
    "SV-A05",
    Severity.ERROR,
    Text("The base of the uptime is undefined", "La base de la disponibilité n’est pas définie"),
    _check,
)
