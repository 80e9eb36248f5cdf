"""SV-A06: exclusions make the target worth much less than it says."""

from __future__ import annotations

from clean import check_finds, lint
from promised_uptime import uptime


def test_a_month_as_base_of_support_hours_is_found_with_what_it_is_worth() -> None:
    finding = check_finds(
        "SV-A06",
        uptime(service_hours="office"),
        uptime(service_hours="office", denominator="service time"),
        severity="W",
    )

    # 0.5 % of 44,640 minutes is 223.2; May 2026 has 21 days of 480 support minutes.
    assert "223 of 10,080 support minutes" in finding.example.en
    assert "97.7857\u00a0% of support hours" in finding.message.en


def test_around_the_clock_hollows_nothing() -> None:
    assert lint(uptime()) == []
