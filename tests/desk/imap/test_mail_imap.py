"""Mail is fetched from a mailbox, stored, and moved out of the way; whatever breaks in between, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from imap_tools import BaseMailBox, ImapToolsError, MailBoxUnencrypted

from desk.mail_corpus.build import mail
from desk.world import NOON, World
from servanda.desk.channels import imap
from servanda.desk.channels.actions.receiving import take_in
from servanda.desk.channels.imap import fetch_mail
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.raw import read_raw
from servanda.desk.mail_hosts import MailHost


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def standing(mailbox: MailHost, folder: str) -> int:
    """How many mails stand in a folder."""
    with MailBoxUnencrypted(mailbox.host, mailbox.port).login(mailbox.user, mailbox.password) as box:
        return box.folder.status(folder)["MESSAGES"] if box.folder.exists(folder) else 0


def test_mail_is_stored_as_it_came_and_moved(world: World, mailbox: MailHost, inbox: Path) -> None:
    sent = [mail("Un problème, à l’aide."), mail(To="undisclosed-recipients:;")]
    for number, raw in enumerate(sent):
        (inbox / f"{number}.mail.example").write_bytes(raw)

    arrived = fetch_mail(mailbox, at=NOON)

    assert [read_raw(each.digest) for each in arrived] == sent
    assert {each.vendor for each in arrived} == {world.kiwi}, "the mailbox is the vendor's own"
    assert (standing(mailbox, "INBOX"), standing(mailbox, imap.KEPT)) == (0, 2)
    assert fetch_mail(mailbox, at=NOON) == ()


def test_mail_that_cannot_be_moved_is_marked_and_not_fetched_again(
    world: World, mailbox: MailHost, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "1.mail.example").write_bytes(mail())

    def refuse(*_given: object) -> None:
        raise ImapToolsError("no folders here")

    monkeypatch.setattr(BaseMailBox, "move", refuse)

    assert len(fetch_mail(mailbox, at=NOON)) == 1
    assert fetch_mail(mailbox, at=NOON) == ()
    assert standing(mailbox, "INBOX") == 1


def test_a_crash_between_storing_and_moving_stores_it_once(
    world: World, mailbox: MailHost, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "1.mail.example").write_bytes(mail())
    with monkeypatch.context() as patch:
        patch.setattr(imap, "_put_away", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            fetch_mail(mailbox, at=NOON)
    assert (Arrival.objects.count(), standing(mailbox, "INBOX")) == (1, 1)

    fetch_mail(mailbox, at=NOON)

    assert (Arrival.objects.count(), standing(mailbox, "INBOX")) == (1, 0)


def test_mail_that_names_no_vendor_waits_until_its_mailbox_is_given_to_one(
    world: World, mailbox: MailHost, inbox: Path, client: Client
) -> None:
    everybodys = replace(mailbox, user="all@house.example")
    (inbox / "1.mail.example").write_bytes(mail(To="undisclosed-recipients:;"))
    held = take_in(arrival=fetch_mail(everybodys, at=NOON)[0], at=NOON)
    assert (held.why, held.vendor) == ("no-vendor", None)
    client.force_login(world.administrator.user)
    assert "1 mail in a mailbox of all vendors" in client.get("/en/desk/kiwi/mail/").content.decode()

    fetch_mail(replace(everybodys, vendor="kiwi"), at=NOON)

    held.refresh_from_db()
    read = take_in(arrival=held, at=NOON)
    assert (read.fate, read.ticket.requester) == ("opened", world.bob)
