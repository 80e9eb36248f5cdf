"""What a board counts: what is due, how this month's promises were kept, and what is left of a mean.

Every figure comes from the rows that tickets show: clocks as the engine judged them, compared with the present. A
clock that runs and whose last instant is over counts as breached, as it does on its ticket.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from servanda.desk.tickets.history import answer_of
from servanda.desk.tickets.models import Clock, Event, Ticket
from servanda.engine.policy.policy import Policy, TargetRule
from servanda.engine.requests.answer import BREACHED, EXCLUDED, EXCUSED, MET, PAUSED, RUNNING
from servanda.engine.requests.means import MeanFigure, Measured, mean_figure, measure, month_of

VERDICTS = ("met", "breached", "excused", "excluded", "best effort", "running")
"""What may have become of a clock, each clock one of them."""
_MOST_RUNNING = 300
"""Requests without an answer that a mean judges one by one."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A request of which the correction waits for a release; `day` None: nobody knows when it comes."""

    number: int
    subject: str
    release: str
    day: date | None


def corrections_to_come(vendor_id: int, *, most: int) -> tuple[Planned, ...]:
    """The first corrections of a vendor that have not come out, by day and release; those without a day last."""
    rows = Ticket.objects.filter(vendor_id=vendor_id).exclude(correction="")
    in_order = rows.order_by(F("correction_day").asc(nulls_last=True), "correction", "pk")
    return tuple(
        Planned(*row) for row in in_order.values_list("number", "subject", "correction", "correction_day")[:most]
    )


# How promises were kept


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the clocks of one metric that started in a period."""

    metric: str
    met: int = 0
    breached: int = 0
    excused: int = 0
    excluded: int = 0
    best_effort: int = 0
    running: int = 0

    @property
    def judged(self) -> int:
        """How many count for the share that was kept: excuses and exclusions stand apart."""
        return self.met + self.breached


def verdict_is(verdict: str, *, at: int) -> Q:
    """The clocks of which a verdict holds at an instant; a mean binds no single request and has none."""
    promised = Q(mean=False) & ~Q(rule="")
    running, over, pardoned = Q(state=RUNNING), Q(breach_at__lt=at), Q(excused_at__lt=at)
    under_way = Q(breach_at=None, excused_at=None) | Q(breach_at__gte=at) | Q(excused_at__gte=at)
    effort = Q(strength="best effort")
    return (
        promised
        & {
            "met": Q(state=MET) & ~effort,
            "breached": (Q(state=BREACHED) | running & over) & ~effort,
            "excused": (Q(state=EXCUSED) | running & pardoned) & ~effort,
            "excluded": Q(state=EXCLUDED),
            "best effort": effort & ~Q(state=EXCLUDED),
            "running": (Q(state=PAUSED) | running & under_way) & ~effort,
        }[verdict]
    )


def clocks_of_period(vendor_id: int, start: int, end: int) -> QuerySet[Clock]:
    """The clocks of a vendor's tickets that started in [start, end)."""
    return Clock.objects.filter(started_at__gte=start, started_at__lt=end, ticket__vendor_id=vendor_id)


def kept_promises(clocks: QuerySet[Clock], *, at: int) -> tuple[Kept, ...]:
    """What became of clocks, metric by metric, in the order of the alphabet."""
    counts = {name.replace(" ", "_"): Count("pk", filter=verdict_is(name, at=at)) for name in VERDICTS}
    rows: Iterable[dict[str, Any]] = clocks.order_by("metric").values("metric").annotate(**counts)  # type: ignore[assignment]  # columns by name
    found = (Kept(**{each.name: row[each.name] for each in fields(Kept)}) for row in rows)
    return tuple(each for each in found if each.judged + each.excused + each.excluded + each.best_effort + each.running)


# Means


@dataclass(frozen=True, slots=True)
class SummedMean(MeanFigure):
    """A mean of which the database added up the answered requests; `counted` are those that still run."""

    answered: int = 0
    answered_total: int = 0

    @property
    def number(self) -> int:
        """How many requests are counted."""
        return self.answered + len(self.counted)

    @property
    def total(self) -> int:
        """The support time of all of them together."""
        return self.answered_total + sum(one.spent for one in self.counted)


def month_mean(policy: Policy, rule: TargetRule, vendor_id: int, *, at: int) -> SummedMean:
    """The mean of a rule in the month of an instant, as of then (B13). Raises as `mean_figure` does."""
    frame = mean_figure(policy, rule, (), month=month_of(policy, at), as_of=at)
    clocks = Clock.objects.filter(
        mean=True,
        rule=rule.id,
        started_at__gte=frame.start,
        ticket__vendor_id=vendor_id,
        ticket__opened_at__gte=frame.start,
        ticket__opened_at__lt=frame.end,
    ).exclude(state=EXCLUDED)
    answered = clocks.filter(stopped_at__isnull=False).aggregate(number=Count("pk"), total=Sum("spent"))
    open_ones = clocks.filter(stopped_at=None).order_by("-started_at").values_list("ticket_id", flat=True)
    running = tuple(
        one
        for one in _measured(Ticket.objects.filter(pk__in=list(open_ones[:_MOST_RUNNING])), at=at)
        if one.rule == rule.id
    )
    given = {each.name: getattr(frame, each.name) for each in fields(MeanFigure)} | {"counted": running}
    return SummedMean(**given, answered=answered["number"], answered_total=answered["total"] or 0)


def _measured(tickets: Iterable[Ticket], *, at: int) -> Sequence[Measured]:
    """What tickets contribute to means at an instant, judged by their history."""
    known = {each.pk: each for each in tickets}
    events: dict[int, list[Event]] = {pk: [] for pk in known}
    for event in Event.objects.filter(ticket__in=list(known)).order_by("pk"):
        events[event.ticket_id].append(event)
    answers = (answer_of(each, events[pk], as_of=max(at, each.last_event_at)) for pk, each in known.items())
    return [one for answer in answers for one in measure(answer)]
