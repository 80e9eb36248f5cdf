"""Statistics and comparisons as programs read them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from servanda.engine.instants import write_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.replay.comparison import Change, Comparison, Difference
from servanda.engine.replay.fold import Statistics
from servanda.engine.replay.outcomes import OUTCOMES, Counts, percent
from servanda.engine.requests.means_account import mean_json
from servanda.engine.text import Language


def policy_json(policy: Policy) -> dict[str, Any]:
    """Which policy: its id, version and first day."""
    since = policy.document.effective.from_
    return {"id": policy.id, "version": policy.version, "in_force_since": since.isoformat() if since else None}


def statistics_json(statistics: Statistics, language: Language = "en") -> dict[str, Any]:
    """Instants in the policy's zone, shares as reduced fractions and as percent with two decimals, cut."""
    policy = statistics.policy

    def write(at: int | None) -> str | None:
        return None if at is None else write_instant(at, policy.zone)

    return {
        "policy": policy_json(policy),
        "as_of": write(statistics.as_of),
        "first_opened": write(statistics.first),
        "last_opened": write(statistics.last),
        "requests": statistics.requests,
        "judged": statistics.judged,
        "refused": statistics.refused,
        "open_priority": statistics.open_priority,
        "not_in_force": statistics.not_in_force,
        "without_promise": statistics.without_promise,
        "not_yet_opened": statistics.not_yet_opened,
        "totals": [{"metric": metric} | counts_json(statistics.total(metric)) for metric in statistics.metrics],
        "groups": [
            {"metric": group.metric, "plan": group.plan, "priority": group.priority} | counts_json(group.counts)
            for group in statistics.groups
        ],
        "means": [mean_json(policy, figure, language) for figure in statistics.means],
    }


def counts_json(counts: Counts) -> dict[str, Any]:
    """Every outcome by name, and the shares that follow from them."""
    return {
        "clocks": counts.total,
        **{name.replace(" ", "_"): counts.of(name) for name in OUTCOMES},
        "attainment": _share(counts.attainment),
        "attainment_percent": percent(counts.attainment),
        "attainment_without_excused": _share(counts.attainment_without_excused),
        "attainment_without_excused_percent": percent(counts.attainment_without_excused),
        "best_effort": _share(counts.best_effort),
        "best_effort_percent": percent(counts.best_effort),
    }


def _share(share: Fraction | None) -> list[int] | None:
    return None if share is None else [share.numerator, share.denominator]


def comparison_json(comparison: Comparison, other: Policy) -> dict[str, Any]:
    """What another policy would have changed; `before` is the policy, `after` the other."""
    return {
        "policy": policy_json(other),
        "requests": comparison.requests,
        "differing": comparison.differing,
        "outcomes": [
            {"metric": metric, "before": before, "after": after, "clocks": clocks}
            for (metric, before, after), clocks in comparison.outcomes
        ],
        "due": [{"metric": metric, "moves": moves, "clocks": clocks} for (metric, moves), clocks in comparison.dues],
        "examples": [difference_json(example, other) for example in comparison.examples],
    }


def difference_json(difference: Difference, policy: Policy) -> dict[str, Any]:
    """One request that two policies treat differently; instants in the zone of `policy`."""
    past = difference.past
    return {
        "id": past.id or None,
        "line": past.place.line,
        "opened": write_instant(past.case.request.opened, policy.zone),
        "priority": list(difference.priority),
        "entitled": list(difference.entitled),
        "changes": [_change(change, policy) for change in difference.changes],
    }


def _change(change: Change, policy: Policy) -> dict[str, Any]:
    due = [None if at is None else write_instant(at, policy.zone) for at in change.due]
    return {
        "metric": change.metric,
        "cycle": change.cycle,
        "outcome": list(change.outcome),
        "due": due,
        "moves": change.moved,
    }
