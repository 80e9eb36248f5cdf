"""SV-C06: a closure that closes nothing."""

from __future__ import annotations

import pytest
from clean import check_finds, lint


def closed(entry: str) -> dict[str, str]:
    return {"calendars/office/closed": f"[{entry}]"}


def test_hours_of_holidays_in_closed_time_are_found() -> None:
    finding = check_finds(
        "SV-C06",
        closed("{holidays: feasts, from: 18:00, to: 20:00}"),
        closed("{holidays: feasts, from: 12:00, to: 17:00}"),
        severity="W",
    )

    assert "3 of 3 dates of 2026" in finding.message.en


@pytest.mark.parametrize("entry", ["2026-05-16", "{from: 2026-05-16T00:00, to: 2026-05-18T00:00}"])
def test_a_closed_weekend_is_found(entry: str) -> None:
    assert [finding.code for finding in lint(closed(entry))] == ["SV-C06"]


@pytest.mark.parametrize(
    "entry", ["2026-05-15", "{holidays: feasts}", "{from: 2026-05-16T00:00, to: 2026-05-19T00:00}"]
)
def test_what_closes_something_is_left_alone(entry: str) -> None:
    assert lint(closed(entry)) == []
