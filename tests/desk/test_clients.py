"""Clients and their people: who sees which, what stands on the pages, what is refused and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from servanda.desk.agreements.models import BoughtAddon
from servanda.desk.channels.routing import people_at
from servanda.desk.clock import now, today
from servanda.desk.organisations.models import Invitation, Member, Person
from servanda.desk.tickets.search import search
from servanda.engine.instants import HOUR

from .world import World, agreement, member, organisation, person, ticket, vendor

LIST = "/en/desk/kiwi/clients/"


def page(client: Client, address: str, who: Member | Person) -> str:
    """What somebody reads at an address."""
    assert who.user is not None
    client.force_login(who.user)
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def pages_of(world: World) -> tuple[tuple[str, str, str], ...]:
    """Method, address below the clients, and who may: everybody who reads, or those who change."""
    hospital, bob, bought = world.hospital.pk, world.bob.pk, world.hospital.agreements.get().pk
    return (
        ("get", "", "read"),
        ("get", f"{hospital}/", "read"),
        ("get", f"{hospital}/agreements/{bought}/", "read"),
        ("get", f"{hospital}/change/", "write"),
        ("post", f"{hospital}/change/", "write"),
        ("get", f"{hospital}/environments/", "write"),
        ("get", f"{hospital}/people/new/", "write"),
        ("get", f"{hospital}/people/{bob}/", "write"),
        ("post", f"{hospital}/people/{bob}/", "write"),
        ("get", f"{hospital}/people/{bob}/merge/", "write"),
        ("post", f"{hospital}/people/{bob}/invite/", "write"),
        ("get", f"{hospital}/agreements/new/", "write"),
        ("get", f"{hospital}/agreements/{bought}/change/", "write"),
        ("post", f"{hospital}/agreements/{bought}/change/", "write"),
    )


def test_agents_read_clients_and_whoever_looks_after_them_changes_them(client: Client, world: World) -> None:
    """The hospital is `account`'s own client; strangers of the vendor and clients find nothing."""
    for method, address, right in pages_of(world):
        for who, expected in (
            (world.administrator, {200, 302, 422}),
            (world.lead, {200, 302, 422}),
            (world.account, {200, 302, 422}),
            (world.agent, {200} if right == "read" else {403}),
            (world.stranger, {404}),
            (world.alice, {404}),
        ):
            client.force_login(who.user)
            status = getattr(client, method)(LIST + address).status_code
            assert status in expected, (method, address, who, status)


def test_account_managers_know_of_their_own_clients_only(client: Client, world: World) -> None:
    clinic = world.clinic.agreements.get()

    assert "Clinic" not in page(client, LIST, world.account)
    assert "Hospital" in page(client, LIST, world.account)
    for address in (
        f"{world.clinic.pk}/",
        f"{world.clinic.pk}/change/",
        f"{world.clinic.pk}/agreements/{clinic.pk}/",
        f"{world.hospital.pk}/agreements/{clinic.pk}/",
        f"{world.hospital.pk}/people/{world.carol.pk}/",
    ):
        assert client.get(LIST + address).status_code == 404, address
    assert client.get(f"{LIST}new/").status_code == 403


def test_another_vendors_clients_do_not_exist_here(client: Client, world: World) -> None:
    client.force_login(world.administrator.user)
    school = world.dave.organisation

    assert client.get(f"{LIST}{school.pk}/").status_code == 404
    assert client.get(f"/en/desk/aidi/clients/{school.pk}/").status_code == 404


def test_the_list_says_what_somebody_should_see_to(client: Client, world: World) -> None:
    """A40, Q17, Q26; agreements that end soon or have ended."""
    qiscus = vendor("qiscus", "qiscus", "QIS", "portal")
    lead = member(qiscus, "manager")
    airline = agreement(organisation(qiscus, "Airline"), "premium")
    for addon in ("8x7", "24x7"):
        BoughtAddon.objects.create(agreement=airline, addon=addon, since=date(2025, 1, 1))
    agreement(organisation(qiscus, "Bakery"), "basic", until=today() + timedelta(days=20))
    agreement(organisation(qiscus, "Cinema"), "basic", until=date(2025, 6, 1))
    organisation(qiscus, "Dairy")
    shown = page(client, "/en/desk/qiscus/clients/", lead)

    for said in (
        "The plan asks for an account manager; none is named.",
        "The add-ons do not go together",
        "The agreement ends in",
        "The agreement has ended",
        "No agreement yet",
    ):
        assert said in shown, said
    aidi = member(world.aidi, "manager")
    assert "named representatives; there are none" in page(client, "/en/desk/aidi/clients/", aidi)
    Person.objects.filter(pk=world.dave.pk).update(representative=True)
    assert "named representatives" not in page(client, "/en/desk/aidi/clients/", aidi)


def test_the_list_is_narrowed_by_words_and_standing(client: Client, world: World) -> None:
    organisation(world.kiwi, "Hôpital du Nord", "nord.example")

    assert "Clinic" not in page(client, f"{LIST}?words=hopital", world.lead)
    assert "Hôpital du Nord" in page(client, f"{LIST}?words=NORD.exa", world.lead)
    assert "Clinic" in page(client, f"{LIST}?plan=PLUS", world.lead)
    assert "Hospital" not in page(client, f"{LIST}?plan=PLUS", world.lead)
    assert "Hospital" in page(client, f"{LIST}?keeper={world.account.pk}", world.lead)
    assert "Hôpital" in page(client, f"{LIST}?standing=ended", world.lead)
    assert "No client is like this" in page(client, f"{LIST}?standing=ending", world.lead)


def test_open_requests_are_counted_with_those_at_risk_and_late(client: Client, world: World) -> None:
    worst = {"impact": "extended", "urgency": "critical"}
    ticket(world.bob, facts=worst, at=now() - 30 * 24 * HOUR)
    ticket(world.alice, facts={"impact": "minor", "urgency": "low"}, at=now())
    shown = page(client, LIST, world.lead)

    assert "2 open" in shown
    assert "1 breached" in shown
    assert f"view=breached&amp;client={world.hospital.pk}" in shown
    assert "Clinic" not in page(client, f"{LIST}?standing=breached", world.lead)


def test_pages_of_clients_ask_the_database_no_more_for_more_clients(client: Client, world: World) -> None:
    client.force_login(world.lead.user)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(8):
        made = organisation(world.kiwi, f"Client {number}", f"c{number}.example")
        agreement(made, "BASIC", account_manager=world.account)
        person(made, f"P{number}", f"p@c{number}.example")
        ticket(person(world.hospital, f"H{number}", f"h{number}@hospital.example"), at=now())
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(f"{LIST}{world.hospital.pk}/")

    assert len(many) <= len(few) <= 15
    assert len(one) <= 22


# Entering and changing


def test_a_client_is_entered_with_its_domains(client: Client, world: World) -> None:
    client.force_login(world.lead.user)
    given = {
        "name": "School board",
        "language": "fr",
        "country": "CA",
        "domains": "@Ecole.Example\nhttps://csdl.example/",
    }
    response = client.post(f"{LIST}new/", given)
    made = world.kiwi.organisations.get(name="School board")

    assert response["Location"].endswith(f"/{made.pk}/agreements/new/")
    assert {each.domain for each in made.domains.all()} == {"ecole.example", "csdl.example"}


@pytest.mark.parametrize(
    ("domains", "said"),
    [
        ("gmail.com", "Anybody can have an address at gmail.com"),
        ("clinic.example", "clinic.example belongs to Clinic already"),
        ("kiwi.example", "kiwi.example is your own domain"),
        ("not a domain", "“not” is not a domain"),
    ],
)
def test_a_domain_that_says_nothing_of_whose_mail_it_is_is_refused(
    client: Client, world: World, domains: str, said: str
) -> None:
    client.force_login(world.lead.user)
    response = client.post(
        f"{LIST}{world.hospital.pk}/change/", {"name": "Clinic", "language": "en", "domains": domains}
    )
    shown = response.content.decode()

    assert response.status_code == 422
    assert said in shown
    assert "A client named “Clinic” exists already" in shown, "everything wrong is said at once"
    assert list(world.hospital.domains.values_list("domain", flat=True)) == ["hospital.example"]


def test_everything_that_is_wrong_with_a_client_is_told_at_once(client: Client, world: World) -> None:
    client.force_login(world.lead.user)

    said = client.post("/en/desk/kiwi/clients/new/", {"name": " ", "language": "en", "domains": "gmail.com\nnowhere"})

    page = said.content.decode()
    assert said.status_code == 422
    assert "is empty" in page
    assert "Anybody can have an address at gmail.com" in page
    assert "“nowhere” is not a domain" in page


def test_environments_are_kept_renamed_and_stay_where_requests_name_them(client: Client, world: World) -> None:
    client.force_login(world.lead.user)
    used = world.hospital.environments.create(name="Live", kind="production")
    idle = world.hospital.environments.create(name="Old", kind="training")
    ticket(world.bob, environment=used)
    address = f"{LIST}{world.hospital.pk}/environments/"

    def rows(*given: tuple[object, str, str, str]) -> dict[str, object]:
        found: dict[str, object] = {"form-TOTAL_FORMS": len(given), "form-INITIAL_FORMS": 2}
        for number, (pk, name, kind, gone) in enumerate(given):
            found |= {f"form-{number}-pk": pk, f"form-{number}-name": name, f"form-{number}-kind": kind}
            found |= {f"form-{number}-gone": gone} if gone else {}
        return found

    refused = client.post(address, rows((used.pk, "Live", "production", "on"), (idle.pk, "Old", "training", "")))
    assert "“Live” stays" in refused.content.decode()
    swapped = rows(
        (used.pk, "Old", "production", ""), (idle.pk, "Live", "training", ""), ("", "New", "development", "")
    )
    assert client.post(address, swapped).status_code == 302
    assert dict(world.hospital.environments.values_list("name", "pk"))["Old"] == used.pk
    gone = rows((used.pk, "Old", "production", ""), (idle.pk, "Live", "training", "on"))
    client.post(address, gone)
    assert set(world.hospital.environments.values_list("name", flat=True)) == {"Old", "New"}


def test_requests_are_found_under_the_new_name_and_nobody_learns_of_clients_that_are_not_theirs(
    client: Client, world: World
) -> None:
    asked = ticket(world.bob)
    client.force_login(world.account.user)
    address = f"{LIST}{world.hospital.pk}/change/"
    client.post(address, {"name": "Sanatorium", "language": "en", "domains": "hospital.example"})
    found = search(type(asked).objects.all(), "sanatorium", vendors=[world.kiwi.pk])
    refused = client.post(address, {"name": "Sanatorium", "language": "en", "domains": "clinic.example"})

    assert asked.pk in {each.ticket_id for each in found}
    assert "clinic.example belongs to another client already" in refused.content.decode()


def sheet_of(someone: Person, **given: object) -> dict[str, object]:
    """The form of somebody, as it was shown."""
    known = {"name": someone.name, "email": someone.email, "language": someone.language, "active": "on"}
    rights = {name: "on" for name in ("administrator", "representative", "sees_all") if getattr(someone, name)}
    return {name: value for name, value in {**known, **rights, **given}.items() if value is not None}


def test_people_are_entered_invited_and_leave_again(client: Client, world: World) -> None:
    client.force_login(world.account.user)
    address = f"{LIST}{world.hospital.pk}/people/"
    client.post(f"{address}new/", {"name": "Zoé", "email": "Zoe@Hospital.example", "language": "fr", "active": "on"})
    zoe = world.hospital.people.get(email="zoe@hospital.example")
    client.post(f"{address}{zoe.pk}/invite/")

    assert "invited" in page(client, f"{LIST}{world.hospital.pk}/", world.account)
    assert Invitation.objects.get(person=zoe).language == "fr"
    client.post(f"{address}{zoe.pk}/revoke/")
    assert Invitation.objects.get(person=zoe).revoked_at
    client.post(f"{address}{zoe.pk}/", sheet_of(zoe, active=None))
    zoe.refresh_from_db()
    assert not zoe.active


def test_nobody_takes_an_address_that_signs_somebody_in_nor_the_last_administrator(
    client: Client, world: World
) -> None:
    """B9; and whoever could change an address here could sign in as its owner."""
    client.force_login(world.lead.user)
    address = f"{LIST}{world.hospital.pk}/people/{world.alice.pk}/"

    taken = client.post(address, sheet_of(world.alice, email="bob@hospital.example"))
    assert "Bob has the address" in taken.content.decode()
    moved = client.post(address, sheet_of(world.alice, email="alice@elsewhere.example"))
    assert "Alice signs in with alice@hospital.example" in moved.content.decode()
    last = client.post(address, sheet_of(world.alice, administrator=None))
    assert "is the last administrator" in last.content.decode()
    world.alice.refresh_from_db()
    assert (world.alice.email, world.alice.administrator) == ("alice@hospital.example", True)


def test_two_who_are_one_become_one(client: Client, world: World) -> None:
    """Requests, rights and the way in go to the one who stays; what happened keeps its author."""
    client.force_login(world.lead.user)
    double = person(world.hospital, "A. Tremblay", "alice@old.example", signs_in=False, sees_all=True)
    asked = ticket(double, "The old address asks")
    response = client.post(f"{LIST}{world.hospital.pk}/people/{double.pk}/merge/", {"into": world.alice.pk})
    asked.refresh_from_db()
    double.refresh_from_db()
    world.alice.refresh_from_db()

    assert response.status_code == 302
    assert asked.requester == world.alice
    assert asked.events.get().person == double
    assert (double.active, double.merged_into, world.alice.sees_all) == (False, world.alice, True)
    found = search(type(asked).objects.all(), "alice", vendors=[world.kiwi.pk])
    assert asked.pk in {each.ticket_id for each in found}
    assert people_at(world.kiwi, "Alice@old.example") == [world.alice], "mail from the old address is theirs"
    other = client.post(f"{LIST}{world.hospital.pk}/people/{world.bob.pk}/merge/", {"into": world.carol.pk})
    assert other.status_code == 422, "never across clients"


def test_the_client_page_shows_hours_entitlements_and_what_is_open(client: Client, world: World) -> None:
    ticket(world.bob, "The list stays empty", at=now())
    shown = page(client, f"{LIST}{world.hospital.pk}/", world.agent)

    for said in ("BASIC plan", "hospital.example", "What the plan gives", "KIWI-1 The list stays empty", "Alice"):
        assert said in shown, said
    assert "Support hours of the plan" in shown
    assert "Change environments" not in shown, "agents read"
