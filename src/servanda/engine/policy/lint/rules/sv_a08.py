"""SV-A08: a list of exclusions that is not closed.

Harm: "in particular, but not only" lets any cause be added after the outage, by the party that profits from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR
from servanda.engine.policy.clocks import ExclusionCategory
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.months import Promised, example_month, month_of, promised
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text
from servanda.engine.uptime.model import Exclusion, Facts, Outage
from servanda.engine.uptime.wording import percent


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, category in policy.document.exclusions.items():
        if category.open_list:
            yield _finding(policy, lint, name, category)


def _finding(policy: Policy, lint: Lint, name: str, category: ExclusionCategory) -> Finding:
    uptime = next((one for one in promised(policy) if name in one.section.excluded), None)
    return lint.find(
        RULE,
        f"exclusions/{name}",
        fill(
            "The list of exclusions is open ({name}): any cause may join it afterwards.",
            "La liste des exclusions est ouverte ({name}) : toute cause peut s’y ajouter après coup.",
            name=category.name or name,
        ),
        wording=category.source or name,
        example=_example(lint, uptime) if uptime else _OF_TARGETS,
        fix=Text(
            "Close the list: name each cause, and leave 'open_list' out.",
            "Fermez la liste : nommez chaque cause et retirez « open_list ».",
        ),
    )


_OF_TARGETS = Text(
    "A late request is taken out of the promise for a cause that no clause names.",
    "Une demande en retard sort de la promesse pour une cause qu’aucune clause ne nomme.",
)


def _example(lint: Lint, uptime: Promised) -> Text:
    month = example_month(lint.year)
    start = at_local(date(lint.year, 5, 12), uptime.terms.zone, 12)
    outage = Outage(start, start + 4 * HOUR, severity=_first(uptime.terms.counts.severities, "major"))
    claim = Exclusion(outage.start, start + 4 * HOUR, "a supplier of a supplier", approved=True, evidence="a letter")
    counted = month_of(uptime, month, Facts(outages=(outage,)))
    open_to_all = replace(uptime, terms=replace(uptime.terms, excluded_list_is_open=True))
    excluded = month_of(open_to_all, month, Facts(outages=(outage,), exclusions=(claim,)))
    return fill(
        "{month}, 4 hours down at a supplier of a supplier: {excluded} if that joins the list, {counted} if not.",
        "En {month}, 4 heures de panne chez le fournisseur d’un fournisseur : {excluded} si cela s’ajoute, {counted} sinon.",
        month=month.name,
        excluded=percent(excluded.uptime_percent or "–"),
        counted=percent(counted.uptime_percent or "–"),
    )


def _first(words: tuple[str, ...] | None, otherwise: str) -> str:
    return words[0] if words else otherwise


RULE = Rule(
    "SV-A08",
    Severity.WARNING,
    Text("A list of exclusions is open", "Une liste d’exclusions est ouverte"),
    _check,
)
