"""Ids of others in a form or an address: whoever sends them is refused, and nothing anywhere has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.http import HttpResponse

from servanda.desk.clock import now
from servanda.desk.organisations.models import Absence, Environment, Person
from servanda.desk.organisations.who import who_is
from servanda.desk.tickets.actions.arranging import link
from servanda.desk.tickets.actions.incidents import join_incident, open_incident
from servanda.desk.tickets.models import Draft, Ticket, View
from servanda.desk.web.live import changed_message, known_part
from servanda.desk.web.queue.views import known_of

from . import quiet
from .furnished import Furnished, Visitor
from .world import ticket

pytestmark = pytest.mark.django_db
DESK, PORTAL = "/en/desk/kiwi/", "/en/portal/kiwi/"


@dataclass(frozen=True)
class Attempt:
    """Somebody sends something; the status that they get."""

    who: str
    path: str
    sent: dict[str, Any] = field(default_factory=dict)
    status: int = 404


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the desk's own tables."""
    names = ("accounts", "organisations", "agreements", "tickets", "channels", "outbox")
    models = (model for name in names for model in apps.get_app_config(name).get_models())
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in models}


def on_tickets(there: Furnished) -> Iterator[Attempt]:
    """Members, incidents, messages, tickets and macros of another vendor."""
    world, aidi, number = there.world, there.aidi, there.kiwi.ticket.number
    one, theirs = f"{DESK}tickets/{number}/", aidi.ticket.messages.get(event__name="client-message").pk
    ticket(world.carol, "Second")
    yield Attempt("agent", f"{one}do/assign/", {"assignee": world.stranger.pk}, 422)
    yield Attempt("agent", f"{one}do/incident/", {"incident": aidi.incident.pk}, 422)
    yield Attempt("agent", f"{one}do/split/", {"message": theirs, "subject": "Ours now"}, 422)
    for deed in ("link", "merge", "unlink"):
        yield Attempt("agent", f"{one}do/{deed}/", {"number": "AIDI-2"}, 422)
    yield Attempt("agent", f"{one}do/merge/", {"number": "KIWI-2"}, 422)
    yield Attempt("agent", f"{one}compose/", {"do": "macro", "macro": aidi.macro.pk})
    yield Attempt("agent", f"{one}messages/{theirs}/", {"get": "1"})
    yield Attempt("agent", f"/en/desk/aidi/tickets/{aidi.ticket.number}/compose/", {"do": "send", "text": "Hello"})


def on_lists(there: Furnished) -> Iterator[Attempt]:
    """Views, people and clients of others; what is chosen for many at once."""
    world, aidi, number = there.world, there.aidi, there.kiwi.ticket.number
    school, clinic = world.dave.organisation, world.clinic
    own_view = View.objects.create(vendor=there.kiwi.vendor, owner=world.other_agent, name={"en": "Mine"})
    yield Attempt("agent", f"{DESK}selected/", {"deed": "incident", "incident": aidi.incident.pk, "ticket": number})
    yield Attempt("agent", f"{DESK}selected/", {"deed": "assign", "assignee": world.stranger.pk, "ticket": number}, 302)
    yield Attempt("manager", f"{DESK}views/{aidi.view.pk}/", {"deed": "delete"})
    yield Attempt("manager", f"{DESK}views/{own_view.pk}/", {"deed": "delete"})
    opened = {"deed": "open", "kind": "incident", "channel": "portal", "subject": "Hello", "words": "Hello"}
    yield Attempt("agent", f"{DESK}new/?person={world.dave.pk}", opened)
    yield Attempt("account manager", f"{DESK}new/?person={world.carol.pk}", opened)
    newcomer = {"name": "Nobody", "email": "nobody@people.example"}
    yield Attempt("agent", f"{DESK}new/person/", newcomer | {"client": school.pk})
    yield Attempt("account manager", f"{DESK}new/person/", newcomer | {"client": clinic.pk})
    yield Attempt("manager", f"{DESK}texts/views/{own_view.pk}/remove/")


def on_clients(there: Furnished) -> Iterator[Attempt]:
    """People and agreements of another client, clients of another vendor, mail for one."""
    world, school, clinic = there.world, there.world.dave.organisation, there.world.clinic
    newcomer = {"name": "Nobody", "email": "nobody@people.example"}
    client, number, bought = f"{DESK}clients/{world.hospital.pk}/", there.kiwi.ticket.number, school.agreements.get().pk
    yield Attempt("manager", f"{DESK}clients/{school.pk}/change/", {"name": "Ours", "language": "en"})
    yield Attempt("manager", f"{client}people/{world.carol.pk}/", newcomer)
    yield Attempt("manager", f"{client}people/{world.dave.pk}/invite/")
    yield Attempt("manager", f"{client}people/{world.bob.pk}/merge/", {"into": world.carol.pk}, 422)
    yield Attempt("manager", f"{client}agreements/{bought}/change/", {"plan": "BASIC"})
    kept = {"plan": "BASIC", "since": "2025-01-01", "currency": "CAD", "phase": "live"}
    change = f"{client}agreements/{world.hospital.agreements.get().pk}/change/"
    yield Attempt("manager", change, kept | {"account_manager": world.stranger.pk}, 422)
    accepted = {"accept-name": "Zoé", "accept-ticket": ""}
    yield Attempt("agent", f"{DESK}mail/{there.arrival.pk}/accept/", accepted | {"accept-client": school.pk}, 422)
    joined = {"accept-name": "Zoé", "accept-ticket": str(number), "accept-client": clinic.pk}
    yield Attempt("agent", f"{DESK}mail/{there.arrival.pk}/accept/", joined, 422)
    yield Attempt("staff elsewhere", f"/en/desk/aidi/mail/{there.arrival.pk}/accept/", accepted)
    yield Attempt("administrator", f"{DESK}sent/{there.aidi.ticket.deliveries.first().pk}/resend/")


def on_staff(there: Furnished) -> Iterator[Attempt]:
    """Colleagues of another vendor, and what those write with."""
    world, aidi = there.world, there.aidi
    absence = Absence.objects.create(member=world.stranger, first="2099-01-01", last="2099-01-02")
    days = {"first": "2099-01-01", "last": "2099-01-02"}
    yield Attempt("manager", f"{DESK}staff/absences/add/", days | {"member": world.stranger.pk}, 422)
    yield Attempt("agent", f"{DESK}staff/absences/add/", days | {"member": world.other_agent.pk}, 422)
    yield Attempt("manager", f"{DESK}staff/absences/{absence.pk}/remove/")
    yield Attempt("administrator", f"{DESK}staff/{world.stranger.pk}/", {"role": "agent"})
    yield Attempt("administrator", f"{DESK}staff/invitations/{there.person_invitation.pk}/revoke/")
    yield Attempt("manager", f"{DESK}texts/modules/{aidi.module.pk}/remove/")
    yield Attempt("manager", f"{DESK}texts/macros/{aidi.macro.pk}/remove/")
    yield Attempt("manager", f"{DESK}texts/views/{aidi.view.pk}/remove/")
    yield Attempt("agent", "/en/account/signature/aidi/", {})


def in_portals(there: Furnished) -> Iterator[Attempt]:
    """Requests, people and invitations of others, among clients."""
    world, number = there.world, there.kiwi.ticket.number
    carols = ticket(world.carol, "Of the clinic").number
    for who in ("administers the client", "requester"):
        yield Attempt(who, f"{PORTAL}requests/{carols}/", {"step": "reply", "details": "Hello"})
    yield Attempt("requester", f"{PORTAL}requests/{ticket(world.alice).number}/", {"step": "close"})
    yield Attempt("client elsewhere", f"{PORTAL}requests/{number}/", {"step": "close"})
    guest = {"email": "x@people.example", "name": "X", "language": "en", "organisation": world.clinic.pk}
    yield Attempt("administers the client", f"{PORTAL}people/invite/", guest, 422)
    yield Attempt("administers the client", f"{PORTAL}people/{world.carol.pk}/", {"active": "on"})
    yield Attempt("administers the client", f"{PORTAL}people/invitations/{there.staff_invitation.pk}/resend/")
    yield Attempt("administers the client", f"{PORTAL}people/invitations/{there.staff_invitation.pk}/revoke/")


@pytest.fixture
def visitors(there: Furnished, settings: Any) -> dict[str, Visitor]:
    """Everybody, signed in."""
    settings.ROOT_URLCONF = quiet.__name__
    return {role: Visitor(there, role) for role in there.everybody}


def sends(visitor: Visitor, path: str, sent: dict[str, Any]) -> HttpResponse:
    """One post, kept."""
    client = visitor.client
    return client.get(path) if "get" in sent else client.post(path, sent)  # type: ignore[no-any-return]


@pytest.mark.parametrize("attempts", [on_tickets, on_lists, on_clients, on_staff, in_portals])
def test_whatever_names_something_of_others_is_refused_and_changes_nothing(
    there: Furnished, visitors: dict[str, Visitor], attempts: Callable[[Furnished], Iterator[Attempt]]
) -> None:
    tried = list(attempts(there))
    before, wrong = everything(), []
    for each in tried:
        answer = sends(visitors[each.who], each.path, each.sent)
        if answer.status_code != each.status:
            wrong.append(f"{each.who} {each.path} {each.sent}: {answer.status_code}, not {each.status}")
        if (after := everything()) != before:
            changed = [name for name in after if after[name] != before[name]]
            wrong.append(f"{each.who} {each.path} {each.sent} changed {changed}")
            before = after

    assert wrong == []


def test_what_belongs_to_others_is_left_out_of_what_one_sends_oneself(
    there: Furnished, visitors: dict[str, Visitor]
) -> None:
    """An environment of another client, a text of another vendor, an environment taken over by its id."""
    world, aidi, number = there.world, there.aidi, there.kiwi.ticket.number
    agent, manager = visitors["agent"], visitors["manager"]

    asked = {"deed": "open", "kind": "service-request", "channel": "portal", "subject": "Ours", "words": "Hello"}
    asked |= {"environment": aidi.environment.pk, "fact.impact": "minor", "fact.urgency": "low"}
    page = sends(agent, f"{DESK}new/?person={world.bob.pk}", asked | {"kind": "incident"})
    assert page.status_code == 302, page.content.decode()
    assert Ticket.objects.latest("pk").environment is None

    sends(agent, f"{DESK}tickets/{number}/compose/", {"do": "module", "module": "thanks", "kind": "internal"})
    assert "Aidi" not in Draft.objects.get(member=world.agent).text

    rows = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-pk": aidi.environment.pk}
    rows |= {"form-0-name": "Taken over", "form-0-kind": "training"}
    sends(manager, f"{DESK}clients/{world.hospital.pk}/environments/", rows)
    taken = Environment.objects.get(pk=aidi.environment.pk)
    assert (taken.name, taken.organisation) == ("Live at Aidi", world.dave.organisation)


def test_nobody_takes_back_or_sends_what_a_colleague_writes(there: Furnished, visitors: dict[str, Visitor]) -> None:
    opened, otto = there.kiwi.ticket, there.world.other_agent
    Draft.objects.create(ticket=opened, member=otto, text="Keptbackwords", updated_at=1, send_at=1)
    for deed in ("undo", "send"):
        sends(visitors["agent"], f"{DESK}tickets/{opened.number}/{deed}/", {})

    assert Draft.objects.get(member=otto).send_at == 1
    assert "Keptbackwords" not in visitors["agent"].client.get(f"{DESK}tickets/{opened.number}/").content.decode()


def test_nobody_ends_the_session_of_somebody_else(there: Furnished, visitors: dict[str, Visitor]) -> None:
    key = visitors["manager"].client.session.session_key
    kept = UserSession.objects.create(user=there.world.lead.user, session_key=key, ip="127.0.0.1")

    assert visitors["agent"].client.post(f"/en/account/sessions/{kept.pk}/end/").status_code == 404
    assert Session.objects.filter(pk=kept.session_key).exists()


def test_an_account_manager_finds_nothing_of_the_clients_of_others(
    there: Furnished, visitors: dict[str, Visitor]
) -> None:
    """Lists, search, palette and clients hold their own clients; those of others are not even named."""
    carol = there.world.carol
    others, own = ticket(carol, "Unheardof"), ticket(there.world.bob, "Theirs")
    link(ticket=own, other=others, by=there.world.agent, at=now())
    incident = open_incident(vendor=there.world.kiwi, title="Cache", at=now())
    for each in (own, others):
        join_incident(ticket=each, incident=incident, by=there.world.agent, at=now())
    Person.objects.filter(pk=carol.pk).update(name="Caroline Unheardof")
    client = visitors["account manager"].client
    paths = ("?view=all", f"?view=all&client={carol.organisation_id}", "?view=all&words=unheardof", "search/?q=list")
    for path in (
        *paths,
        f"tickets/{own.number}/",
        "go/?q=clinic",
        "go/?q=2",
        "new/?words=caroline",
        "clients/",
        "clients/?standing=attention",
    ):
        page = client.get(DESK + path).content.decode()
        assert "Unheardof" not in page, path
        assert "Caroline" not in page, path
        assert not re.search('[>"]Clinic', page), path


@pytest.mark.usefixtures("one_connection")
def test_an_account_manager_hears_of_nothing_that_happens_to_clients_of_others(there: Furnished) -> None:
    """Not even the numbers of their requests stand in the stream that keeps a page fresh."""
    others, own = ticket(there.world.carol), ticket(there.world.bob)
    who = who_is(there.world.account.user, at=now())
    hears = partial(known_of, who, there.world.kiwi.pk)

    assert known_part(changed_message([own.number, others.number]), hears) == changed_message([own.number])
    assert known_part(changed_message([others.number]), hears) == ""


@pytest.mark.parametrize("number", ["9" * 40, "9" * 5000])
def test_a_number_beyond_all_numbers_is_nobody_s(visitors: dict[str, Visitor], there: Furnished, number: str) -> None:
    one, asks = f"{DESK}tickets/{there.kiwi.ticket.number}/", visitors["manager"].client
    paths = (f"{DESK}new/?person={number}", f"{DESK}clients/?keeper={number}", f"{DESK}?kept={number}&client={number}")
    assert [asks.get(path).status_code for path in paths] == [404, 200, 200]
    sent = {"do": "keep", "text": "Hello", "seen": number, "began": number, "number": number, "incident": number}
    sent |= {"deed": "incident", "ticket": number, "client": number, "name": "A", "email": "a@people.example"}
    for path in ("presence/", "draft/", "compose/", "do/link/", "do/merge/", "do/incident/", "do/seen/"):
        assert asks.post(one + path, sent).status_code < 500, path
    for path in ("selected/", "new/person/"):
        assert asks.post(DESK + path, sent).status_code < 500, path
