"""A request is judged by the version in force when it was opened, unless that version hands it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.engine.instants import parse_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy
from servanda.engine.policy.versions import NotInForceError, version_for

ROOT = Path(__file__).parents[3]
KIWI = (ROOT / "policies" / "kiwi-stage-plus.yaml").read_text(encoding="utf-8")


def version(number: str, begin: str, end: str = "", *, transition: str = "keep") -> Policy:
    until = f", to: {end}" if end else ""
    text = KIWI.replace('version: "1"', f'version: "{number}"')
    text = text.replace("effective: {from: 2023-12-08", f"effective: {{from: {begin}{until}")
    text += f"\ngovernance: {{transition: {transition}}}\n"
    policy = read_policy(text, "policy.yaml", tables={}).policy
    assert policy is not None
    return policy


def judged_by(versions: list[Policy], opened: str, as_of: str = "2030-01-01T12:00Z") -> str:
    return version_for(versions, opened=parse_instant(opened), as_of=parse_instant(as_of)).version


FIRST, SECOND = version("1", "2023-12-08", "2026-03-01"), version("2", "2026-03-01")


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ("2023-12-08T00:00-05:00", "1"),
        ("2026-02-28T23:59-05:00", "1"),
        ("2026-03-01T00:00-05:00", "2"),
        ("2026-03-01T04:59Z", "1"),  # still 28 February in Toronto
    ],
)
def test_the_local_date_of_the_opening_decides(opened: str, expected: str) -> None:
    assert judged_by([FIRST, SECOND], opened) == expected
    assert judged_by([SECOND, FIRST], opened) == expected


def test_a_new_version_never_changes_the_verdict_on_an_older_request() -> None:
    assert judged_by([FIRST], "2026-02-01T12:00Z") == judged_by([FIRST, SECOND], "2026-02-01T12:00Z") == "1"


def test_a_version_may_hand_its_open_requests_to_the_next() -> None:
    moving = version("1", "2023-12-08", "2026-03-01", transition="move")

    assert judged_by([moving, SECOND], "2026-02-01T12:00Z", as_of="2026-02-28T12:00Z") == "1"
    assert judged_by([moving, SECOND], "2026-02-01T12:00Z", as_of="2026-03-02T12:00Z") == "2"


def test_before_the_first_version_nothing_is_promised_and_the_error_names_the_date() -> None:
    with pytest.raises(NotInForceError) as refused:
        judged_by([FIRST, SECOND], "2023-12-07T12:00-05:00")

    assert "2023-12-08" in refused.value.text.en
    assert "2023-12-08" in refused.value.text.fr


def test_a_gap_between_versions_promises_nothing() -> None:
    later = version("2", "2026-04-01")

    with pytest.raises(NotInForceError, match="since 2026-04-01"):
        judged_by([FIRST, later], "2026-03-15T12:00Z")


def test_a_version_without_a_date_is_taken_to_be_in_force() -> None:
    undated = version("1", "unknown")

    assert judged_by([undated], "1999-01-01T12:00Z") == "1"
