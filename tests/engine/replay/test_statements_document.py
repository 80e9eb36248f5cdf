"""docs/statements.md says what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.cli.policies import usable_policy
from servanda.engine.instants import parse_instant
from servanda.engine.replay.fold import replay
from servanda.engine.replay.outcomes import OUTCOMES
from servanda.engine.replay.past import read_line, read_past
from servanda.statements import Sources, Written, explain_statement

ROOT = Path(__file__).parents[3]
LINES = (ROOT / "docs/statements.md").read_text(encoding="utf-8").splitlines()
KIWI = ROOT / "policies/kiwi-stage-plus.yaml"


def column(header: str) -> list[str]:
    rows = LINES[LINES.index(header) + 2 :]
    return [row.strip("| ").split(" |")[0] for row in rows[: rows.index("")]]


def test_every_outcome_is_described() -> None:
    assert column("| outcome | meaning |") == list(OUTCOMES)


def test_the_line_of_the_example_can_be_replayed() -> None:
    policy, as_of = usable_policy(str(KIWI)), parse_instant("2026-03-11T00:00Z")
    past, findings = read_past(read_line(next(line for line in LINES if line.startswith("{")), 1), [policy], as_of)

    assert past is not None, findings
    assert (past.id, past.client) == ("T-1", "acme.example")
    assert replay([policy], [past], as_of).total("response").of("met") == 1


@pytest.mark.parametrize("key", column("| key | content |"))
def test_every_key_of_a_statement_is_described(key: str) -> None:
    table = Written((ROOT / "policies/holidays/quebec.yaml").read_text(encoding="utf-8"), "quebec.yaml")
    sources = Sources(Written(KIWI.read_text(encoding="utf-8"), KIWI.name), tables=(("quebec", table),))
    case = Written("client: {plan: BASIC}\nrequest: {opened: 2026-03-10T09:00}\n")
    statement = explain_statement(sources, case, as_of=parse_instant("2026-03-11T00:00Z"), language="en")

    assert key in statement
    assert len(statement) == len(column("| key | content |"))
