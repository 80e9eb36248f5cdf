"""A macro is several steps at once: it writes into the draft, in the language of the ticket, and nothing has happened yet."""

from __future__ import annotations

import pytest

from servanda.desk.tickets.actions.drafts import Written, hold_draft, keep_draft
from servanda.desk.tickets.actions.macros import choose_macro, kind_of_macro, state_of_macro
from servanda.desk.tickets.models import Draft, Event, Macro, Mention
from servanda.engine.instants import MINUTE

from .world import NOON, World, ticket

LATER = NOON + MINUTE


@pytest.mark.parametrize(
    ("steps", "kind", "state"),
    [
        ({"text": {"en": "Hello"}}, "public", ""),
        ({"text": {"en": "Hello"}, "kind": "update", "state": "open"}, "update", "open"),
        ({"text": {"en": "Hello"}, "kind": "nonsense", "state": "resolve"}, "public", "resolved"),
        ({"text": {"en": "Look"}, "kind": "internal"}, "internal", ""),
        ({"state": "waiting", "for": "third party"}, "internal", "third party"),
        ({"assign": "me", "state": "client"}, "internal", "client"),
    ],
)
def test_what_a_macro_writes_and_makes_of_the_ticket(steps: dict[str, object], kind: str, state: str) -> None:
    macro = Macro(steps=steps)

    assert (kind_of_macro(macro), state_of_macro(macro)) == (kind, state)


def test_a_macro_speaks_the_language_of_the_ticket_behind_what_is_written(world: World) -> None:
    world.bob.language = "fr"
    opened = ticket(world.bob)
    macro = Macro(vendor=world.kiwi, steps={"text": {"en": "Dear {requester},", "fr": "Bonjour {requester},"}})

    draft = choose_macro(macro=macro, ticket=opened, member=world.agent, at=LATER, before="Note :")

    assert draft.text == "Note :\n\nBonjour Bob,"
    assert Event.objects.count() == 1


def test_a_macro_without_words_is_done_at_once(world: World) -> None:
    opened = ticket(world.bob)
    macro = Macro(vendor=world.kiwi, steps={"assign": "me", "tags": ["cache"], "state": "waiting", "for": "vendor"})

    assert not hold_draft(draft=choose_macro(macro=macro, ticket=opened, member=world.agent, at=LATER), at=LATER)

    opened.refresh_from_db()
    assert (opened.assignee, opened.tags, opened.waiting_for) == (world.agent, ["cache"], "vendor")
    assert (opened.messages.count(), Draft.objects.count()) == (1, 0)


def test_who_is_named_in_a_note_is_told(world: World) -> None:
    opened = ticket(world.bob)
    written = Written(kind="internal", text="@Otto Agent, have you seen this?")

    hold_draft(draft=keep_draft(ticket=opened, member=world.agent, written=written, at=LATER), at=LATER)

    assert Mention.objects.get().member == world.other_agent
