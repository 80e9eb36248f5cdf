"""The first administrator gets in, adds a passkey, and signs in with nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .looking import looks_right

WHO = "root@kiwi.example"
FOUNDED = ["--policy", "kiwi-stage-plus", "--address", "support@first.example"]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def founded(folder: Path, origin: str) -> str:
    """The link that the command prints for the first administrator of a new vendor."""
    environment = {**os.environ, "SERVANDA_VAR": str(folder), "SERVANDA_ADDRESS": origin}
    command = [sys.executable, "-m", "servanda.desk", "administrator", WHO, "first", *FOUNDED]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def in_order(page: Page, reported: list[str]) -> None:
    """Nothing was reported so far, and axe finds nothing in another tab, where what it provokes is not heard."""
    assert reported == []
    tab = page.context.new_page()
    tab.goto(page.url)
    looks_right(tab)
    tab.close()


def test_a_passkey_is_added_and_then_signs_in_by_itself(browser: Browser, desk: str, desk_folder: Path) -> None:
    origin = desk.replace("127.0.0.1", "localhost")  # passkeys belong to names, not to addresses
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(6000)
    reported: list[str] = []
    page.on("console", lambda message: reported.append(message.text))
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    page.goto(founded(desk_folder, origin))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{origin}/en/account/ways/keys/add/")
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("My laptop").first).to_be_visible()
    in_order(page, reported)
    page.locator(".person-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    in_order(page, reported)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator(".person-menu summary")).to_contain_text("root")

    page.goto(f"{origin}/fr/desk/first/staff/")
    in_order(page, reported)
    context.close()
