"""What-if: the same history under another policy; which requests would have ended otherwise, and which due times move."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from servanda.engine.policy.clocks import METRICS
from servanda.engine.replay.outcomes import outcome
from servanda.engine.replay.past import Past
from servanda.engine.requests.answer import Answer, Verdict

EXAMPLES = 10
"""How many requests are shown for what changes."""
NOTHING = "no promise"
"""Stands for the outcome of a clock that does not run under one of the policies."""


@dataclass(frozen=True, slots=True)
class Change:
    """One clock under both policies: its outcome and due instant (None: nothing is due) before and after."""

    metric: str
    cycle: int
    outcome: tuple[str, str]
    due: tuple[int | None, int | None]

    @property
    def moved(self) -> str:
        """What became of the due time: same, earlier, later, gained or lost."""
        before, after = self.due
        if before == after:
            return "same"
        if before is None or after is None:
            return "gained" if before is None else "lost"
        return "earlier" if after < before else "later"


@dataclass(frozen=True, slots=True)
class Difference:
    """One request that the other policy would treat otherwise."""

    past: Past
    priority: tuple[str | None, str | None]
    entitled: tuple[bool, bool]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two policies differ over a history.

    `outcomes` counts (metric, before, after) where they differ, `dues` counts (metric, earlier | later | gained |
    lost), `examples` are differing requests, at first one for each pair of outcomes.
    """

    requests: int
    differing: int
    outcomes: tuple[tuple[tuple[str, str, str], int], ...]
    dues: tuple[tuple[tuple[str, str], int], ...]
    examples: tuple[Difference, ...]


class Comparing:
    """Takes the answers of both policies request by request."""

    def __init__(self) -> None:
        self._requests = 0
        self._differing = 0
        self._outcomes: Counter[tuple[str, str, str]] = Counter()
        self._dues: Counter[tuple[str, str]] = Counter()
        self._telling: list[Difference] = []
        self._other: list[Difference] = []

    def add(self, past: Past, before: Answer | None, after: Answer | None) -> Difference | None:
        """Compare what both say of one request; None where they agree."""
        self._requests += 1
        difference = compare(past, before, after)
        if difference is None:
            return None
        self._differing += 1
        new = False
        for change in difference.changes:
            if change.outcome[0] != change.outcome[1]:
                key = (change.metric, *change.outcome)
                new = new or key not in self._outcomes
                self._outcomes[key] += 1
            if change.moved != "same":
                self._dues[change.metric, change.moved] += 1
        examples = self._telling if new else self._other
        if len(examples) < EXAMPLES:
            examples.append(difference)
        return difference

    def comparison(self) -> Comparison:
        """What was found so far."""
        return Comparison(
            self._requests,
            self._differing,
            tuple(sorted(self._outcomes.items(), key=_by_metric)),
            tuple(sorted(self._dues.items(), key=_by_metric)),
            tuple([*self._telling, *self._other][:EXAMPLES]),
        )


def _by_metric(counted: tuple[tuple[str, ...], int]) -> tuple[int, tuple[str, ...]]:
    (metric, *rest), _ = counted
    return [str(one) for one in METRICS].index(metric), tuple(rest)


def compare(past: Past, before: Answer | None, after: Answer | None) -> Difference | None:
    """What two policies say differently of one request; None where they agree on priority, outcomes and due times."""
    ours, theirs = _clocks(before), _clocks(after)
    changes = []
    for metric, cycle in dict.fromkeys((*ours, *theirs)):
        one, other = ours.get((metric, cycle)), theirs.get((metric, cycle))
        change = Change(metric, cycle, (_outcome(one), _outcome(other)), (_due(one), _due(other)))
        if change.outcome[0] != change.outcome[1] or change.moved != "same":
            changes.append(change)
    priority = (_priority(before), _priority(after))
    entitled = (_entitled(before), _entitled(after))
    if not changes and priority[0] == priority[1] and entitled[0] == entitled[1]:
        return None
    return Difference(past, priority, entitled, tuple(changes))


def _clocks(answer: Answer | None) -> dict[tuple[str, int], Verdict]:
    return {(one.selected.metric, one.cycle): one for one in answer.verdicts} if answer else {}


def _outcome(verdict: Verdict | None) -> str:
    if verdict is None or verdict.selected.promise.kind == "none":
        return NOTHING
    return "mean" if verdict.selected.promise.kind == "mean" else outcome(verdict) or NOTHING


def _due(verdict: Verdict | None) -> int | None:
    return verdict.deadline.due if verdict and verdict.deadline else None


def _priority(answer: Answer | None) -> str | None:
    return answer.classified.priority if answer else None


def _entitled(answer: Answer | None) -> bool:
    return answer is not None and answer.refusal is None
