"""SV-C03: holidays are closed, and the source does not say which list of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from clean import HOLIDAYS, TABLES, check_finds, lint

from servanda.engine.policy.lint.disputed import disputed_days, easter

CLOSED = {"calendars/office/closed": "[{holidays: feasts}]"}


def test_an_assumed_list_is_found_with_a_date_on_which_readers_part() -> None:
    finding = check_finds("SV-C03", {**CLOSED, "calendars/office/assumed": "[holidays]"}, CLOSED, severity="E")

    assert "feasts" in finding.message.en
    assert "Easter Monday" in finding.example.en
    assert "3 dates in 2026" in finding.example.en


def test_the_example_is_of_the_country_of_the_list() -> None:
    canada = {**TABLES, "feasts": replace(HOLIDAYS, country="CA")}

    finding = next(iter(lint({**CLOSED, "calendars/office/assumed": "[holidays]"}, tables=canada)))

    assert "Victoria Day, Mon\u00a018\u00a0May\u00a02026" in finding.example.en
    assert "Fête de la Reine" in finding.example.fr


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter_is_computed(year: int, sunday: date) -> None:
    assert easter(year) == sunday


@pytest.mark.parametrize(
    ("country", "name", "day"),
    [
        ("CA", "Victoria Day", date(2026, 5, 18)),
        ("CA", "Victoria Day", date(2027, 5, 24)),
        ("FR", "Whit Monday", date(2026, 5, 25)),
        ("AU", "Labour Day of some states", date(2026, 10, 5)),
        ("US", "Columbus Day", date(2026, 10, 12)),
        ("DE", "Easter Monday", date(2026, 4, 6)),
    ],
)
def test_disputed_days_fall_on_their_dates(country: str, name: str, day: date) -> None:
    assert (day, name) in [(found, said.en) for found, said in disputed_days((country,), day.year)]


def test_a_weekend_calendar_has_no_disputed_weekday() -> None:
    weekend = "{tz: America/Toronto, open: [sat-sun 09:00-17:00], closed: [{holidays: feasts}], assumed: [holidays]}"

    shown = next(finding for finding in lint({"calendars/office": weekend}) if finding.code == "SV-C03")

    assert shown.example.en == "The list that is read has 3 dates in 2026."
