"""What happened to a ticket is told in sentences, in both languages, to staff and to clients."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from servanda.desk.agreements.versions import policy_of
from servanda.desk.tickets.happenings import KNOWN
from servanda.desk.tickets.models import Event
from servanda.desk.tickets.telling import event_words

from .world import NOON, World, ticket

DETAILS: dict[str, dict[str, Any]] = {
    "reclassified": {"before": "P2", "after": "P3", "reason": "client lacks resources"},
    "waiting": {"for": "client", "reason": "We need a screenshot"},
    "duty-missed": {"duty": "resources"},
    "duty-met": {"duty": "resources"},
    "plan-changed": {"plan": "PLUS", "addons": {}},
    "date-agreed": {"due": NOON},
    "due-date-overridden": {"due": NOON, "metric": "response"},
    "kind-corrected": {"before": "incident", "kind": "bug"},
    "assigned": {"assignee": 0, "name": "Ada"},
}


def words(world: World, name: str, language: str = "en", *, for_client: bool = False, **details: Any) -> str:
    event = Event(name=name, member=world.agent, at=NOON, details=details or DETAILS.get(name, {}))
    policy = policy_of(ticket(world.bob).policy_version_id)
    with translation.override(language):
        return event_words(event, policy, for_client=for_client)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("reclassified", "Ada Agent changed the priority from P2 to P3. Reason: The client lacks resources."),
        ("waiting", "Ada Agent is waiting for the client. Reason: We need a screenshot."),
        (
            "plan-changed",
            "The agreement changed to PLUS plan. This request keeps what was promised when it was opened.",
        ),
        (
            "date-agreed",
            "Ada Agent noted the date that was agreed: Tue\u00a03\u00a0Feb\u00a02026\u00a012:00 (Toronto).",
        ),
        ("kind-corrected", "Ada Agent corrected the kind of request from “Incident” to “Bug”."),
    ],
)
def test_an_event_is_told_with_its_reason_in_the_words_of_the_policy(world: World, name: str, said: str) -> None:
    assert words(world, name) == said


def test_every_event_can_be_told_in_both_languages_to_both_sides(world: World) -> None:
    policy = policy_of(ticket(world.bob).policy_version_id)
    for language in ("en", "fr"):
        with translation.override(language):
            for name in KNOWN:
                event = Event(name=name, member=world.agent, at=NOON, details=DETAILS.get(name, {}))
                for for_client in (True, False):
                    assert event_words(event, policy, for_client=for_client).endswith(".")


def test_a_client_does_not_read_why_the_vendor_waits_for_others(world: World) -> None:
    reason = "The supplier is slow"
    told = {"for": "third party", "reason": reason}

    assert reason in words(world, "waiting", **told)
    assert reason not in words(world, "waiting", for_client=True, **told)
