"""A client follows and reads: the list, the thread, the hours, the agreement; and strangers find nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from servanda.desk.organisations.models import Person
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.solutions import propose_solution
from servanda.desk.tickets.actions.writing import Incoming, add_note, reply
from servanda.desk.tickets.models import Follower
from servanda.engine.instants import HOUR, MINUTE

from .portals import ASKED, PAGES, PNG, at_noon, present, signed_in, words
from .world import NOON, World, agreement, organisation, person, ticket, vendor


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are kept in a folder of this test, and it is noon."""
    at_noon(tmp_path, settings, monkeypatch)


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


def test_a_client_closes_what_is_resolved_with_a_last_word_that_the_agent_reads_and_no_clock_feels(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = ticket(world.bob)
    reply(ticket=opened, words=Incoming("Done."), by=world.agent, at=NOON + MINUTE, name="resolved")
    address, stopped = f"/en/portal/kiwi/requests/{opened.number}/", opened.resolved_at
    present(monkeypatch, NOON + HOUR)

    assert "All is well: close it" in words(signed_in(client, world.alice).get(address))
    assert client.post(address, {"step": "close", "details": "It works again."}).status_code == 302
    assert client.post(address, {"step": "close"}).status_code == 422

    opened.refresh_from_db()
    assert (opened.state, opened.resolved_at) == ("closed", stopped)
    assert [event.name for event in opened.events.all()] == ["opened", "resolved", "closed"]
    assert "It works again." in words(client.get(address))
    signed_in(client, world.agent)
    assert "Request closed" in (seen := words(client.get(f"/en/desk/kiwi/tickets/{opened.number}/")))
    assert "It works again." in seen


def test_colleagues_who_follow_are_mailed_once_when_the_client_closes(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_open, done = ticket(world.bob), ticket(world.bob)
    reply(ticket=done, words=Incoming("Done."), by=world.agent, at=NOON + MINUTE, name="resolved")
    Follower.objects.create(ticket=still_open, user=world.agent.user)
    Follower.objects.create(ticket=done, user=world.agent.user)
    present(monkeypatch, NOON + HOUR)
    signed_in(client, world.bob)

    for each in (still_open, done):
        client.post(f"/en/portal/kiwi/requests/{each.number}/", {"step": "close"})

    told = Delivery.objects.filter(kind="followed", recipient=world.agent.user.email)
    assert [each.ticket_id for each in told.order_by("pk")] == [still_open.pk, done.pk]


def test_a_proposal_is_answered_before_its_request_is_closed(client: Client, world: World) -> None:
    opened = ticket(world.bob)
    propose_solution(ticket=opened, words=Incoming("Reinstall it."), by=world.agent, at=NOON)

    refused = signed_in(client, world.bob).post(f"/en/portal/kiwi/requests/{opened.number}/", {"step": "close"})

    assert refused.status_code == 422
    assert "Accept it or turn it down" in words(refused)
    assert opened.events.count() == 2


@pytest.mark.parametrize("sent", [{"step": "reply"}, {"step": "rate", "score": "9", "details": "kept words"}])
def test_a_step_without_what_it_needs_says_so_and_changes_nothing(
    client: Client, world: World, sent: dict[str, str]
) -> None:
    opened = ticket(world.bob)

    back = signed_in(client, world.bob).post(f"/en/portal/kiwi/requests/{opened.number}/", sent)

    assert back.status_code == 422
    assert opened.events.count() == 1


def test_only_who_asked_says_how_the_help_was(client: Client, world: World) -> None:
    opened = ticket(world.bob)
    reply(ticket=opened, words=Incoming("Done."), by=world.agent, at=NOON + MINUTE, name="resolved")
    address = f"/en/portal/kiwi/requests/{opened.number}/"

    colleague = signed_in(client, world.alice).post(address, {"step": "rate", "score": "1"})

    assert colleague.status_code == 403
    assert "How was the help?" not in words(client.get(address))
    assert "How was the help?" in words(signed_in(client, world.bob).get(address))


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
    assert 'href="/en/portal/kiwi/new/">here, with a new request' in said
    assert f'href="mailto:{world.kiwi.address}"' in said


def test_the_portal_leads_to_the_only_vendor_in_the_persons_language(client: Client, world: World) -> None:
    world.bob.user.language = "fr"
    world.bob.user.save()

    assert signed_in(client, world.bob).get("/en/portal/").headers["Location"] == "/fr/portal/kiwi/"
    assert signed_in(client, world.agent).get("/en/portal/").status_code == 404  # type: ignore[arg-type]


def test_a_person_of_several_vendors_chooses_between_them(client: Client, world: World) -> None:
    Person.objects.filter(pk=world.dave.pk).update(user=world.bob.user)
    signed_in(client, world.bob)

    chosen, there = words(client.get("/en/portal/")), words(client.get("/en/portal/aidi/"))

    assert 'href="/en/portal/kiwi/"' in chosen
    assert 'href="/en/portal/aidi/"' in chosen
    assert 'href="/en/portal/kiwi/"' in there, "the frame leads over"


def test_what_is_only_aimed_at_is_never_called_due_or_late(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    better = vendor("better", "better-impact", "BI", "chat")
    society = organisation(better, "Society")
    agreement(society, "member")
    head = person(society, "Hal", "hal@society.example", administrator=True)
    ticket(head, kind="question")
    signed_in(client, head)

    before = words(client.get("/en/portal/better/"))
    present(monkeypatch, NOON + HOUR)
    after = words(client.get("/en/portal/better/"))

    assert "We aim to answer by" in before
    assert "We aimed to answer by" in after
    assert "late" not in after.partition("portal-list")[2]
