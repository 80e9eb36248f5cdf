"""Phone, passkeys and recovery codes are gone: how somebody gets in again, and who may not help with that."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client

from servanda.desk.accounts.models import User
from servanda.desk.founding import FoundingRefusedError, second_step_off
from servanda.desk.organisations.models import Member, Person
from servanda.desk.organisations.permissions import Role
from servanda.desk.outbox.models import Delivery

from .world import World


def guarded(user: User) -> User:
    TOTP.activate(user, generate_totp_secret())
    return user


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    UserSession.objects.create(user=user, session_key=client.session.session_key, ip="127.0.0.1")
    return client


def test_an_administrator_takes_it_off_and_its_owner_is_told_and_signed_out(world: World) -> None:
    user, root = guarded(world.agent.user), as_(world.administrator.user)
    theirs, path = as_(user), f"/en/desk/kiwi/staff/{world.agent.pk}/"

    assert "Take the second step off" in root.get(path).content.decode()
    root.post(f"{path}second-step/")

    assert not Authenticator.objects.filter(user=user).exists()
    assert theirs.get("/en/account/").status_code == 302
    letter = Delivery.objects.get(recipient=user.email)
    assert f"{world.administrator.user} took the second step off your account" in letter.text


@pytest.mark.parametrize("other", ["own", "works elsewhere", "client elsewhere"])
def test_nobody_takes_it_off_where_another_house_has_a_say_nor_off_their_own_account(world: World, other: str) -> None:
    chosen = world.administrator if other == "own" else world.agent
    user = guarded(chosen.user)
    if other == "works elsewhere":
        Member.objects.create(vendor=world.aidi, user=user, role=Role.AGENT, since=1)
    if other == "client elsewhere":
        Person.objects.create(organisation=world.dave.organisation, user=user, email=user.email, created_at=1)
    root, path = as_(world.administrator.user), f"/en/desk/kiwi/staff/{chosen.pk}/"

    assert "Take the second step off" not in root.get(path).content.decode()
    assert root.post(f"{path}second-step/").status_code == 403
    assert Authenticator.objects.filter(user=user).exists()


def test_whoever_runs_the_machine_takes_it_off_for_anybody(world: World) -> None:
    user = guarded(world.bob.user)

    assert "was taken off" in second_step_off(user.email.upper())
    assert "No second step guards" in second_step_off(user.email)
    assert not Authenticator.objects.filter(user=user).exists()
    with pytest.raises(FoundingRefusedError, match="Nobody signs in"):
        second_step_off("nobody@people.example")
