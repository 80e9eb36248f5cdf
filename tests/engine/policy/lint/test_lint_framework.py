"""What holds for the lint as a whole, whatever the rules are."""

from __future__ import annotations

from clean import AT, lint


def test_the_clean_policy_is_clean() -> None:
    assert lint(at=AT) == []
