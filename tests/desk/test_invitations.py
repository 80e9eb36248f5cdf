"""Invitations: sent in the guest's language, accepted once within seven days, sent again, withdrawn."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.founding import FoundingRefusedError, administrator_link
from servanda.desk.organisations.actions.invitations import (
    AlreadyHereError,
    Guest,
    InvitationOverError,
    Rights,
    accept_invitation,
    invitation_at,
    invite_member,
    invite_person,
    resend_invitation,
    revoke_invitation,
)
from servanda.desk.organisations.models import Invitation, Member, Organisation, Person, Vendor
from servanda.desk.organisations.permissions import Role
from servanda.desk.outbox.models import Delivery
from servanda.engine.instants import DAY, MINUTE

from .world import NOON, World, person

NEW = "nora@people.example"
WORDS = {"name": "Nora New", "password": "four quiet words here"}


def link(language: str, secret: str) -> str:
    return f"https://desk.example/{language}/account/invitation/{secret}/"


def staff_invited(world: World, email: str = NEW, *, role: str = Role.AGENT, at: int = NOON) -> str:
    """The secret of the letter."""
    guest = Guest(email, "Nora", "fr")
    invite_member(
        vendor=world.kiwi, guest=guest, role=role, country="CA", link=link, by=world.administrator.user, at=at
    )
    return secret_to(email)


def person_invited(world: World, email: str = NEW, *, rights: Rights | None = None, at: int = NOON) -> str:
    guest = Guest(email, "Nora", "fr")
    invite_person(
        organisation=world.hospital, guest=guest, rights=rights or Rights(), link=link, by=world.alice.user, at=at
    )
    return secret_to(email)


def secret_to(email: str) -> str:
    text = Delivery.objects.filter(recipient=email, kind="invitation").first().text
    return re.search(r"/account/invitation/([\w-]+)/", text)[1]


def accepted(secret: str, at: int = NOON + MINUTE) -> User:
    return accept_invitation(invitation=invitation_at(secret, at), name="Nora New", password="", at=at)


def test_a_guest_becomes_a_colleague_in_the_role_that_was_offered(world: World) -> None:
    user = accepted(staff_invited(world, role=Role.MANAGER))

    member = Member.objects.get(vendor=world.kiwi, user=user)
    assert (user.email, user.name, user.language) == (NEW, "Nora New", "fr")
    assert (member.role, member.country, member.languages, member.active) == (Role.MANAGER, "CA", ["fr"], True)


def test_a_guest_becomes_a_client_s_person_with_the_rights_that_were_given(world: World) -> None:
    user = accepted(person_invited(world, rights=Rights(administrator=True, representative=True)))

    found = Person.objects.get(organisation=world.hospital, email=NEW)
    assert (found.user, found.administrator, found.representative, found.sees_all) == (user, True, True, False)


def test_who_wrote_by_mail_before_keeps_what_they_wrote(world: World) -> None:
    erin = person(world.hospital, "Erin", "erin@hospital.example", signs_in=False)

    user = accepted(person_invited(world, "ERIN@hospital.example".lower()))

    erin.refresh_from_db()
    assert erin.user == user


def test_the_letter_has_the_link_and_the_database_only_its_digest(world: World) -> None:
    secret = staff_invited(world)

    assert not Invitation.objects.filter(digest=secret).exists()
    assert invitation_at(secret, NOON).email == NEW


def test_an_invitation_works_once_and_for_seven_days(world: World) -> None:
    secret = staff_invited(world)
    again = invitation_at(secret, NOON + 7 * DAY - 1)
    with pytest.raises(InvitationOverError):
        invitation_at(secret, NOON + 7 * DAY)

    accepted(secret)

    with pytest.raises(InvitationOverError):
        invitation_at(secret, NOON + MINUTE)
    with pytest.raises(InvitationOverError):
        accept_invitation(invitation=again, name="", password="", at=NOON + MINUTE)


def test_an_invitation_that_is_sent_again_has_a_new_link_and_seven_new_days(world: World) -> None:
    old = staff_invited(world)
    later = NOON + 8 * DAY

    resend_invitation(invitation=Invitation.objects.get(), link=link, by=world.administrator.user, at=later)

    with pytest.raises(InvitationOverError):
        invitation_at(old, NOON)
    assert invitation_at(secret_to(NEW), later + 6 * DAY)


def test_a_withdrawn_invitation_lets_nobody_in(world: World) -> None:
    secret = staff_invited(world)

    revoke_invitation(invitation=Invitation.objects.get(), at=NOON)

    with pytest.raises(InvitationOverError):
        accepted(secret)
    with pytest.raises(InvitationOverError):
        resend_invitation(invitation=Invitation.objects.get(), link=link, by=world.administrator.user, at=NOON)


def test_a_second_invitation_replaces_the_first(world: World) -> None:
    first, second = staff_invited(world), staff_invited(world)

    with pytest.raises(InvitationOverError):
        invitation_at(first, NOON)
    assert invitation_at(second, NOON)


def test_who_is_here_already_is_not_invited(world: World) -> None:
    with pytest.raises(AlreadyHereError):
        staff_invited(world, world.agent.user.email.upper())
    with pytest.raises(AlreadyHereError):
        person_invited(world, "bob@hospital.example")


def test_who_left_may_be_invited_back_and_keeps_their_past(world: World) -> None:
    Member.objects.filter(pk=world.agent.pk).update(active=False)

    accepted(staff_invited(world, world.agent.user.email, role=Role.MANAGER))

    world.agent.refresh_from_db()
    assert (world.agent.active, world.agent.role) == (True, Role.MANAGER)


def test_an_invitation_never_changes_the_password_of_somebody_who_has_an_account(world: World) -> None:
    carol = world.carol.user
    before = carol.password
    secret = staff_invited(world, carol.email)

    accept_invitation(invitation=invitation_at(secret, NOON), name="Mallory", password="taken over by me", at=NOON)

    carol.refresh_from_db()
    assert (carol.password, carol.name) == (before, "Carol")


def test_the_page_says_who_invites_and_lets_in_who_accepts(world: World, client: Client) -> None:
    page = f"/fr/account/invitation/{staff_invited(world, at=now())}/"

    shown = client.get(page).content.decode()
    refused = client.post(page, {"name": "", "password": "short"})
    accepted = client.post(page, WORDS)

    assert world.administrator.user.name in shown
    assert refused.status_code == 422
    assert accepted.headers["Location"] == "/fr/desk/kiwi/"
    assert client.get("/fr/desk/kiwi/staff/").status_code == 200
    assert client.get(page).status_code == 410


def test_an_invitation_that_was_passed_on_opens_nobody_s_account(world: World, client: Client) -> None:
    page = f"/en/account/invitation/{staff_invited(world, world.carol.email, at=now())}/"

    for whoever in (None, world.bob.user):
        if whoever:
            client.force_login(whoever)
        asked = client.post(page).content.decode()
        assert "carol@clinic.example has an account here. Sign in with it, then accept." in asked
    assert client.session["_auth_user_id"] == str(world.bob.user.pk)
    assert not Member.objects.filter(user__in=[world.bob.user, world.carol.user]).exists()


def test_who_has_an_account_and_is_signed_in_accepts_with_one_button(world: World, client: Client) -> None:
    client.force_login(world.carol.user)
    page = f"/en/account/invitation/{staff_invited(world, world.carol.email, at=now())}/"

    assert 'name="password"' not in client.get(page).content.decode()
    assert client.post(page).headers["Location"] == "/en/desk/kiwi/"
    assert Member.objects.get(user=world.carol.user).active


def test_a_client_s_person_may_do_without_a_password(world: World, client: Client) -> None:
    page = f"/en/account/invitation/{person_invited(world, at=now())}/"

    assert client.post(page, {"name": "Nora", "password": ""}).status_code == 302
    assert not User.objects.get(email=NEW).has_usable_password()


def test_staff_invite_resend_and_withdraw_on_their_page(world: World, client: Client) -> None:
    client.force_login(world.administrator.user)
    form = {"email": NEW, "name": "Nora", "language": "fr", "role": Role.AGENT, "country": "CA"}

    client.post("/en/desk/kiwi/staff/invite/", form)
    first = secret_to(NEW)
    pk = Invitation.objects.get().pk
    client.post(f"/en/desk/kiwi/staff/invitations/{pk}/resend/")

    assert "/fr/account/invitation/" in Delivery.objects.first().text
    assert "KIWI" in Delivery.objects.first().subject.upper()
    assert secret_to(NEW) != first
    assert NEW in client.get("/en/desk/kiwi/staff/").content.decode()
    client.post(f"/en/desk/kiwi/staff/invitations/{pk}/revoke/")
    assert NEW not in client.get("/en/desk/kiwi/staff/").content.decode()
    assert (
        "works here already"
        in client.post("/en/desk/kiwi/staff/invite/", {**form, "email": world.agent.user.email}).content.decode()
    )


def test_a_client_s_administrator_invites_for_their_own_organisation_only(world: World, client: Client) -> None:
    client.force_login(world.alice.user)
    form = {"email": NEW, "name": "Nora", "language": "en", "organisation": world.hospital.pk, "sees_all": "on"}

    refused = client.post("/en/portal/kiwi/people/invite/", {**form, "organisation": world.clinic.pk})
    client.post("/en/portal/kiwi/people/invite/", form)

    assert refused.status_code == 422
    assert " autofocus" in client.post("/en/portal/kiwi/people/invite/", {}).content.decode()
    assert client.get("/en/portal/kiwi/people/invite/").headers["Location"] == "/en/portal/kiwi/people/"
    assert Person.objects.get(email=NEW).organisation == world.hospital
    assert "/en/account/invitation/" in Delivery.objects.get(recipient=NEW).text
    pk = Invitation.objects.get().pk
    assert client.post(f"/en/portal/kiwi/people/invitations/{pk}/resend/").status_code == 302
    assert client.post(f"/en/portal/kiwi/people/invitations/{pk}/revoke/").status_code == 302
    assert Invitation.objects.get().revoked_at


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("nobody", "kiwi", "", ""), "EMAIL 'nobody' is not accepted"),
        (
            (NEW, "second", "", ""),
            "There is no vendor 'second'. To found it, name --address and --policy: one of aidi,",
        ),
        ((NEW, "second", "aidi", "somewhere"), "--address 'somewhere' is not accepted"),
        ((NEW, "a b", "aidi", "support@second.example"), "VENDOR 'a b' is not accepted"),
        ((NEW, "a" * 41, "aidi", "support@second.example"), "is not accepted: Ensure this value has at most 40"),
        ((NEW, "second", "aidi", "Support@Kiwi.example"), "Another vendor receives mail at 'Support@Kiwi.example'"),
    ],
)
def test_what_cannot_be_founded_is_refused_with_what_can(world: World, given: tuple[str, ...], said: str) -> None:
    with pytest.raises(FoundingRefusedError, match=re.escape(said)):
        administrator_link(*given)


def test_the_first_administrator_gets_in_by_the_link_that_the_command_prints(world: World, client: Client) -> None:
    printed = administrator_link("First@people.example", "second", "aidi", "support@second.example")

    client.post(re.search(r"http://[^/]+(/\S+)", printed)[1])

    first = Member.objects.get(vendor__slug="second")
    assert (first.role, first.user.email) == (Role.ADMINISTRATOR, "first@people.example")
    assert client.get("/en/desk/second/staff/").status_code == 200
    assert "To begin" in client.get("/en/desk/second/").content.decode()
    Organisation.objects.create(vendor=first.vendor, name="First", created_at=NOON)
    assert "To begin" not in client.get("/en/desk/second/").content.decode()


@pytest.mark.parametrize(("slug", "prefix"), [("aidi-west", "AIDIWEST"), ("k-iwi", "KIWI2"), ("9lives", "V9LIVES")])
def test_a_new_vendor_numbers_its_tickets_as_no_other_does(world: World, slug: str, prefix: str) -> None:
    administrator_link(NEW, slug, "aidi", "support@second.example")

    assert Vendor.objects.get(slug=slug).prefix == prefix
