"""SV-A02: credit limits that do not say to which side the limit itself belongs."""

from __future__ import annotations

import pytest
from clean import check_finds, lint
from promised_uptime import steps, uptime


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("below: 99.5, credit: 10, inclusive: true", "below: 99, credit: 25"), "a month that meets the target"),
        (("below: 99.5, credit: 10", "below: 99.5, credit: 10"), "two steps have this limit"),
        (("below: 99.5, credit: 10, assumed: [inclusive]", "below: 99, credit: 25"), "does not say"),
    ],
)
def test_a_limit_whose_side_is_open_is_found(lines: tuple[str, ...], why: str) -> None:
    finding = check_finds("SV-A02", uptime(credits=steps(*lines)), uptime(), severity="E")

    assert why in finding.message.en
    assert "99.5000\u00a0%" in finding.example.en


def test_a_deeper_limit_may_be_inclusive() -> None:
    assert lint(uptime(credits=steps("below: 99.5, credit: 10", "below: 99, credit: 25, inclusive: true"))) == []
