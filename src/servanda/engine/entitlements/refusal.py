"""A refusal: what is not part of an agreement, which clause says so, and what the client has instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from servanda.engine.because import Because
from servanda.engine.entitlements.sayings import SAYINGS
from servanda.engine.prose import Prose
from servanda.engine.text import Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request, or a set of add-ons, is not covered.

    `text` is fit for the requester, `clauses` are the numbers that decide, `offers` ids of what the client may turn to:
    channels of the plan first, then plans and add-ons that would cover it. `because` is the same as a tree.
    """

    text: Text
    clauses: tuple[str, ...]
    offers: tuple[str, ...]
    because: Because


def refuse(
    key: str,
    values: Mapping[str, Any],
    *,
    clauses: tuple[str, ...] = (),
    offers: tuple[str, ...] = (),
    because: tuple[Because, ...] = (),
) -> Refusal:
    """The refusal that `key` of `SAYINGS` names; its sentence is followed by those of `because`."""
    node = Because(key, values, clauses, because=because)
    return Refusal(say_all((node, *because)), clauses, offers, node)


def say_all(nodes: tuple[Because, ...]) -> Text:
    """Several facts as one paragraph, in both languages."""
    english, french = Prose(SAYINGS, "en"), Prose(SAYINGS, "fr")
    return Text(" ".join(english.say(node) for node in nodes), " ".join(french.say(node) for node in nodes))
