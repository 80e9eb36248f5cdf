"""Every page in both languages and both themes: accessible, quiet in the console, and no wider than a phone.

Each page is visited once in each language and looked at in every way that a test asks about: English by day, French by
night, since a theme changes colours and nothing else, and a language words and nothing else. Axe looks at it in one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

from .looking import DESK, OPEN_ALL, OVERFLOW, PHONE, SMALL, violations

POLICIES = ("aidi", "better-impact", "cirrus-shield", "kiwi-stage-plus", "qiscus")
ASKED = {
    "aidi": "plan=standard&fact.production=down",
    "better-impact": "plan=member&fact.question=best-practice",
    "cirrus-shield": "plan=premium&fact.unreachable=yes",
    "kiwi-stage-plus": "plan=BASIC&fact.impact=extended&fact.urgency=critical",
    "qiscus": "plan=premium&addon=resolution&fact.priority=high",
}
WHEN = "opened=2026-03-17T20:00Z&zone=Europe/Paris&event=response&event_at=2026-03-18T09:00Z"
QUIET = "new Promise(done => requestIdleCallback(done))"


def paths(language: str) -> list[str]:
    found = [f"/{language}/", f"/{language}/_ui/", f"/{language}/nowhere/", f"/{language}/account/sign-in/"]
    for policy in POLICIES:
        found += [
            f"/{language}/policies/{policy}/",
            f"/{language}/policies/{policy}/calculator/?{ASKED[policy]}&{WHEN}",
        ]
    return [*found, f"/{language}/policies/aidi/calculator/", f"/{language}/policies/aidi/calculator/?plan=none"]


EVERY_PAGE = [*paths("en"), *paths("fr")]
AXED = ["/en/_ui/", *paths("en")[::2], *paths("fr")[1::2]]
"""Where axe looks: at each page in one language and one theme, at the gallery with every component in both."""
LONG = {f"/en/policies/{policy}/" for policy in POLICIES[:3]}
"""Policies made of the same parts as the other two, of which the colours are looked at."""


@dataclass(frozen=True)
class Look:
    """What one visit of a page showed."""

    reported: list[str]
    requested: list[str]
    overflow: int
    small: int
    violations: list[str]


@pytest.fixture(scope="module")
def look(browser: Browser, desk: str) -> Iterator[Callable[[str], Look]]:
    """One visit for each page, whichever test asks first; tabs are kept, since opening one costs more than looking."""
    contexts = {
        language: browser.new_context(reduced_motion="reduce", color_scheme=theme)
        for language, theme in (("en", "light"), ("fr", "dark"))
    }
    tabs = {language: context.new_page() for language, context in contexts.items()}
    yield cache(lambda path: _visit(tabs[path[1:3]], desk, path))
    for context in contexts.values():
        context.close()


def _visit(page: Page, desk: str, path: str) -> Look:
    """Look at a page on a phone and then at a desk, with everything that folds opened.

    Only the phone is listened to: axe, at the desk, tries things that the page forbids.
    """
    reported: list[str] = []
    requested: list[str] = []
    page.set_viewport_size(PHONE)
    with _heard(
        page,
        console=lambda message: reported.append(message.text),
        pageerror=lambda error: reported.append(str(error)),
        request=lambda request: requested.append(request.url),
    ):
        page.goto(desk + path)
        page.evaluate(OPEN_ALL)
        page.evaluate(QUIET)
    overflow, small = page.evaluate(OVERFLOW), page.evaluate(SMALL)
    page.set_viewport_size(DESK)
    found = violations(page, colours=path not in LONG) if path in AXED else []
    return Look(reported, requested, overflow, small, found)


@contextmanager
def _heard(page: Page, **listeners: Callable[[Any], None]) -> Iterator[None]:
    """Listen to what a page does for a while."""
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


@pytest.mark.parametrize("path", AXED)
def test_axe_finds_nothing(look: Callable[[str], Look], path: str) -> None:
    """WCAG 2.2 AA and good practice."""
    assert look(path).violations == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_no_page_scrolls_sideways_on_a_phone_and_targets_are_large_enough(
    look: Callable[[str], Look], path: str
) -> None:
    """360 pixels wide; buttons, links of the masthead and choices are at least 24 pixels high."""
    assert (look(path).overflow, look(path).small) == (0, 0)


@pytest.mark.parametrize("path", [path for path in EVERY_PAGE if "nowhere" not in path and "plan=none" not in path])
def test_nothing_is_reported_in_the_console(look: Callable[[str], Look], path: str) -> None:
    assert look(path).reported == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_nothing_comes_from_elsewhere(look: Callable[[str], Look], desk: str, path: str) -> None:
    assert [url for url in look(path).requested if not url.startswith(desk)] == []


def test_static_files_are_kept_for_ever_under_hashed_names(browser: Browser, desk: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(f"{desk}/en/")
    static = {response.url: response.headers for response in responses if "/static/" in response.url}

    assert len([url for url in static if url.endswith(".css")]) == 1
    assert {headers.get("cache-control") for headers in static.values()} == {"max-age=315360000, public, immutable"}
    context.close()


def test_the_first_paint_does_not_wait_for_script(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/policies/kiwi-stage-plus/")

    assert page.evaluate("[...document.scripts].every(each => each.type === 'module' && each.src)")
