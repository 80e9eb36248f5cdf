"""SV-C05: a closure passes midnight and nobody says on which evening it begins."""

from __future__ import annotations

import pytest
from clean import check_finds, lint

OPEN = {"calendars/office/open": "[mon-fri]"}


def closed(entry: str) -> dict[str, str]:
    return {**OPEN, "calendars/office/closed": f"[{entry}]"}


@pytest.mark.parametrize("evening", ["before", "same"])
def test_a_closure_over_midnight_needs_its_evening(evening: str) -> None:
    finding = check_finds(
        "SV-C05",
        closed("{holidays: feasts, from: 20:00, to: 05:00}"),
        closed(f"{{holidays: feasts, from: 20:00, to: 05:00, evening: {evening}}}"),
        severity="E",
    )

    assert "20:00-05:00" in finding.message.en
    assert "Wed\u00a01\u00a0Jul\u00a02026\u00a021:00: open if the evening before" in finding.example.en
    assert "closed if it is the evening of the date" in finding.example.en


def test_an_evening_that_was_assumed_is_found_although_it_is_written() -> None:
    patches = closed("{holidays: feasts, from: 20:00, to: 05:00, evening: before}")

    assert [one.code for one in lint({**patches, "calendars/office/assumed": "[evening]"})] == ["SV-C05"]


def test_a_single_date_is_judged_alike() -> None:
    found = lint(closed("{date: 2026-06-03, from: 22:00, to: 02:00}"))

    assert [finding.code for finding in found] == ["SV-C05"]


def test_a_date_of_another_year_has_no_example_in_this_one() -> None:
    (finding,) = lint(closed("{date: 2025-06-03, from: 22:00, to: 02:00}"))

    assert finding.example.en == "No hour of this year tells."
