"""The client's side: asking, following and reading what was promised, through its addresses and the database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from servanda.desk.organisations.models import Person
from servanda.desk.tickets.actions.solutions import propose_solution
from servanda.desk.tickets.actions.writing import Incoming, add_note, reply
from servanda.desk.tickets.models import Ticket
from servanda.engine.instants import HOUR, MINUTE, parse_instant

from .world import NOON, World, agreement, organisation, person, ticket, vendor

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
ASKED = {
    "kind": "incident",
    "fact.impact": "minor",
    "fact.urgency": "low",
    "subject": "The list stays empty",
    "details": "It worked yesterday.",
    "step": "send",
}
PAGES = ("", "new/", "hours/", "agreement/", "agreement/policy.md")


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are kept in a folder of this test, and it is noon."""
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    present(monkeypatch, NOON)


def present(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Let the desk's clock stand at an instant."""
    for room in ("standing", "request"):
        monkeypatch.setattr(f"servanda.desk.web.portal.{room}.now", lambda: at)


def signed_in(client: Client, who: Person) -> Client:
    client.force_login(who.user)
    return client


def words(response: object) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").split())  # type: ignore[attr-defined]


def test_a_request_is_opened_with_what_was_asked_and_its_page_follows(client: Client, world: World) -> None:
    sent = signed_in(client, world.bob).post("/en/portal/kiwi/new/", ASKED)

    opened = Ticket.objects.get()
    assert sent.headers["Location"] == f"/en/portal/kiwi/requests/{opened.number}/"
    assert (opened.requester, opened.priority, opened.channel) == (world.bob, "P4", "portal")
    assert opened.messages.get().text == "It worked yesterday."
    assert "Your request has arrived. It is called KIWI-1" in words(client.get(sent.headers["Location"]))


def test_sending_the_same_form_twice_opens_one_request(client: Client, world: World) -> None:
    signed_in(client, world.bob)
    found = [client.post("/en/portal/kiwi/new/", ASKED | {"once": "abc"}).headers["Location"] for _ in range(2)]

    assert (found[0], Ticket.objects.count()) == (found[1], 1)


def test_the_promise_stands_there_before_anything_is_sent(client: Client, world: World) -> None:
    shown = signed_in(client, world.bob).post(
        "/en/portal/kiwi/new/", ASKED | {"fact.impact": "extended", "fact.urgency": "critical", "step": "show"}
    )

    said = words(shown)
    assert "Somebody answers by Tue 3 Feb 2026 13:00 (Toronto) at the latest." in said
    assert "Priority 1 (P1)" in said
    assert "the client allocates appropriate resources" in said
    assert 'value="Bob"' in said, "who can be reached is proposed"
    assert not Ticket.objects.exists()


def test_outside_hours_it_says_from_when_time_counts(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    present(monkeypatch, parse_instant("2026-02-06T20:30-05:00"))

    shown = signed_in(client, world.bob).post(
        "/en/portal/kiwi/new/", ASKED | {"fact.impact": "extended", "step": "show"}
    )

    said = words(shown)
    assert "It is outside support hours. Time counts from the next opening." in said
    assert "Closed now, opens in 2 d 12 h (Mon 9 February, 09:00, Toronto)" in said


def test_while_facts_change_only_the_promise_and_changed_questions_come_back(client: Client, world: World) -> None:
    signed_in(client, world.bob)
    asked = ASKED | {"shown": " fact.impact fact.urgency"}
    same = words(client.post("/en/portal/kiwi/new/", asked, headers={"HX-Request": "true"}))
    grave = words(
        client.post("/en/portal/kiwi/new/", asked | {"fact.impact": "extended"}, headers={"HX-Request": "true"})
    )

    assert "<html" not in same
    assert 'id="questions"' not in same
    assert "Priority 4 (P4)" in same
    assert "Priority 3 (P3)" in grave
    assert not Ticket.objects.exists()


def test_a_contact_is_needed_at_the_priorities_that_ask_for_one_and_goes_into_the_message(
    client: Client, world: World
) -> None:
    grave = ASKED | {"fact.impact": "extended", "fact.urgency": "critical"}
    signed_in(client, world.bob)
    refused = client.post("/en/portal/kiwi/new/", grave | {"contact": " "})
    client.post("/en/portal/kiwi/new/", grave | {"contact": "Bob, 514 555-0100"})

    assert refused.status_code == 422
    assert Ticket.objects.get().messages.get().text.endswith("Who can be reached about it: Bob, 514 555-0100")


def test_whatever_is_missing_is_named_at_once_and_nothing_typed_is_lost(client: Client, world: World) -> None:
    sent = {"kind": "incident", "fact.impact": "minor", "details": "It worked yesterday.", "step": "send"}
    files = [
        SimpleUploadedFile("screen.png", PNG),
        SimpleUploadedFile("run.exe", b"x"),
        SimpleUploadedFile("no.txt", b""),
    ]

    back = signed_in(client, world.bob).post("/fr/portal/kiwi/new/", sent | {"files": files})

    said = words(back)
    assert back.status_code == 422
    assert "run.exe" in said
    assert "no.txt" in said
    assert "It worked yesterday.</textarea>" in said
    assert 'id="fact-impact-minor" name="fact.impact" value="minor" checked' in said
    assert said.count('name="kept"') == 1
    assert not Ticket.objects.exists()


def test_files_kept_from_an_earlier_attempt_go_with_the_request_and_nobody_elses_do(
    client: Client, world: World
) -> None:
    def kept(who: Person) -> str:
        shown = signed_in(client, who).post(
            "/en/portal/kiwi/new/", {"files": SimpleUploadedFile("screen.png", PNG + who.name.encode()), "step": "show"}
        )
        return str(shown.context["page"].files[0].token)

    tokens = [kept(world.alice), kept(world.bob)]
    client.post("/en/portal/kiwi/new/", ASKED | {"kept": [*tokens, "forged"]})

    assert [file.size for file in Ticket.objects.get().messages.get().attachments.all()] == [len(PNG) + len("Bob")]


def test_a_plan_without_classification_is_asked_nothing(client: Client, world: World) -> None:
    cirrus = vendor("cirrus", "cirrus-shield", "CIR", "email")
    shop, lab = organisation(cirrus, "Shop"), organisation(cirrus, "Lab")
    agreement(shop, "paying")
    agreement(lab, "premium")
    eve, mel = person(shop, "Eve", "eve@shop.example"), person(lab, "Mel", "mel@lab.example")

    paying = words(signed_in(client, eve).get("/en/portal/cirrus/new/?kind=incident"))
    premium = words(signed_in(client, mel).get("/en/portal/cirrus/new/?kind=incident"))

    assert "Are data being corrupted?" not in paying
    assert "Under this plan requests have no priority" in paying
    assert "“Developer’s question” is not part of “Paying client”" in paying
    assert "Are data being corrupted?" in premium
    assert "Is the feature unavailable for good?" not in premium, "asked only where a feature is blocked"


def test_a_plan_without_answers_is_told_what_it_has(client: Client, world: World) -> None:
    cirrus = vendor("cirrus", "cirrus-shield", "CIR", "email")
    club = organisation(cirrus, "Club")
    agreement(club, "free")
    signed_in(client, person(club, "Eve", "eve@club.example"))

    shown, sent = client.get("/en/portal/cirrus/new/"), client.post("/en/portal/cirrus/new/", ASKED)

    assert "does not include answers to requests" in words(shown)
    assert "Online help" in words(shown)
    assert (sent.status_code, Ticket.objects.count()) == (403, 0)


def test_where_only_administrators_ask_others_get_the_help_pages(client: Client, world: World) -> None:
    better = vendor("better", "better-impact", "BI", "chat")
    society = organisation(better, "Society")
    agreement(society, "member")
    member = person(society, "Mia", "mia@society.example")
    head = person(society, "Hal", "hal@society.example", administrator=True)

    refused = words(signed_in(client, member).get("/en/portal/better/new/"))
    asked = words(signed_in(client, head).get("/en/portal/better/new/?kind=question"))

    assert "Only administrators of the client may open requests." in refused
    assert "Help pages" in refused
    assert "1-800-844-1545" not in refused
    assert "hal@society.example" in refused
    assert '<form class="portal-new"' not in refused
    assert "Perhaps there is an answer already" in asked
    assert "A mean over many requests: nothing is due for this one alone." in asked


def test_an_agents_choice_shows_what_each_priority_would_promise(client: Client, world: World) -> None:
    facts = {"production": "up", "clients": "one", "feature": "major", "degradation": "significant"}
    shown = signed_in(client, world.dave).post(
        "/en/portal/aidi/new/", {"kind": "incident"} | {f"fact.{name}": value for name, value in facts.items()}
    )

    said = words(shown)
    assert "The policy leaves the priority to the agent" in said
    assert "<h3>Level II (high)</h3>" in said
    assert "<h3>Level III (normal)</h3>" in said
    assert "Login and authentication, single sign-on included · " in said


def test_an_ended_subscription_says_so_on_every_page_and_opens_nothing(client: Client, world: World) -> None:
    world.hospital.agreements.update(until=date(2026, 2, 1))
    signed_in(client, world.bob)

    assert all(
        "Your subscription ended on 1 February 2026" in words(client.get(f"/en/portal/kiwi/{page}"))
        for page in PAGES[:4]
    )
    assert client.post("/en/portal/kiwi/new/", ASKED).status_code == 403


def test_strangers_find_nothing_at_any_address(client: Client, world: World) -> None:
    number = ticket(world.bob).number
    addresses = [f"/en/portal/kiwi/{page}" for page in PAGES]
    statuses = {
        name: [signed_in(client, who).get(address).status_code for address in addresses]
        for name, who in {"bob": world.bob, "dave": world.dave, "agent": world.agent}.items()
    }
    thread = f"/en/portal/kiwi/requests/{number}/"
    seen = {
        who: signed_in(client, who).get(thread).status_code for who in (world.bob, world.alice, world.carol, world.dave)
    }
    done = {
        who: signed_in(client, who).post(thread, {"step": "close"}).status_code for who in (world.carol, world.dave)
    }

    assert statuses == {"bob": [200] * 5, "dave": [404] * 5, "agent": [404] * 5}
    assert list(seen.values()) == [200, 200, 404, 404]
    assert list(done.values()) == [404, 404]
    client.logout()
    assert client.get(addresses[0]).status_code == 302


def test_the_list_shows_ones_own_requests_and_the_companys_by_role(client: Client, world: World) -> None:
    ticket(world.bob, "Of Bob")
    ticket(world.alice, "Of Alice")
    ticket(world.carol, "Of Carol")

    bob = words(signed_in(client, world.bob).get("/en/portal/kiwi/?who=company"))
    alice = words(signed_in(client, world.alice).get("/en/portal/kiwi/"))
    company = words(client.get("/en/portal/kiwi/?who=company"))

    assert ("Of Bob" in bob, "Of Alice" in bob) == (True, False)
    assert ("Of Bob" in alice, "Of Alice" in alice) == (False, True)
    assert ("Of Bob" in company, "Of Alice" in company, "Of Carol" in company) == (True, True, False)


def test_the_list_says_what_happens_next_by_when_and_finds_words(
    client: Client, world: World, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        ticket(world.bob, f"Invoice {number}", at=NOON - HOUR)
    reply(ticket=ticket(world.bob, "Schedule", at=NOON - HOUR), words=Incoming("See"), by=world.agent, at=NOON - MINUTE)
    signed_in(client, world.bob)

    with django_assert_max_num_queries(16):  # type: ignore[operator]
        whole = words(client.get("/en/portal/kiwi/"))
    found = words(client.get("/en/portal/kiwi/?q=schedules"))

    assert whole.count("The first answer is due") == 12
    assert whole.count("The solution is due") == 1
    assert ("Schedule" in found, "Invoice" in found) == (True, False)


def test_the_thread_shows_what_was_said_and_happened_and_no_notes(client: Client, world: World) -> None:
    opened = ticket(world.bob)
    add_note(ticket=opened, words=Incoming("Secret guess"), by=world.agent, at=NOON + MINUTE)
    reply(ticket=opened, words=Incoming("**Clear** the cache.<script>"), by=world.agent, at=NOON + 2 * MINUTE)

    said = words(signed_in(client, world.alice).get(f"/en/portal/kiwi/requests/{opened.number}/"))

    assert "Secret guess" not in said
    assert "<strong>Clear</strong> the cache.&lt;script&gt;" in said
    assert "Ada Agent" in said
    assert "Bob opened the request (Support portal)." in said


def test_a_client_answers_with_a_file_and_accepts_closes_opens_again_and_rates(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = ticket(world.bob)
    address = f"/en/portal/kiwi/requests/{opened.number}/"
    signed_in(client, world.bob)
    found = []

    def step(minutes: int, **sent: object) -> None:
        present(monkeypatch, NOON + minutes * MINUTE)
        assert client.post(address, sent).status_code == 302
        opened.refresh_from_db()
        found.append(opened.state)

    step(1, step="reply", details="Look", files=SimpleUploadedFile("screen.png", PNG))
    propose_solution(ticket=opened, words=Incoming("Reinstall it."), by=world.agent, at=NOON + 2 * MINUTE)
    step(3, step="reject", details="Not again.")
    propose_solution(ticket=opened, words=Incoming("Clear it."), by=world.agent, at=NOON + 4 * MINUTE)
    step(5, step="accept")
    step(6, step="close", details="Thank you.")
    step(7, step="rate", score="4", details="Quick.")
    step(8, step="reopen", details="It is back.")

    assert found == ["open", "open", "open", "closed", "closed", "open"]
    assert opened.satisfaction == 4
    assert opened.messages.filter(attachments__name="screen.png").exists()
    assert opened.messages.filter(text="Thank you.").exists()


@pytest.mark.parametrize("sent", [{"step": "reply"}, {"step": "rate", "score": "9", "details": "kept words"}])
def test_a_step_without_what_it_needs_says_so_and_changes_nothing(
    client: Client, world: World, sent: dict[str, str]
) -> None:
    opened = ticket(world.bob)

    back = signed_in(client, world.bob).post(f"/en/portal/kiwi/requests/{opened.number}/", sent)

    assert back.status_code == 422
    assert opened.events.count() == 1


def test_hours_name_the_holidays_ahead_and_stand_on_the_clients_own_clock(client: Client, world: World) -> None:
    Person.objects.filter(pk=world.bob.pk).update(zone="Europe/Paris")

    said = words(signed_in(client, world.bob).get("/en/portal/kiwi/hours/"))

    assert "Good Friday" in said
    assert "Friday 3 April 2026" in said
    assert "On your own clock" in said
    assert "Wednesday 4 February 2026, 15:00 – 23:00" in said


def test_the_agreement_says_what_is_in_and_what_is_promised(client: Client, world: World) -> None:
    said = words(signed_in(client, world.carol).get("/en/portal/kiwi/agreement/"))

    assert "PLUS plan" in said
    assert "30 clock minutes" in said
    assert "Access to interim versions" in said
    assert "/en/policies/kiwi-stage-plus/" in said


def test_the_portal_leads_to_the_only_vendor_in_the_persons_language(client: Client, world: World) -> None:
    world.bob.user.language = "fr"
    world.bob.user.save()

    assert signed_in(client, world.bob).get("/en/portal/").headers["Location"] == "/fr/portal/kiwi/"
    assert signed_in(client, world.agent).get("/en/portal/").status_code == 404  # type: ignore[arg-type]
