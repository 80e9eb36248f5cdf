"""What people do with the pages, in a real browser, with script and without."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

CALCULATOR = "/en/policies/kiwi-stage-plus/calculator/"
ASKED = "?plan=BASIC&kind=incident&fact.impact=extended&fact.urgency=critical&opened=2026-06-23T16:30-04:00"


def test_from_the_front_page_to_what_is_owed(person: BrowserContext, desk: str) -> None:
    """Choose a vendor, describe the incident in the policy's words, see both due times and why."""
    page = person.new_page()
    page.goto(desk)
    page.get_by_role("link", name="What would I be promised? (KIWI Technologies)").click()
    page.get_by_role("radio", name=re.compile("^Extended")).check()
    page.get_by_role("radio", name=re.compile("^Critical")).check()
    page.get_by_label("When is it reported?").fill("2026-02-06T16:30")
    page.get_by_role("button", name="Show what is promised").click()

    expect(page.locator(".verdict")).to_contain_text("Priority 1")
    expect(page.get_by_role("heading", name="First response")).to_be_visible()
    expect(page.locator("#answer")).to_contain_text("09:30")
    expect(page.locator("#answer")).to_contain_text("16:30")
    expect(page.locator("svg.ribbon--wide")).to_have_count(2)
    expect(page.locator(".tree")).to_contain_text("Extended")


def test_the_because_opens_and_closes_without_script(person: BrowserContext, desk: str) -> None:
    page = person.new_page()
    page.goto(desk + CALCULATOR + ASKED)
    branch = page.locator(".tree details").first
    reason = branch.locator("li").first

    expect(reason).to_be_visible()
    branch.locator("summary").first.click()
    expect(reason).to_be_hidden()


def test_a_shared_address_shows_everybody_the_same(page: Page, browser: Browser, desk: str) -> None:
    page.goto(desk + CALCULATOR + ASKED + "&zone=Europe/Paris")
    said = page.locator("#answer").inner_text()
    address = page.get_by_label("Address").input_value()
    reader = browser.new_page()
    reader.goto(address)

    assert reader.locator("#answer").inner_text() == said
    assert reader.get_by_label("Address").input_value() == address
    reader.close()


def test_the_copy_button_copies_and_says_so(page: Page, desk: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(desk + CALCULATOR + ASKED)
    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.get_by_label("Address").input_value()


def test_buttons_that_need_script_are_not_shown_without_it(contexts: dict[bool, BrowserContext], desk: str) -> None:
    page = contexts[False].new_page()
    page.goto(desk + CALCULATOR + ASKED)

    expect(page.locator("[data-copy]")).to_be_hidden()
    expect(page.locator("[data-print]")).to_be_hidden()
    page.close()


def test_a_clause_of_the_answer_leads_to_its_sentence(person: BrowserContext, desk: str) -> None:
    page = person.new_page()
    page.goto(desk + CALCULATOR + ASKED)
    page.locator(".promise .clause-no").first.click()

    expect(page).to_have_url(re.compile(r"/en/policies/kiwi-stage-plus/#K24$"))
    expect(page.locator("#K24")).to_be_in_viewport()


def test_the_agent_chooses_where_the_policy_leaves_it(person: BrowserContext, desk: str) -> None:
    page = person.new_page()
    query = "?plan=standard&fact.feature=major&fact.degradation=significant&fact.clients=one"
    page.goto(f"{desk}/en/policies/aidi/calculator/{query}")
    expect(page.locator(".verdict")).to_contain_text("leaves the priority to the agent")
    page.locator('input[name="priority"][value="II"]').check()
    page.get_by_label("The agent’s reason").fill("payments are blocked")
    page.get_by_role("button", name="Show what is promised").click()

    expect(page.get_by_role("heading", name="First response")).to_be_visible()
    expect(page.get_by_label("The agent’s reason")).to_have_value("payments are blocked")


def test_language_and_theme_change_and_stay_on_the_page(person: BrowserContext, desk: str) -> None:
    page = person.new_page()
    page.goto(desk + CALCULATOR + ASKED)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("link", name="Français").click()

    expect(page).to_have_url(re.compile(r"/fr/policies/kiwi-stage-plus/calculator/\?plan=BASIC"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".verdict")).to_contain_text("Priorité 1")


def test_the_keyboard_alone_is_enough(page: Page, desk: str) -> None:
    """The first stop skips to the content; the form is filled and sent with Tab, arrows, space and Enter."""
    page.goto(desk + CALCULATOR)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "plan")
    page.keyboard.press("ArrowDown")
    expect(page.locator('input[name="plan"][value="PLUS"]')).to_be_checked()
    page.keyboard.press("Enter")

    expect(page.locator("#answer")).to_contain_text("Priority")


def test_print_leaves_out_the_tools_and_opens_what_is_folded(page: Page, desk: str) -> None:
    page.goto(f"{desk}/en/policies/kiwi-stage-plus/")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator("#findings")).to_be_hidden()
    expect(page.get_by_text("Closed dates in")).not_to_have_count(0)
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() > 0
    assert page.pdf(format="A4").startswith(b"%PDF")
