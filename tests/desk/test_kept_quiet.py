"""What is the vendor's own reaches no client, what is the client's own no country outside: a word in each, looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from servanda.desk.accounts.models import User
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Role
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.incidents import join_incident, open_incident
from servanda.desk.tickets.actions.states import assign, tag, wait_for
from servanda.desk.tickets.actions.writing import Incoming, add_note
from servanda.desk.tickets.models import Draft, Message
from servanda.engine.instants import HOUR

from . import quiet
from .furnished import INTERNAL, PUBLIC, RECORDS, Furnished
from .world import NOON, agreement, member, organisation, person, ticket

pytestmark = pytest.mark.django_db
OWN = (INTERNAL, RECORDS, "wordofnotes", "wordofterms", "wordoftag", "wordofcause", "wordofwait", "wordofdraft")
"""One word in everything that is the vendor's own."""
PAGES = ("", "?show=all&who=company", "new/", "hours/", "agreement/", "people/")


@pytest.fixture
def told(there: Furnished, db: None, settings: Any) -> Furnished:
    """A ticket about which everything has been said that a client must not read."""
    settings.ROOT_URLCONF = quiet.__name__
    world, opened = there.world, there.kiwi.ticket
    add_note(ticket=opened, words=Incoming(f"@Otto {INTERNAL}"), by=world.agent, at=NOON + HOUR)
    tag(ticket=opened, tags=["wordoftag"], by=world.agent, at=NOON + HOUR)
    assign(ticket=opened, to=world.agent, by=world.lead, at=NOON + HOUR)
    wait_for(ticket=opened, party="third party", reason="wordofwait", by=world.agent, at=NOON + HOUR)
    cause = open_incident(vendor=world.kiwi, title="wordofcause", at=NOON)
    for each in (opened, ticket(world.carol)):
        join_incident(ticket=each, incident=cause, by=world.agent, at=NOON + 2 * HOUR)
    Draft.objects.create(ticket=opened, member=world.agent, text="wordofdraft", updated_at=NOON)
    type(world.hospital).objects.filter(pk=world.hospital.pk).update(notes="wordofnotes")
    world.hospital.agreements.update(notes="wordofterms")
    return there


def read(user: User, *paths: str) -> Iterator[tuple[str, str]]:
    """What somebody is shown, by address."""
    client = Client()
    client.force_login(user)
    for path in paths:
        yield path, client.get(path).content.decode("utf-8", "replace")


@pytest.mark.parametrize("who", ["requester", "sees the company", "administers the client", "another client"])
def test_no_page_of_a_client_holds_a_word_that_is_the_vendors_own(told: Furnished, who: str) -> None:
    number, user = told.kiwi.ticket.number, told.everybody[who]
    assert user
    paths = [f"/{code}/portal/kiwi/{path}" for code in ("en", "fr") for path in (*PAGES, f"requests/{number}/")]
    paths += [f"/en/files/{each.pk}/log.txt" for each in told.kiwi.files.values()]
    pages = dict(read(user, *paths))

    assert [(path, word) for path, page in pages.items() for word in OWN if word in page] == []
    shown = who != "another client"
    assert (PUBLIC in pages[f"/en/portal/kiwi/requests/{number}/"]) is shown
    assert (PUBLIC in pages[f"/en/files/{told.kiwi.files['public'].pk}/log.txt"]) is shown


def test_a_client_finds_no_request_by_a_word_that_they_may_not_read(told: Furnished) -> None:
    user, page = told.world.alice.user, "/en/portal/kiwi/?who=company&show=all&q="
    found = {
        path: "The list stays empty" in text for path, text in read(user, *(page + word for word in (*OWN, PUBLIC)))
    }

    assert [path for path, hit in found.items() if hit] == [page + PUBLIC]


def test_no_mail_carries_a_word_that_is_the_vendors_own(told: Furnished) -> None:
    """To clients nothing; to colleagues that a note names them, and not what it says."""
    sent = list(Delivery.objects.all())
    whole = {(each.kind, each.recipient): f"{each.subject}{each.text}{each.html}{each.headers}" for each in sent}

    assert "mention" in {each.kind for each in sent}
    assert [(mail, word) for mail, text in whole.items() for word in OWN if word in text] == []
    carried = {pk for each in sent for pk in each.attachments}
    assert carried == {house.files["public"].pk for house in (told.kiwi, told.aidi)}


def test_a_client_of_many_learns_that_others_are_affected_and_not_what_the_house_calls_it(
    there: Furnished,
) -> None:  # A33
    world = there.world
    other = organisation(world.aidi, "College")
    agreement(other, "standard")
    eve = person(other, "Eve", "eve@college.example")
    facts = {"production": "up", "feature": "major", "degradation": "significant", "clients": "one"}
    cause = open_incident(vendor=world.aidi, title="College broke the queue", at=NOON)
    opened = [ticket(each, facts=facts, choice="II", choice_reason="it is bad") for each in (world.dave, eve)]
    for each in opened:
        join_incident(ticket=each, incident=cause, by=world.stranger, at=NOON + HOUR)

    (_, page), *_ = read(world.dave.user, f"/en/portal/aidi/requests/{opened[0].number}/")
    mails = "".join(Delivery.objects.filter(recipient=world.dave.email).values_list("text", flat=True))
    assert "ore than one client is affected" in page
    assert "College" not in page + mails
    (_, desk), *_ = read(world.stranger.user, f"/en/desk/aidi/tickets/{opened[0].number}/")
    assert "College broke the queue" in desk


@pytest.mark.parametrize(("country", "shown"), [("AU", False), ("CA", True)])
def test_notes_on_data_are_for_staff_in_the_countries_of_the_client(
    told: Furnished, country: str, shown: bool
) -> None:  # B22
    """Page, part, search, lists, palette, file: a colleague elsewhere finds and reads nothing of it."""
    colleague: Member = member(told.world.kiwi, Role.ADMINISTRATOR, country=country)
    opened = told.kiwi.ticket
    note = Message.objects.get(ticket=opened, kind="data")
    one = f"/en/desk/kiwi/tickets/{opened.number}/"
    record = f"/en/files/{told.kiwi.files['data'].pk}/log.txt"
    parts = ("", "clocks/", "why/", f"messages/{note.pk}/")
    lists = ("", "?view=all", "search/?q=here", "go/?q=here", "board/", "sent/", "mail/", "clients/")
    pages = dict(read(colleague.user, record, *(one + part for part in parts), *(f"/en/desk/kiwi/{e}" for e in lists)))
    found = dict(read(colleague.user, f"/en/desk/kiwi/search/?q={RECORDS}"))

    holding = {path for path, page in pages.items() if RECORDS in page}
    assert holding >= {one, f"{one}messages/{note.pk}/", record} if shown else holding == set()
    assert [bool(re.search("<mark>", page)) for page in found.values()] == [shown]
    assert INTERNAL in pages[one]
