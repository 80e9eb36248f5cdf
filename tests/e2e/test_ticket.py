"""An agent answers: the clock is met, a sent reply is taken back, two agents do not answer at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

WORDS = {
    "en": ("Extended", "Critical", "met"),
    "fr": ("Étendu", "Critique", "tenu"),
}


def opened_by_bob(page: Page, desk: str, language: str, subject: str) -> str:
    """A request that Bob sends through the portal; the address of its ticket on the desk."""
    impact, urgency, _ = WORDS[language]
    page.goto(f"{desk}/{language}/portal/kiwi/new/")
    for name in ("Incident", impact, urgency):
        page.get_by_role("radio", name=re.compile(f"^{name}")).check()
    page.locator("#subject").fill(subject)
    page.locator("#details").fill("It began this morning.")
    if page.locator("#contact").count():
        page.locator("#contact").fill("Bob")
    page.locator("button[value=send]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    found = re.search(r"/(\d+)/", page.url)
    assert found, page.url
    return f"{desk}/{language}/desk/kiwi/tickets/{found[1]}/"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_agent_answers_takes_it_back_and_sends_it_again(
    signed_in: Callable[..., Page], desk: str, language: str
) -> None:
    """Type, see the draft kept, press Ctrl+Enter, undo, send at once, see the clock met and the answer in the thread."""
    *_, met = WORDS[language]
    address = opened_by_bob(signed_in("bob"), desk, language, "The list stays empty")
    page = signed_in("agent")
    page.goto(address)
    page.keyboard.press("r")
    page.keyboard.type("We are **on it**.")
    expect(page.locator("#draft-said")).not_to_be_empty()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-held-seconds]")).to_have_text("9")
    page.locator("[data-undo]").click()
    expect(page.locator("#composer-text")).to_have_value("We are **on it**.")

    page.locator("[data-send]").click()
    expect(page.locator("#held")).to_be_visible()
    page.locator("#held form").nth(1).get_by_role("button").click()

    expect(page.locator(".said--staff strong")).to_have_text("on it")
    expect(page.locator(".clock").first).to_contain_text(met)
    expect(page.locator("#composer-text")).to_have_value("")
    page.locator("#why summary").first.click()
    expect(page.locator("#why .tree")).to_be_visible()


def test_two_agents_do_not_answer_at_once(signed_in: Callable[..., Page], desk: str) -> None:
    """What joins before an own answer is begun is seen as it stands there; what joins later is told of before that leaves."""
    address = opened_by_bob(signed_in("bob"), desk, "en", "The export is slow")
    ada = signed_in("agent", script=False)
    ada.goto(address)
    otto = signed_in("other_agent")
    otto.goto(address)
    opened = otto.locator("#composer-seen").input_value()
    _writes(ada, "Who takes it?")
    otto.locator("#thread .said--note").scroll_into_view_if_needed()  # live
    expect(otto.locator("#composer-seen")).not_to_have_value(opened)
    otto.locator("#composer-text").fill("We look into it.")
    otto.locator("[data-send]").click()
    otto.locator("#held form").nth(1).get_by_role("button").click()
    expect(otto.locator(".said--staff")).to_contain_text("We look into it.")
    otto.locator("#composer-text").fill("I look into it.")
    expect(otto.locator("#draft-said")).not_to_be_empty()
    ada.reload()  # her page has no script
    _writes(ada, "It is the cache, Otto.")
    expect(otto.locator("#thread .said--note").last).to_contain_text("It is the cache")  # live

    otto.locator("[data-send]").click()

    expect(otto.locator("#composer div.notice--warning")).to_contain_text("Ada Agent")
    otto.locator("[data-send]").click()
    expect(otto.locator("#held")).to_be_visible()


def _writes(page: Page, note: str) -> None:
    """Somebody who has the ticket open writes a note; their page comes anew."""
    page.locator("[name=kind][value=internal]").check()
    page.locator("#composer-text").fill(note)
    page.locator("[data-send]").click()
    expect(page.locator(".said--note").last).to_contain_text(note)
