"""SV-D02: gaps and overlaps between versions of one policy."""

from __future__ import annotations

from datetime import date

import pytest
from clean import AT, check_finds, policy

from servanda.engine.policy.lint.changes import check_versions
from servanda.engine.policy.policy import Policy


def version(number: int, start: str, end: str | None = None) -> Policy:
    patches = {"version": f"'{number}'", "effective/from": start}
    return policy(patches | ({"effective/to": end} if end else {}))


def test_a_version_that_is_never_in_force_is_found() -> None:
    finding = check_finds("SV-D02", {"effective/to": "2025-09-01"}, {"effective/to": "2025-09-02"}, severity="E")

    assert "never in force" in finding.message.en


@pytest.mark.parametrize(
    ("end", "begin", "said"),
    [
        ("2026-03-01", "2026-04-01", "No version is in force on Sun\u00a01\u00a0Mar\u00a02026."),
        ("2026-05-01", "2026-04-01", "Two versions are in force on Wed\u00a01\u00a0Apr\u00a02026."),
    ],
)
def test_versions_that_do_not_meet_are_found_with_the_day(end: str, begin: str, said: str) -> None:
    (finding,) = check_versions([version(1, "2025-01-01", end), version(2, begin)], at=AT)

    assert finding.code == "SV-D02"
    assert finding.severity == "E"
    assert finding.message.en == said


def test_the_order_of_the_files_does_not_matter() -> None:
    versions = [version(2, "2026-04-01"), version(1, "2025-01-01", "2026-03-01")]

    assert [finding.code for finding in check_versions(versions, at=AT)] == ["SV-D02"]


def test_two_versions_of_one_day_overlap() -> None:
    assert check_versions([version(1, "2026-04-01"), version(2, "2026-04-01")], at=AT)


@pytest.mark.parametrize("end", [None, "2026-04-01"])
def test_versions_that_follow_each_other_are_left_alone(end: str | None) -> None:
    assert check_versions([version(1, "2025-01-01", end), version(2, "2026-04-01")], at=AT) == []


def test_undated_versions_and_other_policies_are_looked_at_elsewhere() -> None:
    other = policy({"policy": "other", "effective/from": "2025-01-01", "effective/to": "2025-02-01"})
    undated = policy({"effective/from": "unknown"})

    assert check_versions([other, undated, version(1, "2026-04-01")], at=date(2026, 3, 2)) == []
