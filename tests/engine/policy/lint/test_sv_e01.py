"""SV-E01: a step of a ladder that comes when the target is already lost."""

from __future__ import annotations

from clean import check_finds, lint


def step(at: str) -> dict[str, str]:
    return {"ladders/steady/steps/2/at": at}


def test_a_step_after_the_target_is_found_with_how_late_it_is_for_each_priority() -> None:
    finding = check_finds("SV-E01", step("5 business hours"), severity="W")

    assert "Team lead" in finding.message.en
    assert "high 3\u00a0h, low 1\u00a0h" in finding.message.en
    assert "due Mon\u00a016\u00a0Mar\u00a02026\u00a011:00" in finding.example.en
    assert "told Mon\u00a016\u00a0Mar\u00a02026\u00a014:00" in finding.example.en


def test_a_step_at_the_very_target_is_not_too_late() -> None:
    assert lint({**step("2 business hours"), "targets/table/high/plus": "1 business hour / 4 business hours"}) == []


def test_a_share_of_the_target_is_never_too_late() -> None:
    assert lint(step("99 % of response")) == []
    assert [finding.code for finding in lint(step("150 % of response"))] == ["SV-E01"]


def test_a_ladder_that_nobody_climbs_calls_nobody_late() -> None:
    idle = {**step("5 business hours"), "plans/basic/ladder": "steady", "plans/basic/support": "no"}

    found = lint({**idle, "plans/plus/ladder": "other", "ladders/other": "{end: silence, steps: []}"})

    assert not {"SV-E01", "SV-E02"} & {finding.code for finding in found}
