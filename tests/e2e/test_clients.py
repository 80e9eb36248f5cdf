"""Whoever looks after clients: enters one with its agreement, is told everything that does not fit, reads what changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .looking import DESK, OVERFLOW, PHONE, looks_right


@pytest.mark.parametrize(
    ("language", "script", "size", "name"), [("fr", True, PHONE, "Cégep du Lac"), ("en", False, DESK, "Lake College")]
)
def test_a_client_is_entered_agreed_with_and_kept(
    signed_in: Callable[..., Page], desk: str, language: str, script: bool, size: dict[str, Any], name: str
) -> None:
    """On a phone in French, and without script in English."""
    page = signed_in("lead", script=script)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    keep = page.locator("form.form .button--main")
    page.goto(f"{desk}/{language}/desk/kiwi/clients/new/")
    page.locator("#id_name").fill(name)
    page.locator("#id_domains").fill("gmail.com")
    keep.click()
    expect(page.locator("#id_domains_error")).to_contain_text("gmail.com")
    page.locator("#id_domains").fill(f"{language}.college.example")
    keep.click()

    expect(page).to_have_url(re.compile("/agreements/new/$"))
    page.locator('input[name="plan"][value="PLUS"]').check()
    page.locator("#id_since").fill("2026-01-01")
    page.locator("#id_until").fill("2025-01-01")
    page.locator("#id_fee").fill("48 000,00")
    page.locator("#id_currency").fill("cad")
    keep.click()
    expect(page.locator("#id_until_error")).to_be_visible()
    _looks_right(page, script)
    page.locator("#id_until").fill("")
    keep.click()
    expect(page.locator(".terms--lines")).to_contain_text(re.compile(r"9.600"))
    expect(page.locator(".past li")).to_have_count(1)
    _looks_right(page, script)
    page.locator(".crumbs a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    _looks_right(page, script)
    page.goto(f"{desk}/{language}/desk/kiwi/clients/?words=college.example")
    expect(page.get_by_role("link", name=name)).to_be_visible()


def test_lists_forms_and_settings_look_right_in_french(signed_in: Callable[..., Page], desk: str) -> None:
    """By night; every page of the desk in English is looked at from link to link."""
    page = signed_in("administrator")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{desk}/fr/desk/kiwi/clients/?words=hospital")
    page.get_by_role("link", name="Hospital", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("^Alice"))).to_be_visible()
    looks_right(page)
    for path in ("clients/", "texts/", "texts/macros/new/", "settings/"):
        page.goto(f"{desk}/fr/desk/kiwi/{path}")
        looks_right(page)


def _looks_right(page: Page, script: bool) -> None:
    """No sideways scrolling, and nothing for axe, which needs script, to find."""
    if script:
        looks_right(page)
    assert page.evaluate(OVERFLOW) == 0
