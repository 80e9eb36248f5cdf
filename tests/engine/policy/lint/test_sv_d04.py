"""SV-D04: a review that is overdue."""

from __future__ import annotations

from datetime import date

from clean import REMOVE, check_finds, lint


def test_a_review_after_its_interval_is_found_with_the_days() -> None:
    finding = check_finds("SV-D04", {"governance/last_review": "2024-02-02"}, severity="W")

    assert "a review was due Sun\u00a02\u00a0Feb\u00a02025" in finding.message.en
    assert "393 longer than 12 calendar months" in finding.example.en


def test_the_last_day_of_the_interval_is_in_time() -> None:
    assert lint({}, at=date(2027, 2, 2)) == []
    assert [finding.code for finding in lint({}, at=date(2027, 2, 3))] == ["SV-D04"]


def test_without_an_interval_three_years_are_borne() -> None:
    unsaid = {"governance": REMOVE, "effective/from": "2022-01-15"}

    assert lint(unsaid, at=date(2025, 1, 15)) == []
    assert [finding.code for finding in lint(unsaid, at=date(2025, 1, 16))] == ["SV-D04"]


def test_an_interval_in_days_is_counted_in_days() -> None:
    monthly = {"governance/review_every": "30 calendar days"}

    assert lint(monthly, at=date(2026, 3, 4)) == []
    assert [finding.code for finding in lint(monthly, at=date(2026, 3, 5))] == ["SV-D04"]


def test_an_undated_text_has_no_age() -> None:
    assert [finding.code for finding in lint({"governance": REMOVE, "effective/from": "unknown"})] == ["SV-D01"]


def test_a_review_in_the_far_future_is_not_overdue() -> None:
    assert lint({"governance/last_review": "9999-12-31"}) == []
