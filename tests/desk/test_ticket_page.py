"""The ticket's page: what was promised, what is left, what the client needs, and an answer on its way."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from servanda.desk.agreements.models import BoughtAddon
from servanda.desk.clock import now
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Role
from servanda.desk.tickets.actions.arranging import merge
from servanda.desk.tickets.actions.drafts import send_due_drafts
from servanda.desk.tickets.actions.sessions import end_session, start_session
from servanda.desk.tickets.actions.writing import Incoming, add_note, receive_message
from servanda.desk.tickets.attachments import keep_file
from servanda.desk.tickets.models import Draft, Event, Macro, Mention, Message, TextModule, Ticket
from servanda.engine.instants import HOUR, SECOND

from .world import NOON, World, agreement, member, organisation, person, ticket, vendor

URGENT = {"impact": "extended", "urgency": "critical"}


def signed_in(client: Client, member: Member) -> Client:
    client.force_login(member.user)
    return client


def page_of(client: Client, opened: Ticket, language: str = "en", part: str = "") -> str:
    response = client.get(f"/{language}/desk/{opened.vendor.slug}/tickets/{opened.number}/{part}")
    assert response.status_code == 200, response
    return response.content.decode()


def send(client: Client, opened: Ticket, do: str = "send", **form: str) -> str:
    """Press a button of the composer; the page that follows."""
    given = {"kind": "public", "text": "We are on it.", "do": do} | form
    response = client.post(f"/en/desk/{opened.vendor.slug}/tickets/{opened.number}/compose/", given, follow=True)
    assert response.status_code == 200, response
    return response.content.decode()


def test_the_page_says_what_was_promised_and_who_asks(world: World, client: Client) -> None:
    opened = ticket(world.bob, facts=URGENT)

    shown = page_of(signed_in(client, world.agent), opened)

    for words in ("KIWI-1", "The list stays empty", "Priority 1", "It began this morning.", "Hospital", "Bob"):
        assert words in shown
    assert "over by" in shown
    assert "BASIC" in shown


def test_the_same_page_speaks_french(world: World, client: Client) -> None:
    opened = ticket(world.bob, facts=URGENT)

    assert 'lang="fr"' in page_of(signed_in(client, world.agent), opened, "fr")


def test_a_reply_is_held_with_undo_and_then_stands_in_the_thread(world: World, client: Client) -> None:
    opened = ticket(world.bob)

    held = send(signed_in(client, world.agent), opened)

    assert "Undo" in held
    assert opened.messages.count() == 1
    send_due_drafts(now() + 11 * SECOND)
    assert "We are on it." in page_of(client, opened)
    assert "on its way to bob@hospital.example" in page_of(client, opened)


def test_undo_gives_the_draft_back(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    send(signed_in(client, world.agent), opened)

    back = client.post("/en/desk/kiwi/tickets/1/undo/", follow=True).content.decode()

    assert "It is a draft again" in back
    assert "We are on it.</textarea>" in back


def test_what_the_client_wrote_meanwhile_is_shown_before_an_answer_leaves(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    seen = Event.objects.latest("pk").pk
    receive_message(ticket=opened, words=Incoming("It works again."), by=world.bob, at=now())

    again = send(signed_in(client, world.agent), opened, seen=str(seen), began=str(seen))

    assert again.count("your answer has not left") == 1
    assert again.index("your answer has not left") > again.index('id="composer"'), "told where the page comes back"
    assert "Written since you began" in again
    assert Draft.objects.get().send_at is None
    assert "Undo" in send(client, opened, seen=str(Event.objects.latest("pk").pk))


def test_an_answer_elsewhere_counts_down_and_says_where_it_could_not_leave(world: World, client: Client) -> None:
    opened, other = ticket(world.bob, at=now()), ticket(world.carol, at=now())
    send(signed_in(client, world.agent), opened)
    assert "<span data-held-seconds>10</span>" in page_of(client, other)

    merge(ticket=opened, into=ticket(world.bob, at=now()), by=world.lead, at=now())
    send_due_drafts(now() + 11 * SECOND)

    shown = page_of(client, other)
    assert "Your answer on KIWI-1 did not leave. This request was merged into another one." in shown


def test_the_panel_names_each_role_and_each_session_that_still_runs(world: World, client: Client) -> None:  # B23
    house = vendor("better", "better-impact", "BI", "chat")
    agent, museum = member(house, Role.AGENT), organisation(house, "Museum")
    agreement(museum, "member")
    asker = person(museum, "Mia", "mia@museum.example", administrator=True, representative=True)
    opened = ticket(asker, kind="question", at=now() - HOUR)
    for number, channel in enumerate(("chat", "meeting")):
        start_session(ticket=opened, channel=channel, by=agent, at=now() - HOUR + number)
    end_session(ticket=opened, channel="meeting", by=agent, at=now())

    shown = page_of(signed_in(client, agent), opened)

    assert shown.count("<dt>Role</dt>") == 1
    assert shown.count("A session runs (Chat") == shown.count("A session runs") == 1
    assert "you may end it after 15" in shown
    assert "do/end-session/" in shown


def test_a_note_is_for_the_staff_alone(world: World, client: Client) -> None:
    opened = ticket(world.bob)

    shown = send(signed_in(client, world.account), opened, kind="internal", text="Ask **Ada**.")

    assert "<strong>Ada</strong>" in shown
    assert "Internal note" in shown
    assert opened.messages.last().deliveries.count() == 0


@pytest.mark.parametrize(
    "beyond",
    [
        *({"kind": kind} for kind in ("public", "update", "proposal", "data", "nonsense")),
        *({"kind": "internal", "state": state} for state in ("client", "resolved")),
        {"kind": "internal", "assign": "on"},
    ],
    ids=str,
)
def test_who_may_only_write_notes_does_nothing_else(world: World, client: Client, beyond: dict[str, str]) -> None:
    opened = ticket(world.bob)
    opened.agreement.data_countries = ["FR"]
    opened.agreement.save()
    signed_in(client, world.account)

    for part in ("compose/", "draft/"):
        response = client.post(f"/en/desk/kiwi/tickets/1/{part}", {"text": "Hello", "do": "send"} | beyond)
        assert response.status_code == 403

    assert not Draft.objects.exists()


def test_a_macro_is_offered_to_those_who_may_do_all_of_it(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    steps = ({"tags": ["log"]}, {"assign": "me"}, {"text": {"en": "Dear"}}, {"state": "waiting", "for": "client"})
    made = [Macro.objects.create(vendor=world.kiwi, name={"en": f"Macro {n}"}, steps=s) for n, s in enumerate(steps)]
    shown = page_of(signed_in(client, world.account), opened)

    used = [
        client.post("/en/desk/kiwi/tickets/1/compose/", {"kind": "internal", "do": "macro", "macro": macro.pk})
        for macro in made
    ]

    assert [f"Macro {number}" in shown for number in range(4)] == [True, False, False, False]
    assert [response.status_code for response in used] == [302, 403, 403, 403]


PARTS = ("", "clocks/", "ribbons/", "why/", "messages/1/", "do/assign/", "held/")
WRITES = ("compose/", "draft/", "undo/", "send/", "presence/", "do/assign/")


def test_strangers_and_clients_find_nothing_and_change_nothing(world: World, client: Client) -> None:
    ticket(world.bob)
    found = set()
    for somebody in (world.stranger, world.bob, world.carol, world.dave):
        client.force_login(somebody.user)
        found |= {client.get(f"/en/desk/kiwi/tickets/1/{part}").status_code for part in PARTS}
        found |= {client.post(f"/en/desk/kiwi/tickets/1/{part}", {"text": "x"}).status_code for part in WRITES}

    assert found == {404}


def test_nobody_in_particular_is_asked_to_sign_in(world: World, client: Client) -> None:
    ticket(world.bob)

    assert "/account/" in client.get("/en/desk/kiwi/tickets/1/").headers["Location"]


def test_an_account_manager_sees_own_clients_only(world: World, client: Client) -> None:
    ticket(world.bob)
    ticket(world.carol)
    signed_in(client, world.account)

    found = [client.get(f"/en/desk/kiwi/tickets/{number}/").status_code for number in (1, 2)]
    assert found == [200, 404]


def test_a_note_on_data_is_told_of_and_not_shown_outside_the_countries(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    opened.agreement.data_countries = ["CA"]
    opened.agreement.save()
    words = Incoming("Row 7 is wrong.", files=(keep_file("rows.txt", b"7;wrong"),))
    note = add_note(ticket=opened, words=words, by=world.agent, at=now(), data=True)
    Member.objects.filter(pk=world.other_agent.pk).update(country="BR")

    shown = page_of(signed_in(client, world.other_agent), opened)

    file = f"/en/files/{note.attachments.get().pk}/rows.txt"
    assert "Row 7" not in shown
    assert "it is not shown to you" in shown
    assert client.get(file).status_code == 403
    assert client.get(f"/en/desk/kiwi/tickets/1/messages/{note.pk}/").status_code == 403
    assert "Row 7" in page_of(signed_in(client, world.agent), opened)
    assert client.get(file).status_code == 200
    assert "Row 7" in page_of(client, opened, part=f"messages/{note.pk}/")


def test_a_macro_shows_what_it_will_do_before_it_does_it(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    macro = Macro.objects.create(
        vendor=world.kiwi,
        name={"en": "Ask for the log"},
        steps={
            "text": {"en": "Dear {requester},"},
            "state": "waiting",
            "for": "client",
            "assign": "me",
            "tags": ["log"],
        },
    )

    shown = send(signed_in(client, world.agent), opened, do="macro", macro=str(macro.pk), text="")

    for words in ("Dear Bob,", "then waits for the client", "The request is yours", "Tags are added: log"):
        assert words in shown
    assert Event.objects.count() == 1
    send(client, opened, text="Dear Bob,", state="client", assign="on", tags="log")
    send_due_drafts(now() + 11 * SECOND)
    opened.refresh_from_db()
    assert (opened.state, opened.assignee, opened.tags) == ("waiting", world.agent, ["log"])


def test_a_text_is_chosen_from_a_list_without_script(world: World, client: Client) -> None:
    TextModule.objects.create(vendor=world.kiwi, shortcut="bye", name={"en": "Closing"}, text={"en": "Yours, {agent}"})
    opened = ticket(world.bob)

    shown = send(signed_in(client, world.agent), opened, do="module", module="bye", text="Done.")

    assert "Done.\n\nYours, Ada Agent</textarea>" in shown


def test_what_is_typed_is_kept_and_typing_that_comes_late_brings_nothing_back(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    seen = str(Event.objects.latest("pk").pk)
    typed = {"kind": "internal", "text": "Half a sen", "seen": seen, "began": seen}
    signed_in(client, world.agent)

    said = client.post("/en/desk/kiwi/tickets/1/draft/", typed).content.decode()

    assert "Draft kept" in said
    assert "Half a sen</textarea>" in page_of(client, opened)
    send(client, opened, kind="internal", text="Half a sentence.", seen=seen)
    assert client.post("/en/desk/kiwi/tickets/1/draft/", typed).status_code == 204
    assert not Draft.objects.exists()


def test_a_note_that_is_sent_twice_is_written_once(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    seen = str(Event.objects.latest("pk").pk)
    signed_in(client, world.agent)

    for _click in range(2):
        send(client, opened, kind="internal", text="Ask Ada.", seen=seen)

    assert opened.messages.count() == 2
    assert not Draft.objects.exists()


def test_colleagues_are_told_who_is_writing(world: World, client: Client) -> None:
    ticket(world.bob)
    signed_in(client, world.other_agent).post("/en/desk/kiwi/tickets/1/draft/", {"text": "Let me", "kind": "public"})

    told = signed_in(client, world.agent).post("/en/desk/kiwi/tickets/1/presence/", {"seen": "1"}).content.decode()

    assert "Otto Agent is writing an answer." in told


def test_a_program_is_refused_and_named_and_other_files_go_with_the_draft(world: World, client: Client) -> None:
    opened = ticket(world.bob)
    files = [SimpleUploadedFile("tool.exe", b"MZ"), SimpleUploadedFile("log.txt", b"all is well")]
    signed_in(client, world.agent)

    shown = client.post(
        "/en/desk/kiwi/tickets/1/compose/", {"kind": "public", "text": "", "do": "keep", "files": files}, follow=True
    ).content.decode()

    assert "tool.exe is a program" in shown
    assert [file["name"] for file in Draft.objects.get(ticket=opened).then["files"]] == ["log.txt"]


def test_the_page_of_reasons_says_until_when_a_promise_is_kept(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=NOON + 4 * HOUR, facts=URGENT)

    shown = page_of(signed_in(client, world.agent), opened, part="why/")

    assert "<dt>Kept until</dt>" in shown
    assert "Share this answer" not in shown
    assert 'class="tree"' in shown


def test_the_reasons_and_the_strip_come_on_demand(world: World, client: Client) -> None:
    opened = ticket(world.bob, at=now() - HOUR, facts=URGENT)
    signed_in(client, world.agent)

    assert 'class="tree"' not in page_of(client, opened)
    assert 'class="tree"' in page_of(client, opened, part="why/")
    assert "ribbon-figure" in page_of(client, opened, part="ribbons/")
    assert "First response" in page_of(client, opened, part="clocks/")


def test_a_paused_clock_says_why_and_ticks_no_further(world: World, client: Client) -> None:
    qiscus = vendor("qiscus", "qiscus", "QIS", "")
    bank = organisation(qiscus, "Bank")
    BoughtAddon.objects.create(agreement=agreement(bank, "premium"), addon="resolution", since=date(2025, 1, 1))
    opened = ticket(person(bank, "Sri", "sri@bank.example"), at=now() - HOUR, kind="incident")
    signed_in(client, member(qiscus, Role.AGENT))
    send(client, opened, kind="proposal", text="We would restart the queue.")
    send_due_drafts(now() + 11 * SECOND)

    shown = page_of(client, opened, part="clocks/")

    assert "Stands still since <time" in shown
    assert "data-from" not in shown


def test_a_note_that_names_its_reader_says_so_until_they_say_that_it_is_seen(world: World, client: Client) -> None:
    """Reading the page writes nothing; without script a button does, with script the page itself."""
    opened, other = ticket(world.bob, at=now()), ticket(world.alice, at=now())
    for each in (opened, other):
        add_note(ticket=each, words=Incoming("@Otto Agent, a word?"), by=world.agent, at=now())
    merge(ticket=other, into=opened, by=world.agent, at=now())
    client.force_login(world.other_agent.user)
    address = f"/en/desk/kiwi/tickets/{opened.number}/"

    page = client.get(address).content.decode()
    assert page.count("· @Otto Agent, a word?") == 2
    assert "do/seen/" in page
    assert Mention.objects.filter(seen_at=None).count() == 2
    client.force_login(world.lead.user)
    client.post(f"{address}do/seen/")
    assert Mention.objects.filter(seen_at=None).count() == 2, "a colleague says nothing for them"
    client.force_login(world.other_agent.user)
    client.post(f"{address}do/seen/")
    assert not Mention.objects.filter(seen_at=None).exists()
    assert "You are named here" not in client.get(address).content.decode()

    add_note(ticket=opened, words=Incoming("@Otto Agent, again?"), by=world.agent, at=now())
    client.post(f"{address}presence/")
    assert not Mention.objects.filter(seen_at=None).exists()


def test_a_ticket_with_ninety_messages_shows_the_latest_at_once_and_needs_few_questions_to_the_database(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    opened = ticket(world.bob, facts=URGENT)
    ticket(world.alice)
    events = [
        Event(ticket=opened, at=NOON + number, name="internal-note", member=world.agent) for number in range(1, 91)
    ]
    Message.objects.bulk_create(
        Message(ticket=opened, event=event, kind="internal", text="Note") for event in Event.objects.bulk_create(events)
    )
    signed_in(client, world.agent)
    page_of(client, opened)

    with django_assert_max_num_queries(26):
        shown = page_of(client, opened)

    assert (shown.count("Internal note"), shown.count("It began this morning.")) == (25, 1)
    assert "Show 65 earlier entries" in shown
    assert page_of(client, opened, part="?whole=1").count("Internal note") == 90
    assert opened.opened_at + HOUR < now()
