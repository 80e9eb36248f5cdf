"""A client asks: in the policy's own sentences, with the promise in sight before anything is sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from servanda.desk.agreements.models import BoughtAddon
from servanda.desk.organisations.models import Person
from servanda.desk.tickets.models import Ticket
from servanda.engine.instants import parse_instant

from .portals import ASKED, PNG, at_noon, present, signed_in, words
from .world import World, agreement, organisation, person, vendor


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are kept in a folder of this test, and it is noon."""
    at_noon(tmp_path, settings, monkeypatch)


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


def test_a_kept_file_can_be_left_out_again(client: Client, world: World) -> None:
    files = [SimpleUploadedFile("first.png", PNG), SimpleUploadedFile("second.png", PNG + b"2")]
    shown = signed_in(client, world.bob).post("/en/portal/kiwi/new/", {"files": files, "step": "show"})
    first, second = shown.context["page"].files

    left = client.post("/en/portal/kiwi/new/", {"kept": [first.token, second.token], "drop": first.digest})

    assert [file.name for file in left.context["page"].files] == ["second.png"]


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
    empty = words(client.get("/en/portal/better/"))
    asked = words(signed_in(client, head).get("/en/portal/better/new/?kind=question"))

    assert "Only administrators of the client may open requests." in empty
    assert "Begin with a new request" not in empty
    assert "Begin with a new request" in words(client.get("/en/portal/better/"))
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


def test_the_sentence_of_the_plans_own_annex_is_asked_and_details_are_wanted(client: Client, world: World) -> None:
    qiscus = vendor("qiscus", "qiscus", "QIS", "portal")
    bank, shop = organisation(qiscus, "Bank"), organisation(qiscus, "Shop")
    bought = agreement(bank, "premium")
    BoughtAddon.objects.create(agreement=bought, addon="8x7", since=date(2025, 1, 1))
    agreement(shop, "basic")

    dear = words(signed_in(client, person(bank, "Eve", "eve@bank.example")).get("/en/portal/qiscus/new/"))
    basic = words(signed_in(client, person(shop, "Sam", "sam@shop.example")).get("/en/portal/qiscus/new/"))

    assert "The production system is interrupted or a critical function fails" in dear
    assert "The production system is down" in basic
    assert "with screenshots or screencasts that make the search easier" in basic
    assert "“Onboarding or integration” is not part of “Basic support”" in basic


def test_a_notice_on_the_clients_data_is_read_before_sending(client: Client, world: World) -> None:
    better = vendor("better", "better-impact", "BI", "chat")
    society = organisation(better, "Society")
    agreement(society, "member")
    head = person(society, "Hal", "hal@society.example", administrator=True)

    shown = signed_in(client, head).get("/en/portal/better/new/?kind=incident&fact.needs_client_data=yes")

    assert "help that needs it may not be available at this hour" in words(shown)


def test_a_portal_whose_channel_the_plan_lacks_says_which_ones_it_has(client: Client, world: World) -> None:
    qiscus = vendor("qiscus", "qiscus", "QIS", "chat")
    shop = organisation(qiscus, "Shop")
    agreement(shop, "basic")

    refused = signed_in(client, person(shop, "Sam", "sam@shop.example")).post("/en/portal/qiscus/new/", ASKED)

    assert (refused.status_code, Ticket.objects.count()) == (403, 0)
    assert "“Chat” is not part of “Basic support”. Open to you: Helpdesk." in words(refused)
    assert "https://support.qiscus.com" in words(refused)
