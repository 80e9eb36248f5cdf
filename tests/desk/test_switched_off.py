"""A client that is switched off as a whole asks for nothing more, and nothing that it sends is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from servanda.desk.channels.actions.deciding import DecisionRefusedError, accept_arrival, retry_arrival
from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.organisations.actions.invitations import Guest, Rights, SwitchedOffError, invite_person
from servanda.desk.organisations.actions.mail_links import ask_for_link
from servanda.desk.organisations.actions.switching import switch_client
from servanda.desk.organisations.models import Organisation, OrganisationChange, Person
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.actions.writing import Incoming, reply
from servanda.engine.instants import MINUTE

from .mail_corpus.build import mail
from .world import NOON, World, person, ticket


@pytest.fixture
def off(world: World, tmp_path: Any, settings: Any) -> World:
    """The hospital has asked once, and was then switched off."""
    settings.VAR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ticket(world.bob)
    switch_client(client=world.hospital, active=False, reason="It left.", by=world.lead, at=NOON)
    return world


def arrive(sender: str, **given: Any) -> Any:
    return receive(raw=mail(sender=sender, **given), envelope=Envelope("imap"), at=NOON + MINUTE)[0]


def link(language: str, secret: str) -> str:
    return f"https://desk.example/{language}/{secret}/"


def test_its_people_find_no_door_and_those_with_another_place_still_do(off: World, client: Client) -> None:
    twice = person(off.clinic, "Alice", off.alice.email, signs_in=False)
    Person.objects.filter(pk=twice.pk).update(user=off.alice.user)
    for who in (off.bob, off.alice):
        who.user.set_password("four quiet words here")
        who.user.save()

    def enter(email: str) -> Any:
        client.logout()
        return client.post("/en/account/sign-in/", {"login": email, "password": "four quiet words here"})

    assert enter(off.bob.email)["Location"] == "/en/account/closed/"
    assert "_auth_user_id" not in client.session
    assert enter(off.alice.email)["Location"] == "/en/portal/kiwi/"
    assert client.get("/en/portal/kiwi/requests/1/").status_code == 404, "of the other client she sees nothing"
    client.force_login(off.bob.user)
    assert client.get("/en/portal/kiwi/").status_code == 404, "nor does who was signed in before"
    for email in (off.bob.email, off.alice.email):
        ask_for_link(email=email, link=link, at=NOON)
    assert list(Delivery.objects.filter(kind="sign-in").values_list("recipient", flat=True)) == [off.alice.email]
    guest = Guest("new@hospital.example", "New", "en")
    with pytest.raises(SwitchedOffError):
        invite_person(
            organisation=Organisation.objects.get(pk=off.hospital.pk), guest=guest, rights=Rights(), link=link,
            by=off.lead.user, at=NOON,
        )  # fmt: skip


def test_its_mail_is_held_with_the_reason_until_somebody_decides(off: World) -> None:
    hospital = Organisation.objects.get(pk=off.hospital.pk)
    known = [
        arrive("bob@hospital.example"),
        arrive("bob@hospital.example", Subject="Re: [KIWI-1]"),
        arrive("new@hospital.example"),
    ]
    assert [(each.fate, each.why) for each in known] == [("held", "switched-off")] * 3
    assert not Person.objects.filter(email="new@hospital.example").exists()

    with pytest.raises(DecisionRefusedError, match="switched off"):
        accept_arrival(arrival=known[0], client=hospital, name="Bob", ticket=None, at=NOON + MINUTE)
    joined = accept_arrival(arrival=known[1], client=hospital, name="Bob", ticket=known[1].ticket, at=NOON + MINUTE)
    assert joined.fate == "joined"

    switch_client(client=hospital, active=True, reason="", by=off.lead, at=NOON + MINUTE)
    assert retry_arrival(arrival=known[0], at=NOON + MINUTE).fate == "opened"


def test_nothing_new_is_opened_and_what_is_open_stays_and_is_marked(off: World, client: Client) -> None:
    bob = Person.objects.get(pk=off.bob.pk)
    opened = bob.tickets.get()
    with pytest.raises(TicketRefusedError, match="Switch it on"):
        ticket(bob)

    reply(ticket=opened, words=Incoming("One last word."), by=off.agent, at=NOON + MINUTE)
    assert Delivery.objects.get(kind="reply").recipient == bob.email
    client.force_login(off.agent.user)
    assert "switched off" in client.get(f"/en/desk/kiwi/tickets/{opened.number}/").content.decode()
    assert "switched off" in client.get("/en/desk/kiwi/?view=open").content.decode()
    assert "Bob" not in client.get("/en/desk/kiwi/new/?words=bob").content.decode()


def test_who_switched_it_when_and_why_stays_on_record(off: World, client: Client) -> None:
    client.force_login(off.lead.user)
    page = f"/en/desk/kiwi/clients/{off.hospital.pk}/"

    assert "It left." in client.get(page).content.decode()
    assert client.post(f"{page}switch/", {"to": "off", "reason": "Again"}).status_code == 422
    assert client.post(f"{page}switch/", {"to": "on"}).status_code == 302
    assert client.post(f"{page}switch/", {"to": "off"}).status_code == 422, "a reason is asked"
    assert [(each.active, each.by, each.reason) for each in OrganisationChange.objects.all()] == [
        (False, off.lead, "It left."),
        (True, off.lead, ""),
    ]
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        OrganisationChange.objects.update(reason="")
    with pytest.raises(SheetRefusedError, match="already"):
        switch_client(client=off.hospital, active=True, reason="", by=off.lead, at=NOON)
