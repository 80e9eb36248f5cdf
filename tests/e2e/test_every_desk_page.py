"""Every page to which a link leads, on the desk, in the portal and in an account: each kind of page is looked at once.

English by day, French by night: accessible, no wider than a phone, quiet in the console, with a title, all in French.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import cache
from urllib.parse import urldefrag, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import Page

from .looking import DESK, OPEN_ALL, OVERFLOW, PHONE, SMALL, violations

LINKS = "[...document.links].filter(each => !each.closest('svg')).map(each => each.href)"
SPOKEN = """() => {
  const found = new Set(), own = 'h1, .said__words, .portal-message__words, [lang], .cast, code, .policy';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement, said = walk.currentNode.textContent.replace(/\\s+/g, ' ').trim();
    const around = at.closest(own);
    if (said && (!around || around === document.documentElement) && !at.closest('script, style, textarea')) found.add(said);
  }
  return [...found];
}"""
NAMED = (
    "[...document.querySelectorAll('button, label, th, legend, summary, dt, h2, h3, .field__hint')]"
    ".filter(each => !each.closest('[lang]:not(html), .cast')).map(each => each.textContent.replace(/\\s+/g, ' ').trim())"
)
ENGLISH = re.compile(
    r"\b(the|and|of|with|your|is|are|not|for|from|by|this|that|who|what|when|has|was)\b", re.IGNORECASE
)
LEFT_OUT = (
    "file",
    "mail:raw",
    "portal:policy-file",
    "queue:live",
    "root",
    "gallery",
    "policy",
    "calculator",
    "policies",
)
"""Files, and pages that others look at."""
STARTS = {
    "Geneviève Lacasse": ("desk/kiwi/",),
    "Mireille Gagnon": ("portal/kiwi/?show=all&who=company", "account/"),
}
"""An administrator and a client's administrator: where each begins."""
LEADS_TO = {
    "Geneviève Lacasse": {
        "queue:queue",
        "ticket:ticket",
        "board:board",
        "clients:client",
        "mail:arrivals",
        "staff:settings",
    },
    "Mireille Gagnon": {
        "portal:requests",
        "portal:request",
        "portal:new",
        "portal:agreement",
        "portal:people",
        "account",
    },
}


COLOURED = {"queue:queue", "ticket:ticket", "board:board", "clients:client", "portal:request", "portal:new"}
"""Where colours are looked at as well: every component alone is in the gallery, by day and by night."""


@cache
def untranslated() -> frozenset[str]:
    """The English sentences that have others in French."""
    with (settings.LOCALE_PATHS[0] / "fr" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    plain = (
        (str(english).rpartition("\x04")[2], french) for english, french in known.items() if isinstance(english, str)
    )
    return frozenset(english for english, french in plain if english and english != french and "%" not in english) - {
        "English"
    }


def kind_of(address: str, language: str) -> str:
    """What a page is: the name of its address; empty for what is not ours or not a page."""
    path = urlsplit(address).path
    if not path.startswith(f"/{language}/"):
        return ""
    try:
        with translation.override(language):
            name = resolve(path).view_name
    except Resolver404:
        return ""
    return "" if name in LEFT_OUT else name


def look(page: Page, language: str, kind: str, reported: list[str]) -> list[str]:
    """What is wrong with a page."""
    page.evaluate(OPEN_ALL)
    wrong = [f"console: {said}" for said in reported]
    if page.evaluate(OVERFLOW):
        wrong.append(f"scrolls sideways by {page.evaluate(OVERFLOW)}")
    if page.evaluate(SMALL):
        wrong.append("has targets that are too small")
    if len(page.title().partition("·")[0].strip()) < 3:
        wrong.append(f"is called “{page.title()}”")
    if language == "fr":
        wrong += [f"says “{each}”" for each in untranslated() & set(page.evaluate(SPOKEN))]
        wrong += [f"names “{each[:80]}”" for each in page.evaluate(NAMED) if len(ENGLISH.findall(each)) > 1]
    page.set_viewport_size(DESK)
    wrong += violations(page, colours=kind in COLOURED)
    page.set_viewport_size(PHONE)
    return wrong


@pytest.mark.parametrize(("who", "language"), [("Geneviève Lacasse", "en"), ("Mireille Gagnon", "fr")])
def test_every_page_to_which_a_link_leads_looks_right(
    come_in: Callable[..., Page], demonstration: str, who: str, language: str
) -> None:
    page = come_in(who, language, color_scheme="dark" if language == "fr" else "light", viewport=PHONE)
    reported: list[str] = []
    page.on("console", lambda message: reported.append(message.text) if message.type in ("error", "warning") else None)
    waiting = [f"{demonstration}/{language}/{path}" for path in STARTS[who]]
    seen, wrong = set(), []
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address, language)
        if not kind or kind in seen:
            continue
        seen.add(kind)
        reported.clear()  # axe tries what a page forbids; what it provoked is not the next one
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            wrong.append(f"{address} answers {answer.status if answer else 'nothing'}")
            continue
        waiting += [urldefrag(each).url for each in page.evaluate(LINKS)]
        wrong += [f"{address} {each}" for each in look(page, language, kind, list(reported))]

    assert wrong == []
    assert seen >= LEADS_TO[who]
