"""Signing in through the organisation's own OpenID Connect provider: who is known may enter, nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from servanda.desk.accounts.models import User
from servanda.desk.environment import Environment
from servanda.desk.providers import provider as described

from .provider import Provider, running
from .world import World


def come(client: Client, settings: Any, start: str = "?process=login", **claims: Any):
    """Press the button, be recognised by the provider, and come back."""
    with running(Provider(claims)) as provider:
        apps = described(
            Environment({}), issuer=provider.issuer, client="servanda", secret="a shared secret", name="House"
        )
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
        page = client.get("/en/account/sign-in/").content.decode()
        assert "Sign in with House" in page or "_auth_user_id" in client.session
        leaves = client.get(f"/oidc/house/login/{start}")
        path, query = provider.authorize(leaves.headers["Location"])
        return client.get(f"{path}?{query}")


def test_who_has_an_account_with_the_verified_address_enters(world: World, client: Client, settings) -> None:
    user = world.agent.user

    come(client, settings, email=user.email.upper(), email_verified=True)

    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": "false"}, {}])
def test_an_address_that_the_provider_has_not_verified_proves_nothing(
    world: World, client: Client, settings, claims: dict[str, object]
) -> None:
    answer = come(client, settings, email=world.agent.user.email, **claims)

    assert answer.status_code == 403
    assert "You have no account here" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_gets_an_account_by_coming_from_the_provider(world: World, client: Client, settings) -> None:
    before = User.objects.count()

    assert come(client, settings, email="stranger@people.example", email_verified=True).status_code == 403
    User.objects.filter(pk=world.agent.user.pk).update(is_active=False)
    assert come(client, settings, email=world.agent.user.email, email_verified=True).status_code == 403
    assert User.objects.count() == before


def test_the_provider_does_not_replace_the_second_step_nor_the_password(world: World, client: Client, settings) -> None:
    user = world.agent.user
    user.set_password("four quiet words here")
    user.save()
    TOTP.activate(user, generate_totp_secret())

    answer = come(client, settings, email=user.email, email_verified=True)

    user.refresh_from_db()
    assert answer.headers["Location"].endswith("/account/ways/second/")
    assert "_auth_user_id" not in client.session
    assert user.has_usable_password()


def test_an_account_of_the_provider_is_never_tied_to_whoever_is_signed_in(
    world: World, client: Client, settings
) -> None:
    client.force_login(world.bob.user)

    come(client, settings, "?process=connect", email="stranger@people.example", email_verified=True)

    assert client.session["_auth_user_id"] == str(world.bob.user.pk)
    assert not world.bob.user.socialaccount_set.exists()


def test_an_answer_that_nobody_asked_for_is_refused(world: World, client: Client, settings) -> None:
    come(client, settings, email=world.agent.user.email, email_verified=True)
    other = Client()

    answer = other.get("/oidc/house/login/callback/?code=code-0&state=made-up")

    assert "The provider did not sign you in" in answer.content.decode()
    assert "_auth_user_id" not in other.session


def test_half_a_provider_stops_the_start_with_what_is_missing() -> None:
    environment = Environment({})

    described(environment, issuer="login.example", client="servanda", secret="", name="")

    assert [problem.partition("=")[0] for problem in environment.problems] == [
        "SERVANDA_OIDC_ISSUER",
        "SERVANDA_OIDC_CLIENT_SECRET",
    ]
    assert described(Environment({}), issuer="", client="", secret="", name="") == []


def test_without_a_provider_there_is_no_button(db: None, client: Client) -> None:
    assert "/oidc/" not in client.get("/en/account/sign-in/").content.decode()
