"""A mailbox in trouble: nothing is lost, nothing comes in twice, other mail is not kept waiting, and the desk is told."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from imap_tools import ImapToolsError

from desk.imap.test_mail_imap import standing
from desk.imap.trouble import CUT, SILENCE, Road, road_to
from desk.mail_corpus.build import mail
from desk.test_mail_tls import made
from desk.world import NOON, World
from servanda.desk.channels import imap
from servanda.desk.channels.imap import Left, fetch_mail
from servanda.desk.channels.models import Arrival, Mailbox
from servanda.desk.channels.queries import troubled
from servanda.desk.clock import now
from servanda.desk.mail_hosts import MailHost
from servanda.engine.instants import HOUR, MINUTE


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def road(mailbox: MailHost, inbox: Path) -> Iterator[Road]:
    """A road to a mailbox with two mails."""
    for number in range(2):
        (inbox / f"{number}.mail.example").write_bytes(mail("It stays empty. " * 500))
    with road_to(mailbox.port) as road:
        yield road


def trouble() -> str:
    return Mailbox.objects.get().trouble


@pytest.mark.parametrize(
    ("command", "becomes", "told"),
    [
        ("LOGIN", "NO [AUTHENTICATIONFAILED] No", "login"),
        ("LOGIN", "BAD What", "refused"),
        ("SELECT", "NO [NONEXISTENT] No such folder", "folder"),
        ("SEARCH", CUT, "unreachable"),
        ("FETCH", CUT, "unreachable"),
        ("FETCH", SILENCE, "slow"),
        ("MOVE", CUT, "unreachable"),
    ],
)
def test_a_visit_that_breaks_off_loses_nothing_and_the_next_one_goes_on(
    world: World, mailbox: MailHost, road: Road, command: str, becomes: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "_SECONDS", 0.3 if becomes == SILENCE else 5)
    road.wrong = {command: becomes}
    with pytest.raises((OSError, ImapToolsError, imap.IMAP4.error)):
        fetch_mail(replace(mailbox, port=road.port), at=NOON)
    assert (trouble(), Mailbox.objects.get().since) == (told, NOON)
    assert standing(mailbox, "INBOX") + standing(mailbox, imap.KEPT) == 2

    road.wrong = {}
    fetch_mail(replace(mailbox, port=road.port), at=NOON + MINUTE)

    assert (Arrival.objects.count(), standing(mailbox, "INBOX"), standing(mailbox, imap.KEPT)) == (2, 0, 2)
    assert (trouble(), Mailbox.objects.get().since) == ("", None)


def test_mail_that_the_server_does_not_hand_out_stays_where_it_is_and_keeps_no_other_waiting(
    world: World, mailbox: MailHost, road: Road
) -> None:
    left: Left = {}
    road.wrong = {"FETCH 1 ": "NO [SERVERBUG] Try later"}

    assert len(fetch_mail(replace(mailbox, port=road.port), at=NOON, left=left)) == 1
    assert (trouble(), Mailbox.objects.get().said) == ("unread", "[SERVERBUG] Try later")
    assert (standing(mailbox, "INBOX"), standing(mailbox, imap.KEPT)) == (1, 1)
    road.wrong = {}
    assert fetch_mail(replace(mailbox, port=road.port), at=NOON + MINUTE, left=left) == ()
    assert trouble() == "unread"
    assert len(fetch_mail(replace(mailbox, port=road.port), at=NOON + HOUR, left=left)) == 1
    assert (trouble(), standing(mailbox, imap.KEPT)) == ("", 2)


def test_mail_that_may_neither_be_moved_nor_marked_is_stored_once_and_left_alone(
    world: World, mailbox: MailHost, road: Road, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "AT_ONCE", 2)
    left: Left = {}
    road.wrong = {"MOVE": "NO [NOPERM] Read only", "UID STORE": "NO [NOPERM] Read only"}

    assert len(fetch_mail(replace(mailbox, port=road.port), at=NOON, left=left)) == 2
    (inbox / "later.mail.example").write_bytes(mail("One more."))
    assert len(fetch_mail(replace(mailbox, port=road.port), at=NOON + MINUTE, left=left)) == 1

    assert fetch_mail(replace(mailbox, port=road.port), at=NOON + 2 * MINUTE, left=left) == ()
    assert (trouble(), Arrival.objects.count(), standing(mailbox, "INBOX")) == ("unmoved", 3, 3)


def test_a_mailbox_that_was_rebuilt_gives_what_is_new_and_nothing_twice(
    world: World, mailbox: MailHost, road: Road, inbox: Path
) -> None:
    left: Left = {}
    road.wrong = {"MOVE": "NO no", "UID STORE": "NO no"}
    fetch_mail(replace(mailbox, port=road.port), at=NOON, left=left)
    _rebuild(inbox.parent)
    (inbox / "9.mail.example").write_bytes(mail("After the server was rebuilt."))
    road.wrong = {}

    fetch_mail(replace(mailbox, port=road.port), at=NOON + MINUTE, left=left)

    assert (Arrival.objects.count(), standing(mailbox, "INBOX"), left) == (3, 0, {})


def _rebuild(folder: Path) -> None:
    """The server numbers the mail of a folder anew, under another UIDVALIDITY."""
    numbers = folder / "dovecot-uidlist"
    numbers.write_text(re.sub(r"\bV\d+", "V1234567", numbers.read_text("utf-8"), count=1), "utf-8")
    for index in folder.glob("dovecot.index*"):
        index.unlink()


def test_an_administrator_sees_the_trouble_and_another_vendor_does_not(
    world: World, client: Client, mailbox: MailHost, road: Road, settings: Any
) -> None:
    settings.MAILBOXES = (replace(mailbox, port=road.port),)
    road.wrong = {"LOGIN": "NO [AUTHENTICATIONFAILED] No"}
    with pytest.raises(ImapToolsError):
        fetch_mail(settings.MAILBOXES[0], at=now())
    client.force_login(world.administrator.user)

    for page in ("mail", "settings"):
        said = client.get(f"/en/desk/kiwi/{page}/").content.decode()
        assert "The server refuses the user or the password." in said
        assert "support@kiwi.example" in said
        assert "secret" not in said

    assert not troubled(world.aidi, at=now()).exists()


def test_a_server_that_cannot_show_who_it_is_gets_no_password(world: World, mailbox: MailHost, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*made(tmp_path))
    heard: list[bytes] = []

    def impostor() -> None:
        with listening, listening.accept()[0] as plain, suppress(OSError), context.wrap_socket(plain, True) as taken:
            heard.append(taken.recv(1000))

    listening = socket.create_server(("127.0.0.1", 0))
    waiting = threading.Thread(target=impostor, daemon=True)
    waiting.start()
    with pytest.raises(ssl.SSLError, match="self-signed"):
        fetch_mail(replace(mailbox, secure=True, port=listening.getsockname()[1]), at=NOON)
    waiting.join(5)

    assert (trouble(), heard) == ("certificate", [])
