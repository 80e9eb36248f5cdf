"""When support is open."""

from __future__ import annotations

from servanda.engine.calendars.model import Calendar
from servanda.engine.policy.hours_text import write_closures, write_hours
from servanda.publishing.blocks import Entries, Entry, Margin, Paragraph, Section
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import BUSINESS_DAYS, LATE


def hours(scribe: Scribe) -> Section:
    """Every calendar with its hours, its closures and its zone; then how time is read."""
    entries = tuple(_calendar(scribe, name, calendar) for name, calendar in scribe.policy.calendars.items())
    terms = scribe.document.terms
    read = " ".join(
        (scribe.say(terms.text), scribe.say(LATE[terms.late]), scribe.say(BUSINESS_DAYS[terms.business_days]))
    )
    reading = Paragraph(read.strip(), scribe.margin(terms), kind="explanation")
    return Section("hours", scribe.both("Hours", "Heures"), (Entries(entries), reading))


def _calendar(scribe: Scribe, name: str, calendar: Calendar) -> Entry:
    week = scribe.say(write_hours(calendar))
    zone = scribe.both(f"by the clocks of {calendar.zone}", f"à l’heure de {calendar.zone}")
    said = [f"{week[:1].upper()}{week[1:]}, {zone}."]
    if calendar.closures or calendar.openings:
        exceptions = "; " if scribe.language == "en" else "\u202f; "
        listed = exceptions.join(scribe.say(closure) for closure in write_closures(calendar))
        said.append(scribe.both(f"Closed: {listed}.", f"Fermé : {listed}."))
    if calendar.text:
        said.append(scribe.say(calendar.text))
    clauses = [*calendar.clauses, *(clause for closure in calendar.closures for clause in closure.clauses)]
    assumed = tuple(scribe.assumed(word) for word in calendar.assumed)
    margin = Margin(tuple(dict.fromkeys(clauses)), assumed, calendar.ruling)
    return Entry(scribe.calendar(name), " ".join(said), margin)
