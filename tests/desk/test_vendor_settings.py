"""A vendor's settings, texts, macros and shared views: who reads, who changes, what is refused."""

from __future__ import annotations

from django.test import Client, override_settings

from servanda.desk.mail_hosts import mailboxes
from servanda.desk.tickets.models import Macro, TextModule, View

from .world import World, ticket

DESK = "/en/desk/kiwi/"
SETTINGS = {
    "name": "KIWI",
    "address": "help@kiwi.example",
    "prefix": "KW",
    "portal_channel": "portal",
    "language": "fr",
}
MODULE = {
    "shortcut": "greeting",
    "name_en": "Greeting",
    "text_en": "Hello {requester},",
    "text_fr": "Bonjour {requester},",
}
MACRO = {"name_en": "Ask and wait", "kind": "public", "text_en": "::greeting", "state": "client", "assign": "on"}


def test_texts_are_read_by_all_staff_and_changed_by_leads(client: Client, world: World) -> None:
    module = TextModule.objects.create(vendor=world.kiwi, shortcut="bye", name={"en": "Bye"}, text={"en": "Bye"})
    macro = Macro.objects.create(vendor=world.kiwi, name={"en": "Close"}, steps={"tags": ["old"]})
    view = View.objects.create(vendor=world.kiwi, name={"en": "Ours"}, filters={"view": "open", "tag": "old"})
    reads, writes = {200}, {200, 302, 422}
    for method, address, leads in (
        ("get", "texts/", False),
        ("get", "texts/modules/new/", True),
        ("post", f"texts/modules/{module.pk}/", True),
        ("get", f"texts/macros/{macro.pk}/", True),
        ("post", f"texts/macros/{macro.pk}/up/", True),
        ("post", f"texts/views/{view.pk}/", True),
    ):
        for who, expected in (
            (world.administrator, writes),
            (world.lead, writes),
            (world.agent, {403} if leads else reads),
            (world.account, {403} if leads else reads),
            (world.stranger, {404}),
            (world.alice, {404}),
        ):
            client.force_login(who.user)
            assert getattr(client, method)(DESK + address).status_code in expected, (address, who)
    client.force_login(world.agent.user)
    shown = client.get(f"{DESK}texts/").content.decode()
    assert all(said in shown for said in ("::bye", "Close", "Ours", "tag: old", f"kept={view.pk}"))
    assert "New text" not in shown


def test_settings_are_the_administrators(client: Client, world: World) -> None:
    for who, expected in ((world.administrator, 200), (world.lead, 403), (world.agent, 403), (world.stranger, 404)):
        client.force_login(who.user)
        assert client.get(f"{DESK}settings/").status_code == expected
        assert client.post(f"{DESK}settings/", {"name": ""}).status_code == (422 if expected == 200 else expected)


def test_settings_are_kept_and_the_prefix_stays_once_there_is_a_ticket(client: Client, world: World) -> None:
    client.force_login(world.administrator.user)
    assert client.post(f"{DESK}settings/", SETTINGS | {"prefix": "k-1"}).status_code == 422
    assert client.post(f"{DESK}settings/", SETTINGS).status_code == 302
    world.kiwi.refresh_from_db()
    assert (world.kiwi.prefix, world.kiwi.address, world.kiwi.language) == ("KW", "help@kiwi.example", "fr")
    ticket(world.bob)
    client.post(f"{DESK}settings/", SETTINGS | {"prefix": "OTHER", "name": "Kiwi"})
    world.kiwi.refresh_from_db()
    assert (world.kiwi.prefix, world.kiwi.name) == ("KW", "Kiwi")
    taken = client.post(f"{DESK}settings/", SETTINGS | {"address": "SUPPORT@aidi.example"})
    assert "Another vendor receives mail" in taken.content.decode()
    wrong = client.post(f"{DESK}settings/", SETTINGS | {"portal_channel": "pigeon"})
    assert wrong.status_code == 422


def test_settings_show_mailboxes_and_never_their_passwords(client: Client, world: World) -> None:
    client.force_login(world.administrator.user)
    known = mailboxes("imaps://kiwi%40mail.example:secret@imap.example/INBOX#kiwi imaps://a:b@other.example/INBOX#aidi")
    with override_settings(MAILBOXES=known):
        shown = client.get(f"{DESK}settings/").content.decode()

    assert "kiwi@mail.example" in shown
    assert "secret" not in shown
    assert "other.example" not in shown
    assert "In force since 8" in shown


def test_a_text_is_kept_in_both_languages_and_slips_in_braces_are_named(client: Client, world: World) -> None:
    client.force_login(world.lead.user)
    slip = client.post(f"{DESK}texts/modules/new/", MODULE | {"text_fr": "Bonjour {requerant},"})
    assert "Nothing fills {requerant}" in slip.content.decode()
    assert client.post(f"{DESK}texts/modules/new/", MODULE).status_code == 302
    kept = TextModule.objects.get()
    assert kept.text == {"en": "Hello {requester},", "fr": "Bonjour {requester},"}
    again = client.post(f"{DESK}texts/modules/new/", MODULE | {"shortcut": "Greeting"})
    assert "There is a text under ::Greeting already" in again.content.decode()
    silent = client.post(f"{DESK}texts/modules/{kept.pk}/", MODULE | {"text_en": "", "text_fr": " "})
    assert "at least one language" in silent.content.decode()
    client.post(f"{DESK}texts/modules/{kept.pk}/remove/")
    assert not TextModule.objects.exists()


def test_macros_are_steps_that_can_be_done(client: Client, world: World) -> None:
    client.force_login(world.lead.user)
    address = f"{DESK}texts/macros/new/"
    for given, said in (
        ({"name_en": "Nothing", "kind": "public"}, "It would do nothing"),
        ({"name_en": "Done", "kind": "internal", "text_en": "Done", "state": "resolved"}, "resolved with words"),
        ({"name_en": "Wait", "kind": "public", "state": "vendor"}, "Say what is waited for"),
        ({"kind": "public", "text_en": "Hello"}, "Give it a name"),
    ):
        assert said in client.post(address, given).content.decode(), said
    client.post(address, MACRO)
    client.post(address, {"name_fr": "Étiqueter", "kind": "public", "tags": "Old,  old , new"})
    first, second = Macro.objects.all()
    assert first.steps == {"text": {"en": "::greeting"}, "kind": "public", "state": "client", "assign": True}
    assert second.steps["tags"] == ["old", "new"]
    client.post(f"{DESK}texts/macros/{second.pk}/up/")
    assert [macro.pk for macro in Macro.objects.all()] == [second.pk, first.pk]


def test_shared_views_are_renamed_and_removed_and_own_ones_left_alone(client: Client, world: World) -> None:
    client.force_login(world.lead.user)
    shared = View.objects.create(vendor=world.kiwi, name={"en": "Ours", "fr": "Ours"})
    own = View.objects.create(vendor=world.kiwi, owner=world.agent, name={"en": "Mine"})
    client.post(f"{DESK}texts/views/{shared.pk}/", {"name_en": "All ours", "name_fr": "Les nôtres"})
    shared.refresh_from_db()

    assert shared.name == {"en": "All ours", "fr": "Les nôtres"}
    assert client.post(f"{DESK}texts/views/{own.pk}/remove/").status_code == 404
    client.post(f"{DESK}texts/views/{shared.pk}/remove/")
    assert list(View.objects.all()) == [own]


def test_everything_that_is_wrong_with_the_settings_is_told_at_once(client: Client, world: World) -> None:
    client.force_login(world.administrator.user)

    wrong = {**SETTINGS, "name": " ", "address": world.aidi.address, "prefix": "a"}
    page = client.post(f"{DESK}settings/", wrong).content.decode()

    assert "is empty" in page
    assert "Another vendor receives mail at" in page
    assert "“a” does not fit" in page
