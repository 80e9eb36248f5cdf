"""Open pages hear of what happens as long as they listen, whatever becomes of the database meanwhile."""

from __future__ import annotations

import asyncio

import pytest
from django.db import OperationalError

from servanda.desk.web import live
from servanda.desk.web.live import Changed, Known, Wire

from .looping import run


def test_who_listens_hears_of_it_again_after_the_database_was_gone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(live, "EVERY", 0.01)
    answers: list[Changed | None] = [{}, None, None, {7: [42]}]

    def ask(known: Known | None) -> tuple[Known, Changed]:
        found = answers.pop(0) if answers else {}
        if found is None:
            raise OperationalError("server closed the connection")
        return Known(), found

    heard = run(_first_words(Wire(ask)))

    assert heard == ["retry: 2000\n\n", "event: changed\ndata: [42]\n\n"]
    assert len(caplog.records) == 1, "it is said once, not twice a second"


async def _first_words(wire: Wire) -> list[str]:
    listening = wire.listen(7)
    heard = [await asyncio.wait_for(anext(listening), 5) for _word in range(2)]
    await listening.aclose()
    return heard
