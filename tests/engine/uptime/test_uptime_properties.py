"""What holds for every month, and a slow oracle that walks over the seconds one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from months import steady

from servanda.engine.instants import SECOND, parse_instant
from servanda.engine.text import Text
from servanda.engine.uptime import spans
from servanda.engine.uptime.credits import Share, month_credit
from servanda.engine.uptime.model import (
    Agreement,
    Base,
    CreditStep,
    CreditTable,
    ExcludedCategory,
    Exclusion,
    Facts,
    Maintenance,
    MaintenanceRule,
    Outage,
    Proration,
    Scaling,
    Target,
    Tiers,
    Unknown,
    UnknownAs,
    UptimeTerms,
)
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.window import Month

LENGTH = 240
MONTH = Month(2026, 3)
ZONE = ZoneInfo("America/Toronto")
START = parse_instant("2026-03-08T01:58-05:00")  # two minutes before the clocks change
AGREEMENT = Agreement(annual_fee=Decimal(12000), currency="CAD", since=START, until=START + LENGTH * SECOND)


@dataclass(frozen=True)
class Opened:
    """Hours as plain pairs of seconds from the start of the window."""

    pairs: tuple[tuple[int, int], ...]

    def windows(self, a: int, b: int, /) -> list[tuple[int, int]]:
        return [(START + start * SECOND, START + end * SECOND) for start, end in spans.union(self.pairs)]


def _instant(second: int) -> int:
    return START + second * SECOND


_EDGES = st.tuples(st.integers(-100, 340), st.integers(0, 150)).map(lambda edge: (edge[0], edge[0] + edge[1]))
_INSIDE = st.tuples(st.integers(0, LENGTH), st.integers(0, 120)).map(lambda e: (e[0], min(LENGTH, e[0] + e[1])))


def _of(kind: Any, **fields: Any) -> Any:
    return st.builds(
        lambda edges, rest: kind(_instant(edges[0]), _instant(edges[1]), **rest), _EDGES, st.fixed_dictionaries(fields)
    )


_OUTAGES = st.lists(
    _of(
        Outage,
        severity=st.sampled_from(["major", "major", "degraded"]),
        environment=st.sampled_from(["production", "production", "staging"]),
        scope=st.sampled_from(["all", "all", "client"]),
        client=st.sampled_from(["acme", "other"]),
        void=st.sampled_from([False, False, True]),
    ),
    max_size=5,
)
_MAINTENANCE = st.lists(
    _of(
        Maintenance,
        received=st.one_of(st.none(), st.integers(-200, 340).map(_instant)),
        cancelled=st.sampled_from([False, False, True]),
    ),
    max_size=3,
)
_EXCLUSIONS = st.lists(
    _of(
        Exclusion,
        category=st.sampled_from(["third_party", "weather"]),
        approved=st.sampled_from([True, True, False, None]),
    ),
    max_size=3,
)
_UNKNOWN = st.lists(_EDGES.map(lambda edges: Unknown(_instant(edges[0]), _instant(edges[1]))), max_size=2)
_FACTS = st.builds(
    lambda outages, maintenance, exclusions, unknown: Facts(
        AGREEMENT, tuple(outages), tuple(maintenance), tuple(exclusions), tuple(unknown)
    ),
    _OUTAGES,
    _MAINTENANCE,
    _EXCLUSIONS,
    _UNKNOWN,
)
_HOURS = st.one_of(st.none(), st.lists(_INSIDE, max_size=3).map(lambda pairs: Opened(tuple(pairs))))
_STEPS = (
    CreditStep(Decimal("99.5"), Decimal(25)),
    CreditStep(Decimal(80), Decimal(50)),
    CreditStep(Decimal(20), Decimal(100)),
)
_TABLES = st.builds(
    CreditTable,
    st.just(_STEPS),
    tiers=st.sampled_from(Tiers),
    proration=st.sampled_from(Proration),
    scaling=st.sampled_from(Scaling),
    cap=st.sampled_from([None, Decimal(100)]),
)


@st.composite
def _terms(draw: st.DrawFn) -> UptimeTerms:
    base = draw(st.sampled_from(Base))
    return UptimeTerms(
        service=Text("the service", "le service"),
        zone=ZONE,
        base=base,
        target=Target(Decimal("99.5")),
        service_hours=draw(_HOURS),
        counts_outside_hours=base is Base.CALENDAR_MONTH and draw(st.booleans()),
        maintenance=draw(st.sampled_from([None, MaintenanceRule(60), MaintenanceRule(strictly_before=True)])),
        excluded=(ExcludedCategory("third_party"),),
        excluded_list_is_open=draw(st.booleans()),
        unknown_as=draw(st.sampled_from(UnknownAs)),
        min_outage_seconds=draw(st.sampled_from([0, 30])),
        credits=draw(_TABLES),
    )


def _told(figure: Figure) -> tuple[Any, ...]:
    return (
        figure.service_seconds,
        figure.base_seconds,
        figure.outage_seconds,
        figure.excluded_seconds,
        figure.unknown_seconds,
        figure.downtime_seconds,
        figure.uptime,
        figure.target_met,
        figure.credit,
        figure.why,
    )


def _marks(pairs: list[tuple[int, int]], first: int = -500, last: int = 900) -> list[bool]:
    return [any(start <= second < end for start, end in pairs) for second in range(first, last)]


def _pair(fact: Any) -> tuple[int, int]:
    return (fact.start - START) // SECOND, (fact.end - START) // SECOND


def _slowly(terms: UptimeTerms, facts: Facts) -> tuple[int, int, int, int, int, int]:
    """Service, base, outage, excluded, unknown and downtime, second by second, as the definition reads."""
    seconds = range(-500, 900)
    inside = [0 <= second < LENGTH for second in seconds]
    hours = terms.service_hours
    service = inside if not isinstance(hours, Opened) else _marks(list(hours.pairs))
    counted = inside if terms.counts_outside_hours else service
    outage = _marks([_pair(one) for one in facts.outages if _counts(one)])
    outage = [mark and here for mark, here in zip(_long_enough(outage, terms.min_outage_seconds), counted, strict=True)]
    planned = _marks([_pair(one) for one in facts.maintenance if _qualifies(one, terms.maintenance)])
    granted = _marks([_pair(one) for one in facts.exclusions if _applies(one, terms)])
    excluded = [(one or other) and here for one, other, here in zip(planned, granted, counted, strict=True)]
    blind = _marks([_pair(one) for one in facts.unknown])
    columns = list(zip(service, counted, inside, outage, excluded, blind, planned, strict=True))
    unknown = sum(u and c and not o and not e for _, c, _, o, e, u, _ in columns)
    down = sum(o and not e for _, _, _, o, e, _, _ in columns)
    base = {
        Base.SERVICE_TIME: sum(s for s, *_ in columns),
        Base.CALENDAR_MONTH: sum(inside),
        Base.NET_OF_EXCLUSIONS: sum(s and not e for s, _, _, _, e, _, _ in columns),
        Base.NET_OF_MAINTENANCE: sum(s and not p for s, _, _, _, _, _, p in columns),
    }[terms.base]
    return (
        sum(s for s, *_ in columns),
        base - (unknown if terms.unknown_as is UnknownAs.EXCLUDE else 0),
        sum(outage),
        sum(o and e for _, _, _, o, e, _, _ in columns),
        unknown,
        down + (unknown if terms.unknown_as is UnknownAs.DOWN else 0),
    )


def _counts(one: Outage) -> bool:
    return (
        not one.void
        and one.severity == "major"
        and one.environment == "production"
        and (one.scope == "all" or one.client == "acme")
    )


def _qualifies(one: Maintenance, rule: MaintenanceRule | None) -> bool:
    if rule is None or one.cancelled or one.received is None:
        return False
    notice = (one.start - one.received) // SECOND
    return notice >= rule.min_notice_seconds and (notice > 0 or not rule.strictly_before)


def _applies(one: Exclusion, terms: UptimeTerms) -> bool:
    return one.approved is True and (one.category == "third_party" or terms.excluded_list_is_open)


def _long_enough(marks: list[bool], least: int) -> list[bool]:
    kept = list(marks)
    for number, mark in enumerate(marks):
        if mark and (number == 0 or not marks[number - 1]):
            end = next((at for at in range(number, len(marks)) if not marks[at]), len(marks))
            if end - number < least:
                kept[number:end] = [False] * (end - number)
    return kept


@steady
@given(_terms(), _FACTS)
def test_a_walk_over_every_second_finds_the_same_figure(terms: UptimeTerms, facts: Facts) -> None:
    figure = month_figure(terms, facts, MONTH, client="acme")
    share = (
        figure.service_seconds,
        figure.base_seconds,
        figure.outage_seconds,
        figure.excluded_seconds,
        figure.unknown_seconds,
        figure.downtime_seconds,
    )

    assert share == _slowly(terms, facts)


@steady
@given(_terms(), _FACTS)
def test_a_figure_adds_up(terms: UptimeTerms, facts: Facts) -> None:
    figure = month_figure(terms, facts, MONTH, client="acme")

    assert 0 <= figure.downtime_seconds <= figure.base_seconds
    assert figure.excluded_seconds <= figure.outage_seconds
    assert 0 <= figure.coverage[0] == figure.coverage[1] - figure.unknown_seconds
    assert sum(one.seconds for one in figure.excluded_by) == figure.excluded_seconds
    assert sum(one.end - one.start for one in figure.why) == figure.window_end - figure.window_start
    if figure.uptime:
        assert Fraction(figure.uptime_percent or 0) <= 100 * Fraction(*figure.uptime)
        assert 100 * Fraction(*figure.uptime) - Fraction(figure.uptime_percent or 0) < Fraction(1, 10000)


@steady
@given(_terms(), _FACTS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_nothing(terms: UptimeTerms, facts: Facts, dice: Any) -> None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(dice.sample(items, len(items)))

    other = Facts(
        facts.agreement,
        shuffled(facts.outages),
        shuffled(facts.maintenance),
        shuffled(facts.exclusions),
        shuffled(facts.unknown),
    )

    assert _told(month_figure(terms, other, MONTH)) == _told(month_figure(terms, facts, MONTH))


@steady
@given(_terms(), _FACTS, st.integers(0, 4), st.integers(0, 150))
def test_an_outage_cut_in_two_is_the_same_outage(terms: UptimeTerms, facts: Facts, which: int, cut: int) -> None:
    if which >= len(facts.outages):
        return
    whole = facts.outages[which]
    middle = min(whole.end or 0, whole.start + cut * SECOND)
    halves = (replace(whole, end=middle), replace(whole, start=middle))
    other = replace(facts, outages=(*facts.outages[:which], *halves, *facts.outages[which + 1 :]))

    assert _told(month_figure(terms, other, MONTH)) == _told(month_figure(terms, facts, MONTH))


@steady
@given(_terms(), _FACTS, _EDGES)
def test_another_outage_never_lowers_downtime_and_another_exclusion_never_raises_it(
    terms: UptimeTerms, facts: Facts, edges: tuple[int, int]
) -> None:
    now = month_figure(terms, facts, MONTH)
    more = replace(facts, outages=(*facts.outages, Outage(_instant(edges[0]), _instant(edges[1]))))
    granted = Exclusion(_instant(edges[0]), _instant(edges[1]), "third_party", approved=True)
    less = replace(facts, exclusions=(*facts.exclusions, granted))

    assert month_figure(terms, less, MONTH).downtime_seconds <= now.downtime_seconds
    if terms.unknown_as is not UnknownAs.DOWN:
        assert month_figure(terms, more, MONTH).downtime_seconds >= now.downtime_seconds


@steady
@given(_TABLES, st.integers(1, 3000000), st.data())
def test_a_credit_never_falls_when_downtime_grows(table: CreditTable, base: int, data: st.DataObject) -> None:
    less = data.draw(st.integers(0, base))
    more = data.draw(st.integers(less, base))
    target = Target(Decimal("99.5"))

    one = month_credit(table, Share(base, less), month=MONTH, agreement=AGREEMENT, target=target)
    other = month_credit(table, Share(base, more), month=MONTH, agreement=AGREEMENT, target=target)

    assert one.percent <= other.percent
    assert one.amount is not None
    assert other.amount is not None
    assert one.amount <= other.amount


_SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=4).map(spans.union)


@steady
@given(_SPANS, _SPANS)
def test_sets_of_time_obey_the_algebra_of_sets(one: spans.Spans, other: spans.Spans) -> None:
    def seconds(pieces: spans.Spans) -> set[int]:
        return {second for start, end in pieces for second in range(start, end)}

    assert seconds(spans.intersect(one, other)) == seconds(one) & seconds(other)
    assert seconds(spans.subtract(one, other)) == seconds(one) - seconds(other)
    assert seconds(spans.union((*one, *other))) == seconds(one) | seconds(other)
    assert spans.length(one) == len(seconds(one))
    for result in (spans.intersect(one, other), spans.subtract(one, other)):
        assert result == spans.union(result)
