"""SV-A09: checks that are too rare to tell whether the target was kept."""

from __future__ import annotations

import pytest
from clean import REMOVE, check_finds, lint
from promised_uptime import steps, uptime

TIGHT = {"target": "{at_least: 99.95}", "credits": steps("below: 99.95, credit: 10")}


@pytest.mark.parametrize("check_every", ["5 clock minutes", "3 clock minutes", REMOVE])
def test_a_tight_target_needs_checks_every_minute(check_every: object) -> None:
    finding = check_finds("SV-A09", uptime(**TIGHT, check_every=check_every), uptime(**TIGHT), severity="W")

    # 0.05 % of the 2,419,200 seconds of February 2026.
    assert "20\u00a0min\u00a09\u00a0s (1,209\u00a0s)" in finding.message.en
    assert "20\u00a0min (1,200\u00a0s) and one of 21\u00a0min (1,260\u00a0s) look alike" in finding.example.en


def test_a_loose_target_bears_five_minutes_and_silence() -> None:
    assert lint(uptime(check_every="5 clock minutes")) == []
    assert lint(uptime(check_every=REMOVE)) == []
