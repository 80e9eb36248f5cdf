"""Every part of a document with its path, in the order of the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from servanda.engine.policy.shape import Part, fields_of


def parts_of(part: Part, path: str = "") -> Iterator[tuple[str, Part]]:
    """The parts inside `part`, at any depth, each with its path (`targets/table/P3/BASIC/resolution`)."""
    for key, (attribute, _, _) in fields_of(type(part)).items():
        yield from _parts(getattr(part, attribute), f"{path}/{key}" if path else key)


def _parts(value: Any, path: str) -> Iterator[tuple[str, Part]]:
    if isinstance(value, Part):
        yield path, value
        yield from parts_of(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _parts(item, f"{path}/{key}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            yield from _parts(item, f"{path}/{number}")
