"""A client on a phone and at a desk, with script and without: what is promised is seen before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .test_every_page import OPEN_ALL, OVERFLOW, PHONE, RULES

DESK = {"width": 1280, "height": 720}

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
WORDS = {
    "fr": ("^Étendu", "^Critique", "Priorité 1", "La liste reste vide", "Depuis ce matin, plus rien ne s’affiche."),
    "en": ("^Extended", "^Critical", "Priority 1", "The page stays white", "Nothing has shown since this morning."),
}


@pytest.mark.parametrize(("language", "script", "size"), [("fr", True, PHONE), ("en", False, DESK)])
def test_a_client_sees_the_promise_sends_a_request_with_a_picture_and_finds_it_again(
    signed_in: Callable[..., Page], desk: str, tmp_path: Path, language: str, script: bool, size: dict[str, int]
) -> None:
    """Choose in the policy's words, see priority and due times, send, read the thread, answer, come back to the list."""
    impact, urgency, priority, subject, details = WORDS[language]
    page = signed_in("bob", script=script)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{desk}/{language}/portal/kiwi/new/")
    for name in ("^Incident", impact, urgency):
        page.get_by_role("radio", name=re.compile(name)).check()
    if not script:
        page.locator(".portal-promise button[value=show]").click()
    expect(page.locator("#promise .verdict")).to_contain_text(priority)
    expect(page.locator("#contact")).to_have_value("Bob")
    page.locator("#subject").fill(subject)
    page.locator("#details").fill(details)
    page.locator("#files").set_input_files({"name": "écran.png", "mimeType": "image/png", "buffer": PNG})
    _looks_right(page, tmp_path / "new.png", script=script)
    page.locator("button[value=send]").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(page.get_by_role("link", name="écran.png").first).to_be_visible()
    page.locator("#details").fill("***")
    page.locator("button[value=reply]").click()
    expect(page.locator(".portal-message")).to_have_count(2)
    _looks_right(page, tmp_path / "thread.png", script=script)
    page.goto(f"{desk}/{language}/portal/kiwi/")
    expect(page.get_by_role("link", name=subject)).to_be_visible()
    _looks_right(page, tmp_path / "list.png", script=script)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_agreed_reads_well_on_a_phone(signed_in: Callable[..., Page], desk: str, language: str) -> None:
    """Hours and agreement."""
    page = signed_in("alice")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for path in ("hours/", "agreement/"):
        page.goto(f"{desk}/{language}/portal/kiwi/{path}")
        _looks_right(page, None, script=True)


def _looks_right(page: Page, picture: Path | None, *, script: bool) -> None:
    """No sideways scrolling, and nothing for axe, which needs script, to find."""
    assert page.evaluate(OVERFLOW) == 0
    if picture is not None:
        page.screenshot(path=picture, full_page=True)
    if not script:
        return
    page.evaluate(OPEN_ALL)
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"][:160] for node in each["nodes"][:2]]) for each in violations] == []
