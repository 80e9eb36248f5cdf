"""The worker and the listener: what is handed in is on the disk before the yes, and what fails stops nothing else."""

from __future__ import annotations

import os
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from servanda.desk.channels import listener as listening
from servanda.desk.channels.listener import listener
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.raw import read_raw
from servanda.desk.mail_hosts import MailHost, mailboxes, relay
from servanda.desk.mail_hosts import listening as listen_at
from servanda.desk.organisations.models import Person
from servanda.desk.outbox.carriers import FolderCarrier
from servanda.desk.outbox.delivering import LEASE, deliver_next
from servanda.desk.outbox.models import Delivery
from servanda.desk.outbox.queries import state_of
from servanda.desk.tickets.letters import files_of
from servanda.desk.tickets.models import Ticket
from servanda.desk.worker.rounds import Round, deliver, rounds, understand_stored
from servanda.desk.worker.working import Worker, seconds_until_next

from .mail_corpus.build import BOB, KIWI, mail
from .mail_corpus.ports import free_port
from .test_mail_out import posted
from .world import NOON, World, build_world


@pytest.fixture
def handed_in(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[smtplib.SMTP]:
    """A mail server's connection to the listener, which works in threads of its own."""
    settings.VAR = tmp_path
    build_world()
    opened = listener("127.0.0.1", free_port())
    opened.start()
    with smtplib.SMTP("127.0.0.1", opened.port) as connection:
        yield connection
    opened.stop()


def test_a_mail_server_hands_in_mail_for_vendors_alone_and_hears_yes_once_it_is_kept(
    handed_in: smtplib.SMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = mail("The list stays empty, please help us.\n")

    refused = handed_in.sendmail(BOB, [KIWI, "support+kiwi-7@kiwi.example", "bob@hospital.example"], raw)
    assert refused["bob@hospital.example"][0] == 550

    arrived = Arrival.objects.get()
    assert (arrived.fate, arrived.vendor.slug, arrived.envelope_from) == ("stored", "kiwi", "bob@hospital.example")
    assert read_raw(arrived.digest) == raw
    understand_stored()
    assert Ticket.objects.get().requester.email == "bob@hospital.example"

    with monkeypatch.context() as patch:
        patch.setattr(listening, "store_mail", _full_disk)
        with pytest.raises(smtplib.SMTPDataError, match="try again later"):
            handed_in.sendmail(BOB, [KIWI], mail())
    with pytest.raises(smtplib.SMTPException, match=r"too big|exceeds|maximum"):
        handed_in.sendmail(BOB, [KIWI], mail(), mail_options=[f"SIZE={41 * 1024 * 1024}"])


def test_a_mail_of_one_endless_line_is_taken_in_and_the_tag_of_its_envelope_counts(handed_in: smtplib.SMTP) -> None:
    from .world import ticket

    asked = ticket(Person.objects.get(email="bob@hospital.example"))
    raw = mail("It stays empty. " * 20_000 + "\n", To="boss@hospital.example", X_Long="y" * 100_000)

    handed_in.sendmail(BOB, [f"support+kiwi-{asked.number}@kiwi.example"], raw)
    understand_stored()

    arrived = Arrival.objects.get()
    assert (arrived.fate, arrived.ticket, read_raw(arrived.digest)) == ("joined", asked, raw)


def _full_disk(**_given: Any) -> None:
    raise OSError("no space left")


def test_mail_that_can_never_be_delivered_is_told_on_its_ticket(world: World, settings: Any, tmp_path: Path) -> None:
    from .world import ticket

    settings.VAR = tmp_path
    opened = ticket(world.bob)
    delivery = posted(world, "nobody")
    Delivery.objects.filter(pk=delivery.pk).update(ticket=opened)

    deliver()

    assert opened.events.last().name == "mail-returned"


def test_a_worker_that_dies_between_a_final_no_and_its_note_leaves_both_to_the_next(
    world: World, tmp_path: Path
) -> None:
    posted(world, "nobody")

    with pytest.raises(RuntimeError):
        deliver_next(now=NOON, carrier=FolderCarrier(tmp_path), files=files_of, given_up=_dies)
    assert Delivery.objects.get().due_at == NOON, "the row does not say that it was given up"

    told: list[Delivery] = []
    deliver_next(now=NOON + LEASE + 1, carrier=FolderCarrier(tmp_path), files=files_of, given_up=told.append)
    assert [state_of(each) for each in told] == ["failed"]


def _dies(_delivery: Delivery) -> None:
    raise RuntimeError


def test_a_round_that_fails_is_tried_again_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    import threading

    ran = threading.Event()
    working = Worker((Round("failing", 1, lambda: 1 / 0), Round("running", 1, ran.set)))  # type: ignore[arg-type,return-value]

    working.start()
    assert ran.wait(5)
    working.stop()

    assert "failing" in caplog.text


@pytest.mark.parametrize(
    ("every", "failures", "seconds"),
    [(0.5, 0, 0.5), (0.5, 3, 4), (0.5, 7, 60), (300, 1, 300), (60, 2_000, 60), (0.5, 100_000, 60)],
)
def test_a_round_that_fails_for_days_is_tried_every_minute_for_ever(
    every: float, failures: int, seconds: float
) -> None:
    assert seconds_until_next(every, failures) == seconds


def test_a_listener_whose_port_is_taken_says_which_setting_names_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(click.ClickException, match="SERVANDA_SMTP_LISTEN"):
            Worker((), taken.getsockname()).start()


def test_the_rounds_are_those_that_the_settings_ask_for(settings: Any) -> None:
    settings.MAILBOXES = mailboxes(
        "imaps://support%40kiwi.example:s%23cret@mail.example/Post#kiwi imap://b:c@localhost:1143"
    )

    named = [each.name for each in rounds()]

    assert named[-2:] == ["fetching mail of support@kiwi.example", "fetching mail of b"]
    assert settings.MAILBOXES[0] == MailHost(
        secure=True,
        host="mail.example",
        port=993,
        user="support@kiwi.example",
        password="s#cret",
        folder="Post",
        vendor="kiwi",
    )


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (mailboxes, "imap://a:b@mail.example"),
        (mailboxes, "pop3://a:b@mail.example"),
        (relay, "mail.example:25"),
        (listen_at, "2525"),
        (listen_at, "127.0.0.1:mail"),
    ],
)
def test_an_address_of_a_mail_server_that_cannot_be_used_is_refused(read: Any, written: str) -> None:
    with pytest.raises(ValueError, match=r"://|host and port"):
        read(written)


def test_a_worker_before_its_database_says_so_in_a_line(tmp_path: Path) -> None:
    environment = os.environ | {"SERVANDA_VAR": str(tmp_path), "SERVANDA_DATABASE": ""}

    finished = subprocess.run(
        [sys.executable, "-m", "servanda.desk", "worker"], env=environment, capture_output=True, text=True, check=False
    )

    assert finished.returncode == 1
    assert finished.stderr.splitlines() == [
        "Error: The database is not prepared for this version. Start `python -m servanda.desk serve` first, which does it."
    ]
