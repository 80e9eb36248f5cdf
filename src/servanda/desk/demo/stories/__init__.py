"""What clients ask and how it goes on: scenes in both languages, two modules a vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from servanda.desk.demo.stories import (
    aidi,
    aidi_everyday,
    better_impact,
    better_impact_everyday,
    cirrus_shield,
    cirrus_shield_everyday,
    kiwi,
    kiwi_everyday,
    qiscus,
    qiscus_everyday,
)
from servanda.desk.demo.stories.shape import Story

STORIES: Mapping[str, Sequence[Story]] = {
    "kiwi": (*kiwi.STORIES, *kiwi_everyday.STORIES),
    "better-impact": (*better_impact.STORIES, *better_impact_everyday.STORIES),
    "aidi": (*aidi.STORIES, *aidi_everyday.STORIES),
    "cirrus-shield": (*cirrus_shield.STORIES, *cirrus_shield_everyday.STORIES),
    "qiscus": (*qiscus.STORIES, *qiscus_everyday.STORIES),
}
"""Slug of the vendor → what happens there."""
