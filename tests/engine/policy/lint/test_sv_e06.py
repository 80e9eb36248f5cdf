"""SV-E06: a ladder without a clock."""

from __future__ import annotations

import pytest
from clean import REMOVE, Patches, check_finds, lint


@pytest.mark.parametrize(
    "bad", [{"ladders/steady/assumed": "[clock]"}, {"ladders/steady/ruling": "R-9", "ladders/steady/calendar": REMOVE}]
)
def test_a_clock_that_the_source_leaves_open_is_found_with_two_readings(bad: Patches) -> None:
    finding = check_finds("SV-E06", bad, severity="W")

    assert "6 h later is Mon\u00a016\u00a0Mar\u00a02026\u00a021:00 by the clock" in finding.example.en
    assert "Tue\u00a017\u00a0Mar\u00a02026\u00a013:00 in support hours" in finding.example.en


@pytest.mark.parametrize("at", ["6 hours", "soon"])
def test_a_step_without_a_clock_of_its_own_is_an_error(at: str) -> None:
    finding = check_finds("SV-E06", {"ladders/steady/steps/2/at": at}, severity="E")

    assert f"'{at}' does not say when" in finding.message.en


def test_a_ladder_that_nobody_climbs_still_needs_a_clock() -> None:
    idle = {"plans/basic/ladder": "steady", "plans/basic/support": "no", "plans/plus/ladder": "other"}
    other = {"ladders/other": "{end: silence, steps: [{at: 75 % of response, tell: lead, if: no response}]}"}

    found = lint({**idle, **other, "ladders/steady/assumed": "[clock]"})

    assert "Nobody climbs it." in {finding.example.en for finding in found}


def test_a_ladder_without_steps_needs_a_clock_all_the_same() -> None:
    assert "SV-E06" in {one.code for one in lint({"ladders/steady/steps": [], "ladders/steady/assumed": "[clock]"})}
