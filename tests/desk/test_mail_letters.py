"""What letters say: what happened, what is promised, where to turn; nothing empty, nothing half-translated."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.outbox.composing import composed
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.letters import send_priority_changed

from .mail_corpus.build import mail
from .world import NOON, World, agreement, organisation, person, ticket, vendor


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Any) -> None:
    settings.VAR = tmp_path


def refusal(slug: str, plan: str, channel: str, **headers: str) -> Delivery:
    """What somebody hears who writes to a vendor whose plan does not take their mail."""
    house = vendor(slug, slug, "Q", channel)
    client = organisation(house, "Garage", "garage.example")
    agreement(client, plan)
    person(client, "Ana Admin", "ana@garage.example", administrator=True)
    raw = mail(sender="Rene <rene@garage.example>", To=f"support@{slug}.example", **headers)
    assert receive(raw=raw, envelope=Envelope("imap"), at=NOON)[0].fate == "refused"
    return Delivery.objects.get()


def test_a_plan_that_has_the_portal_alone_sends_people_there(world: World) -> None:
    told = refusal("qiscus", "basic", "portal", Subject="")

    assert "Open to you: Helpdesk." in told.text
    assert "Ask in the support portal: http" in told.text
    assert (told.subject, composed(told)["Auto-Submitted"]) == ("Not covered: your mail", "auto-replied")


def test_who_may_not_ask_hears_which_colleague_may(world: World) -> None:
    told = refusal("better-impact", "member", "chat")

    assert "Only administrators of the client may open requests." in told.text
    assert "Who may ask for you: Ana Admin" in told.text


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("P3", "P2", "changed from Priority 3 (P3) to Priority 2 (P2)."),
        ("", "P2", "Your request has a priority now: Priority 2 (P2)."),
        ("P3", "", "Your request has no priority any more."),
    ],
)
def test_a_priority_that_comes_or_goes_is_told_as_such(world: World, before: str, after: str, says: str) -> None:
    opened = ticket(world.bob)
    opened.priority = after

    assert says in send_priority_changed(ticket=opened, before=before, reason="", at=NOON).text
