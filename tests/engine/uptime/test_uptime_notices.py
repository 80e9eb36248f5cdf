"""Notice is judged in elapsed seconds, whole or not at all, and the verdict says what was missing."""

from __future__ import annotations

from typing import Any

import pytest
from months import STATEMENTS, TORONTO, aidi, at, better, outage
from test_uptime_tricky import keys

from servanda.engine.prose import Prose
from servanda.engine.uptime.model import Facts, Maintenance, MaintenanceRule, NoticeClock, UptimeTerms
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.notices import judge_notice
from servanda.engine.uptime.sayings import SAYINGS
from servanda.engine.uptime.window import Month

DAY = MaintenanceRule(min_notice_seconds=86400)
BEFORE = MaintenanceRule(strictly_before=True, statements=STATEMENTS)


def _window(start: str, end: str, **fields: Any) -> Maintenance:
    given = {key: at(value) if key in ("announced", "received") else value for key, value in fields.items()}
    return Maintenance(at(start), at(end), **given)


def _night(**fields: Any) -> Maintenance:
    return _window("2026-04-21T02:00-04:00", "2026-04-21T04:00-04:00", **fields)


@pytest.mark.parametrize(
    ("received", "seconds", "qualifies", "key"),
    [
        ("2026-04-20T02:00-04:00", 86400, True, "uptime.notice.long-enough"),
        ("2026-04-20T02:00:01-04:00", 86399, False, "uptime.notice.too-short"),
        ("2026-04-20T02:01-04:00", 86340, False, "uptime.notice.too-short"),
        ("2026-04-21T02:00-04:00", 0, False, "uptime.notice.too-short"),
        ("2026-04-21T02:00:01-04:00", -1, False, "uptime.notice.not-before"),
    ],
)
def test_24_hours_of_notice_are_86400_elapsed_seconds(received: str, seconds: int, qualifies: bool, key: str) -> None:
    notice = judge_notice(_night(received=received), DAY)

    assert (notice.qualifies, notice.seconds) == (qualifies, seconds)
    assert key in keys((notice.because,))


def test_24_hours_on_the_wall_over_the_spring_change_are_23_hours_of_notice() -> None:
    spring = _window("2026-03-08T12:00-04:00", "2026-03-08T13:00-04:00", received="2026-03-07T12:00-05:00")
    autumn = _window("2026-11-01T12:00-05:00", "2026-11-01T13:00-05:00", received="2026-10-31T13:00-04:00")

    assert (judge_notice(spring, DAY).qualifies, judge_notice(spring, DAY).seconds) == (False, 82800)
    assert (judge_notice(autumn, DAY).qualifies, judge_notice(autumn, DAY).seconds) == (True, 86400)


@pytest.mark.parametrize(
    ("received", "qualifies"),
    [("2026-04-21T01:59:59-04:00", True), ("2026-04-21T02:00-04:00", False), ("2026-04-21T02:30-04:00", False)],
)
def test_notice_before_the_start_may_be_a_second_before_and_not_at_it(received: str, qualifies: bool) -> None:
    assert judge_notice(_night(received=received, states=STATEMENTS), BEFORE).qualifies is qualifies


def test_without_a_minimum_notice_may_come_at_the_start() -> None:
    assert judge_notice(_night(received="2026-04-21T02:00-04:00"), MaintenanceRule()).qualifies


@pytest.mark.parametrize(
    ("states", "lacks"),
    [
        (("time", "date", "impact", "duration"), ()),
        (("Date", "Time", "Impact", "Duration"), ()),
        (("time", "date", "impact"), ("duration",)),
        (("impact",), ("time", "date", "duration")),
        ((), STATEMENTS),
        (None, STATEMENTS),
    ],
)
def test_a_notice_must_state_all_that_the_agreement_asks_for(states: tuple[str, ...] | None, lacks: object) -> None:
    notice = judge_notice(_night(received="2026-04-19T02:00-04:00", states=states), BEFORE)

    assert (notice.qualifies, notice.lacks) == (not lacks, lacks)
    assert ("uptime.notice.lacks" in keys((notice.because,))) is bool(lacks)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"received": "2026-04-01T00:00Z", "cancelled": True}, "uptime.maintenance.cancelled"),
        ({"announced": "2026-04-01T00:00Z"}, "uptime.notice.never"),
        ({}, "uptime.notice.never"),
        ({"received": "2026-04-01T00:00Z", "kind": "move of the data centre"}, "uptime.maintenance.kind"),
    ],
)
def test_a_window_that_is_not_excluded_says_why(fields: dict[str, Any], key: str) -> None:
    rule = MaintenanceRule(min_notice_seconds=86400, kinds=("software update", "server update"))
    notice = judge_notice(_night(**fields), rule)

    assert notice.qualifies is False
    assert key in keys((notice.because,))


@pytest.mark.parametrize("kind", ["Software update", "server_update", None])
def test_a_window_of_a_listed_kind_or_of_none_that_is_recorded_is_excluded(kind: str | None) -> None:
    rule = MaintenanceRule(min_notice_seconds=86400, kinds=("software update", "server update"))
    notice = judge_notice(_night(received="2026-04-01T00:00Z", kind=kind), rule)

    assert notice.qualifies
    assert ("uptime.maintenance.kind-unsaid" in keys((notice.because,))) is (kind is None)


def test_notice_may_be_counted_from_when_it_was_sent() -> None:
    late = _night(announced="2026-04-19T02:00-04:00", received="2026-04-21T00:00-04:00")
    sent = MaintenanceRule(min_notice_seconds=86400, clock=NoticeClock.ANNOUNCED)

    assert judge_notice(late, DAY).qualifies is False
    assert judge_notice(late, sent).qualifies is True
    assert judge_notice(_night(received="2026-04-19T02:00-04:00"), sent).qualifies is True


def test_an_agreement_without_a_rule_excludes_no_maintenance() -> None:
    notice = judge_notice(_night(received="2026-04-01T00:00Z"), None)

    assert notice.qualifies is False
    assert keys((notice.because,)) == {"uptime.maintenance.counts", "uptime.maintenance.no-rule"}


def _month(terms: UptimeTerms, start: str, end: str, *maintenance: Maintenance) -> Figure:
    return month_figure(terms, Facts(outages=(outage(start, end),), maintenance=maintenance), Month(2026, 4))


@pytest.mark.parametrize(
    ("start", "end", "down"),
    [
        ("2026-04-21T02:00-04:00", "2026-04-21T04:00-04:00", 0),
        ("2026-04-21T01:50-04:00", "2026-04-21T03:00-04:00", 600),
        ("2026-04-21T03:00-04:00", "2026-04-21T04:30-04:00", 1800),
        ("2026-04-21T01:00-04:00", "2026-04-21T05:00-04:00", 7200),
    ],
)
def test_an_early_start_and_an_overrun_count(start: str, end: str, down: int) -> None:
    assert _month(better(), start, end, _night(received="2026-04-18T09:00-04:00")).downtime_seconds == down


def test_an_extension_is_judged_as_a_window_of_its_own() -> None:
    announced = _night(received="2026-04-18T09:00-04:00")
    late = _window("2026-04-21T04:00-04:00", "2026-04-21T06:00-04:00", received="2026-04-20T15:00-04:00")
    early = _window("2026-04-21T04:00-04:00", "2026-04-21T06:00-04:00", received="2026-04-19T15:00-04:00")
    span = ("2026-04-21T02:00-04:00", "2026-04-21T06:00-04:00")

    assert _month(better(), *span, announced, late).downtime_seconds == 7200
    assert _month(better(), *span, announced, early).downtime_seconds == 0


def test_aidi_counts_an_hour_whose_notice_lacks_the_duration() -> None:
    noon = ("2026-04-20T12:00-04:00", "2026-04-20T13:00-04:00")
    lacking = _window(*noon, received="2026-04-19T12:00-04:00", states=("time", "date", "impact"))
    complete = _window(*noon, received="2026-04-19T12:00-04:00", states=STATEMENTS)

    assert _month(aidi(), *noon, lacking).downtime_seconds == 3600
    assert _month(aidi(), *noon, complete).downtime_seconds == 0


def test_a_receipt_that_nobody_recorded_is_told() -> None:
    sent = _night(announced="2026-04-19T02:00-04:00", received="2026-04-19T02:00-04:00", receipt_assumed=True)

    assert "uptime.notice.receipt-assumed" in keys((judge_notice(sent, DAY).because,))
    assert "uptime.notice.receipt-assumed" not in keys(
        (judge_notice(sent, MaintenanceRule(clock=NoticeClock.ANNOUNCED)).because,)
    )


def test_notice_that_is_too_short_says_how_much_was_missing() -> None:
    because = judge_notice(_night(received="2026-04-20T02:01-04:00"), DAY).because.because[0]
    english = Prose(SAYINGS, "en", TORONTO).say(because).replace("\u00a0", " ")

    assert english == (
        "Notice received Mon 20 Apr 2026 02:01, only 23 h 59 min before the start: at least 24 h are required, 1 min more."
    )
