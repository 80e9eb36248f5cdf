"""The shape of a story: what is asked, with which facts, and the scenes that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that happens next. `after` is a range of working minutes since the scene before.

    `name` is an event of tickets; with `words` it says something, in the language of the request.
    """

    name: str
    words: Text = Text()
    after: tuple[int, int] = (10, 90)
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """A request as it may come again with other names: `{slot}` in any text is one of the slot's values."""

    subject: Text
    asks: Text
    scenes: tuple[Scene, ...]
    kind: str = "incident"
    facts: Mapping[str, str] = field(default_factory=dict)
    choice: str = ""
    choice_reason: str = ""
    channels: tuple[str, ...] = ()
    """Empty: the portal's channel, sometimes mail where the plan has it."""
    plans: tuple[str, ...] = ()
    """Empty: every plan that has the kind."""
    slots: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Name → pairs (English, French)."""
    weight: int = 2


def said(name: str, en: str, fr: str, after: tuple[int, int] = (10, 90), **details: Any) -> Scene:
    """A scene with words."""
    return Scene(name, Text(en, fr), after, details)


def done(name: str, after: tuple[int, int] = (5, 60), **details: Any) -> Scene:
    """A scene without words."""
    return Scene(name, after=after, details={key.rstrip("_"): value for key, value in details.items()})


ANSWER, CLIENT, NOTE = "response", "client-message", "internal-note"
