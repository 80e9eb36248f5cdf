"""SV-F03: Longest wait by the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from clean import check_finds, lint, plain, policy

from servanda.engine.instants import HOUR
from servanda.engine.policy.lint.cases import longest_wait
from servanda.engine.policy.lint.rule import Lint
from servanda.engine.policy.promise import parse_span

BAD = {
    "targets/longest_wait": "96 clock hours",
}
GOOD = {
    "targets/longest_wait": "113 clock hours",
}


def test_the_longest_wait_of_the_year_is_worked_out() -> None:
    finding = check_finds("SV-F03", BAD, GOOD, severity="I")

    assert finding.at == "targets/table/high/plus/response"
    assert "66 h" in plain(finding.message)
    assert "2.8 days" in plain(finding.message)
    assert "Fri 30 Oct 2026 16:00" in plain(finding.example)
    assert "Mon 2 Nov 2026 09:00" in plain(finding.example)
    assert "113 h" in plain(finding.example)


TORONTO = ZoneInfo("America/Toronto")


def slow_wait(hours: int, year: int) -> timedelta:
    """The longest wait for so many office hours, by looking at every hour of the year."""
    first = datetime(year, 1, 1, tzinfo=TORONTO).astimezone(UTC)
    local = [(first + timedelta(hours=number)).astimezone(TORONTO) for number in range(24 * 380)]
    is_open = [at.weekday() < 5 and 9 <= at.hour < 17 for at in local]
    longest = 0
    for start in range(24 * 365):
        left, end = hours, start
        while left:
            left -= is_open[end]
            end += 1
        longest = max(longest, end - start)
    return timedelta(hours=longest)


@pytest.mark.parametrize("hours", [1, 8])
def test_the_longest_wait_agrees_with_a_slow_count(hours: int) -> None:
    tidy = policy()
    rule = next(rule for rule in tidy.targets if rule.id == "targets/table/high/plus/response")
    wait = longest_wait(Lint(tidy, date(2026, 3, 2)), rule, parse_span(f"{hours} business hours"), ("plus", ()))

    assert wait is not None
    assert timedelta(hours=wait.length / HOUR) == slow_wait(hours, 2026)


def test_a_weekend_is_what_everybody_expects() -> None:
    cell = "1 business hour / 2 business hours"
    short = {f"targets/table/{row}/{plan}": cell for row in ("high", "low") for plan in ("basic", "plus")}

    assert lint({**short, "targets/longest_wait": "1 clock hour"}) == []
