"""One's own account: profile, signature, sessions, the person's menu, and pages that are not yours."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from servanda.desk.accounts.models import User
from servanda.desk.organisations.actions.places import join_people
from servanda.desk.organisations.models import Person
from servanda.desk.organisations.who import who_is
from servanda.desk.web.account.browsers import browser_name
from servanda.desk.web.account.home import home_of, menu_of

from .world import NOON, World, person, user

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"


def entered(user, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/en/account/sign-in/", {"login": user.email, "password": "four quiet words here"})
    return client


@pytest.fixture
def agent(world: World, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    world.agent.user.set_password("four quiet words here")
    world.agent.user.save()
    return world.agent.user


def test_a_profile_is_changed_and_answers_in_the_new_language(world: World, client: Client) -> None:
    client.force_login(world.agent.user)
    given = {"name": "Ada A.", "language": "fr", "zone": "Europe/Paris"}

    answer = client.post("/en/account/", given)

    user = type(world.agent.user).objects.get(pk=world.agent.user.pk)
    assert (user.name, user.language, user.zone, user.shortcuts) == ("Ada A.", "fr", "Europe/Paris", False)
    assert answer.headers["Location"] == "/fr/account/"
    assert client.post("/en/account/", {**given, "zone": "Mars/Base"}).status_code == 422


def test_a_client_is_not_asked_about_keys_of_the_desk(world: World, client: Client) -> None:
    client.force_login(world.bob.user)

    assert 'name="shortcuts"' not in client.get("/en/account/").content.decode()
    client.post("/en/account/", {"name": "Bob", "language": "en", "zone": ""})
    world.bob.user.refresh_from_db()
    assert world.bob.user.shortcuts


def test_a_signature_is_kept_by_language_and_only_one_s_own(world: World, client: Client) -> None:
    client.force_login(world.agent.user)
    prefix = f"s{world.agent.pk}"

    client.post("/en/account/signature/kiwi/", {f"{prefix}-en": "Ada\nSupport", f"{prefix}-fr": ""})

    world.agent.refresh_from_db()
    assert world.agent.signature == {"en": "Ada\nSupport"}
    assert client.post("/en/account/signature/aidi/", {}).status_code == 404


def test_sessions_name_browser_time_and_place_and_end_one_by_one(agent) -> None:
    here, there = entered(agent, FIREFOX), entered(agent, PHONE)

    page = here.get("/en/account/sessions/").content.decode()
    other = UserSession.objects.get(user_agent=PHONE)
    here.post(f"/en/account/sessions/{other.pk}/end/")

    assert "Firefox, Linux" in page
    assert "Safari, iPhone" in page
    assert "127.0.0.1" in page
    assert there.get("/en/account/").status_code == 302
    assert here.get("/en/account/").status_code == 200


def test_all_other_sessions_end_at_once(agent) -> None:
    here, there = entered(agent, FIREFOX), entered(agent, EDGE)

    here.post("/en/account/sessions/others/end/")

    assert (here.get("/en/account/").status_code, there.get("/en/account/").status_code) == (200, 302)


def test_nobody_ends_a_session_of_somebody_else(agent, world: World, client: Client) -> None:
    entered(agent, FIREFOX)
    client.force_login(world.lead.user)

    assert client.post(f"/en/account/sessions/{UserSession.objects.get().pk}/end/").status_code == 404


@pytest.mark.parametrize(
    ("agent", "name"),
    [(FIREFOX, "Firefox, Linux"), (PHONE, "Safari, iPhone"), (EDGE, "Edge, Windows"), ("curl/8", "unknown browser")],
)
def test_a_browser_is_named_as_people_name_it(english: None, agent: str, name: str) -> None:
    assert browser_name(agent) == name


@pytest.mark.parametrize(
    ("who", "first", "ways"),
    [
        ("agent", "/en/desk/kiwi/", ["Desk", "Staff and absences"]),
        ("alice", "/en/portal/kiwi/", ["Portal"]),
        ("stranger", "/en/desk/aidi/", ["Desk", "Staff and absences"]),
    ],
)
def test_everybody_has_a_first_page_and_ways_of_their_own(
    world: World, english: None, who: str, first: str, ways: list[str]
) -> None:
    found = who_is(getattr(world, who).user, at=NOON)

    assert home_of(found) == first
    assert [way.name for way in menu_of(found)] == ways


def test_who_is_staff_here_and_client_there_switches_between_both(world: World, english: None) -> None:
    person(world.clinic, "Ada", world.agent.user.email, signs_in=False)
    join_people(user=world.agent.user)

    assert [way.name for way in menu_of(who_is(world.agent.user, at=NOON))] == ["Desk", "Portal", "Staff and absences"]


def test_who_belongs_nowhere_reads_the_policies(world: World, english: None) -> None:
    assert home_of(who_is(user("Nobody"), at=NOON)) == "/en/"


def test_the_menu_leads_to_the_account_and_out(world: World, client: Client) -> None:
    nobody = client.get("/en/").content.decode()
    client.force_login(world.alice.user)
    alice = client.get("/en/").content.decode()

    assert 'href="/en/account/sign-in/"' in nobody
    assert 'href="/en/account/"' in alice
    assert 'action="/en/account/sign-out/"' in alice


def test_a_page_beyond_one_s_role_says_who_can_change_that(world: World, client: Client) -> None:
    client.force_login(world.bob.user)

    answer = client.get("/en/portal/kiwi/people/")

    assert answer.status_code == 403
    assert "Your role does not open this page" in answer.content.decode()


def test_a_form_that_was_open_for_too_long_says_so(world: World) -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/account/link/", {"email": "bob@hospital.example"})

    assert answer.status_code == 403
    assert "This form was open for too long" in answer.content.decode()


def test_a_name_is_one_line_wherever_it_comes_from(world: World, client: Client) -> None:
    """Strangers choose names that stand in mail to others: no line of theirs may look like ours."""
    client.force_login(world.bob.user)
    written = "Bob\r\n\r\nYour account is locked: http://evil.example\u202e"

    client.post("/en/account/", {"name": written, "language": "en"})

    named = User.objects.get(pk=world.bob.user.pk)
    assert named.name == "Bob Your account is locked: http://evil.example"
    Person.objects.filter(pk=world.bob.pk).update(name="Bob\nHospital")
    assert Person.objects.get(name="Bob Hospital") == world.bob
