"""SV-C03: holidays are closed, and the source does not say which list of them.

Harm: "holidays in Canada" is 5, 8, 10 or 11 dates of 2026 according to who reads it; on each date in between the clock
runs for one side and stands still for the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.calendars.model import Calendar, HolidayClosure
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.disputed import disputed_days
from servanda.engine.policy.lint.moments import day_name, open_or_closed
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, names
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    unsaid = [one for one in policy.calendars.values() if "holidays" in one.assumed and _tables(one)]
    if not unsaid:
        return
    tables = tuple(dict.fromkeys(table for calendar in unsaid for table in _tables(calendar)))
    listed = names(tables)
    yield lint.find(
        RULE,
        f"calendars/{unsaid[0].id}",
        fill(
            "Holidays are closed, but the source does not say which list; read here: {tables}.",
            "Les jours fériés sont fermés, mais la source ne dit pas selon quelle liste ; lu ici : {tables}.",
            tables=listed,
        ),
        wording=unsaid[0].source or ", ".join(tables),
        example=_example(policy, unsaid[0], lint.year),
        fix=Text(
            "Publish the list with its dates, then take 'holidays' out of 'assumed'.",
            "Publiez la liste avec ses dates, puis retirez « holidays » de « assumed ».",
        ),
    )


def _tables(calendar: Calendar) -> tuple[str, ...]:
    closures = (closure for closure in calendar.closures if isinstance(closure, HolidayClosure))
    return tuple(dict.fromkeys(table for closure in closures for table in closure.tables))


def _example(policy: Policy, calendar: Calendar, year: int) -> Text:
    tables = [calendar.tables[name] for name in _tables(calendar)]
    closed = {holiday.day for table in tables for holiday in table.holidays if holiday.day.year == year}
    weekdays = {window.start_day + day for window in calendar.windows for day in range(window.length_in_days() + 1)}
    days = [
        (day, name)
        for day, name in disputed_days(tuple(table.country for table in tables), year)
        if calendar.always or any(day.weekday() == weekday % 7 for weekday in weekdays)
    ]
    day, name = next(((day, name) for day, name in days if day not in closed), days[0] if days else (None, Text()))
    count = fill(
        "The list that is read has {count} dates in {year}.",
        "La liste retenue compte {count} dates en {year}.",
        count=len(closed),
        year=year,
    )
    if day is None:
        return count
    return fill(
        "{name}, {day}: open or closed? As read, {state}. {count}",
        "{name}, {day} : ouvert ou fermé ? Selon la lecture retenue, {state}. {count}",
        name=name,
        day=day_name(day),
        state=open_or_closed(day not in closed),
        count=count,
    )


RULE = Rule(
    "SV-C03",
    Severity.ERROR,
    Text("The list of holidays is unclear", "La liste des jours fériés est incertaine"),
    _check,
)
