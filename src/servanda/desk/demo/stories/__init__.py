"""What clients ask and how it goes on: scenes in both languages, one module a vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from servanda.desk.demo.stories import aidi, better_impact, cirrus_shield, kiwi, qiscus
from servanda.desk.demo.stories.shape import Story

STORIES: Mapping[str, Sequence[Story]] = {
    "kiwi": kiwi.STORIES,
    "better-impact": better_impact.STORIES,
    "aidi": aidi.STORIES,
    "cirrus-shield": cirrus_shield.STORIES,
    "qiscus": qiscus.STORIES,
}
"""Slug of the vendor → what happens there."""
