"""Many requests → a mean target: what the average is, whether it holds, and how much of it is left.

A mean binds no request by itself (I-B7): it is the arithmetic mean of the support time of all requests opened in a
period (I-B8), and compared as a sum of integers with the limit times the number of requests, never as a quotient.
Prose and worked table: ``docs/algorithms/means.md``. All lengths are integer microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import MINUTE, SECOND, local_instant, moment
from servanda.engine.policy.periods import Period, PeriodError, parse_period
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.requests.answer import EXCLUDED, Answer
from servanda.engine.text import Text
from servanda.engine.uptime.window import Month


class NoMeanError(ValueError):
    """A promise of which no mean can be taken; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Measured:
    """One request as a mean counts it.

    `rule` is the id of the mean's rule, `opened` an instant, `spent` the support time until the answer or so far,
    `stopped` the instant of the answer, None while there is none. `id` and `client` are the history's own names.
    """

    rule: str
    opened: int
    spent: int
    stopped: int | None = None
    id: str = ""
    client: str = ""


@dataclass(frozen=True, slots=True)
class MeanFigure:
    """The mean of one period [start, end) as of an instant, of one client or of all (`client` None).

    `limit` is the length that the mean stays under, or at most reaches where it is not `strict`; `indicator` is the
    length shown beside each request.
    """

    rule: TargetRule
    period: Period
    start: int
    end: int
    as_of: int
    limit: int
    indicator: int
    counted: tuple[Measured, ...]
    client: str | None = None

    @property
    def number(self) -> int:
        """How many requests are counted, those without an answer included."""
        return len(self.counted)

    @property
    def running(self) -> int:
        """How many of them have no answer yet; they count with the time that they have taken so far."""
        return sum(one.stopped is None for one in self.counted)

    @property
    def total(self) -> int:
        """The support time of all counted requests together."""
        return sum(one.spent for one in self.counted)

    @property
    def mean(self) -> Fraction | None:
        """The mean in seconds, exactly; None where nothing was opened."""
        return Fraction(self.total, self.number * SECOND) if self.number else None

    @property
    def strict(self) -> bool:
        """Whether the limit itself is too much."""
        return self.rule.promise.strict

    @property
    def met(self) -> bool | None:
        """Whether the mean holds; None where nothing was opened."""
        return self.holds(self.total, self.number) if self.number else None

    def holds(self, total: int, number: int) -> bool:
        """Whether `number` requests that took `total` together keep the mean."""
        return total < self.limit * number if self.strict else total <= self.limit * number

    @property
    def provisional(self) -> bool:
        """Whether the figure can still change: the period is not over, or an answer is outstanding."""
        return self.as_of < self.end or self.running > 0

    @property
    def over_indicator(self) -> int:
        """How many requests took longer than the indicator; that alone breaches nothing (I-B7)."""
        return sum(one.spent > self.indicator for one in self.counted)

    @property
    def left(self) -> int:
        """The time that counted requests have left together before the limit is reached; negative once it is passed."""
        return self.limit * self.number - self.total

    @property
    def next_may_take(self) -> int:
        """The limit for one further answer if the mean is to hold after it; not positive: one is not enough."""
        return self.left + self.limit

    @property
    def recovers_after(self) -> int:
        """How many further answers, each given at once, bring the mean back; 0 where it holds."""
        if not self.number or self.met:
            return 0
        enough = self.total // self.limit + 1 if self.strict else -(-self.total // self.limit)
        return enough - self.number


def mean_rules(policy: Policy) -> tuple[TargetRule, ...]:
    """The promises of a policy that are means."""
    return tuple(rule for rule in policy.targets if rule.promise.kind == "mean")


def mean_findings(policy: Policy) -> tuple[Finding, ...]:
    """What keeps the means of a policy from being taken: SV-S01 for a period, or a limit in days, at its line."""
    found = []
    for rule in mean_rules(policy):
        try:
            parse_period(rule.promise.over)
            _limit(rule)
        except PeriodError as error:
            found.append(Finding("SV-S01", Severity.ERROR, rule.place, error.text, fix=error.fix, at=rule.id))
        except NoMeanError as error:
            found.append(Finding("SV-S01", Severity.ERROR, rule.place, error.text, at=rule.id))
    return tuple(found)


def measure(answer: Answer, *, id: str = "", client: str = "") -> tuple[Measured, ...]:
    """What a request contributes to means: one entry for each clock under a mean; nothing where it is excluded."""
    opened = answer.history.case.request.opened
    return tuple(
        Measured(verdict.selected.rule.id, opened, verdict.spent or 0, verdict.stopped, id, client)
        for verdict in answer.verdicts
        if verdict.selected.rule and verdict.selected.promise.kind == "mean" and verdict.state != EXCLUDED
    )


def mean_figure(
    policy: Policy,
    rule: TargetRule,
    measured: Iterable[Measured],
    *,
    month: Month,
    as_of: int,
    client: str | None = None,
) -> MeanFigure:
    """The mean of one rule among `measured`, over the requests opened in `month` or the rolling period that it ends.

    Dates are those of the policy's zone. With `client` only that client's requests count. Raises NoMeanError for a
    limit that is not a fixed length, PeriodError for a period that cannot be read.
    """
    period = parse_period(rule.promise.over)
    start, end = bounds(policy, period, month, as_of)
    limit = _limit(rule)
    indicator = rule.indicator.seconds if rule.indicator else None
    counted = sorted(
        (one for one in measured if _counts(one, rule, client) and start <= one.opened < end and one.opened <= as_of),
        key=lambda one: (one.opened, one.id),
    )
    return MeanFigure(
        rule=rule,
        period=period,
        start=start,
        end=end,
        as_of=as_of,
        limit=limit,
        indicator=limit if indicator is None else indicator * SECOND,
        counted=tuple(counted),
        client=client,
    )


def mean_figures(policy: Policy, measured: Sequence[Measured], *, as_of: int) -> tuple[MeanFigure, ...]:
    """Every mean of a policy, month by month and, where the policy says so, client by client.

    `measured` may be of any number of months; months in which nothing was opened are left out.
    """
    return tuple(figure for rule in mean_rules(policy) for figure in _figures(policy, rule, measured, as_of))


def _figures(policy: Policy, rule: TargetRule, measured: Sequence[Measured], as_of: int) -> Iterator[MeanFigure]:
    period = parse_period(rule.promise.over)
    groups: dict[str, dict[Month, list[Measured]]] = {}
    for one in measured:
        if one.rule == rule.id:
            months = groups.setdefault(one.client if period.per_client else "", {})
            months.setdefault(month_of(policy, one.opened), []).append(one)
    for client, months in sorted(groups.items()):
        every = [one for opened in months.values() for one in opened]
        for month, opened in sorted(months.items()):
            yield mean_figure(
                policy,
                rule,
                opened if period.days is None else every,
                month=month,
                as_of=as_of,
                client=client if period.per_client else None,
            )


def month_of(policy: Policy, at: int) -> Month:
    """The calendar month of an instant in the policy's zone."""
    day = moment(at, policy.zone)
    return Month(day.year, day.month)


def bounds(policy: Policy, period: Period, month: Month, as_of: int) -> tuple[int, int]:
    """The instants [start, end) of a period: the month, or the whole dates up to its end or that of `as_of`."""
    first, end = month.start(policy.zone), month.next().start(policy.zone)
    if period.days is None:
        return first, end
    following = _midnight(policy, moment(as_of, policy.zone), 1)
    end = min(end, following)
    return _midnight(policy, moment(end, policy.zone), -period.days), end


def _midnight(policy: Policy, day: datetime, days: int) -> int:
    wall = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall time, read in the policy's zone
    return local_instant(wall + timedelta(days=days), policy.zone)


def _counts(one: Measured, rule: TargetRule, client: str | None) -> bool:
    return one.rule == rule.id and client in (None, one.client)


def _limit(rule: TargetRule) -> int:
    spans = rule.promise.spans
    seconds = spans[0].seconds if rule.promise.kind == "mean" and len(spans) == 1 else None
    if not seconds:
        promise = str(rule.promise)
        raise NoMeanError(
            Text(
                f"'{promise}': a mean is taken of minutes or hours, since days are not a fixed length.",
                f"« {promise} » : une moyenne se prend sur des minutes ou des heures, un jour n’ayant pas de durée fixe.",
            )
        )
    return seconds * SECOND


def minutes(seconds: Fraction) -> str:
    """Seconds as minutes in decimal: exact where the decimals end within four, else cut there, never rounded up."""
    scaled = seconds * 10_000 * SECOND // MINUTE
    whole, rest = divmod(int(scaled), 10_000)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")
