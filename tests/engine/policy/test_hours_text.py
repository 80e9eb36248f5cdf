"""Hours in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.engine.calendars.model import Calendar, Holiday, HolidayTable
from servanda.engine.calendars.reading import read_calendars
from servanda.engine.policy.hours_text import write_day, write_hours
from servanda.engine.source import Table, read_tree
from servanda.engine.text import Text

TABLE = HolidayTable(
    id="canada",
    covers_from=date(2026, 1, 1),
    covers_to=date(2026, 12, 31),
    holidays=(Holiday(date(2026, 7, 1), Text("Canada Day", "Fête du Canada")),),
)


def _calendar(rest: str) -> Calendar:
    tree, _ = read_tree(f"it: {{tz: America/Toronto, {rest}}}")
    assert isinstance(tree, Table)
    calendars, findings = read_calendars(tree, {"canada": TABLE})
    assert findings == []
    return calendars["it"]


@pytest.mark.parametrize(
    ("open_", "en", "fr"),
    [
        ("[mon-fri 09:00-17:00]", "Monday to Friday, 09:00 to 17:00", "du lundi au vendredi, de 9 h à 17 h"),
        (
            "[mon-fri 09:00-12:00, mon-fri 13:30-17:00]",
            "Monday to Friday, 09:00 to 12:00; Monday to Friday, 13:30 to 17:00",
            "du lundi au vendredi, de 9 h à 12 h ; du lundi au vendredi, de 13 h 30 à 17 h",
        ),
        ("[mon-sun 08:00-24:00]", "every day, 08:00 to 24:00", "tous les jours, de 8 h à 24 h"),
        ("[sat]", "Saturday, all day", "le samedi, toute la journée"),
        ("[fri 22:00-02:00]", "Friday, 22:00 to 02:00", "le vendredi, de 22 h à 2 h"),
        (
            "[mon 05:00 to fri 16:00]",
            "without a break from Monday 05:00 to Friday 16:00",
            "sans interruption du lundi à 5 h au vendredi à 16 h",
        ),
        (
            "[tue 09:00-17:00, mon 09:00-17:00, thu 09:00-17:00]",
            "Monday to Tuesday, 09:00 to 17:00; Thursday, 09:00 to 17:00",
            "du lundi au mardi, de 9 h à 17 h ; le jeudi, de 9 h à 17 h",
        ),
        ("always", "day and night, every day", "jour et nuit, tous les jours"),
    ],
)
def test_weekly_hours_read_as_people_say_them(open_: str, en: str, fr: str) -> None:
    assert _plain(write_hours(_calendar(f"open: {open_}"))) == (en, fr)


def test_the_first_of_a_month_is_written_as_french_does() -> None:
    assert _plain(write_day(TABLE.covers_from)) == ("1 January 2026", "1er janvier 2026")


def _plain(text: Text) -> tuple[str, str]:
    """With ordinary spaces, so that the tables above can be read."""
    return text.en.replace("\u00a0", " "), text.fr.replace("\u00a0", " ").replace("\u202f", " ")
