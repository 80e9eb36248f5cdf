"""Checks become outages: confirmed, back-dated, and never over time that nobody watched."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from months import steady

from servanda.engine.instants import SECOND
from servanda.engine.uptime.checks import ChecksError, Confirmation, Observed, observe, observe_many

MINUTE = 60 * SECOND


def _watch(states: str, rule: Confirmation, *, every: int = 60, until: int | None = None) -> Observed:
    """One check a minute, a letter each: ``u`` up, ``d`` down, ``.`` no check."""
    checks = [(number * every * SECOND, state == "d") for number, state in enumerate(states) if state != "."]
    return observe(checks, rule, since=0, until=(len(states) * every if until is None else until) * SECOND)


def _minutes(spans: object) -> list[list[int]]:
    return [[start // MINUTE, end // MINUTE] for start, end in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("states", "failures", "successes", "outages", "unknown"),
    [
        ("uudddu", 3, 1, [[2, 5]], []),
        ("uudduu", 3, 1, [], []),
        ("ududud", 1, 1, [[1, 2], [3, 4], [5, 6]], []),
        ("uddudduu", 2, 2, [[1, 6]], []),
        ("uddududu", 2, 2, [[1, 8]], []),
        ("dddd", 2, 1, [[0, 4]], []),
        ("uuuu", 1, 1, [], []),
        ("", 1, 1, [], []),
        ("udd....u", 2, 1, [[1, 4]], [[4, 7]]),
        ("udd....du", 2, 1, [[1, 4], [7, 8]], [[4, 7]]),
        ("....uu", 1, 1, [], [[0, 4]]),
        ("u.u..u", 1, 1, [], [[4, 5]]),
        ("uu....", 1, 1, [], [[3, 6]]),
        ("ud....", 1, 1, [[1, 3]], [[3, 6]]),
    ],
)
def test_checks_become_outages_and_unknown_time(
    states: str, failures: int, successes: int, outages: list[list[int]], unknown: list[list[int]]
) -> None:
    observed = _watch(states, Confirmation(failures, successes, holds_seconds=120))

    assert _minutes(observed.outages) == outages
    assert _minutes(observed.unknown) == unknown
    assert observed.downtime_seconds == 60 * sum(end - start for start, end in outages)


def test_a_month_without_a_single_check_is_unknown() -> None:
    assert observe((), Confirmation(), since=0, until=MINUTE).unknown == ((0, MINUTE),)


@pytest.mark.parametrize("checks", [[(5, True), (4, False)], [(-1, True)], [(11, True)]])
def test_checks_out_of_order_or_out_of_the_period_are_refused(checks: list[tuple[int, bool]]) -> None:
    with pytest.raises(ChecksError, match="must be in order"):
        observe(checks, Confirmation(), since=0, until=10)
    at, failed = np.array([one for one, _ in checks]), np.array([one for _, one in checks])
    with pytest.raises(ChecksError, match="must be in order"):
        observe_many(at, failed, Confirmation(), since=0, until=10)


@pytest.mark.parametrize("rule", [{"failures": 0}, {"successes": 0}, {"holds_seconds": 0}])
def test_a_confirmation_needs_at_least_one_of_each(rule: dict[str, int]) -> None:
    with pytest.raises(ChecksError, match="1 or more"):
        Confirmation(**rule)


_RULES = st.builds(Confirmation, st.integers(1, 4), st.integers(1, 4), st.integers(1, 200))
_CHECKS = st.lists(st.tuples(st.integers(0, 300), st.booleans()), max_size=40).map(
    lambda steps: [
        (sum(step for step, _ in steps[: number + 1]) * SECOND, failed) for number, (_, failed) in enumerate(steps)
    ]
)


def _slowly(checks: list[tuple[int, bool]], rule: Confirmation, until: int) -> tuple[set[int], set[int]]:
    """Walk from check to check, second by second: the rule as one would tell it."""
    down, seen = False, []
    starts: dict[int, bool] = {}
    for at, failed in checks:
        seen.append((at, failed))
        wanted = rule.failures if not down else rule.successes
        last = seen[-wanted:]
        if len(last) == wanted and all(one is not down for _, one in last):
            down = not down
            starts[last[0][0]] = down
    outage, unknown = set(), set()
    state = False
    holds = -1
    for second in range(until // SECOND):
        state = starts.get(second * SECOND, state)
        if any(at == second * SECOND for at, _ in checks):
            holds = second + rule.holds_seconds
        if second >= holds:
            unknown.add(second)
        elif state:
            outage.add(second)
    return outage, unknown


def _seconds(spans: tuple[tuple[int, int], ...]) -> set[int]:
    return {second for start, end in spans for second in range(start // SECOND, end // SECOND)}


@steady
@given(
    st.lists(st.tuples(st.integers(1, 300), st.booleans()), max_size=15).map(
        lambda steps: [
            (sum(step for step, _ in steps[: number + 1]) * SECOND, failed) for number, (_, failed) in enumerate(steps)
        ]
    ),
    _RULES,
)
def test_a_walk_from_check_to_check_finds_the_same(checks: list[tuple[int, bool]], rule: Confirmation) -> None:
    until = (checks[-1][0] if checks else 0) + 100 * SECOND
    observed = observe(checks, rule, since=0, until=until)

    assert (_seconds(observed.outages), _seconds(observed.unknown)) == _slowly(checks, rule, until)


@steady
@given(_CHECKS, _RULES)
def test_columns_of_checks_give_the_same_as_one_by_one(checks: list[tuple[int, bool]], rule: Confirmation) -> None:
    until = (checks[-1][0] if checks else 0) + 100 * SECOND
    at = np.array([one for one, _ in checks], dtype=np.int64)
    failed = np.array([one for _, one in checks], dtype=np.bool_)

    assert observe_many(at, failed, rule, since=0, until=until) == observe(checks, rule, since=0, until=until)


@steady
@given(_CHECKS, _RULES)
def test_outages_and_unknown_time_never_overlap(checks: list[tuple[int, bool]], rule: Confirmation) -> None:
    until = (checks[-1][0] if checks else 0) + 100 * SECOND
    observed = observe(checks, rule, since=0, until=until)
    edges = sorted((*observed.outages, *observed.unknown))

    assert all(one[1] <= following[0] for one, following in pairwise(edges))
