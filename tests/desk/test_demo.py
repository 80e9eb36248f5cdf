"""The demonstration: whenever it is built something is fresh, at risk and broken; its people sleep and write properly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

import pytest

from servanda.desk.agreements.versions import keep_shelf
from servanda.desk.demo import opinions, texts
from servanda.desk.demo.building import build_demo
from servanda.desk.demo.cast import AIDI
from servanda.desk.demo.stories import STORIES
from servanda.desk.demo.stories.causes import CAUSES
from servanda.desk.demo.stories.elsewhere import ELSEWHERE
from servanda.desk.shelf import policies_folder, shelf
from servanda.desk.tickets.models import Clock, Event, Ticket
from servanda.engine.instants import HOUR, instant, moment
from servanda.engine.text import Text

CLOCKS = {
    "at work": "2026-03-11T15:00:00-04:00",
    "in the night of a Saturday": "2026-03-14T03:00:00-04:00",
}


@pytest.mark.django_db
@pytest.mark.parametrize("clock", CLOCKS)
def test_whenever_it_is_built_something_is_fresh_at_risk_broken_and_held_up(clock: str) -> None:
    at = instant(datetime.fromisoformat(CLOCKS[clock]))
    keep_shelf(shelf(moment(at).date()), policies_folder(), at=at)

    build_demo(now=at, houses=[AIDI], weeks=2)

    waiting = Clock.objects.filter(metric="response", ticket__state="open", ticket__answered=False)
    assert waiting.filter(due_at__lt=at).exists(), "broken"
    assert waiting.filter(due_at__gte=at).count() > 3, "at risk, or fresh"
    assert Ticket.objects.filter(opened_at__gte=at - 2 * HOUR).exists()
    assert Ticket.objects.filter(state="waiting", waiting_for="client").exists()
    assert Ticket.objects.filter(state="waiting", waiting_for="third party").exists()
    assert Ticket.objects.exclude(incident=None).values("organisation").distinct().count() == 3
    assert not Event.objects.filter(at__gt=at).exists()


def _texts(found: object) -> Iterator[Text]:
    """Every text of a story, a cause or a list of them."""
    if isinstance(found, Text):
        yield found
    elif isinstance(found, dict):
        yield from _texts(tuple(found.values()))
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _texts(each)
    elif hasattr(found, "__dataclass_fields__"):
        yield from _texts(tuple(getattr(found, each.name) for each in fields(found)))


def test_every_text_is_in_both_languages_and_in_proper_typography() -> None:
    written = list(
        _texts(
            (*STORIES.values(), *CAUSES.values(), *ELSEWHERE.values(), vars(opinions)["_WORDS"], vars(texts)["_OWN"])
        )
    )

    odd = [text.fr for text in written if re.search(r" [;:!?»%]|« |[^\s\u202f\u00a0:][;?!](\s|$)|'|!", text.fr)]
    assert len(written) > 300
    assert odd == []
    assert [text for text in written if bool(text.en) != bool(text.fr) or "!" in text.en or "'" in text.en] == []
