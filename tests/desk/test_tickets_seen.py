"""Who may see which tickets, words and files: decided in one place, in few queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.desk.agreements.queries import clients
from servanda.desk.organisations.models import Member, Person
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who, who_is
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.states import follow
from servanda.desk.tickets.actions.writing import Incoming, add_note, receive_message, reply
from servanda.desk.tickets.attachments import KeptFile
from servanda.desk.tickets.queries import (
    attachments_for,
    client_events,
    client_messages,
    client_tickets,
    desk_tickets,
    reads,
    sees_records,
    thread_messages,
)

from .world import NOON, World, member, ticket


def staff(found: Member) -> Who:
    return who_is(found.user, at=NOON)


def client(found: Person) -> Who:
    return who_is(found.user, at=NOON)


def with_file(text: str, digest: str) -> Incoming:
    return Incoming(text, files=(KeptFile("list.txt", "text/plain", 4, digest * 64),))


def test_an_account_manager_sees_the_tickets_of_their_own_clients_each_once(world: World) -> None:
    own, other = ticket(world.bob), ticket(world.carol)
    world.hospital.agreements.create(plan="PLUS", since="2024-01-01", until="2025-01-01", account_manager=world.account)

    assert list(desk_tickets(staff(world.account))) == [own]
    assert list(desk_tickets(staff(world.account), Permission.ANSWER)) == []
    assert set(desk_tickets(staff(world.agent))) == {own, other}
    assert list(desk_tickets(staff(world.stranger))) == []


@pytest.mark.parametrize(
    ("agreements", "sees"),
    [
        ([("2024-01-01", "2025-01-01", "theirs"), ("2025-01-01", None, "another")], False),
        ([("2024-01-01", "2025-01-01", "another"), ("2025-01-01", None, "theirs")], True),
        ([("2024-01-01", "2025-01-01", "theirs")], True),
        ([("2024-01-01", "2025-01-01", "theirs"), ("2025-01-01", "2026-01-01", "another")], False),
        ([("2025-01-01", "2026-03-01", "theirs"), ("2026-03-01", None, "another")], True),
        ([("2025-01-01", "2026-01-01", "theirs"), ("2026-03-01", None, "another")], False),
        ([("2025-01-01", None, None)], False),
    ],
)
def test_an_account_manager_has_the_clients_whose_agreement_names_them_now_or_named_them_last(
    world: World, agreements: list[tuple[str, str | None, str | None]], sees: bool
) -> None:
    """NOON is in February 2026. Tickets, clients, letters to those who follow, mentions: all by one rule."""
    keepers = {"theirs": world.account, "another": member(world.kiwi, "account manager", "Olga Other"), None: None}
    opened = ticket(world.bob)
    follow(ticket=opened, user=world.account.user)
    world.hospital.agreements.update(since=date(2020, 1, 1), until=date(2024, 1, 1), account_manager=None)
    for since, until, keeper in agreements:
        world.hospital.agreements.create(plan="PLUS", since=since, until=until, account_manager=keepers[keeper])

    who = staff(world.account)
    receive_message(ticket=opened, words=Incoming("Any news?"), by=world.bob, at=NOON)
    reply(ticket=opened, words=Incoming("Done"), by=world.agent, at=NOON, name="resolved")
    add_note(ticket=opened, words=Incoming("@kiwi account manager, a word?"), by=world.agent, at=NOON)

    assert desk_tickets(who).exists() is sees
    assert clients(who, world.kiwi.pk).exists() is sees
    assert Delivery.objects.filter(kind="followed", recipient=world.account.user.email).exists() is sees
    assert Delivery.objects.filter(kind="mention").exists() is sees


def test_a_client_sees_their_own_tickets_and_an_administrator_those_of_the_company(world: World) -> None:
    bobs, alices = ticket(world.bob), ticket(world.alice)

    assert list(client_tickets(client(world.bob))) == [bobs]
    assert set(client_tickets(client(world.alice))) == {bobs, alices}
    for stranger in (world.carol, world.dave):
        assert list(client_tickets(client(stranger))) == []


def test_a_client_reads_no_note_and_learns_nothing_that_is_the_vendors_own(world: World) -> None:
    opened = ticket(world.bob)
    add_note(ticket=opened, words=Incoming("Odd."), by=world.agent, at=NOON)
    reply(ticket=opened, words=Incoming("We look."), by=world.agent, at=NOON)

    assert [message.text for message in client_messages(client(world.bob), opened)] == [
        "It began this morning.",
        "We look.",
    ]
    assert [event.name for event in client_events(opened)] == ["opened", "response"]


@pytest.mark.parametrize(("country", "seen"), [("CA", True), ("AU", False)])
def test_notes_on_data_are_for_staff_in_the_clients_countries(world: World, country: str, seen: bool) -> None:  # B22
    world.hospital.agreements.update(data_countries=["CA"])
    opened = ticket(world.bob)
    add_note(ticket=opened, words=with_file("Row 7", "a"), by=world.agent, at=NOON, data=True)
    add_note(ticket=opened, words=with_file("Plain", "b"), by=world.agent, at=NOON)
    who = staff(member(world.kiwi, "agent", country=country))

    assert sees_records(who, opened) is seen
    assert [message.text for message in thread_messages(opened).order_by("pk") if reads(who, message)] == [
        "It began this morning.",
        *(["Row 7"] if seen else []),
        "Plain",
    ]
    assert not attachments_for(client(world.bob)).exists()


def test_what_somebody_may_see_is_asked_in_few_queries(world: World) -> None:
    for _ in range(5):
        ticket(world.bob)
    who = staff(world.account)

    with CaptureQueriesContext(connection) as asked:
        assert len(desk_tickets(who)) == 5
        assert len(client_tickets(who)) == 0
        list(attachments_for(who))
    assert len(asked) <= 4, "the day of an account manager is asked each time"
