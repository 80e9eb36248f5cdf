"""SV-D05: a new version that promises less than the one before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from clean import AT, Patches, policy
from promised_uptime import uptime

from servanda.engine.instants import instant
from servanda.engine.policy.lint.changes import OpenRequest, check_change

OLD = policy()
SLOWER = {"version": "'4'", "targets/table/low/basic": "8 business hours / 16 business hours"}
OPENED = instant(datetime(2026, 3, 11, 14, 0, tzinfo=UTC))


def change(patches: Patches, *requests: OpenRequest) -> list[str]:
    return [finding.message.en for finding in check_change(OLD, policy(patches), requests, at=AT)]


def test_a_cell_that_got_slower_is_found_with_the_request_that_loses_most() -> None:
    (finding,) = check_change(OLD, policy(SLOWER), at=AT)

    assert finding.code == "SV-D05"
    assert finding.severity == "W"
    assert finding.message.en == "This version promises less than the one before: low basic (response)."
    assert "20\u00a0h later by the clock" in finding.example.en
    assert finding.message.fr
    assert finding.example.fr


def test_a_promise_that_is_gone_is_found() -> None:
    (message,) = change({"targets/table/high/plus": "1 business hour / none"})

    assert message.endswith("high plus (resolution).")


def test_the_same_and_a_faster_version_are_left_alone() -> None:
    assert change({}) == []
    assert change({"targets/table/low/basic": "1 business hour / 8 business hours"}) == []


def test_open_requests_are_harmed_only_where_they_move() -> None:
    request = OpenRequest("R-17", "basic", OPENED, "low")
    moving = {**SLOWER, "governance/transition": "move"}

    assert len(change(SLOWER, request)) == 1
    assert change(moving, request)[1] == "Open requests that fall due later under this version: R-17."


def test_open_requests_of_untouched_cells_are_left_alone() -> None:
    moving = {**SLOWER, "governance/transition": "move"}

    assert len(change(moving, OpenRequest("R-18", "plus", OPENED, "high"))) == 1


def test_an_addon_that_is_no_longer_sold_is_not_compared() -> None:
    sold = {
        "addons/swift": "{name: {en: Swift, fr: Rapide}, needs: [plus]}",
        "targets/table/high/swift": "30 business minutes",
    }

    assert check_change(policy(sold), OLD, at=AT) == []


@pytest.mark.parametrize(
    ("patches", "said", "bears"),
    [
        (
            uptime(target="{at_least: 99}"),
            "99\u00a0%, not 99.5\u00a0%",
            "now it bears 7\u00a0h\u00a026\u00a0min\u00a024\u00a0s",
        ),
        ({}, "nothing, not 99.5\u00a0%", "now it bears any"),
    ],
)
def test_less_uptime_is_found_with_what_a_month_bears(patches: Patches, said: str, bears: str) -> None:
    (finding,) = check_change(policy(uptime()), policy(patches), at=AT)

    assert finding.code == "SV-D05"
    assert said in finding.message.en
    assert bears in finding.example.en


def test_more_uptime_is_left_alone() -> None:
    assert check_change(policy(uptime()), policy(uptime(target="{at_least: 99.9}")), at=AT) == []
