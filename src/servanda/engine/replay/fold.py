"""Many cases → statistics: one pass, nothing kept of a request but what it is counted by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.engine.policy.clocks import METRICS
from servanda.engine.policy.policy import Policy
from servanda.engine.replay.outcomes import OUTCOMES, Counts, Group, outcome, summed
from servanda.engine.replay.past import Past
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.explain import judge
from servanda.engine.requests.means import MeanFigure, Measured, mean_figures, measure


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a policy says of a history as of an instant; `policy` is its newest version.

    `requests` = `judged` + `refused` (not covered by the agreement) + `open_priority` (the agent has not chosen yet)
    + `not_in_force` (opened when no version held) + `without_promise` (kinds that carry none) + `not_yet_opened`
    (opened later than `as_of`). `first` and `last` are the earliest and latest opening up to `as_of`, None where there
    is no request.
    """

    policy: Policy
    as_of: int
    groups: tuple[Group, ...]
    means: tuple[MeanFigure, ...]
    judged: int = 0
    refused: int = 0
    open_priority: int = 0
    not_in_force: int = 0
    without_promise: int = 0
    not_yet_opened: int = 0
    first: int | None = None
    last: int | None = None

    @property
    def requests(self) -> int:
        """All requests of the history."""
        others = self.open_priority + self.not_in_force + self.without_promise + self.not_yet_opened
        return self.judged + self.refused + others

    def total(self, metric: str) -> Counts:
        """The counts of a metric over all plans and priorities."""
        return summed(group.counts for group in self.groups if group.metric == metric)

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that were counted."""
        counted = {group.metric for group in self.groups}
        return tuple(metric for metric in METRICS if metric in counted)


class Fold:
    """Takes a history request by request; `statistics` may be asked at any time."""

    def __init__(self, versions: Sequence[Policy], as_of: int) -> None:
        self.versions = versions
        self.as_of = as_of
        self._counts: dict[tuple[str, str, str | None], list[int]] = {}
        self._measured: dict[Policy, list[Measured]] = {version: [] for version in versions}
        self._kinds: Counter[str] = Counter()
        self._first: int | None = None
        self._last: int | None = None

    def add(self, past: Past) -> Answer | None:
        """Judge one request and count it; None where no version held when it was opened, or it was opened later.

        Raises CalendarError where a holiday table ends; nothing is counted then.
        """
        opened = past.case.request.opened
        if opened > self.as_of:
            self._kinds["not_yet_opened"] += 1
            return None
        answer = judge(past.policy, past.case, self.as_of) if past.policy else None
        self._first = opened if self._first is None else min(self._first, opened)
        self._last = opened if self._last is None else max(self._last, opened)
        self._kinds[_kind(answer)] += 1
        if answer is not None:
            self._count(answer)
            measured = measure(answer, id=past.id or str(past.place.line), client=past.client)
            self._measured[answer.policy] += measured
        return answer

    def _count(self, answer: Answer) -> None:
        plan, priority = answer.history.client.plan, answer.classified.priority
        for verdict in answer.verdicts:
            came_to = outcome(verdict)
            if came_to is not None:
                counts = self._counts.setdefault((verdict.selected.metric, plan, priority), [0] * len(OUTCOMES))
                counts[OUTCOMES.index(came_to)] += 1

    def statistics(self) -> Statistics:
        """What was counted so far; requests judged by one version have means of their own."""
        means = [mean_figures(one, self._measured[one], as_of=self.as_of) for one in self.versions]
        return Statistics(
            self.versions[-1],
            self.as_of,
            groups=self._groups(),
            means=tuple(figure for figures in means for figure in figures),
            first=self._first,
            last=self._last,
            **self._kinds,
        )

    def _groups(self) -> tuple[Group, ...]:
        """In the order of the document: by metric, plan and priority."""
        plans = _places(plan for version in self.versions for plan in version.document.plans)
        levels = _places(level for version in self.versions for level in version.document.classify.levels)
        metrics = _places(METRICS)
        keys = sorted(self._counts, key=lambda key: (metrics[key[0]], plans[key[1]], levels.get(key[2] or "", -1)))
        return tuple(Group(*key, Counts(tuple(self._counts[key]))) for key in keys)


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _kind(answer: Answer | None) -> str:
    if answer is None:
        return "not_in_force"
    if answer.refusal is not None:
        return "refused"
    if not answer.policy.document.kinds[answer.history.case.request.kind].promises:
        return "without_promise"
    return "judged" if answer.classified.decided else "open_priority"


def replay(versions: Sequence[Policy], history: Iterable[Past], as_of: int) -> Statistics:
    """What the versions of a policy say of a whole history as of an instant (microseconds). Raises CalendarError."""
    fold = Fold(versions, as_of)
    for past in history:
        fold.add(past)
    return fold.statistics()
