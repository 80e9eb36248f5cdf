"""The because of a verdict: a tree of named facts that a person can read in their language.

Verdict functions build the tree out of keys and values, which costs almost nothing; `servanda.engine.prose` turns
a node into a sentence when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Because:
    """One named fact.

    `key` names a sentence of the prose catalogue and `values` fill it (numbers, ids, `Text`, instants and durations
    in integer microseconds: the catalogue says which). `start` and `end` bound the interval that the fact speaks of,
    half-open, in microseconds. `applied` is false for a rule that was looked at and did not apply.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    clauses: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    applied: bool = True
    because: tuple[Because, ...] = ()
