"""From a client's screen to the agent's and back, with the mail that really leaves and arrives, in both languages."""

from __future__ import annotations

import re
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import HAND_IN, PostOffice
from .looking import DESK, PHONE, looks_right

PICTURES = Path(__file__).parents[2] / "test-results"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
KIWI = "soutien@kiwi.example"


@dataclass(frozen=True)
class Journey:
    """Who meets whom, and what they say."""

    language: str
    client: str
    address: str
    agent: str
    impact: str
    urgency: str
    subject: str
    details: str
    answer: str
    back: str
    quoted: str
    solved: str
    met: str
    closed: str


FRENCH = Journey(
    language="fr",
    client="Mireille Gagnon",
    address="mireille.gagnon@cisss-tv.example",
    agent="Sophie Nadeau",
    impact="Étendu",
    urgency="Critique",
    subject="La liste des présences reste vide",
    details="Depuis ce matin, plus rien ne s’affiche à l’étage.",
    answer="Nous **regardons** la liste. Voyez-vous l’onglet « Présences » ?",
    back="Oui, l’onglet est là, mais il reste blanc.",
    quoted="Le 3 février 2026 à 10 h 02, KIWI a écrit :",
    solved="C’est rétabli : la liste s’affiche de nouveau.",
    met="tenu",
    closed="fermée",
)
ENGLISH = Journey(
    language="en",
    client="Helen Whitfield",
    address="helen.whitfield@northgate.example",
    agent="Tom Ashdown",
    impact="Extended",
    urgency="Critical",
    subject="The attendance list stays empty",
    details="Nothing has shown on our floor since this morning.",
    answer="We **look** at the list. Do you see the tab “Attendance”?",
    back="Yes, the tab is there, but it stays blank.",
    quoted="On 3 Feb 2026, at 10:02, KIWI wrote:",
    solved="It is repaired: the list shows again.",
    met="met",
    closed="closed",
)


def pictured(page: Page, name: str) -> None:
    """Pictures of a page on a phone and at a desk. In French it looks right; in English each is looked at from link to link."""
    PICTURES.mkdir(exist_ok=True)
    tab = page.context.new_page()  # what axe and unfolding do is not done to the page of the journey
    tab.goto(page.url)
    for size in (PHONE, DESK):
        tab.set_viewport_size(size)
        tab.screenshot(path=PICTURES / f"{name}-{size['width']}.png", full_page=True)
    if name.startswith("fr"):
        looks_right(tab)
    tab.close()


def taken(office: PostOffice, journey: Journey, number: int) -> EmailMessage:
    """The mail of that number that left for the client about their request."""
    until = time.monotonic() + 10
    while len(found := office.mails_to(journey.address, journey.subject)) < number and time.monotonic() < until:
        time.sleep(0.1)
    assert len(found) == number, [each["Subject"] for each in office.taken]
    return found[-1]


def handed_in(journey: Journey, mail: EmailMessage) -> str:
    """The client answers a mail from their own mail program; the Message-ID of the answer."""
    answer = EmailMessage()
    answer["From"], answer["To"] = f"{journey.client} <{journey.address}>", KIWI
    answer["Subject"] = f"Re: {mail['Subject']}"
    answer["Message-ID"] = f"<answer-{journey.language}@mail.{journey.address.partition('@')[2]}>"
    answer["In-Reply-To"] = answer["References"] = mail["Message-ID"]
    earlier = mail.get_body(("plain",)).get_content()
    quoted = "".join(f"> {line}\n" for line in earlier.splitlines())
    answer.set_content(f"{journey.back}\n\n{journey.quoted}\n{quoted}")
    with smtplib.SMTP("127.0.0.1", HAND_IN) as server:
        assert server.send_message(answer) == {}
    return str(answer["Message-ID"])


def asks(page: Page, desk: str, journey: Journey) -> str:
    """The client chooses in the policy's words, sees the promise, attaches a picture, sends; the number."""
    page.goto(f"{desk}/{journey.language}/portal/kiwi/new/")
    for name in ("Incident", journey.impact, journey.urgency):
        page.get_by_role("radio", name=re.compile(f"^{name}")).check()
    page.locator("#subject").fill(journey.subject)
    page.locator("#details").fill(journey.details)
    page.locator("#files").set_input_files({"name": "écran.png", "mimeType": "image/png", "buffer": PICTURE})
    expect(page.locator("#promise .verdict")).to_contain_text("1")
    pictured(page, f"{journey.language}-1-new")
    page.locator("button[value=send]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(journey.subject)
    expect(page.get_by_role("link", name="écran.png").first).to_be_visible()
    pictured(page, f"{journey.language}-2-asked")
    found = re.search(r"/requests/(\d+)/", page.url)
    assert found, page.url
    return found[1]


def answers(page: Page, desk: str, journey: Journey) -> None:
    """The agent finds the request in the queue, answers, takes it back, sends it, and sees the clock met."""
    page.goto(f"{desk}/{journey.language}/desk/kiwi/?view=open&order=latest")
    pictured(page, f"{journey.language}-3-queue")
    page.get_by_role("link", name=journey.subject).first.click()
    expect(page.get_by_role("link", name="écran.png").first).to_be_visible()
    page.locator("#composer-text").fill(journey.answer)
    page.keyboard.press("Control+Enter")
    page.locator("[data-undo]").click()
    expect(page.locator("#composer-text")).to_have_value(journey.answer)
    send_at_once(page)
    expect(page.locator(".said--staff strong").first).to_be_visible()
    expect(page.locator(".clock").first).to_contain_text(journey.met)
    pictured(page, f"{journey.language}-4-ticket")


def send_at_once(page: Page) -> None:
    """Press Send, and do not wait the ten seconds."""
    page.locator("[data-send]").click()
    page.locator("#held form").nth(1).get_by_role("button").click()
    expect(page.locator("#composer-text")).to_have_value("")


@pytest.mark.parametrize("journey", [FRENCH, ENGLISH], ids=["French", "English"])
def test_a_request_is_asked_answered_by_mail_solved_closed_and_rated(
    come_in: Callable[..., Page], demonstration: str, post_office: PostOffice, journey: Journey
) -> None:
    client, agent = come_in(journey.client, journey.language), come_in(journey.agent, journey.language)
    number = asks(client, demonstration, journey)
    answers(agent, demonstration, journey)

    first = taken(post_office, journey, 1)
    text = first.get_body(("plain",)).get_content()
    assert journey.answer.replace("**", "") in text.replace("**", "")
    assert f"KIWI-{number}" in first["Subject"]
    assert first["From"].addresses[0].addr_spec == KIWI
    assert f"/{journey.language}/portal/kiwi/requests/{number}/" in text
    answer = handed_in(journey, first)

    said = agent.locator("#thread .said--client", has_text=journey.back)
    expect(said).to_be_visible()  # by itself: nobody reloaded the page
    expect(said.locator(".said__words")).not_to_contain_text(journey.quoted)
    agent.reload()  # what was written meanwhile is read now: the next answer is not held back for it
    agent.locator("#composer-text").fill(journey.solved)
    agent.locator("#composer-state").select_option("resolved")
    send_at_once(agent)
    second = taken(post_office, journey, 2)
    assert second["In-Reply-To"] == answer
    assert second["References"].split() == [first["Message-ID"], answer]

    client.reload()
    expect(client.locator(".portal-message--you", has_text=journey.back)).to_be_visible()
    client.locator("#score-5").check()
    client.locator("button[value=rate]").click()
    pictured(client, f"{journey.language}-5-rated")
    agent.goto(f"{demonstration}/{journey.language}/desk/kiwi/tickets/{number}/do/close/")
    agent.locator("main form button").last.click()
    expect(agent.get_by_role("heading", level=1)).to_contain_text(journey.subject)
    client.reload()
    expect(client.locator(".portal-next")).to_contain_text(re.compile(journey.closed, re.IGNORECASE))
    pictured(agent, f"{journey.language}-6-closed")
