"""SV-E03: steps of a ladder that touch or overlap."""

from __future__ import annotations

from decimal import Decimal

import pytest
from clean import check_finds, lint

from servanda.engine.policy.lint.rungs import hours_in_words


def ladder(first: str, second: str) -> dict[str, str]:
    steps = (
        f"[{{at: 0 business hours, tell: desk, source: {first}}}, "
        f"{{at: 1 business hour, tell: lead, if: no response, source: {second}}}]"
    )
    return {
        "ladders/steady/steps": steps,
        "targets/table/high/plus": "90 business minutes / 4 business hours",
    }


@pytest.mark.parametrize(
    ("first", "second"), [("0.0 - 1.0", "1.0 above"), ("0.0 – 1.0", "1.0 – 2.0"), ("0 to 2 h", "1 h and above")]
)
def test_ranges_that_share_a_moment_are_found(first: str, second: str) -> None:
    finding = check_finds("SV-E03", ladder(first, second), ladder("at once", "later"), severity="W")

    assert f"'{first}' and '{second}'" in finding.message.en
    assert "Service desk or Team lead?" in finding.example.en


def test_two_people_at_one_step_are_found() -> None:
    both = "[{at: 1 business hour, tell: desk}, {at: 1 business hour, tell: lead}]"
    one = "[{at: 0 business hours, tell: desk}, {at: 1 business hour, tell: lead}]"
    slower = {"targets/table/high/plus": "90 business minutes / 4 business hours"}

    check_finds("SV-E03", {**slower, "ladders/steady/steps": both}, {**slower, "ladders/steady/steps": one})


@pytest.mark.parametrize(
    ("source", "hours"),
    [
        ("0.0 – 6.0", (Decimal("0.0"), Decimal("6.0"))),
        ("2,0 à 3,0", (Decimal("2.0"), Decimal("3.0"))),
        ("6.0 above", (Decimal("6.0"), Decimal("Infinity"))),
        ("6 h and more", None),
        ("when needed", None),
    ],
)
def test_ranges_are_read_as_sources_write_them(source: str, hours: tuple[Decimal, Decimal] | None) -> None:
    assert hours_in_words(source) == hours


def test_a_range_may_touch_one_that_names_nobody() -> None:
    steps = (
        "[{at: 0 business hours, tell: desk, source: 0.0 - 1.0}, "
        "{at: 1 business hour, if: no response, source: 1.0 above}]"
    )

    shown = next(finding for finding in lint({"ladders/steady/steps": steps}) if finding.code == "SV-E03")

    assert "Service desk or nobody?" in shown.example.en


def test_ranges_of_a_ladder_that_nobody_climbs_are_named_all_the_same() -> None:
    idle = {"plans/basic/ladder": "steady", "plans/basic/support": "no", "plans/plus/ladder": "other"}
    other = {"ladders/other": "{end: silence, steps: [{at: 75 % of response, tell: lead, if: no response}]}"}

    found = lint({**idle, **other, **ladder("0.0 - 1.0", "1.0 above")})

    shown = next(finding for finding in found if finding.code == "SV-E03")
    assert shown.example.en == "Two people are named for one moment."
