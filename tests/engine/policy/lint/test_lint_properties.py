"""Properties of rules that compare numbers, each against a slow and obvious count."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from clean import AT, lint, policy
from hypothesis import given, settings
from hypothesis import strategies as st
from promised_uptime import steps, uptime

from servanda.engine.policy.lint.changes import check_change, check_versions
from servanda.engine.policy.lint.texts import disagreement, quantities
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text

LIMITS = (Decimal("99.5"), Decimal("99"), Decimal("98.5"), Decimal("97"))
few = settings(max_examples=25, derandomize=True, deadline=None)
many = settings(max_examples=200, derandomize=True, deadline=None)


def codes(patches: dict[str, object], at: date = AT) -> set[str]:
    return {finding.code for finding in lint(patches, at=at)}


@few
@given(paid=st.lists(st.integers(1, 40), min_size=1, max_size=4))
def test_credits_fall_exactly_where_a_worse_month_pays_less(paid: list[int]) -> None:
    table = steps(*(f"below: {limit}, credit: {credit}" for limit, credit in zip(LIMITS, paid, strict=False)))
    month = [credit_at(down, paid) for down in range(0, 31 * 86_400, 3_600)]
    falls = any(after < before for before, after in pairwise(month))

    assert ("SV-A01" in codes(uptime(credits=table))) == falls


def credit_at(down: int, paid: list[int]) -> int:
    base = 31 * 86_400
    reached = [credit for limit, credit in zip(LIMITS, paid, strict=False) if 100 * (base - down) < limit * base]
    return reached[-1] if reached else 0


@few
@given(hours=st.integers(0, 8), target=st.integers(1, 7))
def test_a_step_is_late_exactly_where_it_comes_after_the_target(hours: int, target: int) -> None:
    table = {
        f"targets/table/{priority}": f"{{basic: {target} business hours / 8 business hours, plus: none / none}}"
        for priority in ("high", "low")
    }
    step = {"ladders/steady/steps/2/at": f"{hours} business hours"}

    assert ("SV-E01" in codes({**table, **step})) == (hours > target)


@few
@given(before=st.integers(0, 40), notice=st.integers(1, 30))
def test_an_announcement_is_late_exactly_where_too_few_days_lie_between(before: int, notice: int) -> None:
    announced = date(2025, 9, 1) - timedelta(days=before)
    patches = {"governance/announce": f"{notice} calendar days", "governance/announced": str(announced)}

    assert ("SV-D03" in codes(patches)) == (before < notice)


@few
@given(first=st.integers(0, 60), length=st.integers(1, 60), second=st.integers(0, 120))
def test_versions_meet_exactly_where_each_day_has_one(first: int, length: int, second: int) -> None:
    start = date(2026, 1, 1)
    spans = [(first, first + length), (second, second + 10)]
    versions = [_version(start, *span) for span in spans]
    low, high = min(first, second), max(second + 10, first + length)
    days = [sum(begin <= day < end for begin, end in spans) for day in range(low, high)]
    gap_or_overlap = any(count != 1 for count in days)

    assert bool(check_versions(versions, at=AT)) == gap_or_overlap


def _version(start: date, first: int, end: int) -> Policy:
    dates = (start + timedelta(days=number) for number in (first, end))
    return policy({f"effective/{key}": str(day) for key, day in zip(("from", "to"), dates, strict=True)})


@few
@given(old=st.integers(1, 30), new=st.integers(1, 30))
def test_a_change_harms_exactly_where_the_target_grew(old: int, new: int) -> None:
    versions = [policy({"targets/table/low/basic": f"{hours} business hours / none"}) for hours in (old, new)]

    assert bool(check_change(*versions, at=AT)) == (new > old)


@many
@given(numbers=st.lists(st.integers(0, 10_000), max_size=5), decimals=st.integers(0, 99))
def test_both_languages_read_a_number_as_they_write_it(numbers: list[int], decimals: int) -> None:
    english = [f"{number:,}.{decimals:02}" for number in numbers]
    french = [f"{number:,}".replace(",", "\u202f") + f",{decimals:02}" for number in numbers]
    wanted = [Decimal(number) + Decimal(decimals) / 100 for number in numbers]

    assert [one.value for one in quantities("; ".join(english), "en")] == wanted
    assert [one.value for one in quantities("\u202f; ".join(french), "fr")] == wanted
    assert disagreement(Text("; ".join(english) or "x", " ; ".join(french) or "x")) is None


@many
@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_times_of_day_are_read_alike(hour: int, minute: int) -> None:
    french = f"Dès {hour} h {minute:02}." if minute else f"Dès {hour} h."

    assert quantities(f"From {hour:02}:{minute:02}.", "en") == quantities(french, "fr")
