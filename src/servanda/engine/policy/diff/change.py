"""One change between two versions of a policy: what it says, whom it favours, and requests that show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from servanda.engine.diagnostics import Place
from servanda.engine.text import Text

Effect = Literal["better", "worse", "mixed", "neutral"]
"""What a change means for the client: always at least as good, at least as bad, both, or no difference that counts."""


@dataclass(frozen=True, slots=True)
class Example:
    """One request under both versions; instants in microseconds, None where nothing falls due."""

    plan: str
    addons: tuple[str, ...]
    priority: str | None
    metric: str
    opened: int
    before: int | None
    after: int | None
    says: Text


@dataclass(frozen=True, slots=True)
class Change:
    """A change. `path` and `place` are those of the new version, or of the old one for what is gone.

    `before` and `after` are empty where there was or is nothing; `clauses` are those of both versions.
    """

    section: str
    path: str
    says: Text
    effect: Effect = "neutral"
    before: Text = Text()
    after: Text = Text()
    clauses: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    place: Place = Place()


def combined(effects: Iterable[Effect]) -> Effect:
    """The effect of several together: neutral ones do not count, different ones are mixed."""
    counted = set(effects) - {"neutral"}
    if len(counted) > 1:
        return "mixed"
    return counted.pop() if counted else "neutral"


def by_order(before: int, after: int, *, less_is_better: bool = True) -> Effect:
    """The effect of one number taking the place of another."""
    if before == after:
        return "neutral"
    return "better" if (after < before) == less_is_better else "worse"
