"""Files that clients send: good ones are kept, wrong ones named, and nobody else's are ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from servanda.desk.organisations.models import Member
from servanda.desk.tickets import attachments
from servanda.desk.tickets.actions.writing import Incoming, add_note, receive_message
from servanda.desk.tickets.attachments import FileRefusedError, clean_name, keep_file, keep_files
from servanda.engine.instants import MINUTE

from .world import NOON, World, ticket

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> None:
    """Files are kept in a folder of this test."""
    settings.VAR = tmp_path  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("report.exe", b"text", "kind"),
        ("report.pdf.exe", b"%PDF-1.7", "kind"),
        ("report\u202efdp.exe", b"text", "kind"),
        ("report.exe. ", b"text", "kind"),
        ("holiday.png", b"MZ\x90\x00", "kind"),
        ("holiday.png", b"\x7fELF\x02", "kind"),
        ("nothing.txt", b"", "empty"),
    ],
)
def test_a_file_that_could_start_something_is_refused(name: str, content: bytes, why: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        keep_file(name, content)

    assert refused.value.why == why


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\écran.png", "écran.png"),
        ('a"b<c>\r\n.txt', "a_b_c_.txt"),
        ("....", "file"),
        ("Capture d’écran, l'après-midi.png", "Capture d’écran, l'après-midi.png"),
        ("x" * 300 + ".pdf", "x" * 117 + ".pdf"),
    ],
)
def test_a_name_keeps_its_words_and_loses_its_tricks(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


def test_of_several_files_the_good_ones_are_kept_and_each_wrong_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST_TOGETHER", 60)
    sent = [("a.png", PNG), ("b.exe", b"x"), ("c.png", PNG + b"2"), ("d.txt", b"long" * 4)]

    kept, refused = keep_files(SimpleUploadedFile(name, content) for name, content in sent)

    assert [file.name for file in kept] == ["a.png", "c.png"]
    assert [(each.name, each.why) for each in refused] == [
        ("b.exe", "kind"),
        ("d.txt", "together"),
    ]


def _attached(world: World, name: str, content: bytes, **given: object) -> str:
    opened = ticket(world.bob)
    words = Incoming("See the file.", files=(keep_file(name, content),))
    if given.get("internal"):
        message = add_note(ticket=opened, words=words, by=world.agent, at=NOON + MINUTE)
    else:
        message = receive_message(ticket=opened, words=words, by=world.bob, at=NOON + MINUTE)
    attachment = message.attachments.get()
    return reverse("file", args=[attachment.pk, attachment.name])


def test_a_file_is_for_those_who_may_read_its_message(client: Client, world: World) -> None:
    address = _attached(world, "screen.png", PNG)
    found = {}
    for person in (world.bob, world.alice, world.agent, world.carol, world.dave, world.stranger):
        client.force_login(person.user)
        found[str(person)] = client.get(address).status_code

    assert list(found.values()) == [200, 200, 200, 404, 404, 404]


def test_a_file_of_a_note_is_not_for_the_client(client: Client, world: World) -> None:
    address = _attached(world, "log.txt", b"secret", internal=True)
    client.force_login(world.alice.user)

    assert client.get(address).status_code == 404


def test_nobody_in_particular_is_asked_to_sign_in_first(client: Client, world: World) -> None:
    assert client.get(_attached(world, "screen.png", PNG)).status_code == 302


def test_a_browser_keeps_a_file_and_asks_each_time_whether_it_may_show_it(client: Client, world: World) -> None:
    """Whoever sits there after somebody has signed out gets nothing from what the browser kept."""
    address = _attached(world, "screen.png", PNG)
    client.force_login(world.bob.user)
    kept = client.get(address)
    tag = {"if-none-match": kept.headers["ETag"]}

    assert kept.headers["Cache-Control"] == "private, no-cache"
    assert client.get(address, headers=tag).status_code == 304
    client.logout()
    assert client.get(address, headers=tag).status_code == 302


@pytest.mark.parametrize(
    ("name", "content", "disposition", "kind"),
    [
        ("screen.png", PNG, 'inline; filename="screen.png"', "image/png"),
        ("drawing.svg", SVG, 'attachment; filename="drawing.svg"', "application/octet-stream"),
        ("page.html", b"<script>alert(1)</script>", 'attachment; filename="page.html"', "application/octet-stream"),
    ],
)
def test_only_pictures_are_shown_and_nothing_runs(
    client: Client, world: World, name: str, content: bytes, disposition: str, kind: str
) -> None:
    address = _attached(world, name, content)
    client.force_login(world.bob.user)

    sent = client.get(address)

    assert (sent.headers["Content-Disposition"], sent.headers["Content-Type"]) == (disposition, kind)
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in sent.headers["Content-Security-Policy"]
    assert sent.content == content


def test_a_file_with_a_clients_records_is_for_staff_of_the_countries_that_the_client_allows(
    client: Client, world: World
) -> None:
    opened = ticket(world.bob)
    world.hospital.agreements.update(data_countries=["CA"])
    Member.objects.filter(pk=world.other_agent.pk).update(country="GB")
    words = Incoming("Their list.", files=(keep_file("list.txt", b"names"),))
    message = add_note(ticket=opened, words=words, by=world.agent, at=NOON + MINUTE, data=True)
    address = reverse("file", args=[message.attachments.get().pk, "list.txt"])

    statuses = []
    for person in (world.agent, world.other_agent, world.alice):
        client.force_login(person.user)
        statuses.append(client.get(address).status_code)

    assert statuses == [200, 403, 404]
