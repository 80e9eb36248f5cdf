"""Signing in: by password, by a second step, by a link that comes by mail; and how often one may try."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from servanda.desk.accounts.models import MailLink, User
from servanda.desk.organisations.actions.mail_links import LIFETIME, LinkSpentError, ask_for_link, link_lives, use_link
from servanda.desk.outbox.models import Delivery

from .world import NOON, World, person

PASSWORD = "four quiet words here"
SIGN_IN = "/en/account/sign-in/"


@pytest.fixture(autouse=True)
def quick_hashes(settings) -> None:
    """Argon2 takes its time on purpose; one test below holds that it is what is used."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def enter(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def signed_in(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_app(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def secret_of(delivery: Delivery) -> str:
    return re.search(r"/account/link/([\w-]+)/", delivery.text)[1]


def mailed(client: Client, email: str) -> str:
    client.post("/en/account/link/", {"email": email})
    return secret_of(Delivery.objects.get(recipient=email))


# By password


def test_passwords_are_kept_as_argon2(settings, db: None) -> None:
    from servanda.desk import settings as shipped

    assert shipped.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_the_right_password_lets_in_whatever_the_case_of_the_address(world: World, client: Client) -> None:
    user = with_password(world.agent.user)

    answer = enter(client, user.email.upper())

    assert answer.status_code == 302
    assert signed_in(client) == user.pk


def test_somebody_lands_in_their_own_language_or_where_they_wanted_to_go(world: World, client: Client) -> None:
    user = with_password(world.agent.user)
    User.objects.filter(pk=user.pk).update(language="fr")

    assert enter(client, user.email).headers["Location"].startswith("/fr/")
    assert enter(Client(), user.email, next="/en/account/").headers["Location"] == "/en/account/"
    assert enter(Client(), user.email, next="https://elsewhere.example/").headers["Location"].startswith("/fr/")


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(world: World, client: Client) -> None:
    user = with_password(world.agent.user)

    wrong = enter(client, user.email, "something else entirely").content.decode()
    unknown = enter(client, "nobody@people.example").content.decode()

    said = "No account has this e-mail address with this password."
    assert said in wrong
    assert said in unknown
    assert signed_in(client) is None


def test_after_five_wrong_passwords_even_the_right_one_waits(world: World, client: Client) -> None:
    user = with_password(world.agent.user)

    for _ in range(5):
        enter(client, user.email, "something else entirely")
    refused = enter(client, user.email)

    assert "Too many attempts." in refused.content.decode()
    assert signed_in(client) is None


def test_wrong_passwords_of_strangers_keep_nobody_out_of_a_browser_they_have_used(world: World, client: Client) -> None:
    user, stranger = with_password(world.agent.user), Client(REMOTE_ADDR="198.51.100.7")
    enter(client, user.email)
    client.post("/en/account/sign-out/")
    for _ in range(6):
        locked = enter(stranger, user.email, "wrong")

    assert "Too many attempts" in locked.content.decode()
    enter(client, user.email)
    assert signed_in(client) == user.pk
    client.post("/en/account/sign-out/")
    guesses = [enter(client, user.email, "wrong") for _ in range(6)]
    assert "Too many attempts" in guesses[-1].content.decode(), "its own are counted too"


def test_a_browser_of_one_person_has_no_attempts_of_its_own_at_somebody_else_s_account(
    world: World, client: Client
) -> None:
    """Neither with its own cookie nor with one that was made up."""
    mine, victim = with_password(world.other_agent.user), with_password(world.agent.user)
    enter(client, mine.email)
    client.post("/en/account/sign-out/")
    for _ in range(6):
        enter(Client(REMOTE_ADDR="198.51.100.7"), victim.email, "wrong")

    assert "Too many attempts" in enter(client, victim.email).content.decode()
    client.cookies["servanda_known"] = f"[{victim.pk}]:made:up"
    assert "Too many attempts" in enter(client, victim.email).content.decode()


def test_a_closed_account_is_told_whom_to_ask(world: World, client: Client) -> None:
    user = with_password(world.agent.user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    enter(client, user.email)

    assert signed_in(client) is None


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/en/account/signup/").status_code == 404


def test_signing_out_is_a_button_and_ends_the_session(world: World, client: Client) -> None:
    client.force_login(world.agent.user)

    client.get("/en/account/sign-out/")
    assert signed_in(client) is not None
    client.post("/en/account/sign-out/")
    assert signed_in(client) is None


# A forgotten password


def test_a_forgotten_password_is_chosen_anew_through_the_outbox(world: World, client: Client) -> None:
    user = with_password(world.agent.user)

    known = client.post("/en/account/password/forgotten/", {"email": user.email})
    unknown = client.post("/en/account/password/forgotten/", {"email": "nobody@people.example"})
    letter = Delivery.objects.get(kind="sign-in")
    page = client.get(re.search(r"http://localhost:8000(/\S+)", letter.text)[1], follow=True).redirect_chain[-1][0]
    new = "another few quiet words"
    client.post(page, {"password1": new, "password2": new})

    assert known.headers["Location"] == unknown.headers["Location"]
    assert letter.recipient == user.email
    assert enter(client, user.email, new).status_code == 302
    assert "Your sign-in was changed" in Delivery.objects.filter(recipient=user.email).first().subject


def test_links_in_mail_lead_to_the_desk_whatever_the_asker_calls_it(world: World, client: Client, settings) -> None:
    """The host of a request is written by whoever asks, and so would be where somebody else's link leads."""
    settings.ADDRESS, settings.ALLOWED_HOSTS = "https://desk.example", ["*"]
    for path in ("password/forgotten/", "link/"):
        client.post(f"/en/account/{path}", {"email": world.agent.user.email}, headers={"host": "elsewhere.example:81"})

    letters = [each.text for each in Delivery.objects.all()]
    assert len(letters) == 2
    assert all("https://desk.example/en/account/" in text for text in letters)
    assert not any("elsewhere" in text for text in letters)


def test_a_weak_password_is_refused_with_the_reason(world: World, client: Client) -> None:
    client.force_login(with_password(world.agent.user))
    given = {"oldpassword": PASSWORD, "password1": "password1234", "password2": "password1234"}

    refused = client.post("/en/account/password/", given)

    assert "too common" in refused.content.decode()


# The second step


def test_with_an_app_the_password_alone_is_not_enough(world: World, client: Client) -> None:
    user = with_password(world.agent.user)
    secret = with_app(user)

    asked = enter(client, user.email)
    wrong = client.post(asked.headers["Location"], {"code": "000000"})
    assert "Use a passkey" not in wrong.content.decode(), "who has none is not offered it"

    assert asked.headers["Location"] == "/en/account/ways/second/"
    assert "This code is not right" in wrong.content.decode()
    assert signed_in(client) is None
    client.post(asked.headers["Location"], {"code": code(secret)})
    assert signed_in(client) == user.pk


def test_a_recovery_code_works_once(world: World, client: Client) -> None:
    user = with_password(world.agent.user)
    with_app(user)
    spare = RecoveryCodes.activate(user).get_unused_codes()[0]

    enter(client, user.email)
    client.post("/en/account/ways/second/", {"code": spare})
    other = Client()
    enter(other, user.email)
    other.post("/en/account/ways/second/", {"code": spare})

    assert (signed_in(client), signed_in(other)) == (user.pk, None)


def test_a_link_by_mail_does_not_pass_the_second_step(world: World, client: Client) -> None:
    user = world.agent.user
    secret = with_app(user)

    asked = client.post(f"/en/account/link/{mailed(client, user.email)}/")

    assert asked.headers["Location"] == "/en/account/ways/second/"
    assert signed_in(client) is None
    client.post(asked.headers["Location"], {"code": code(secret)})
    assert signed_in(client) == user.pk


def test_an_app_is_added_with_a_square_a_key_and_codes_for_bad_days(
    world: World, client: Client, django_capture_on_commit_callbacks
) -> None:
    user = with_password(world.agent.user)
    enter(client, user.email)

    client.post("/en/account/again/?next=/en/account/ways/app/", {"password": PASSWORD})
    page = client.get("/en/account/ways/app/").content.decode()
    key = re.search(r'<code class="qr__key">(\w+)</code>', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        codes = client.post("/en/account/ways/app/", {"code": code(key)}, follow=True)

    assert 'class="qr__drawing"' in page
    assert "data:image" not in page
    assert codes.content.decode().count("<li><code>") == 10
    assert Authenticator.objects.filter(user=user).count() == 2
    assert "guards your account" in Delivery.objects.filter(recipient=user.email).last().text


def test_the_way_in_is_changed_only_by_who_shows_the_password_again(world: World, client: Client) -> None:
    client.force_login(with_password(world.agent.user))

    for page in ("ways/app/", "ways/keys/add/", "ways/codes/new/"):
        assert client.get(f"/en/account/{page}").headers["Location"].startswith("/en/account/again/")


def test_passkeys_belong_to_this_site_and_this_person(world: World, client: Client) -> None:
    assert get_adapter().get_totp_issuer() == "Servanda"
    client.force_login(world.agent.user)
    other = Authenticator.objects.create(user=world.lead.user, type="webauthn", data={"name": "x", "credential": {}})

    assert client.post(f"/en/account/ways/keys/{other.pk}/remove/").status_code == 404
    options = Client().get("/en/account/ways/keys/sign-in/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["rpId"] == "testserver"


# By a link


def test_a_link_signs_in_once_and_only_when_its_button_is_pressed(world: World, client: Client) -> None:
    page = f"/en/account/link/{mailed(client, 'bob@hospital.example')}/"

    for _scanner in range(3):
        assert client.get(page).status_code == 200
    assert signed_in(client) is None
    client.post(page)
    assert signed_in(client) == world.bob.user.pk
    assert Client().get(page).status_code == 410
    assert Client().post(page).status_code == 410


def test_an_unknown_address_gets_the_same_answer_and_no_mail(world: World, client: Client) -> None:
    known = client.post("/en/account/link/", {"email": "bob@hospital.example"})
    unknown = client.post("/en/account/link/", {"email": "nobody@people.example"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [each.recipient for each in Delivery.objects.all()] == ["bob@hospital.example"]


def test_a_person_who_never_signed_in_gets_an_account_with_the_first_link(world: World, client: Client) -> None:
    erin = person(world.hospital, "Erin", "erin@hospital.example", signs_in=False, language="fr")

    entered = client.post(f"/en/account/link/{mailed(client, erin.email)}/")

    erin.refresh_from_db()
    assert signed_in(client) == erin.user.pk
    assert (erin.user.language, erin.user.has_usable_password()) == ("fr", False)
    assert entered.headers["Location"].startswith("/fr/")
    assert "/fr/account/link/" in Delivery.objects.get().text


def test_who_may_no_longer_sign_in_gets_no_link(world: World, client: Client) -> None:
    User.objects.filter(pk=world.bob.user.pk).update(is_active=False)
    person(world.hospital, "Gone", "gone@hospital.example", signs_in=False, active=False)

    for address in ("bob@hospital.example", "gone@hospital.example"):
        client.post("/en/account/link/", {"email": address})

    assert not Delivery.objects.exists()


def test_a_link_lives_for_a_quarter_of_an_hour_and_dies_with_the_one_that_was_used(world: World) -> None:
    said: list[str] = []
    for at in (NOON, NOON + 1):
        ask_for_link(email="bob@hospital.example", link=lambda _lang, secret: said.append(secret) or secret, at=at)
    first, second = said

    assert link_lives(first, NOON + LIFETIME - 1)
    assert not link_lives(first, NOON + LIFETIME)
    assert not MailLink.objects.filter(digest__in=said).exists()
    assert use_link(secret=second, at=NOON + 2) == world.bob.user
    with pytest.raises(LinkSpentError):
        use_link(secret=first, at=NOON + 3)


def test_a_fourth_link_within_a_quarter_of_an_hour_has_to_wait(world: World, client: Client) -> None:
    answers = [client.post("/en/account/link/", {"email": "bob@hospital.example"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Too many attempts" in answers[3].content.decode()
    assert client.post("/en/account/link/", {"email": "alice@hospital.example"}).status_code == 302


def test_nobody_fills_a_mailbox_with_links_for_a_new_password(world: World, client: Client) -> None:
    asked = {"email": world.agent.user.email}
    answers = [client.post("/en/account/password/forgotten/", asked).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert Delivery.objects.count() == 3


def test_a_link_leads_on_to_where_somebody_wanted_to_go(world: World, client: Client) -> None:
    client.post("/en/account/link/?next=/en/account/sessions/", {"email": "bob@hospital.example"})
    onward = re.search(r"http://localhost:8000(/\S+)", Delivery.objects.get().text)[1]

    assert client.post(onward).headers["Location"] == "/en/account/sessions/"


def test_a_link_signs_out_whoever_was_there_before(world: World, client: Client) -> None:
    client.force_login(world.alice.user)

    client.post(f"/en/account/link/{mailed(client, 'bob@hospital.example')}/")

    assert signed_in(client) == world.bob.user.pk
