"""A reply can be taken back for ten seconds, leaves exactly once, and nothing that was typed is lost."""

from __future__ import annotations

import pytest

from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Role
from servanda.desk.tickets.actions import drafts
from servanda.desk.tickets.actions.drafts import (
    Written,
    drafts_around,
    hold_draft,
    keep_draft,
    send_due_drafts,
    take_back,
)
from servanda.desk.tickets.actions.presence import note_presence, others_present
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.attachments import FileRefusedError, KeptFile
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Draft, TextModule, Ticket
from servanda.engine.instants import HOUR, MINUTE, SECOND

from .world import NOON, World, ticket

LATER = NOON + 5 * MINUTE


def drafted(opened: Ticket, member: Member, text: str = "We are on it.", **written: object) -> Draft:
    return keep_draft(ticket=opened, member=member, written=Written(text=text, **written), at=LATER)


def test_a_reply_waits_ten_seconds_and_then_leaves_once(world: World) -> None:
    opened = ticket(world.bob)

    assert hold_draft(draft=drafted(opened, world.agent), at=LATER)
    assert send_due_drafts(LATER + 9 * SECOND) == 0
    assert send_due_drafts(LATER + 10 * SECOND) == 1
    assert send_due_drafts(LATER + 11 * SECOND) == 0

    answer = opened.messages.last()
    assert (answer.text, answer.event.at) == ("We are on it.", LATER + 10 * SECOND)
    assert answer.deliveries.count() == 1


def test_two_workers_that_saw_the_same_draft_send_it_once(world: World) -> None:
    opened = ticket(world.bob)
    hold_draft(draft=drafted(opened, world.agent), at=LATER)
    seen_by_both = [drafts._with_people().get(), drafts._with_people().get()]

    sent = [drafts._sent(draft, at=LATER + 11 * SECOND) for draft in seen_by_both]

    assert sent == [True, False]
    assert opened.messages.count() == 2


def test_what_is_taken_back_in_the_moment_in_which_a_worker_takes_it_does_not_leave(world: World) -> None:
    opened = ticket(world.bob)
    hold_draft(draft=drafted(opened, world.agent), at=LATER)
    seen_by_worker = drafts._with_people().get()
    take_back(ticket=opened, member=world.agent)

    assert not drafts._sent(seen_by_worker, at=LATER + 10 * SECOND)
    assert (Draft.objects.get().send_at, opened.messages.count()) == (None, 1)


def test_what_is_taken_back_stays_as_a_draft(world: World) -> None:
    opened = ticket(world.bob)
    hold_draft(draft=drafted(opened, world.agent), at=LATER)

    assert not take_back(ticket=opened, member=world.other_agent), "it is not theirs"
    assert take_back(ticket=opened, member=world.agent)
    assert send_due_drafts(LATER + HOUR) == 0
    assert Draft.objects.get().text == "We are on it."
    assert not take_back(ticket=opened, member=world.agent)


def test_a_reply_leaves_at_once_where_a_promise_would_be_missed_meanwhile(world: World) -> None:
    opened = ticket(world.bob, facts={"impact": "extended", "urgency": "critical"})

    held = hold_draft(draft=drafted(opened, world.agent), at=NOON + HOUR - 4 * SECOND)

    assert not held
    assert opened.clocks.get(metric="response").state == "met"


def test_a_note_leaves_at_once(world: World) -> None:
    opened = ticket(world.bob)

    assert not hold_draft(draft=drafted(opened, world.agent, kind="internal"), at=LATER)
    assert opened.messages.last().kind == "internal"


@pytest.mark.parametrize(
    ("state", "after"),
    [("", "open"), ("client", "waiting"), ("resolved", "resolved"), ("open", "open"), ("third party", "waiting")],
)
def test_what_becomes_of_the_ticket_goes_with_the_reply(world: World, state: str, after: str) -> None:
    opened = ticket(world.bob)
    hold_draft(draft=drafted(opened, world.agent, state=state, assign=True, tags=("cache",)), at=LATER)

    send_due_drafts(LATER + 10 * SECOND)

    opened.refresh_from_db()
    assert (opened.state, opened.assignee, opened.tags) == (after, world.agent, ["cache"])


def test_an_empty_reply_is_refused_and_says_what_to_do(world: World) -> None:
    with pytest.raises(TicketRefusedError, match="Write something"):
        hold_draft(draft=drafted(ticket(world.bob), world.agent, text="  "), at=LATER)


@pytest.mark.parametrize("gone", [{"active": False}, {"role": Role.ACCOUNT_MANAGER}])
def test_a_draft_that_can_no_longer_leave_goes_back_to_its_author_with_the_reason(
    world: World, gone: dict[str, object]
) -> None:
    opened = ticket(world.bob)
    hold_draft(draft=drafted(opened, world.agent), at=LATER)
    Member.objects.filter(pk=world.agent.pk).update(**gone)

    assert send_due_drafts(LATER + MINUTE) == 0

    kept = Draft.objects.get()
    assert (kept.send_at, kept.then["refused"]["en"]) == (None, "Your role no longer allows this.")
    assert opened.messages.count() == 1
    assert [each.pk for each in drafts_around(ticket(world.carol), world.agent)] == [kept.pk], "every ticket says so"


def test_a_reply_that_cannot_be_sent_goes_back_and_keeps_no_other_waiting(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = ticket(world.bob), ticket(world.carol)
    for number, each in enumerate((broken, whole)):
        hold_draft(draft=drafted(each, world.agent), at=LATER + number)
    Draft.objects.filter(ticket=broken).update(kind="unheard-of")

    assert send_due_drafts(LATER + MINUTE) == 1

    kept = Draft.objects.get()
    assert (kept.ticket, kept.send_at) == (broken, None)
    assert "error of its own" in kept.then["refused"]["en"]
    assert whole.messages.last().text == "We are on it."
    assert "unheard-of" in caplog.text


def test_typing_does_not_change_a_reply_that_is_about_to_leave(world: World) -> None:
    opened = ticket(world.bob)
    hold_draft(draft=drafted(opened, world.agent), at=LATER)

    drafted(opened, world.agent, text="")

    assert Draft.objects.get().text == "We are on it."


def test_files_are_gathered_until_they_are_dropped_or_too_many(world: World) -> None:
    opened = ticket(world.bob)
    files = [KeptFile(f"{number}.png", "image/png", 3, f"{number:064}") for number in range(21)]
    drafted(opened, world.agent, files=(files[0],))

    kept = drafted(opened, world.agent, files=(files[1],), dropped=(files[0].digest,))

    assert [file["name"] for file in kept.then["files"]] == ["1.png"]
    with pytest.raises(FileRefusedError, match="many"):
        drafted(opened, world.agent, files=tuple(files))


def test_shortcuts_and_placeholders_are_filled_in_the_language_of_the_ticket(world: World) -> None:
    TextModule.objects.create(
        vendor=world.kiwi, shortcut="thanks", text={"en": "Dear {requester} at {client},", "fr": "Bonjour {requester},"}
    )
    world.bob.language = "fr"
    opened = ticket(world.bob)
    hold_draft(draft=drafted(opened, world.agent, text="::thanks {reference} {other} a::b"), at=LATER)

    send_due_drafts(LATER + MINUTE)

    assert opened.messages.last().text == "Bonjour Bob, KIWI-1 {other} a::b"


def test_colleagues_see_who_is_there_and_who_writes(world: World) -> None:
    opened = ticket(world.bob)
    note_presence(ticket=opened, member=world.other_agent, at=LATER, writing=True)
    note_presence(ticket=opened, member=world.lead, at=LATER)
    note_presence(ticket=opened, member=world.agent, at=LATER, writing=True)

    seen = others_present(opened, world.agent, at=LATER + SECOND)

    assert [(each.name, each.writing) for each in seen] == [("Otto Agent", True), ("kiwi manager", False)]
    assert others_present(opened, world.agent, at=LATER + HOUR) == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**now**\nand here", "<p><strong>now</strong><br>\nand here</p>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>\n"),
        ("![pixel](https://spy.example/p.gif)", None),
        ("# Title", "<p><strong>Title</strong></p>\n"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>\n"),
        (
            "See https://kiwi.example/a.",
            '<p>See <a href="https://kiwi.example/a" rel="noopener noreferrer">https://kiwi.example/a</a>.</p>\n',
        ),
    ],
)
def test_markdown_is_shown_without_anything_that_could_harm(written: str, shown: str | None) -> None:
    html = html_of(written)

    assert html == shown if shown else "<img" not in html
