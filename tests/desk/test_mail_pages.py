"""Held mail and sent mail: what waits for somebody stands there with its reason, and can be decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.raw import read_raw
from servanda.desk.organisations.models import Member, Person
from servanda.desk.outbox.actions import Letter, post_letter
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.models import Ticket

from .mail_corpus.build import mail
from .world import NOON, World, ticket

MAIL = "/en/desk/kiwi/mail/"


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:
    """A folder for the arrivals of this test alone."""
    settings.VAR = tmp_path


def arrive(raw: bytes) -> Arrival:
    """Mail comes out of a mailbox."""
    return receive(raw=raw, envelope=Envelope("imap"), at=NOON)[0]


def signed_in(client: Client, member: Member | Person) -> Client:
    """A browser in which somebody is signed in."""
    client.force_login(member.user)
    return client


def held(world: World) -> Arrival:
    """A mail of somebody whom nobody knows."""
    return arrive(mail(sender="Zoé <zoe@newcomer.example>", Subject="Hello from outside"))


def test_held_mail_is_listed_with_its_reason_and_found_by_its_sender(world: World, client: Client) -> None:
    held(world)
    page = signed_in(client, world.agent).get(MAIL).content.decode()

    assert "Hello from outside" in page
    assert "Nobody knows this sender." in page
    assert "Hello from outside" in client.get(f"{MAIL}?q=newcomer").content.decode()
    assert "Hello from outside" not in client.get(f"{MAIL}?q=nobody").content.decode()
    assert "Hello from outside" in client.get(f"{MAIL}?tab=all").content.decode()


def test_letting_a_mail_in_opens_a_request_and_makes_its_sender_known(world: World, client: Client) -> None:
    arrived = held(world)
    page = f"{MAIL}{arrived.pk}/"
    assert "The list stays empty, please help us." in signed_in(client, world.agent).get(page).content.decode()

    wrong = client.post(f"{page}accept/", {"accept-client": "", "accept-name": "Zoé", "accept-ticket": "KIWI-99"})
    assert wrong.status_code == 422
    assert "There is no request KIWI-99." in wrong.content.decode()

    sent = {"accept-client": str(world.hospital.pk), "accept-name": "Zoé Roy", "accept-ticket": ""}
    assert client.post(f"{page}accept/", sent).status_code == 302
    opened = Ticket.objects.get()
    assert (opened.requester.name, opened.requester.email, opened.channel) == (
        "Zoé Roy",
        "zoe@newcomer.example",
        "email",
    )
    assert Delivery.objects.get().kind == "receipt"

    assert client.post(f"{page}accept/", sent).status_code == 422, "a mail is let in once"


def test_a_mail_can_join_a_request_of_its_own_client_alone(world: World, client: Client) -> None:
    opened, arrived = ticket(world.bob), held(world)
    address, name = f"{MAIL}{arrived.pk}/accept/", {"accept-name": "Zoé", "accept-ticket": "kiwi-1"}

    refused = signed_in(client, world.agent).post(address, {"accept-client": str(world.clinic.pk), **name})
    assert refused.status_code == 422
    assert "belongs to another client" in refused.content.decode()

    client.post(address, {"accept-client": str(world.hospital.pk), **name})
    assert opened.messages.last().text == "The list stays empty, please help us."


def test_a_mail_is_discarded_with_a_reason_and_stays_in_the_list(world: World, client: Client) -> None:
    arrived = held(world)

    signed_in(client, world.agent).post(f"{MAIL}{arrived.pk}/discard/", {"discard-reason": "spam"})

    assert "unwanted mail" in client.get(f"{MAIL}?tab=all").content.decode()
    assert read_raw(arrived.digest)


def test_a_mail_is_read_again_after_its_sender_was_entered(world: World, client: Client) -> None:
    arrived = held(world)
    Person.objects.create(organisation=world.hospital, name="Zoé", email="zoe@newcomer.example", created_at=NOON)

    signed_in(client, world.agent).post(f"{MAIL}{arrived.pk}/retry/")

    arrived.refresh_from_db()
    assert (arrived.fate, arrived.ticket.requester.name) == ("opened", "Zoé")


def test_the_mail_as_it_came_is_only_ever_saved(world: World, client: Client) -> None:
    arrived = arrive(mail("<script>alert(1)</script>", sender="zoe@newcomer.example", Content_Type="text/html"))
    answer = signed_in(client, world.agent).get(f"{MAIL}{arrived.pk}/raw/")

    assert answer.content == read_raw(arrived.digest)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"<script>alert" not in client.get(f"{MAIL}{arrived.pk}/").content


def test_sent_mail_shows_where_it_stands_and_can_be_sent_again(world: World, client: Client) -> None:
    ticket(world.bob)
    arrive(mail(Subject="Another thing"))
    receipt = Delivery.objects.get()
    Delivery.objects.update(due_at=None, error="550 No such user", attempts=2)
    address = f"/en/desk/kiwi/sent/{receipt.pk}/"

    assert "550 No such user" in signed_in(client, world.lead).get("/en/desk/kiwi/sent/?tab=failed").content.decode()
    assert "First response" in client.get(address).content.decode()
    client.post(f"{address}resend/")

    receipt.refresh_from_db()
    assert (receipt.error, receipt.due_at is not None) == ("", True)


def test_what_an_invitation_says_is_shown_to_nobody(world: World, client: Client) -> None:
    letter = Letter(kind="invitation", recipient="x@y.example", language="en", subject="Join", text="the secret link")
    posted = post_letter(letter=letter, vendor_id=world.kiwi.pk, at=NOON)

    assert (
        "the secret link"
        not in signed_in(client, world.administrator).get(f"/en/desk/kiwi/sent/{posted.pk}/").content.decode()
    )


def test_who_has_nothing_to_do_with_mail_is_kept_out(world: World, client: Client) -> None:
    arrived = held(world)
    posted = post_letter(
        letter=Letter(kind="x", recipient="x@y.example", language="en", subject="s", text="t"),
        vendor_id=world.kiwi.pk,
        at=NOON,
    )
    reading = [MAIL, f"{MAIL}{arrived.pk}/", f"{MAIL}{arrived.pk}/raw/"]
    deciding = [f"{MAIL}{arrived.pk}/{each}/" for each in ("accept", "discard", "retry")]
    sent = ["/en/desk/kiwi/sent/", f"/en/desk/kiwi/sent/{posted.pk}/"]

    def answers(member: Member | Person) -> list[int]:
        signed_in(client, member)
        got = [client.get(each).status_code for each in reading + sent]
        return got + [client.post(each).status_code for each in [*deciding, f"{sent[1]}resend/"]]

    assert answers(world.agent) == [200, 200, 200, 403, 403, 422, 422, 302, 403]
    assert answers(world.account) == [403] * 9
    assert answers(world.stranger) == answers(world.bob) == [404] * 9
    signed_in(client, world.stranger)
    assert client.get(f"/en/desk/aidi/mail/{arrived.pk}/").status_code == 404


def test_the_lists_ask_the_database_the_same_few_times_however_long_they_are(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    Arrival.objects.bulk_create(
        Arrival(vendor=world.kiwi, source="imap", digest=str(number), size=1, received_at=NOON, fate="held")
        for number in range(60)
    )
    signed_in(client, world.lead)
    client.get(MAIL)
    for address in (MAIL, "/en/desk/kiwi/sent/"):
        with django_assert_max_num_queries(12):
            client.get(address)
