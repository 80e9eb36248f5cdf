"""The worked months, figure by figure."""

from __future__ import annotations

from typing import Any

import pytest
from months import EXAMPLES, facts_of, terms_of

from servanda.engine.instants import SECOND, moment, parse_instant
from servanda.engine.uptime.checks import Confirmation, observe
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.window import Month


def _figure(case: dict[str, Any]) -> Figure:
    agreement = {**EXAMPLES["agreements"][case["agreement"]], **case.get("override", {})}
    as_of = parse_instant(case["as_of"]) if case.get("as_of") else None
    facts = facts_of(case, agreement)
    return month_figure(terms_of(agreement), facts, Month.parse(case["month"]), client=case.get("client"), as_of=as_of)


def _told(figure: Figure) -> dict[str, Any]:
    credit = figure.credit
    return {
        "window_start": moment(figure.window_start).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "window_end": moment(figure.window_end).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "provisional": figure.provisional,
        "service_seconds": figure.service_seconds,
        "denominator_seconds": figure.base_seconds,
        "outage_seconds": figure.outage_seconds,
        "excluded_seconds": figure.excluded_seconds,
        "unknown_seconds": figure.unknown_seconds,
        "downtime_seconds": figure.downtime_seconds,
        "applicable": figure.uptime is not None,
        "uptime_numerator": figure.uptime[0] if figure.uptime else None,
        "uptime_denominator": figure.uptime[1] if figure.uptime else None,
        "uptime_pct_4dp": figure.uptime_percent,
        "target_met": figure.target_met,
        "breach": figure.breach,
        "credit_pct": None if credit is None else credit.percent,
        "credit_minor": None if credit is None or credit.amount is None else credit.amount * 100,
    }


@pytest.mark.parametrize("case", EXAMPLES["cases"], ids=lambda case: case["id"])
def test_a_worked_month_comes_out_exactly(case: dict[str, Any]) -> None:
    expected = {key: value for key, value in case["expected"].items() if not key.endswith("half_up")}

    assert _told(_figure(case)) == expected


@pytest.mark.parametrize("case", EXAMPLES["check_cases"], ids=lambda case: case["id"])
def test_worked_checks_become_outages(case: dict[str, Any]) -> None:
    rule = Confirmation(case["confirm_failures"], case["recover_successes"], case["max_gap_seconds"])
    checks = [(second * SECOND, state in "dm") for second, state in case["checks"]]

    observed = observe(checks, rule, since=checks[0][0], until=checks[-1][0] + case["interval_seconds"] * SECOND)

    assert [[start // SECOND, end // SECOND] for start, end in observed.outages] == case["expected"]["outages"]
    assert [[start // SECOND, end // SECOND] for start, end in observed.unknown] == case["expected"]["unknown"]
    assert observed.downtime_seconds == case["expected"]["downtime_seconds"]
