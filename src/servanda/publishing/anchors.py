"""Which mention of a clause is the one that links lead to: the first on the page, in the order of reading."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from servanda.publishing.blocks import Clause

_Part = TypeVar("_Part")


def anchored(part: _Part, seen: set[str] | None = None) -> _Part:
    """The same page or part of one, with the first mention of each clause marked; `seen` are those before it.

    Fields stand in the order of reading.
    """
    return cast("_Part", _marked(part, set() if seen is None else seen))


def _marked(part: Any, seen: set[str]) -> Any:
    if isinstance(part, Clause):
        first = part.number not in seen
        seen.add(part.number)
        return Clause(part.number, first)
    if isinstance(part, tuple):
        return tuple(_marked(each, seen) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _marked(getattr(part, each.name), seen) for each in fields(part)})
    return part
