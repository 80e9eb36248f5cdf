"""What changed in the hours: weekly windows, closures, zones, and requests that fall due at another time because of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.timeline import Timeline
from servanda.engine.instants import HOUR, moment
from servanda.engine.policy.diff.change import Change, Effect, Example, combined
from servanda.engine.policy.diff.moments import compare, telling_moments
from servanda.engine.policy.diff.targets import cells
from servanda.engine.policy.hours_text import write_hours
from servanda.engine.policy.lint.moments import day_name, differences, year_bounds
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import write_list
from servanda.engine.text import Text

_SHOWN = 6
"""Dates that one sentence names."""


def calendar_changes(old: Policy, new: Policy, year: int) -> Iterator[Change]:
    """A change for every calendar that differs, and for those that are new or gone."""
    for name, calendar in new.calendars.items():
        if name not in old.calendars:
            yield _whole(new, name, Text("New calendar", "Nouveau calendrier"), calendar)
        elif _bare(old.calendars[name]) != _bare(calendar):
            yield _changed(old, new, name, year)
    for name, calendar in old.calendars.items():
        if name not in new.calendars:
            yield _whole(old, name, Text("Calendar removed", "Calendrier retiré"), calendar)


def _bare(calendar: Calendar) -> Calendar:
    """What decides when it is open."""
    return replace(calendar, name=Text(), text=Text(), assumed=(), clauses=(), source="", ruling="")


def _name(calendar: Calendar) -> Text:
    return calendar.name or Text(calendar.id, calendar.id)


def _whole(policy: Policy, name: str, what: Text, calendar: Calendar) -> Change:
    called, hours, path = _name(calendar), write_hours(calendar), f"calendars/{name}"
    says = Text(f"{what.en} “{called.en}”: {hours.en}.", f"{what.fr} « {called.fr} » : {hours.fr}.")
    return Change("calendars", path, says, clauses=calendar.clauses, place=policy.place(path))


def _changed(old: Policy, new: Policy, name: str, year: int) -> Change:
    before, after = old.calendars[name], new.calendars[name]
    path, hours = f"calendars/{name}", (write_hours(before), write_hours(after))
    effect, dates = _opened_and_closed(old.timeline(name), new.timeline(name), year)
    due, examples = _examples(old, new, name, year)
    parts = [*_zones(before, after), *_weeks(*hours), *dates]
    called = _name(after)
    en, fr = "; ".join(part.en for part in parts), " ; ".join(part.fr for part in parts)
    return Change(
        section="calendars",
        path=path,
        says=Text(
            f"{called.en}: {en or 'its closures changed'}.", f"{called.fr} : {fr or 'ses fermetures ont changé'}."
        ),
        effect=combined((effect, due)),
        before=hours[0],
        after=hours[1],
        clauses=tuple(dict.fromkeys((*before.clauses, *after.clauses))),
        examples=examples,
        place=new.place(path),
    )


def _zones(before: Calendar, after: Calendar) -> Iterator[Text]:
    if before.zone != after.zone:
        yield Text(
            f"clocks of {after.zone} instead of {before.zone}", f"à l’heure de {after.zone} au lieu de {before.zone}"
        )


def _weeks(before: Text, after: Text) -> Iterator[Text]:
    if before != after:
        yield Text(f"{after.en} instead of {before.en}", f"{after.fr} (auparavant {before.fr})")


def _opened_and_closed(before: Timeline, after: Timeline, year: int) -> tuple[Effect, list[Text]]:
    """What the change is for clients over a year; the dates concerned, where they are few."""
    bounds = year_bounds(year, after.zone)
    try:
        gained = list(differences(after, before, *bounds))
        lost = list(differences(before, after, *bounds))
    except CalendarError:
        return "neutral", []
    effect = combined((*(["better"] if gained else []), *(["worse"] if lost else [])))  # type: ignore[arg-type]
    said = [
        *_dated(gained, after, Text("now open on", "désormais ouvert le")),
        *_dated(lost, after, Text("now closed on", "désormais fermé le")),
    ]
    return effect, said


def _dated(stretches: list[tuple[int, int]], timeline: Timeline, what: Text) -> Iterator[Text]:
    days = list(dict.fromkeys(moment(start, timeline.zone).date() for start, _ in stretches))
    if 0 < len(days) <= _SHOWN:
        names = [day_name(day) for day in days]
        listed = Text(write_list((name.en for name in names), "en"), write_list((name.fr for name in names), "fr"))
        yield Text(f"{what.en} {listed.en}", f"{what.fr} {listed.fr}")


def _examples(old: Policy, new: Policy, name: str, year: int) -> tuple[Effect, tuple[Example, ...]]:
    """The first promise on this calendar whose due time differs although the promise is the same."""
    before, after = cells(old, year), cells(new, year)
    for key, cell in after.items():
        was = before.get(key)
        if was is None or was.rule is None or cell.rule is None or was.rule.promise != cell.rule.promise:
            continue
        if (cell.rule.calendar or new.calendar_of(*cell.offer)) != name:
            continue
        opened = tuple(_openings(old.timeline(name), new.timeline(name), year))
        effect, examples = compare((old, new), (was.rule, cell.rule), cell.offer, priority=cell.priority, opened=opened)
        if examples:
            return effect, examples
    return "neutral", ()


def _openings(before: Timeline, after: Timeline, year: int) -> Iterator[int]:
    """Within hours shortly before the first moment at which the two differ, then the usual moments."""
    bounds = year_bounds(year, after.zone)
    try:
        first = [next(differences(*pair, *bounds), None) for pair in ((after, before), (before, after))]
        yield from (_shortly_before(before, stretch[0]) for stretch in first if stretch)
        yield from telling_moments(after, year)
    except CalendarError:
        return


def _shortly_before(timeline: Timeline, at: int) -> int:
    if timeline.is_open(at - HOUR):
        return at - HOUR
    closing = timeline.previous_close(at)
    return at - HOUR if closing is None else closing - HOUR
