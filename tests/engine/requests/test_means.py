"""A mean binds the month, not the request: sums of integers, exact minutes, and what is left of it."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.cli.policies import usable_policy
from servanda.engine.instants import MINUTE, SECOND, parse_instant, write_instant
from servanda.engine.policy.periods import Period, PeriodError, parse_period, write_period
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import parse_promise
from servanda.engine.requests.explain import explain
from servanda.engine.requests.means import (
    MeanFigure,
    Measured,
    NoMeanError,
    mean_figure,
    mean_figures,
    mean_rules,
    measure,
    minutes,
)
from servanda.engine.requests.means_account import LISTED, mean_because, mean_json
from servanda.engine.requests.reading import read_case
from servanda.engine.text import LANGUAGES
from servanda.engine.uptime.window import Month

ROOT = Path(__file__).parents[3]
EXAMPLES = json.loads((ROOT / "tests/examples/policies.json").read_text(encoding="utf-8"))["scenarios"]
FEBRUARY = Month(2026, 2)
MARCH_1 = parse_instant("2026-03-01T00:00-05:00")


@cache
def policy_of_better_impact() -> Policy:
    """Read once; policies never change."""
    return usable_policy(str(ROOT / "policies/better-impact.yaml"))


@pytest.fixture
def better_impact() -> Policy:
    return policy_of_better_impact()


def asked(
    policy: Policy, opened: str, answered: str | None, *, as_of: int = MARCH_1, **facts: str
) -> tuple[Measured, ...]:
    """What a request opened and answered at these instants contributes to means."""
    events = [{"at": answered, "event": "response"}] if answered else []
    text = json.dumps({"request": {"opened": opened, "facts": facts}, "events": events})
    case, findings = read_case(text, policy)
    assert case is not None, findings
    return measure(explain(policy, case, as_of), id=opened)


def taken(policy: Policy, *spent: int, opened: str = "2026-02-10T10:00-05:00") -> list[Measured]:
    """Answered requests of the mean's rule that took `spent` microseconds."""
    at = parse_instant(opened)
    return [Measured(mean_rules(policy)[0].id, at, one, at + one) for one in spent]


def figure_of(policy: Policy, measured: list[Measured], **terms: object) -> MeanFigure:
    """February's figure on 1 March, under the policy's mean with other terms where some are given."""
    rule = mean_rules(policy)[0]
    if promise := terms.pop("promise", None):
        rule = replace(rule, promise=parse_promise(str(promise)))
    asked_of = {"month": FEBRUARY, "as_of": MARCH_1, **terms}
    return mean_figure(policy, rule, measured, **asked_of)  # type: ignore[arg-type]


def test_february_of_better_impact_is_exactly_fourteen_and_a_quarter_minutes(better_impact: Policy) -> None:
    example = next(one for one in EXAMPLES if one["id"] == "B-S11")
    measured = [
        one
        for ticket in example["facts"]["tickets"]
        for one in asked(better_impact, ticket["created"], ticket["first_response"])
    ]
    figure = figure_of(better_impact, measured)

    expected = example["expected"]
    assert [one.spent for one in figure.counted] == [minute * MINUTE for minute in expected["minutes"]]
    assert figure.mean == Fraction("14.25") * 60
    assert minutes(figure.mean) == expected["mean_minutes"]
    assert figure.met is expected["met"]
    assert figure.over_indicator == expected["tickets_over_15"]
    assert not figure.provisional
    assert figure.rule.clauses == tuple(example["clauses"])


@pytest.mark.parametrize(
    ("spent", "promise", "met"),
    [
        ([15 * MINUTE], "mean under 15 business minutes", False),
        ([15 * MINUTE - 1], "mean under 15 business minutes", True),
        ([15 * MINUTE], "mean at most 15 business minutes", True),
        ([15 * MINUTE + 1], "mean at most 15 business minutes", False),
        ([20 * MINUTE, 10 * MINUTE - 1, 15 * MINUTE], "mean under 15 business minutes", True),
        ([20 * MINUTE, 10 * MINUTE, 15 * MINUTE], "mean under 15 business minutes", False),
        ([0, 0, 0], "mean under 15 business minutes", True),
    ],
)
def test_the_limit_is_compared_to_the_microsecond(
    better_impact: Policy, spent: list[int], promise: str, met: bool
) -> None:
    assert figure_of(better_impact, taken(better_impact, *spent), promise=promise).met is met


def test_a_month_without_requests_has_no_mean(better_impact: Policy) -> None:
    figure = figure_of(better_impact, [])

    assert (figure.mean, figure.met, figure.number) == (None, None, 0)
    assert mean_because(better_impact, figure).key == "mean.empty"
    assert mean_json(better_impact, figure)["mean_minutes"] is None


def test_only_requests_opened_in_the_month_count_by_the_dates_of_the_policys_zone(better_impact: Policy) -> None:
    edges = [
        ("2026-01-31T23:59:59.999999-05:00", 1),
        ("2026-02-01T00:00-05:00", 2),
        ("2026-02-28T23:59:59.999999-05:00", 4),
        ("2026-03-01T00:00-05:00", 8),
    ]
    measured = [one for opened, spent in edges for one in taken(better_impact, spent, opened=opened)]

    assert figure_of(better_impact, measured).total == 2 + 4


def test_requests_of_other_levels_and_excluded_ones_do_not_enter_the_mean(better_impact: Policy) -> None:
    assert asked(better_impact, "2026-02-10T10:00-05:00", None, question="api") == ()
    assert len(asked(better_impact, "2026-02-10T10:00-05:00", None, question="how-to")) == 1


def test_a_request_without_an_answer_counts_with_its_time_so_far(better_impact: Policy) -> None:
    now = parse_instant("2026-02-10T10:12-05:00")
    measured = [
        *asked(better_impact, "2026-02-10T09:00-05:00", "2026-02-10T09:06-05:00", as_of=now),
        *asked(better_impact, "2026-02-10T10:00-05:00", None, as_of=now),
    ]
    figure = figure_of(better_impact, measured, as_of=now)

    assert (figure.number, figure.running, figure.total) == (2, 1, 18 * MINUTE)
    assert figure.provisional
    assert figure.left == 12 * MINUTE
    assert figure.next_may_take == 27 * MINUTE


def test_what_makes_a_figure_provisional_is_said(better_impact: Policy) -> None:
    now = parse_instant("2026-02-10T10:12-05:00")
    waiting = asked(better_impact, "2026-02-10T10:00-05:00", None, as_of=now)

    def keys(figure: MeanFigure) -> set[str]:
        return {part.key for part in mean_because(better_impact, figure).because} & {
            "mean.unanswered",
            "mean.unfinished",
        }

    assert keys(figure_of(better_impact, list(waiting), as_of=now)) == {"mean.unanswered", "mean.unfinished"}
    assert keys(figure_of(better_impact, list(waiting))) == {"mean.unanswered"}
    assert keys(figure_of(better_impact, taken(better_impact, MINUTE))) == set()


@pytest.mark.parametrize(
    ("spent", "further"),
    [([15 * MINUTE], 1), ([30 * MINUTE], 2), ([30 * MINUTE - 1], 1), ([5 * MINUTE], 0), ([60 * MINUTE, MINUTE], 3)],
)
def test_a_missed_mean_says_how_many_immediate_answers_bring_it_back(
    better_impact: Policy, spent: list[int], further: int
) -> None:
    figure = figure_of(better_impact, taken(better_impact, *spent))

    assert figure.recovers_after == further
    assert figure_of(better_impact, taken(better_impact, *spent, *[0] * further)).met
    if further:
        assert not figure_of(better_impact, taken(better_impact, *spent, *[0] * (further - 1))).met


lengths = st.lists(st.integers(0, 3 * 60 * MINUTE), min_size=1, max_size=30)


@settings(derandomize=True)
@given(spent=lengths, strict=st.booleans())
def test_the_verdict_is_that_of_the_exact_quotient(spent: list[int], strict: bool) -> None:
    policy = policy_of_better_impact()
    words = "under" if strict else "at most"
    figure = figure_of(policy, taken(policy, *spent), promise=f"mean {words} 15 business minutes")
    quotient = Fraction(sum(spent), len(spent) * SECOND)

    assert figure.mean == quotient
    assert figure.met is (quotient < 900 if strict else quotient <= 900)


@settings(derandomize=True)
@given(spent=lengths)
def test_an_answer_within_what_is_left_keeps_the_mean_and_one_beyond_loses_it(spent: list[int]) -> None:
    policy = policy_of_better_impact()
    figure = figure_of(policy, taken(policy, *spent))
    limit = figure.next_may_take

    if limit > 0:
        assert figure_of(policy, taken(policy, *spent, limit - 1)).met
        assert not figure_of(policy, taken(policy, *spent, limit)).met
    else:
        assert not figure_of(policy, taken(policy, *spent, 0)).met


# Other periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("", Period()),
        ("calendar month", Period()),
        ("calendar month per client", Period(None, True)),
        ("1 calendar day", Period(1)),
        ("30 calendar days", Period(30)),
        ("90 calendar days per client", Period(90, True)),
    ],
)
def test_a_policy_states_the_period_of_its_mean(text: str, period: Period) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize("text", ["month", "0 calendar days", "30 days", "each client", "calendar month per plan"])
def test_what_is_no_period_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(PeriodError) as error:
        parse_period(text)

    assert "calendar month" in error.value.fix.en
    assert "calendar month" in error.value.fix.fr


def test_periods_read_well_in_both_languages() -> None:
    assert write_period(Period(30, True)).fr == "30 jours civils, pour chaque client"
    assert write_period(Period()).en == "calendar month"


def test_a_rolling_mean_counts_the_dates_up_to_the_asked_instant(better_impact: Policy) -> None:
    noon = parse_instant("2026-02-12T12:00-05:00")
    figure = figure_of(better_impact, [], promise="mean under 15 business minutes over 30 calendar days", as_of=noon)

    assert write_instant(figure.start, better_impact.zone) == "2026-01-14T00:00:00-05:00"
    assert write_instant(figure.end, better_impact.zone) == "2026-02-13T00:00:00-05:00"


def test_a_mean_for_each_client_leaves_the_others_out(better_impact: Policy) -> None:
    slow, quick = (
        replace(taken(better_impact, spent)[0], client=client)
        for spent, client in [(20 * MINUTE, "slow.example"), (2 * MINUTE, "quick.example")]
    )
    promise = "mean under 15 business minutes over calendar month per client"

    verdicts = {
        client: figure_of(better_impact, [slow, quick], promise=promise, client=client).met
        for client in ("slow.example", "quick.example")
    }
    assert verdicts == {"slow.example": False, "quick.example": True}
    assert figure_of(better_impact, [slow, quick]).met


def test_a_history_gives_a_figure_for_each_month_in_which_something_was_opened(better_impact: Policy) -> None:
    measured = [
        *taken(better_impact, MINUTE, opened="2025-12-30T10:00-05:00"),
        *taken(better_impact, MINUTE, 3 * MINUTE, opened="2026-02-03T10:00-05:00"),
    ]
    figures = mean_figures(better_impact, measured, as_of=MARCH_1)

    assert [(write_instant(one.start, better_impact.zone)[:7], one.number) for one in figures] == [
        ("2025-12", 1),
        ("2026-02", 2),
    ]


def test_no_mean_is_taken_of_days(better_impact: Policy) -> None:
    with pytest.raises(NoMeanError, match="not a fixed length"):
        figure_of(better_impact, [], promise="mean under 2 business days")


# Words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (Fraction(855), "14.25"),
        (Fraction(600), "10"),
        (Fraction(0), "0"),
        (Fraction(2999999, 3333), "15.0014"),
        (Fraction(900) - Fraction(1, 10**9), "14.9999"),
        (Fraction(900), "15"),
    ],
)
def test_minutes_are_exact_or_cut_and_never_rounded_up(seconds: Fraction, shown: str) -> None:
    assert minutes(seconds) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_show_the_same_figures(better_impact: Policy, language: str) -> None:
    figure = figure_of(better_impact, taken(better_impact, 20 * MINUTE, 5 * MINUTE))
    said = json.dumps(mean_json(better_impact, figure, language), ensure_ascii=False)  # type: ignore[arg-type]

    assert {"en": "12.5 min on average", "fr": "12,5 min en moyenne"}[language] in said
    assert {"en": "Kept", "fr": "Tenue"}[language] in said
    assert "25\u00a0min" in said


def test_a_long_month_names_its_longest_requests_and_counts_the_rest(better_impact: Policy) -> None:
    figure = figure_of(better_impact, taken(better_impact, *range(MINUTE, MINUTE + LISTED + 7)))
    total = next(part for part in mean_because(better_impact, figure).because if part.key == "mean.sum")

    assert total.because[-1].values == {"number": 7}
    assert sum(part.key == "mean.request" for part in total.because) == LISTED


@pytest.mark.parametrize(("moved", "answered", "counts"), [("10:02", "10:05", 0), ("10:05", "10:02", 1)])
def test_a_moved_request_counts_under_the_level_it_had_when_it_was_answered(
    better_impact: Policy, moved: str, answered: str, counts: int
) -> None:
    text = json.dumps(
        {
            "request": {"opened": "2026-02-10T10:00-05:00"},
            "events": [
                {"at": f"2026-02-10T{moved}-05:00", "event": "reclassified", "facts": {"question": "api"}},
                {"at": f"2026-02-10T{answered}-05:00", "event": "response"},
            ],
        }
    )
    case, findings = read_case(text, better_impact)
    assert case is not None, findings

    assert len(measure(explain(better_impact, case, MARCH_1))) == counts
