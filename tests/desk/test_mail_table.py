"""The table of docs/algorithms/mail.md, executed: what becomes of which mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.tickets.actions.writing import Incoming, reply
from servanda.engine.instants import MINUTE

from .mail_corpus.build import mail
from .world import NOON, World, ticket

DOCUMENT = Path(__file__).parents[2] / "docs" / "algorithms" / "mail.md"


def told() -> Iterator[tuple[dict[str, str], str, str]]:
    """Headers, fate and reason of each row."""
    for row in re.findall(r"^\| (`From.*)\|$", DOCUMENT.read_text("utf-8"), re.M):
        headers, fate, why = (cell.strip() for cell in row.split("|"))
        yield dict(each.split(": ", 1) for each in re.findall(r"`([^`]+)`", headers)), fate, why


def test_mail_becomes_what_the_document_says(world: World, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    asked = ticket(world.bob)
    answer = reply(ticket=asked, words=Incoming("We look into it."), by=world.agent, at=NOON + MINUTE).mail_id
    rows = list(told())

    found = []
    for headers, _fate, _why in rows:
        given = {name: value.replace("<answer>", f"<{answer}>") for name, value in headers.items()}
        found.append(receive(raw=mail(**given), envelope=Envelope("imap"), at=NOON + MINUTE)[0])

    assert len(rows) > 12
    assert [(each.fate, each.why) for each in found] == [(fate, why) for _headers, fate, why in rows]
