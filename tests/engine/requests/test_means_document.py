"""The tables of docs/algorithms/means.md say what the code does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.cli.policies import usable_policy
from servanda.engine.instants import MINUTE, parse_instant
from servanda.engine.policy.periods import parse_period
from servanda.engine.requests.means import Measured, mean_figure, mean_rules, minutes
from servanda.engine.requests.queue import KEYS
from servanda.engine.uptime.window import Month

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs/algorithms/means.md"


def _rows(header: str) -> Iterator[list[str]]:
    lines = [line.strip() for line in DOCUMENT.read_text(encoding="utf-8").splitlines()]
    start = lines.index(header)
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(
    ("taken", "mean", "met", "left", "following", "recovers"),
    list(_rows("| minutes | mean | met | left | next | recovers after |")),
)
def test_a_worked_mean_has_these_figures(
    taken: str, mean: str, met: str, left: str, following: str, recovers: str
) -> None:
    policy = usable_policy(str(ROOT / "policies/better-impact.yaml"))
    rule = mean_rules(policy)[0]
    opened = parse_instant("2026-02-10T10:00-05:00")
    spent = [int(minute) * MINUTE for minute in taken.split(", ")]
    measured = [Measured(rule.id, opened, one, opened + one) for one in spent]

    figure = mean_figure(policy, rule, measured, month=Month(2026, 2), as_of=parse_instant("2026-03-01T00:00-05:00"))

    assert figure.mean is not None
    shown = (minutes(figure.mean), "yes" if figure.met else "no", figure.left // MINUTE, figure.next_may_take // MINUTE)
    assert shown == (mean, met, int(left), int(following))
    assert figure.recovers_after == int(recovers)


@pytest.mark.parametrize("over", [row[0] for row in _rows("| over | the requests counted |")])
def test_every_period_of_the_table_can_be_written(over: str) -> None:
    assert parse_period(over)


def test_every_key_of_a_queue_is_described() -> None:
    assert [row[0] for row in _rows("| key | in front |")] == list(KEYS)
