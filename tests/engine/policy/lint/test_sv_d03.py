"""SV-D03: a change that takes effect sooner after its announcement than the policy itself promises."""

from __future__ import annotations

import pytest
from clean import check_finds, lint


def announced(day: str, notice: str = "2 calendar days") -> dict[str, str]:
    return {"governance/announce": notice, "governance/announced": day}


def test_a_day_short_is_found_with_the_earliest_date() -> None:
    finding = check_finds("SV-D03", announced("2025-08-31"), announced("2025-08-30"), severity="E")

    assert "the earliest day for this one is Tue\u00a02\u00a0Sep\u00a02025" in finding.example.en


@pytest.mark.parametrize(
    ("notice", "late", "right"),
    [
        ("2 business days", "2025-08-29", "2025-08-28"),
        ("1 calendar month", "2025-08-02", "2025-08-01"),
        ("14 calendar days", "2025-08-19", "2025-08-18"),
    ],
)
def test_notice_in_other_units_is_counted(notice: str, late: str, right: str) -> None:
    check_finds("SV-D03", announced(late, notice), announced(right, notice))


def test_without_a_promise_of_notice_nothing_is_late() -> None:
    assert lint({"governance/announced": "2025-08-31"}) == []


def test_an_announcement_in_the_far_future_is_late() -> None:
    assert [finding.code for finding in lint(announced("9999-12-31"))] == ["SV-D03"]
