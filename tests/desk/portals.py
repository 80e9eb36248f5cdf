"""What tests of the portal share: a desk whose clock stands still, and pages as plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from servanda.desk.organisations.models import Person

from .world import NOON

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
ASKED = {
    "kind": "incident",
    "fact.impact": "minor",
    "fact.urgency": "low",
    "subject": "The list stays empty",
    "details": "It worked yesterday.",
    "step": "send",
}
PAGES = ("", "new/", "hours/", "agreement/", "agreement/policy.md")


def at_noon(folder: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are kept in a folder of the test, and it is noon."""
    settings.VAR = folder  # type: ignore[attr-defined]
    present(monkeypatch, NOON)


def present(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Let the portal's clock stand at an instant."""
    for room in ("standing", "request"):
        monkeypatch.setattr(f"servanda.desk.web.portal.{room}.now", lambda: at)


def signed_in(client: Client, who: Person) -> Client:
    """The client, as somebody."""
    client.force_login(who.user)
    return client


def words(response: object) -> str:
    """A page with every kind of space made one."""
    return " ".join(response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").split())  # type: ignore[attr-defined]
