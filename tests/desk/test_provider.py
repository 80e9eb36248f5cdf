"""Signing in through the organisation's own OpenID Connect provider: who is known may enter, nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from servanda.desk.accounts.models import User
from servanda.desk.clock import now
from servanda.desk.environment import Environment
from servanda.desk.providers import provider as described
from servanda.desk.web.account import asking_provider
from servanda.engine.instants import SECOND

from .provider import Provider, running
from .world import World


def named(settings: Any, provider: Provider) -> None:
    """The installation's provider is this one."""
    apps = described(Environment({}), issuer=provider.issuer, client="servanda", secret="a shared secret", name="House")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}


def come(client: Client, settings: Any, start: str = "?process=login", **claims: Any):
    """Press the button, be recognised by the provider, and come back."""
    with running(Provider(claims)) as provider:
        named(settings, provider)
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


@pytest.mark.parametrize("asleep_at", ["button", "callback"])
def test_a_provider_that_does_not_answer_is_left_alone_and_another_way_offered(
    world: World, client: Client, settings, monkeypatch: pytest.MonkeyPatch, asleep_at: str
) -> None:
    monkeypatch.setattr(asking_provider, "PATIENCE", SECOND // 10)
    with running(Provider({"email": world.agent.user.email, "email_verified": True})) as provider:
        named(settings, provider)
        address = "/oidc/house/login/?process=login"
        if asleep_at == "callback":
            address = "?".join(provider.authorize(client.get(address).headers["Location"]))
        provider.awake.clear()
        began = now()
        answers = [client.get(address) for _ in range(3)]
        took = now() - began
        asked = len(provider.asked)
        provider.awake.set()

    assert [each.status_code for each in answers[:1]] == [503]
    assert "The provider does not answer" in answers[0].content.decode()
    assert "/en/account/link/" in answers[0].content.decode()
    assert took < SECOND, "nobody waits for it any longer"
    assert asked == (1 if asleep_at == "button" else 2), "and it was not asked again"
    assert "_auth_user_id" not in client.session


def test_a_provider_that_cannot_be_reached_or_says_nonsense_is_no_fault_of_ours(
    world: World, client: Client, settings
) -> None:
    gone, strange = Provider({}), Provider({})
    with running(gone):
        named(settings, gone)
    assert client.get("/oidc/house/login/?process=login").status_code == 503
    strange._configuration = dict  # type: ignore[method-assign]
    with running(strange):
        named(settings, strange)
        assert client.get("/oidc/house/login/?process=login").status_code == 502


def test_what_is_signed_and_what_is_told_must_be_about_one_person(world: World, client: Client, settings) -> None:
    """A token for one and the particulars of another prove nothing."""
    monkey = Provider({"email": world.agent.user.email, "email_verified": True})
    told = monkey.answer
    monkey.answer = lambda path, form: (  # type: ignore[method-assign]
        (200, {**monkey.claims, "sub": "another"}) if path == "/userinfo" else told(path, form)
    )
    with running(monkey):
        named(settings, monkey)
        leaves = client.get("/oidc/house/login/?process=login")
        path, query = monkey.authorize(leaves.headers["Location"])
        answer = client.get(f"{path}?{query}")

    assert "The provider did not sign you in" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("issuer", ["login.example", "http://login.example"])
def test_half_a_provider_or_one_without_tls_stops_the_start_with_what_is_missing(issuer: str) -> None:
    environment = Environment({})

    described(environment, issuer=issuer, client="servanda", secret="", name="")

    assert [problem.partition("=")[0] for problem in environment.problems] == [
        "SERVANDA_OIDC_ISSUER",
        "SERVANDA_OIDC_CLIENT_SECRET",
    ]
    assert described(Environment({}), issuer="", client="", secret="", name="") == []


def test_without_a_provider_there_is_no_button(db: None, client: Client) -> None:
    assert "/oidc/" not in client.get("/en/account/sign-in/").content.decode()
