"""The words of the trade: a document can say in both languages whatever a policy may name."""

from __future__ import annotations

from servanda.engine.policy.clocks import EVENTS as EVERY_EVENT
from servanda.engine.policy.clocks import METRICS
from servanda.engine.requests.sayings import METRIC, STRENGTH
from servanda.publishing.vocabulary import ENVIRONMENTS, EVENTS


def test_every_event_and_every_clock_has_its_words() -> None:
    assert set(EVENTS) == set(EVERY_EVENT)
    assert len({METRIC[metric].fr for metric in METRICS}) == len(METRICS)
    assert STRENGTH["best effort"].fr == "au mieux"
    assert ENVIRONMENTS["production"].fr == "l’environnement de production"
