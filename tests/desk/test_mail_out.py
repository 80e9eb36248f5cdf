"""Mail that leaves: at least once, under one Message-ID, tried again with patience, given up in the open."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from servanda.desk.mail_hosts import MailHost
from servanda.desk.organisations.models import Person
from servanda.desk.outbox.actions import Letter, post_letter, resend_delivery
from servanda.desk.outbox.carriers import FolderCarrier, ServerCarrier
from servanda.desk.outbox.composing import composed
from servanda.desk.outbox.delivering import LEASE, LONGEST, deliver_next
from servanda.desk.outbox.models import Delivery
from servanda.desk.outbox.queries import state_of
from servanda.desk.tickets.actions.writing import Incoming, receive_message, reply
from servanda.desk.tickets.attachments import keep_file
from servanda.desk.tickets.letters import files_of, send_mention, send_priority_changed
from servanda.engine.instants import DAY, HOUR, MINUTE

from .mail_corpus.ports import free_port
from .world import NOON, World, ticket


class Server:
    """A mail server that keeps what it gets, and says `answer` to each mail and `to` to each recipient."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.answer, self.to = "250 Ok", "250 Ok"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if self.to.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.got.append(email.message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return self.answer


@pytest.fixture
def server(settings: Any, tmp_path: Path) -> Iterator[tuple[Server, ServerCarrier]]:
    """A real mail server on this machine, and what brings mail to it."""
    settings.VAR = tmp_path
    kept = Server()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    carrier = ServerCarrier(MailHost(secure=False, host="127.0.0.1", port=controller.port))
    yield kept, carrier
    carrier.close()
    controller.stop()


def posted(world: World, recipient: str = "bob@hospital.example", subject: str = "Hello") -> Delivery:
    letter = Letter(kind="notice", recipient=recipient, language="en", subject=subject, text="Words.")
    return post_letter(letter=letter, vendor_id=world.kiwi.pk, at=NOON, domain="kiwi.example")


def test_an_answer_leaves_with_its_thread_its_files_and_what_is_promised_in_the_language_of_the_client(
    world: World, server: tuple[Server, ServerCarrier]
) -> None:
    kept, carrier = server
    Person.objects.filter(pk=world.bob.pk).update(language="fr")
    world.bob.refresh_from_db()
    world.agent.signature = {"fr": "Ada, soutien"}
    world.agent.save()
    opened = ticket(world.bob, "La liste reste vide", facts={"impact": "extended", "urgency": "critical"})
    receive_message(ticket=opened, words=Incoming("Encore.", mail_id="first@hospital.example"), by=world.bob, at=NOON)
    words = Incoming("Nous **regardons**.", files=(keep_file("capture.png", b"\x89PNG\r\n\x1a\nx"),))
    message = reply(ticket=opened, words=words, by=world.agent, at=NOON + MINUTE)

    delivery = deliver_next(now=NOON + MINUTE, carrier=carrier, files=files_of)

    assert delivery
    assert state_of(delivery) == "sent"
    mail = kept.got[0]
    assert (mail["From"], mail["To"]) == ("Kiwi <support@kiwi.example>", "bob@hospital.example")
    assert (mail["Subject"], mail["Message-ID"]) == ("[KIWI-1] La liste reste vide", f"<{message.mail_id}>")
    assert mail["In-Reply-To"] == "<first@hospital.example>"
    assert mail["Auto-Submitted"] is None, "a person wrote it"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text
    assert html
    assert "Ada, soutien" in text.get_content()
    assert "Résolution\u00a0: " in text.get_content()
    assert "<strong>regardons</strong>" in html.get_content()
    assert [part.get_filename() for part in mail.iter_attachments()] == ["capture.png"]


def test_what_machines_write_says_so_and_a_line_break_begins_no_header(
    world: World, server: tuple[Server, ServerCarrier]
) -> None:
    kept, carrier = server
    posted(world, subject="Hello\r\nBcc: mallory@elsewhere.example")

    deliver_next(now=NOON, carrier=carrier, files=files_of)

    assert kept.got[0]["Auto-Submitted"] == "auto-generated"
    assert kept.got[0]["Bcc"] is None


def test_a_server_that_is_busy_is_asked_again_later_and_longer_later_and_then_no_more(
    world: World, server: tuple[Server, ServerCarrier]
) -> None:
    kept, carrier = server
    kept.answer = "451 Later"
    delivery = posted(world)
    waits, now = [], NOON

    while (tried := deliver_next(now=now, carrier=carrier, files=files_of)) and tried.due_at:
        waits.append((tried.due_at - now) // MINUTE)
        now = tried.due_at

    delivery.refresh_from_db()
    assert waits[:6] == [1, 5, 30, 120, 720, 720]
    assert LONGEST - DAY < now - NOON <= LONGEST
    assert (state_of(delivery), delivery.error) == ("failed", "451 Later")

    kept.answer = "250 Ok"
    resend_delivery(delivery=delivery, at=now + HOUR)
    again = deliver_next(now=now + HOUR, carrier=carrier, files=files_of)
    assert again
    assert state_of(again) == "sent"
    assert kept.got[0]["Message-ID"] == f"<{delivery.mail_id}>"


def test_a_final_no_is_final(world: World, server: tuple[Server, ServerCarrier]) -> None:
    kept, carrier = server
    kept.to = "550 No such user"
    posted(world)
    tried = deliver_next(now=NOON, carrier=carrier, files=files_of)

    assert tried
    assert (tried.due_at, tried.error) == (None, "550 No such user")


def test_a_server_that_is_not_there_is_asked_again(world: World) -> None:
    nowhere = ServerCarrier(MailHost(secure=False, host="127.0.0.1", port=1))
    posted(world)

    tried = deliver_next(now=NOON, carrier=nowhere, files=files_of)

    assert tried
    assert tried.due_at == NOON + MINUTE


def test_a_mail_that_one_worker_has_is_not_taken_by_another_until_its_lease_ends(
    world: World, server: tuple[Server, ServerCarrier]
) -> None:
    _kept, carrier = server
    delivery = posted(world)
    Delivery.objects.update(claimed_until=NOON + LEASE)

    assert deliver_next(now=NOON + MINUTE, carrier=carrier, files=files_of) is None
    assert deliver_next(now=NOON + LEASE + 1, carrier=carrier, files=files_of) == delivery


def test_without_a_server_mail_is_written_where_people_can_read_it(world: World, tmp_path: Path) -> None:
    posted(world)
    deliver_next(now=NOON, carrier=FolderCarrier(tmp_path), files=files_of)

    assert b"Words." in next(tmp_path.glob("*.eml")).read_bytes()


def test_a_domain_in_letters_is_written_so_that_every_server_takes_it(world: World, settings: Any) -> None:
    old = Server()
    controller = Controller(old, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=False)
    controller.start()
    posted(world, "zoe@hôpital.example")
    carrier = ServerCarrier(MailHost(secure=False, host="127.0.0.1", port=controller.port))

    tried = deliver_next(now=NOON, carrier=carrier, files=files_of)
    carrier.close()
    controller.stop()

    assert tried
    assert (state_of(tried), old.got[0]["To"]) == ("sent", f"zoe@{'hôpital.example'.encode('idna').decode()}")


@pytest.mark.parametrize("address", ["bob", "@hospital.example", "bob@hospital.example\r\nBcc: x@y.example"])
def test_an_address_that_is_none_is_given_up_and_nobody_else_gets_the_mail(
    world: World, server: tuple[Server, ServerCarrier], address: str
) -> None:
    kept, carrier = server
    posted(world, address)

    tried = deliver_next(now=NOON, carrier=carrier, files=files_of)

    assert tried
    assert state_of(tried) == "failed"
    assert kept.got == []


def test_a_new_priority_a_proposal_an_end_and_a_mention_are_told_each_in_its_own_words(world: World) -> None:
    opened = ticket(world.bob, facts={"impact": "extended", "urgency": "critical"})
    send_priority_changed(ticket=opened, before="P2", reason="more users are affected", at=NOON)
    for name in ("solution-proposed", "resolved"):
        reply(ticket=opened, words=Incoming("Words."), by=world.agent, at=NOON, name=name)
    send_mention(message=opened.messages.last(), member=world.other_agent, at=NOON)

    told = {each.kind: each for each in Delivery.objects.all()}
    assert "from Priority 2" in told["priority-changed"].text
    assert "#solution" in told["solution-proposed"].text
    assert "#satisfaction" in told["resolved"].text
    assert told["mention"].recipient == world.other_agent.user.email
    assert "Words." not in told["mention"].text, "what the note says stays on the desk"
    assert composed(told["resolved"])["Auto-Submitted"] is None
