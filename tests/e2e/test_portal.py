"""A client on a phone and at a desk, with script and without: what is promised is seen before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .looking import DESK, OVERFLOW, PHONE, looks_right

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
WORDS = {
    "fr": ("^Étendu", "^Critique", "Priorité 1", "La liste reste vide", "Depuis ce matin, plus rien ne s’affiche."),
    "en": ("^Extended", "^Critical", "Priority 1", "The page stays white", "Nothing has shown since this morning."),
}


@pytest.mark.parametrize(("language", "script", "size"), [("fr", True, PHONE), ("en", False, DESK)])
def test_a_client_sees_the_promise_sends_a_request_with_a_picture_and_finds_it_again(
    signed_in: Callable[..., Page], desk: str, language: str, script: bool, size: dict[str, int]
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
    assert page.evaluate(OVERFLOW) == 0
    page.locator("button[value=send]").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(page.get_by_role("link", name="écran.png").first).to_be_visible()
    page.locator("#details").fill("***")
    page.locator("button[value=reply]").click()
    expect(page.locator(".portal-message")).to_have_count(2)
    assert page.evaluate(OVERFLOW) == 0
    page.goto(f"{desk}/{language}/portal/kiwi/")
    expect(page.get_by_role("link", name=subject)).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0


def test_what_was_agreed_reads_well_on_a_phone(signed_in: Callable[..., Page], desk: str) -> None:
    """Hours and agreement, in English; in French they are looked at from link to link."""
    page = signed_in("alice")
    for path in ("hours/", "agreement/"):
        page.goto(f"{desk}/en/portal/kiwi/{path}")
        looks_right(page)
