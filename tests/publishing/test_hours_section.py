"""Calendars in words, as a document says them."""

from __future__ import annotations

from datetime import date, datetime

from servanda.engine.calendars.model import Calendar, DayClosure, HolidayClosure, HolidayTable, Opening, SpanClosure
from servanda.engine.calendars.notation import parse_windows
from servanda.engine.text import Text
from servanda.publishing.sections.hours import sentences

NB = "\u00a0"
CANADA = HolidayTable("canada", date(2026, 1, 1), date(2026, 12, 31), (), country="CA")
QUEBEC = HolidayTable("quebec", date(2026, 1, 1), date(2026, 12, 31), (), country="CA", subdivision="QC")
CALENDAR = Calendar(
    "c",
    "America/Toronto",
    parse_windows("mon 05:00 to fri 16:00"),
    closures=(
        HolidayClosure(("canada", "quebec")),
        HolidayClosure(("canada",), 540, 1020),
        HolidayClosure(("canada",), 1200, 300, evening_before=True, zone="Australia/Sydney"),
        DayClosure(date(2026, 12, 1), name=Text("Founding day", "Fête de la maison")),
        SpanClosure(datetime(2026, 12, 24, 12), datetime(2027, 1, 2), Text("Year’s end", "Fin d’année")),  # noqa: DTZ001  (wall time)
    ),
    openings=(Opening(datetime(2026, 12, 27, 10), datetime(2026, 12, 27, 12)),),  # noqa: DTZ001  (wall time)
    tables={"canada": CANADA, "quebec": QUEBEC},
)


def test_every_kind_of_closure_has_its_sentence() -> None:
    assert [said.replace(NB, " ") for said in sentences(CALENDAR, "en")] == [
        "Without a break from Monday 05:00 to Friday 16:00.",
        "Closed on holidays (Canada and Québec).",
        "Closed 09:00 to 17:00 on holidays (Canada).",
        "Closed from 20:00 on the evening before holidays (Canada) to 05:00 on the day, by the clocks of Sydney.",
        "Closed on 1 December 2026 (Founding day).",
        "Closed from 24 December 2026, 12:00 to 2 January 2027, 00:00 (Year’s end).",
        "Also open from 27 December 2026, 10:00 to 27 December 2026, 12:00.",
    ]


def test_french_says_it_in_its_own_order() -> None:
    assert [said.replace(NB, " ") for said in sentences(CALENDAR, "fr")] == [
        "Sans interruption du lundi à 5 h au vendredi à 16 h.",
        "Fermé les jours fériés (Canada et Québec).",
        "Fermé les jours fériés (Canada), de 9 h à 17 h.",
        "Fermé les jours fériés (Canada), de 20 h la veille à 5 h le jour même, à l’heure de Sydney.",
        "Fermé le 1er décembre 2026 (Fête de la maison).",
        "Fermé du 24 décembre 2026 à 12 h au 2 janvier 2027 à 0 h (Fin d’année).",
        "Ouvert aussi du 27 décembre 2026 à 10 h au 27 décembre 2026 à 12 h.",
    ]
