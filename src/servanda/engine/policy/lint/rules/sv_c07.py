"""SV-C07: one part of a text closes on holidays, another gives hours and is silent.

Harm: the client who bought seven days a week expects an answer on New Year's Day because only the other calendar names
holidays, or only the other one names days.
"""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.calendars.model import Calendar, HolidayClosure
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.moments import CLOSED, OPEN, year_bounds
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import stands
from servanda.engine.policy.lint.wording import fill, when
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def _check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    calendars = policy.calendars.values()
    closing = next((calendar for calendar in calendars if _has_holidays(calendar)), None)
    if closing is None:
        return
    for calendar in calendars:
        if _silent(policy, calendar):
            yield _finding(policy, lint, calendar, closing)


def _has_holidays(calendar: Calendar) -> bool:
    return any(isinstance(closure, HolidayClosure) for closure in calendar.closures)


def _silent(policy: Policy, calendar: Calendar) -> bool:
    """Whether nothing tells if it opens on holidays: no closure, nor an empty list of them that says so."""
    if calendar.always or _has_holidays(calendar):
        return False
    unsaid = bool({"days", "holidays"} & set(calendar.assumed))
    return unsaid or not stands(policy, f"calendars/{calendar.id}/closed")


def _finding(policy: Policy, lint: Lint, calendar: Calendar, closing: Calendar) -> Finding:
    return lint.find(
        RULE,
        f"calendars/{calendar.id}",
        Text(
            f"Calendar {closing.id} closes on holidays, calendar {calendar.id} says nothing of them.",
            f"Le calendrier {closing.id} ferme les jours fériés, le calendrier {calendar.id} n’en dit rien.",
        ),
        wording=calendar.source,
        example=_example(policy, calendar, closing, lint.year),
        fix=Text(
            f"Write 'closed:' for {calendar.id}: the holidays, or an empty list where it is open on them.",
            f"Écrivez « closed: » pour {calendar.id} : les jours fériés, ou une liste vide s’il est ouvert ces jours-là.",
        ),
    )


def _example(policy: Policy, calendar: Calendar, closing: Calendar, year: int) -> Text:
    silent, closed = policy.timeline(calendar.id), policy.timeline(closing.id)
    start, end = year_bounds(year, closed.zone)
    holidays = [piece for piece in closed.closed(start, end) if piece.why == "holiday"]
    found = [(piece, _opening(silent, piece.start, piece.end)) for piece in holidays]
    piece, at = next(((piece, at) for piece, at in found if at is not None), (None, None))
    if piece is None or at is None:
        return Text("No holiday of this year tells.", "Aucun jour férié de cette année ne tranche.")
    return fill(
        "{at}, {name}: {closing} is {shut}; is {silent} {open}?",
        "Le {at}, {name} : {closing} est {shut} ; {silent} est-il {open} ?",
        at=when(at, silent.zone),
        name=piece.name,
        closing=closing.id,
        silent=calendar.id,
        shut=CLOSED,
        open=OPEN,
    )


def _opening(timeline: Timeline, start: int, end: int) -> int | None:
    windows = timeline.windows(start, end)
    return windows[0][0] if windows else None


RULE = Rule(
    "SV-C07",
    Severity.WARNING,
    Text("Two calendars disagree about holidays", "Deux calendriers ne s’accordent pas sur les jours fériés"),
    _check,
)
