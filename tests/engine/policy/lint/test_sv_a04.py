"""SV-A04: credits whose payment is not described."""

from __future__ import annotations

from clean import check_finds, lint
from promised_uptime import steps, uptime


def test_credits_without_a_word_on_payment_are_found_with_an_amount() -> None:
    finding = check_finds(
        "SV-A04",
        uptime(credits=steps("below: 99.5, credit: 10", "below: 99, credit: 25", paid="")),
        uptime(),
        severity="W",
    )

    assert "400.00\u00a0CAD are owed" in finding.example.en


def test_steps_that_add_up_beyond_the_fee_need_a_cap() -> None:
    table = "paid: at once, apply: sum of steps, steps: [{below: 99.5, credit: 60}, {below: 99, credit: 60}]"

    assert [finding.code for finding in lint(uptime(credits=f"{{{table}}}"))] == ["SV-A04"]
    assert lint(uptime(credits=f"{{{table}, cap: 100}}")) == []
