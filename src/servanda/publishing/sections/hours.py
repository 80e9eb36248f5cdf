"""When support is open: every calendar in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.calendars.model import (
    WHOLE_DAY,
    Calendar,
    Closure,
    DayClosure,
    HolidayClosure,
    Opening,
    SpanClosure,
)
from servanda.engine.policy.hours_text import write_clock, write_day, write_windows
from servanda.engine.prose import write_list
from servanda.engine.text import Language, Text
from servanda.publishing.blocks import Hours, Section
from servanda.publishing.places import table_place, zone_place
from servanda.publishing.scribe import Scribe


def hours(scribe: Scribe) -> Section:
    """Every calendar with its hours, its closures and its zone."""
    calendars = scribe.policy.calendars.items()
    return Section(
        "hours",
        scribe.both("Support hours", "Heures de soutien"),
        tuple(_calendar(scribe, key, calendar) for key, calendar in calendars),
    )


def _calendar(scribe: Scribe, key: str, calendar: Calendar) -> Hours:
    listed = (clause for closure in calendar.closures for clause in closure.clauses)
    return Hours(
        calendar=key,
        name=scribe.calendar(key),
        text=scribe.say(calendar.text),
        sentences=tuple(sentences(calendar, scribe.language)),
        zone=calendar.zone,
        margin=scribe.margin(calendar, more=listed),
    )


def sentences(calendar: Calendar, language: Language) -> Iterator[str]:
    """The opening hours, every kind of closure and every dated opening, a sentence each."""
    for window in write_windows(calendar):
        said = window.of(language)
        yield f"{said[0].upper()}{said[1:]}."
    for closure in calendar.closures:
        yield f"{_closure(closure, calendar, language)}{_zone(closure.zone, language)}."
    for opening in calendar.openings:
        period = _period(opening)
        yield Text(f"Also open {period.en}.", f"Ouvert aussi {period.fr}.").of(language)


def on_the_clock(place: str, language: Language) -> str:
    """Whose clock all these times are read on."""
    return Text(f"On the clock of {place}.", f"À l’heure de {place}.").of(language)


def _closure(closure: Closure, calendar: Calendar, language: Language) -> str:
    if isinstance(closure, SpanClosure):
        period = _period(closure)
        return Text(f"Closed {period.en}", f"Fermé {period.fr}").of(language)
    if isinstance(closure, DayClosure):
        day, name = write_day(closure.day), closure.name
        return _closed_on(
            closure, Text(f"{day.en}{_in_brackets(name.en)}", f"le {day.fr}{_in_brackets(name.fr)}"), language
        )
    places = write_list((table_place(calendar.tables[name], language) for name in closure.tables), language)
    return _closed_on(closure, Text(f"holidays ({places})", f"les jours fériés ({places})"), language)


def _closed_on(closure: DayClosure | HolidayClosure, days: Text, language: Language) -> str:
    if (closure.start_minute, closure.end_minute) == (0, WHOLE_DAY):
        return Text(f"Closed on {days.en}", f"Fermé {days.fr}").of(language)
    start, end = write_clock(closure.start_minute), write_clock(closure.end_minute)
    if closure.evening_before:
        return Text(
            f"Closed from {start.en} on the evening before {days.en} to {end.en} on the day",
            f"Fermé {days.fr}, de {start.fr} la veille à {end.fr} le jour même",
        ).of(language)
    return Text(f"Closed {start.en} to {end.en} on {days.en}", f"Fermé {days.fr}, de {start.fr} à {end.fr}").of(
        language
    )


def _period(dated: SpanClosure | Opening) -> Text:
    (first, start), (last, end) = (
        (write_day(at.date()), write_clock(at.hour * 60 + at.minute)) for at in (dated.start, dated.end)
    )
    return Text(
        f"from {first.en}, {start.en} to {last.en}, {end.en}{_in_brackets(dated.name.en)}",
        f"du {first.fr} à {start.fr} au {last.fr} à {end.fr}{_in_brackets(dated.name.fr)}",
    )


def _in_brackets(name: str) -> str:
    return f" ({name})" if name else ""


def _zone(zone: str | None, language: Language) -> str:
    if zone is None:
        return ""
    place = zone_place(zone, language)
    return Text(f", by the clocks of {place}", f", à l’heure de {place}").of(language)
