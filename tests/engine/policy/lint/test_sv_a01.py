"""SV-A01: a month with more downtime pays a smaller credit."""

from __future__ import annotations

from clean import check_finds, lint
from promised_uptime import steps, uptime


def test_a_deeper_step_that_pays_less_is_found_with_two_months() -> None:
    finding = check_finds(
        "SV-A01",
        uptime(credits=steps("below: 99.5, credit: 25", "below: 99, credit: 10")),
        uptime(credits=steps("below: 99.5, credit: 10", "below: 99, credit: 25")),
        severity="E",
    )

    assert "25\u00a0%" in finding.message.en
    assert "10\u00a0%" in finding.message.en
    assert "(13,393\u00a0s) down pays 25\u00a0%" in finding.example.en


def test_the_order_in_which_steps_are_written_does_not_matter() -> None:
    patches = uptime(credits=steps("below: 99, credit: 25", "below: 99.5, credit: 10"))

    assert lint(patches) == []


def test_steps_that_add_up_may_be_smaller_below() -> None:
    credits = (
        "{paid: at once, apply: sum of steps, cap: 100, steps: [{below: 99.5, credit: 25}, {below: 99, credit: 10}]}"
    )

    assert lint(uptime(credits=credits)) == []
