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
    file: tuple[str, str] = ("", "")
    """Name and text of the file that comes with the words."""


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
    file: tuple[str, str] = ("", "")
    """Name and text of the file that comes with the question."""


def said(
    name: str, en: str, fr: str, after: tuple[int, int] = (10, 90), *, file: tuple[str, str] = ("", ""), **details: Any
) -> Scene:
    """A scene with words."""
    return Scene(name, Text(en, fr), after, details, file)


def done(name: str, after: tuple[int, int] = (5, 60), **details: Any) -> Scene:
    """A scene without words."""
    return Scene(name, after=after, details={key.rstrip("_"): value for key, value in details.items()})


ANSWER, CLIENT, NOTE = "response", "client-message", "internal-note"


Pair = tuple[str, str]
"""The same words in English and in French."""


def brief(
    subject: Pair,
    asks: Pair,
    answer: Pair,
    end: Pair = ("", ""),
    *,
    thanks: Pair = ("", ""),
    note: Pair = ("", ""),
    needs: Pair = ("", ""),
    score: int = 0,
    first: tuple[int, int] = (10, 90),
    after: tuple[int, int] = (20, 240),
    **given: Any,
) -> Story:
    """A story of few words: asked, answered, done. `needs` is what the client is asked for and sends meanwhile."""
    scenes = [done("assigned"), Scene(ANSWER, Text(*answer), first)]
    if needs[0]:
        scenes += [done("waiting", (1, 3), for_="client"), Scene(CLIENT, Text(*needs), (40, 600))]
    if note[0]:
        scenes.append(Scene(NOTE, Text(*note), (5, 60)))
    scenes.append(Scene("resolved", Text(*end), after))
    if thanks[0]:
        scenes += [Scene(CLIENT, Text(*thanks), (10, 200)), done("closed", (1, 20))]
    if score:
        scenes.append(done("satisfaction", (30, 900), score=score))
    return Story(Text(*subject), Text(*asks), tuple(scenes), **given)
