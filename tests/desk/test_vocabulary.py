"""The words of the trade: none of the five policies uses one that a page could not say in French."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from servanda.desk.clock import today
from servanda.desk.shelf import shelf
from servanda.desk.web.pages.vocabulary import assumed_word, environment_word, event_word, metric_word, strength_word
from servanda.engine.policy.clocks import EVENTS, METRICS
from servanda.engine.source import Items, Node, Scalar, Table

from .addresses import POLICIES


def assumed_in(node: Node) -> Iterator[str]:
    """Every word that stands behind an `assumed` key."""
    if isinstance(node, Table):
        for key, value in node.pairs.items():
            if key == "assumed":
                listed = value.items if isinstance(value, Items) else [value]
                yield from (item.value for item in listed if isinstance(item, Scalar))
            else:
                yield from assumed_in(value)
    elif isinstance(node, Items):
        for item in node.items:
            yield from assumed_in(item)


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_assumed_is_said_in_french(policy: str, french: None) -> None:
    words = set(assumed_in(shelf(today()).policies[policy].policy.tree))

    assert sorted(word for word in words if assumed_word(word) == word) == []


def test_every_event_and_every_clock_has_its_words(french: None) -> None:
    assert [event for event in EVENTS if event_word(event) == event] == []
    assert len({metric_word(metric) for metric in METRICS}) == len(METRICS)
    assert strength_word("best effort") == "au mieux"
    assert environment_word("production") == "l’environnement de production"


def test_a_word_that_nobody_foresaw_is_shown_as_it_is(english: None) -> None:
    assert assumed_word("colour of the moon") == "colour of the moon"
    assert environment_word("acceptance") == "acceptance"
