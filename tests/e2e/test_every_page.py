"""Every page in both languages and both themes: accessible, quiet in the console, and no wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

POLICIES = ("aidi", "better-impact", "cirrus-shield", "kiwi-stage-plus", "qiscus")
ASKED = {
    "aidi": "plan=standard&fact.production=down",
    "better-impact": "plan=member&fact.question=best-practice",
    "cirrus-shield": "plan=premium&fact.unreachable=yes",
    "kiwi-stage-plus": "plan=BASIC&fact.impact=extended&fact.urgency=critical",
    "qiscus": "plan=premium&addon=resolution&fact.priority=high",
}
WHEN = "opened=2026-03-17T20:00Z&zone=Europe/Paris&event=response&event_at=2026-03-18T09:00Z"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {
    "light": {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]},
    # A theme changes colours and nothing else.
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]},
}


def paths(language: str) -> list[str]:
    found = [f"/{language}/", f"/{language}/_ui/", f"/{language}/nowhere/"]
    for policy in POLICIES:
        found += [
            f"/{language}/policies/{policy}/",
            f"/{language}/policies/{policy}/calculator/?{ASKED[policy]}&{WHEN}",
        ]
    return [*found, f"/{language}/policies/aidi/calculator/", f"/{language}/policies/aidi/calculator/?plan=none"]


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """One page for all looks at accessibility; opening a browser context for each would cost more than looking."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [*paths("en"), *paths("fr")])
def test_axe_finds_nothing(paper: Page, desk: str, path: str, theme: Literal["light", "dark"]) -> None:
    """WCAG 2.2 AA and good practice, with everything that folds opened."""
    paper.emulate_media(color_scheme=theme)
    paper.goto(desk + path)
    paper.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    found = [
        f"{violation['id']}: {violation['help']}: {'; '.join(node['html'][:120] for node in violation['nodes'][:2])}"
        for violation in Axe().run(paper, options=RULES[theme]).response["violations"]
    ]

    assert found == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_scrolls_sideways_on_a_phone_and_targets_are_large_enough(
    browser: Browser, desk: str, language: str
) -> None:
    """360 pixels wide; buttons, links of the masthead and choices are at least 24 pixels high."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for path in paths(language):
        page.goto(desk + path)
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        small = page.evaluate(
            "[...document.querySelectorAll('button, .switch a, .choice, summary, select, .field__box')]"
            ".filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 24).length"
        )
        assert (overflow, small) == (0, 0), path
    page.close()


def test_nothing_is_reported_in_the_console_and_nothing_comes_from_elsewhere(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.add(request.url))
    for path in paths("fr"):
        if "nowhere" not in path and "plan=none" not in path:
            page.goto(desk + path, wait_until="networkidle")

    assert said == []
    assert [url for url in asked if not url.startswith(desk)] == []
    page.close()


def test_static_files_are_kept_for_ever_under_hashed_names(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(f"{desk}/en/", wait_until="networkidle")
    static = {response.url: response.headers for response in responses if "/static/" in response.url}

    assert len(static) > 15
    assert {headers.get("cache-control") for headers in static.values()} == {"max-age=315360000, public, immutable"}
    page.close()


def test_the_first_paint_does_not_wait_for_script(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(f"{desk}/en/policies/kiwi-stage-plus/")

    assert page.evaluate("[...document.scripts].every(each => each.type === 'module' && each.src)")
    page.close()
