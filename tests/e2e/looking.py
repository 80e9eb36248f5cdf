"""How a page is looked at: no wider than a phone, targets large enough, and nothing for axe to find."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Without `preload: False` axe fetches every imported style sheet anew, from addresses that do not exist.
ASKED = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = (
    "[...document.querySelectorAll('button, .switch a, .choice, summary, select, .field__box')]"
    ".filter(each => !each.matches('.unseen') && each.checkVisibility())"
    ".filter(each => each.getBoundingClientRect().height < 24).length"
)


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds under WCAG 2.2 AA and good practice. Colours take it most of its time, and no language changes them."""
    options: dict[str, Any] = ASKED if colours else ASKED | COLOURS
    return [_told(each) for each in Axe().run(page, options=options).response["violations"]]


def _told(violation: dict[str, Any]) -> str:
    where = "; ".join(node["html"][:160] for node in violation["nodes"][:2])
    return f"{violation['id']}: {violation['help']}: {where}"


def looks_right(page: Page) -> None:
    """On a phone nothing scrolls sideways; at a desk axe finds nothing, with everything unfolded.

    Raises AssertionError with what is wrong. The page keeps the size that it had.
    """
    size = page.viewport_size
    page.evaluate(OPEN_ALL)
    page.set_viewport_size(PHONE)
    assert page.evaluate(OVERFLOW) == 0, page.url
    page.set_viewport_size(DESK)
    assert violations(page) == [], page.url
    if size:
        page.set_viewport_size(size)
