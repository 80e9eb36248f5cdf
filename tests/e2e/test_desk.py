"""The agent's day in a browser: the queue changes by itself, the keyboard does everything, every page looks right."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .looking import looks_right

SOON = 2_000
"""Milliseconds within which a page shows what happened elsewhere."""


def called_in(page: Page, desk: str, subject: str) -> None:
    """A request that an agent opens for somebody who called."""
    page.goto(f"{desk}/en/desk/kiwi/new/?words=bob")
    page.get_by_role("link", name=re.compile("Bob")).first.click()
    page.locator("[name=channel]").select_option("portal")
    for name in ("Incident", "Minor", "Low"):
        page.get_by_role("radio", name=re.compile(f"^{name}")).check()
    page.locator("#subject").fill(subject)
    page.locator("#words").fill("It began this morning.")
    page.locator("button[value=open]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(subject)


def ready(page: Page) -> Page:
    """The page, once it listens to keys."""
    expect(page.locator("html[data-keys=all]")).to_be_attached()
    return page


def test_a_queue_shows_within_two_seconds_what_somebody_else_does(signed_in: Callable[..., Page], desk: str) -> None:
    """A new request appears and a colleague takes it, without a reload; what was ticked stays ticked."""
    ada, otto = signed_in("agent"), signed_in("other_agent", script=False)
    called_in(otto, desk, "The first one")
    ada.goto(f"{desk}/en/desk/kiwi/?view=open&order=latest")
    first = ada.locator("[data-row]", has_text="The first one").first
    first.get_by_role("checkbox").check()

    called_in(otto, desk, "The second one")
    expect(ada.locator("[data-row]", has_text="The second one")).to_be_visible(timeout=SOON)
    expect(first.get_by_role("checkbox")).to_be_checked()

    otto.goto(f"{desk}/en/desk/kiwi/?view=open&order=latest")
    otto.locator("[data-row]", has_text="The second one").get_by_role("checkbox").check()
    otto.locator("#bulk-fold summary").click()
    otto.get_by_role("button", name="To me").click()
    expect(ada.locator("[data-row]", has_text="The second one")).to_contain_text("Otto Agent", timeout=SOON)


def test_the_keyboard_finds_selects_takes_and_opens(signed_in: Callable[..., Page], desk: str) -> None:
    """? / j k x Shift+A a o Ctrl+K g q; and in a field a letter is a letter."""
    page = signed_in("agent")
    called_in(page, desk, "By hand")
    page.goto(f"{desk}/en/desk/kiwi/?view=open&order=latest")
    ready(page)

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Shift + ASelect all rows")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jx?")
    expect(page.locator("#queue-search")).to_have_value("jx?")
    page.locator("#queue-search").blur()
    page.keyboard.press("Shift+A")
    expect(page.locator("[data-row] :checked")).to_have_count(page.locator("[data-row]").count())
    page.keyboard.press("Shift+A")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("a")
    expect(page.locator("[data-row]", has_text="By hand")).to_contain_text("Ada Agent")

    ready(page).keyboard.press("j")
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_contain_text("By hand")
    ready(page).keyboard.press("g")
    page.keyboard.press("q")
    expect(page).to_have_url(re.compile(r"/desk/kiwi/$"))
    ready(page).keyboard.press("Control+k")
    page.locator("#palette-words").fill("by hand")
    expect(page.locator("#palette-found [role=option]").first).to_contain_text("By hand")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("By hand")


def test_each_page_of_the_desk_looks_right_in_french(signed_in: Callable[..., Page], desk: str) -> None:
    """Light or dark; every page of the desk in English is looked at from link to link."""
    page = signed_in("lead")
    called_in(page, desk, "Looks")
    for number, path in enumerate(("?view=all", "board/", "search/?q=looks", "new/?words=bob")):
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        page.goto(f"{desk}/fr/desk/kiwi/{path}")
        looks_right(page)
