"""SV-C04: a holiday table that ends before the promises do.

Harm: a target that reaches past the last date of a table has no due time; computed from a library instead, it changes
with the library (one version counts 12 holidays in Canada for 2026, the next 5). A table without its dates is refused by
the reader under the same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from servanda.engine.calendars.closures import LAST_YEAR
from servanda.engine.calendars.model import Calendar, HolidayTable
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import DAY, moment
from servanda.engine.policy.lint.moments import at_local, day_name
from servanda.engine.policy.lint.offers import applies, offers
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.clock import Deadline, deadline
from servanda.engine.text import Text

_SOON = 90
"""Days ahead in which a request that outlasts its table is worth a warning: enough to lock and review a new year."""


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    tables = {name: table for calendar in policy.calendars.values() for name, table in calendar.tables.items()}
    if not tables:
        return
    first = min(tables.values(), key=lambda table: table.covers_to)
    endless = _endless(policy)
    for days, severity in ((0, Severity.ERROR), (_SOON, Severity.WARNING)):
        opened = at_local(lint.at, policy.zone, 12) + days * DAY
        reached = max(_reaches(endless, opened), default=opened)
        if moment(reached, policy.zone).date() > first.covers_to:
            yield _finding(policy, lint, first, opened, reached, severity)
            return


def _finding(policy: Policy, lint: Lint, table: HolidayTable, opened: int, reached: int, severity: Severity) -> Finding:
    name = next(calendar.id for calendar in policy.calendars.values() if table.id in calendar.tables)
    years = f"{table.covers_from.year}-{lint.year + 5}"
    return lint.find(
        RULE,
        f"calendars/{name}",
        fill(
            "The list {table} ends on {end}, targets reach {reached}.",
            "La liste {table} finit le {end}, des délais vont jusqu’au {reached}.",
            table=table.id,
            end=table.covers_to,
            reached=moment(reached, policy.zone).date(),
        ),
        wording=str(table.covers_to),
        example=fill(
            "A request of {opened} can be due on {day}: nobody knows yet whether that is a holiday.",
            "Une demande du {opened} peut échoir le {day} : nul ne sait encore si ce jour est férié.",
            opened=when(opened, policy.zone),
            day=day_name(moment(reached, policy.zone).date()),
        ),
        fix=Text(
            f"Commit the dates: servanda lock {policy.file or 'POLICY'} --years {years}",
            f"Consignez les dates : servanda lock {policy.file or 'POLICY'} --years {years}",
        ),
        severity=severity,
    )


def _endless(policy: Policy) -> Policy:
    """The same policy with tables that never end, to see how far its targets would reach."""
    calendars = {name: _without_end(calendar) for name, calendar in policy.calendars.items()}
    return Policy(policy.document, calendars, places=policy.places, tree=policy.tree, file=policy.file)


def _without_end(calendar: Calendar) -> Calendar:
    tables: Mapping[str, HolidayTable] = {
        name: replace(table, covers_from=date(1990, 1, 1), covers_to=date(LAST_YEAR, 12, 31))
        for name, table in calendar.tables.items()
    }
    return replace(calendar, tables=MappingProxyType(tables))


def _reaches(policy: Policy, opened: int) -> Iterator[int]:
    for offer in offers(policy):
        for rule in policy.targets:
            plan, addons = offer
            if applies(policy, rule, offer):
                found: Deadline | None = deadline(policy, rule, plan=plan, addons=addons, opened=opened)
                if found is not None and found.calendar is not None:
                    yield found.due


RULE = Rule(
    "SV-C04",
    Severity.ERROR,
    Text("A holiday table is too short", "Une table de jours fériés est trop courte"),
    _check,
)
