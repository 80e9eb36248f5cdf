"""However much there is, a page asks the database the same few questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.organisations.models import Absence, Environment, Member
from servanda.desk.tickets.actions.states import assign
from servanda.desk.tickets.actions.writing import Incoming, add_note, reply
from servanda.desk.tickets.models import Macro, TextModule, View
from servanda.engine.instants import HOUR, MINUTE

from .furnished import Furnished, files
from .mail_corpus.build import mail
from .world import NOON, agreement, member, organisation, person, ticket

pytestmark = pytest.mark.django_db
MOST = 30
DESK = ("", "?view=all", "search/?q=list", "go/?q=list", "new/?words=a", "board/", "clients/", "mail/?tab=all", "sent/")
PORTAL = ("", "?show=all&who=company", "?show=all&who=company&q=list", "new/", "hours/", "agreement/", "people/")


def grow(there: Furnished) -> None:
    """More of everything: colleagues, clients with people, requests with words and files, mail, texts, absences."""
    world, opened = there.world, there.kiwi.ticket
    for number in range(6):
        colleague = member(world.kiwi, "agent", f"Colleague {number}")
        Absence.objects.create(member=colleague, first="2099-01-01", last="2099-01-02")
        client = organisation(world.kiwi, f"Client {number}", f"client{number}.example")
        agreement(client, "BASIC", account_manager=world.account)
        asking = person(world.hospital, f"Person {number}", f"p{number}@hospital.example")
        Environment.objects.create(organisation=world.hospital, name=f"Place {number}")
        for who in (person(client, "Ann", f"ann@client{number}.example"), asking):
            _talk(ticket(who), colleague, number)
        _talk(opened, colleague, number)
        receive(raw=mail(sender=f"New <new{number}@newcomer.example>"), envelope=Envelope("imap"), at=NOON)
        name = {"en": f"Text {number}", "fr": f"Texte {number}"}
        View.objects.create(vendor=world.kiwi, name=name, filters={"view": "all"})
        TextModule.objects.create(vendor=world.kiwi, shortcut=f"text{number}", name=name, text=name)
        Macro.objects.create(vendor=world.kiwi, name=name, steps={"text": name, "kind": "public"})


def _talk(opened: Any, colleague: Member, number: int) -> None:
    at = NOON + (number + 1) * HOUR
    assign(ticket=opened, to=colleague, by=colleague, at=at)
    words = Incoming("We look at the list.", files=files(str(colleague.pk)))
    reply(ticket=opened, words=words, by=colleague, at=at + MINUTE)
    add_note(ticket=opened, words=Incoming("@Otto Agent, see the list."), by=colleague, at=at + 2 * MINUTE)


def asked(client: Client, paths: list[str]) -> dict[str, int]:
    """How many questions each page asks."""
    counted = {}
    for path in paths:
        client.get(path)  # what is read once for all is read
        with CaptureQueriesContext(connection) as questions:
            assert client.get(path).status_code == 200, path
        counted[path] = len(questions)
    return counted


def test_no_page_asks_more_where_there_is_more(there: Furnished, client: Client) -> None:
    world, number = there.world, there.kiwi.ticket.number
    one = f"tickets/{number}/"
    desk = [*DESK, "staff/", "texts/", "settings/", one, f"{one}clocks/", f"{one}why/", f"{one}do/assign/"]
    desk += [f"clients/{world.hospital.pk}/"]
    pages = {
        world.administrator.user: [f"/en/desk/kiwi/{path}" for path in desk],
        world.account.user: [f"/en/desk/kiwi/{path}" for path in ("?view=all", "search/?q=list", "clients/", one)],
        world.alice.user: [f"/en/portal/kiwi/{path}" for path in (*PORTAL, f"requests/{number}/")],
    }

    def count() -> dict[str, int]:
        found: dict[str, int] = {}
        for user, paths in pages.items():
            client.force_login(user)
            found |= {f"{user}: {path}": each for path, each in asked(client, paths).items()}
        return found

    few = count()
    grow(there)
    many = count()

    assert {path: (few[path], each) for path, each in many.items() if each > few[path] + 1} == {}
    assert {path: each for path, each in many.items() if each > MOST} == {}
