"""SV-E05: a step of a ladder that can never come."""

from __future__ import annotations

import pytest
from clean import check_finds, lint


def steps(second: str) -> dict[str, str]:
    return {"ladders/steady/steps": f"[{{at: 0 business hours, tell: desk}}, {second}]"}


GOOD = steps("{at: 50 % of response, tell: lead, if: no response}")


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ("{at: 50 % of update, tell: lead}", "no update is promised"),
        ("{at: 30 business minutes, tell: lead, if: breached}", "nothing can be late that early"),
    ],
)
def test_a_step_that_cannot_come_is_found_with_the_reason(second: str, why: str) -> None:
    finding = check_finds("SV-E05", steps(second), GOOD, severity="W")

    assert why in finding.message.en


def test_what_stands_behind_the_end_never_comes() -> None:
    found = lint(steps("{at: 1 business hour, if: no response}, {at: 50 % of response, tell: lead, if: no response}"))

    assert "SV-E05" in {finding.code for finding in found}


def test_a_share_of_a_target_that_runs_by_the_clock_comes() -> None:
    by_clock = {"targets/table/high/basic": "60 clock minutes / 8 business hours"}

    assert "SV-E05" not in {finding.code for finding in lint({**by_clock, **GOOD})}
