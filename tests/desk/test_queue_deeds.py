"""Deeds from the list: on many requests at once, and a new request for a client who called."""

from __future__ import annotations

import pytest
from django.test import Client

from servanda.desk.organisations.models import Person
from servanda.desk.tickets.actions.incidents import open_incident
from servanda.desk.tickets.models import Message, Ticket

from .world import NOON, World, ticket

BULK = "/en/desk/kiwi/selected/"


@pytest.fixture
def three(world: World) -> World:
    """Three requests of two clients."""
    for number, asker in enumerate((world.bob, world.carol, world.bob), 1):
        ticket(asker, f"Request {number}")
    return world


def kept() -> list[Ticket]:
    return list(Ticket.objects.order_by("number"))


def test_a_deed_is_done_to_every_request_that_was_ticked_and_to_no_other(three: World, client: Client) -> None:
    client.force_login(three.agent.user)

    client.post(BULK, {"deed": "take", "ticket": ["1", "2"], "query": "view=open"})
    client.post(BULK, {"deed": "tag", "tag": "Câble", "ticket": ["1", "3"]})
    client.post(BULK, {"deed": "note", "words": "Same cause.", "ticket": ["2"]})
    client.post(BULK, {"deed": "wait", "words": "A log.", "party": "client", "ticket": ["3"]})
    client.post(BULK, {"deed": "resolve", "words": "It is **fixed**, {requester}.", "ticket": ["1", "2"]})

    assert [each.assignee for each in kept()] == [three.agent, three.agent, None]
    assert [each.tags for each in kept()] == [["câble"], [], ["câble"]]
    assert [each.state for each in kept()] == ["resolved", "resolved", "waiting"]
    said = Message.objects.filter(html__contains="<strong>fixed</strong>").order_by("ticket")
    assert [each.text for each in said] == ["It is **fixed**, Bob.", "It is **fixed**, Carol."]
    assert Message.objects.filter(kind="internal").count() == 1


def test_what_is_refused_is_told_row_by_row_and_the_rest_is_done(three: World, client: Client) -> None:
    client.force_login(three.agent.user)
    client.post(BULK, {"deed": "resolve", "words": "Done.", "ticket": ["1"]})

    page = client.post(BULK, {"deed": "wait", "words": "A log.", "party": "client", "ticket": ["1", "2"]})

    shown = page.content.decode()
    assert ("1 request was changed" in shown, "Refused" in shown) == (True, True)
    assert [each.state for each in kept()] == ["resolved", "waiting", "open"]


def test_requests_join_an_incident_together(three: World, client: Client) -> None:
    incident = open_incident(vendor=three.kiwi, title="Mail is slow", at=NOON)
    client.force_login(three.agent.user)

    client.post(BULK, {"deed": "incident", "incident": incident.pk, "ticket": ["1", "2"]})

    assert [each.incident for each in kept()] == [incident, incident, None]


@pytest.mark.parametrize("deed", ["take", "assign", "tag", "wait", "resolve", "incident"])
def test_a_deed_takes_its_permission_and_strangers_reach_nothing(three: World, client: Client, deed: str) -> None:
    for someone, status in ((three.account, 403), (three.stranger, 404), (three.bob, 404)):
        client.force_login(someone.user)
        assert client.post(BULK, {"deed": deed, "words": "x", "tag": "x", "ticket": ["1"]}).status_code == status
    assert kept()[0].events.count() == 1


def test_an_account_manager_notes_on_their_own_clients_only(three: World, client: Client) -> None:
    client.force_login(three.account.user)

    client.post(BULK, {"deed": "note", "words": "Called them.", "ticket": ["1", "2"]})

    assert list(Message.objects.filter(kind="internal").values_list("ticket__number", flat=True)) == [1]


def test_a_deed_without_rows_or_words_says_what_is_missing(three: World, client: Client) -> None:
    client.force_login(three.agent.user)

    for form in (
        {"deed": "take"},
        {"deed": "resolve", "ticket": ["1"]},
        {"deed": "assign", "ticket": ["1"]},
        {"ticket": "1"},
    ):
        assert 'class="notice' in client.post(BULK, form, follow=True).content.decode()
    assert [each.state for each in kept()] == ["open"] * 3


def test_a_call_becomes_a_request_with_its_promise_shown_before(world: World, client: Client) -> None:
    client.force_login(world.agent.user)
    found = client.get("/en/desk/kiwi/new/?words=hosp+bob").content.decode()
    assert f"?person={world.bob.pk}" in found
    address = f"/en/desk/kiwi/new/?person={world.bob.pk}"
    form = {"channel": "portal", "kind": "incident", "fact.impact": "extended", "fact.urgency": "critical"}

    shown = client.post(address, form | {"deed": "preview"}).content.decode()
    missing = client.post(address, form | {"deed": "open"})
    opened = client.post(address, form | {"deed": "open", "subject": "It is down", "words": "Nobody can work."})

    assert "P1" in shown
    assert (missing.status_code, Ticket.objects.count()) == (422, 1)
    row = Ticket.objects.get()
    assert opened["Location"] == f"/en/desk/kiwi/tickets/{row.number}/"
    assert (row.priority, row.opened_by, row.requester) == ("P1", world.agent, world.bob)


def test_a_channel_that_the_plan_lacks_is_refused_with_what_it_has(world: World, client: Client) -> None:
    world.hospital.agreements.update(since="2050-01-01")
    client.force_login(world.agent.user)
    form = {"channel": "portal", "kind": "incident", "fact.impact": "minor", "fact.urgency": "low"}

    page = client.post(
        f"/en/desk/kiwi/new/?person={world.bob.pk}", form | {"deed": "open", "subject": "Early", "words": "Hello"}
    )

    assert (page.status_code, Ticket.objects.count()) == (422, 0)
    assert "It was not opened" in page.content.decode()


def test_somebody_new_is_entered_and_asked_for(world: World, client: Client) -> None:
    client.force_login(world.agent.user)
    sheet = {"client": world.hospital.pk, "name": "Zoé", "email": "zoe@hospital.example", "language": "fr"}

    entered = client.post("/en/desk/kiwi/new/person/", sheet)
    twice = client.post("/en/desk/kiwi/new/person/", sheet)
    wrong = client.post("/en/desk/kiwi/new/person/", sheet | {"email": "zoe"})

    made = Person.objects.get(email="zoe@hospital.example")
    assert entered["Location"].endswith(f"?person={made.pk}")
    assert (twice.status_code, wrong.status_code, made.language) == (422, 422, "fr")


def test_account_managers_open_requests_for_their_own_clients_only(world: World, client: Client) -> None:
    client.force_login(world.account.user)

    assert client.get(f"/en/desk/kiwi/new/?person={world.bob.pk}").status_code == 200
    assert client.get(f"/en/desk/kiwi/new/?person={world.carol.pk}").status_code == 404
    client.force_login(world.stranger.user)
    assert client.get(f"/en/desk/kiwi/new/?person={world.bob.pk}").status_code == 404
