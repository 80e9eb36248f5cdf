"""A vendor's staff and a client's people: who may see and change them, and who is away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from servanda.desk.clock import today
from servanda.desk.organisations.actions.staff import add_absence
from servanda.desk.organisations.models import Absence, Member
from servanda.desk.organisations.permissions import Role

from .world import World, member, person

STAFF = "/en/desk/kiwi/staff/"
PEOPLE = "/en/portal/kiwi/people/"
POST = {"role": Role.MANAGER, "country": "FR", "languages": ["fr"], "calendar": "", "active": "on"}


def as_(who: object) -> Client:
    client = Client()
    client.force_login(who.user)  # type: ignore[attr-defined]
    return client


@pytest.mark.parametrize("role", ["administrator", "lead", "agent", "account"])
def test_every_colleague_sees_the_staff_and_only_administrators_change_it(world: World, role: str) -> None:
    asks = as_(getattr(world, role))
    other = world.other_agent

    page = asks.get(STAFF)
    said = [
        asks.post(f"{STAFF}invite/", {}).status_code,
        asks.get(f"{STAFF}{other.pk}/").status_code,
        asks.post(f"{STAFF}{other.pk}/", POST).status_code,
        asks.post(f"{STAFF}invitations/1/resend/").status_code,
        asks.post(f"{STAFF}invitations/1/revoke/").status_code,
    ]

    assert page.status_code == 200
    assert "Otto Agent" in page.content.decode()
    assert ("Invite somebody" in page.content.decode()) == (role == "administrator")
    assert said == ([422, 200, 302, 404, 404] if role == "administrator" else [403] * 5)


@pytest.mark.parametrize("who", ["stranger", "alice", "dave"])
def test_nobody_else_learns_that_there_is_a_staff(world: World, who: str) -> None:
    asks = as_(getattr(world, who))

    assert asks.get(STAFF).status_code == 404
    assert asks.get(f"{STAFF}{world.agent.pk}/").status_code == 404
    assert asks.post(f"{STAFF}absences/add/").status_code == 404


def test_a_member_s_post_is_changed(world: World) -> None:
    as_(world.administrator).post(f"{STAFF}{world.agent.pk}/", POST)

    changed = Member.objects.get(pk=world.agent.pk)
    assert (changed.role, changed.country, changed.languages, changed.active) == (Role.MANAGER, "FR", ["fr"], True)


def test_a_country_that_nobody_said_is_asked_for_and_never_guessed(world: World) -> None:
    """The first administrator comes without one, and agreements limit by it who sees a client's data (B22)."""
    Member.objects.filter(pk=world.administrator.pk).update(country="")
    asks, path = as_(world.administrator), f"{STAFF}{world.administrator.pk}/"

    assert '<option value="" selected>' in asks.get(path).content.decode()
    assert asks.post(path, {**POST, "role": Role.ADMINISTRATOR, "country": ""}).status_code == 422


def test_who_no_longer_works_here_no_longer_gets_in(world: World) -> None:
    asks = as_(world.agent)
    as_(world.administrator).post(f"{STAFF}{world.agent.pk}/", {**POST, "active": ""})

    assert asks.get(STAFF).status_code == 404


def test_the_last_administrator_stays_one_until_there_is_another(world: World) -> None:
    asks, path = as_(world.administrator), f"{STAFF}{world.administrator.pk}/"

    refused = asks.post(path, POST)
    member(world.kiwi, Role.ADMINISTRATOR, "Another")
    accepted = asks.post(path, POST)

    assert refused.status_code == 422
    assert "is the last administrator" in refused.content.decode()
    assert accepted.status_code == 302


@pytest.mark.parametrize(("role", "others"), [("lead", 302), ("agent", 422), ("account", 422)])
def test_absences_are_entered_for_oneself_and_by_leads_for_everybody(world: World, role: str, others: int) -> None:
    own, asks = getattr(world, role), as_(getattr(world, role))
    days = {"first": "2030-07-01", "last": "2030-07-14", "reason": "Holidays"}

    assert asks.post(f"{STAFF}absences/add/", {"member": own.pk, **days}).status_code == 302
    assert asks.post(f"{STAFF}absences/add/", {"member": world.other_agent.pk, **days}).status_code == others

    assert "1 July 2030 – 14 July 2030" in asks.get(STAFF).content.decode()
    mine = Absence.objects.get(member=own)
    assert as_(world.other_agent).post(f"{STAFF}absences/{mine.pk}/remove/").status_code == 404
    assert asks.post(f"{STAFF}absences/{mine.pk}/remove/").status_code == 302
    assert not Absence.objects.filter(member=own).exists()


def test_an_absence_that_ends_before_it_begins_is_refused_with_the_cure(world: World) -> None:
    days = {"member": world.agent.pk, "first": "2030-07-14", "last": "2030-07-01"}

    refused = as_(world.agent).post(f"{STAFF}absences/add/", days)

    assert refused.status_code == 422
    assert "The last day is before the first." in refused.content.decode()


def test_who_is_away_today_is_shown_as_away(world: World) -> None:
    add_absence(member=world.agent, first=today() - timedelta(days=2), last=today() + timedelta(days=2))

    assert "until" in as_(world.lead).get(STAFF).content.decode()


def test_a_client_s_administrator_changes_what_colleagues_may_do(world: World) -> None:
    asks, bob = as_(world.alice), world.bob

    page = asks.get(PEOPLE).content.decode()
    given = asks.post(f"{PEOPLE}{bob.pk}/", {"administrator": "", "representative": "on", "active": "on"})
    bob.refresh_from_db()

    assert "bob@hospital.example" in page
    assert "carol@clinic.example" not in page
    assert given.status_code == 302
    assert (bob.representative, bob.administrator, bob.active) == (True, False, True)


def test_a_client_keeps_one_administrator(world: World) -> None:
    asks, path = as_(world.alice), f"{PEOPLE}{world.alice.pk}/"

    refused = asks.post(path, {"active": "on"})
    person(world.hospital, "Ann", "ann@hospital.example", administrator=True)

    assert refused.status_code == 422
    assert asks.post(path, {"active": "on"}).status_code == 302


def test_who_was_ended_by_the_client_sees_nothing_any_more(world: World) -> None:
    asks = as_(world.bob)
    as_(world.alice).post(f"{PEOPLE}{world.bob.pk}/", {})

    assert asks.get("/en/portal/kiwi/people/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("carol", 403), ("dave", 404), ("administrator", 404)])
def test_people_are_administered_by_the_client_s_administrators_alone(world: World, who: str, status: int) -> None:
    asks = as_(getattr(world, who))

    assert asks.get(PEOPLE).status_code == status
    assert asks.post(f"{PEOPLE}invite/", {}).status_code == status
    assert asks.post(f"{PEOPLE}{world.alice.pk}/", {}).status_code == status
    assert asks.post(f"{PEOPLE}invitations/1/revoke/").status_code == status


def test_people_of_other_clients_are_not_there(world: World) -> None:
    assert as_(world.alice).post(f"{PEOPLE}{world.carol.pk}/", {}).status_code == 404


def test_whoever_is_not_signed_in_signs_in_first(world: World, client: Client) -> None:
    for path in (STAFF, PEOPLE, "/en/account/"):
        assert client.get(path).headers["Location"] == f"/en/account/sign-in/?next={path}"
