"""SV-C05: a closure passes midnight and nobody says on which evening it begins.

Harm: "from 20:00 to 05:00 on Australian holidays" closes either the evening before the date or the evening of it; whoever
asks on the other one is answered by nobody, or waits although support is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from servanda.engine.calendars.model import Calendar, DayClosure, HolidayClosure
from servanda.engine.calendars.timeline import compile_timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import HOUR
from servanda.engine.policy.lint.moments import at_local, differences, open_or_closed
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

Dated = DayClosure | HolidayClosure


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    for name, calendar in policy.calendars.items():
        for number, closure in enumerate(calendar.closures):
            if isinstance(closure, DayClosure | HolidayClosure) and _unclear(calendar, closure):
                yield _finding(policy, lint, name, number)


def _unclear(calendar: Calendar, closure: Dated) -> bool:
    passes_midnight = closure.end_minute <= closure.start_minute
    return passes_midnight and (not closure.evening_said or "evening" in calendar.assumed)


def _finding(policy: Policy, lint: Lint, name: str, number: int) -> Finding:
    calendar = policy.calendars[name]
    closure = calendar.closures[number]
    assert isinstance(closure, DayClosure | HolidayClosure)  # noqa: S101 - `_check` asks for these
    hours = f"{_clock(closure.start_minute)}-{_clock(closure.end_minute)}"
    return lint.find(
        RULE,
        f"calendars/{name}/closed/{number + 1}",
        Text(
            f"The closure {hours} passes midnight, and the text does not say on which evening it begins.",
            f"La fermeture {hours} passe minuit, et le texte ne dit pas quel soir elle commence.",
        ),
        wording=hours,
        clause=closure.clauses[0] if closure.clauses else None,
        example=_example(calendar, number, lint.year),
        fix=Text(
            "Write 'evening: before' or 'evening: same' beside it, and say so in the published text.",
            "Écrivez « evening: before » ou « evening: same », et dites-le dans le texte publié.",
        ),
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _example(calendar: Calendar, number: int, year: int) -> Text:
    before, same = (compile_timeline(_read(calendar, number, evening_before=flag)) for flag in (True, False))
    start, end = at_local(date(year, 1, 15), before.zone), at_local(date(year + 1, 1, 1), before.zone)
    # From mid-January on: New Year is a holiday of the other teams too. The evening of the date is looked at first.
    literal, other = (next(differences(*pair, start, end), None) for pair in ((before, same), (same, before)))
    stretch = literal or other
    if stretch is None:
        return Text("No hour of this year tells.", "Aucune heure de cette année ne tranche.")
    at = stretch[0] + HOUR if stretch[1] - stretch[0] > HOUR else stretch[0]
    return fill(
        "{at}: {before} if the evening before the date is meant, {same} if it is the evening of the date.",
        "Le {at} : {before} s’il s’agit de la veille au soir, {same} s’il s’agit du soir même.",
        at=when(at, before.zone),
        before=open_or_closed(before.is_open(at)),
        same=open_or_closed(same.is_open(at)),
    )


def _read(calendar: Calendar, number: int, *, evening_before: bool) -> Calendar:
    closures = list(calendar.closures)
    closure = closures[number]
    assert isinstance(closure, DayClosure | HolidayClosure)  # noqa: S101 - `_check` asks for these
    closures[number] = replace(closure, evening_before=evening_before)
    return replace(calendar, closures=tuple(closures))


RULE = Rule(
    "SV-C05",
    Severity.ERROR,
    Text("The evening of a closure is not said", "Le soir d’une fermeture n’est pas précisé"),
    _check,
)
