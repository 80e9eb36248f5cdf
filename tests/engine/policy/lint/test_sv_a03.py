"""SV-A03: an uptime target whose miss has no consequence that anybody wrote down."""

from __future__ import annotations

import pytest
from clean import REMOVE, check_finds, lint
from promised_uptime import uptime


def test_a_target_without_remedy_is_found_with_a_month_that_misses_it() -> None:
    finding = check_finds("SV-A03", uptime(credits=REMOVE), uptime(credits="none"), severity="W")

    assert "99.5\u00a0% is promised" in finding.message.en
    assert "99.4982\u00a0%: the target is missed, and nothing happens" in finding.example.en


def test_best_effort_owes_nothing() -> None:
    found = lint(uptime(credits=REMOVE, target="{at_least: 99.5, strength: best effort}"))

    assert "SV-A03" not in {finding.code for finding in found}


def test_a_table_without_steps_is_no_remedy() -> None:
    assert [finding.code for finding in lint(uptime(credits="{paid: at once, steps: []}"))] == ["SV-A03"]


@pytest.mark.parametrize("bad", [{"target": "{at_least: 150}"}, {"credits": "{steps: [{below: 995, credit: 10}]}"}])
def test_the_reader_refuses_more_than_a_hundred_percent(bad: dict[str, str]) -> None:
    finding = next(finding for finding in lint(uptime(**bad)) if finding.code == "SV-S01")

    assert finding.blocks
    assert "at most 100" in finding.message.en
