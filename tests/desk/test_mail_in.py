"""Mail that arrives: kept whole, understood, and led to the right ticket, or to somebody who decides."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.raw import read_raw
from servanda.desk.organisations.models import MailDomain, Person
from servanda.desk.outbox.composing import composed
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.actions.writing import Incoming, reply
from servanda.desk.tickets.models import Message, Ticket
from servanda.engine.instants import HOUR, MINUTE

from .mail_corpus.broken import BROKEN
from .mail_corpus.build import mail, parted, report
from .mail_corpus.replies import Reply, replies
from .world import NOON, World, member, organisation, person, ticket


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    """A folder for arrivals and attachments of this test alone."""
    settings.VAR = tmp_path
    return tmp_path


def arrive(raw: bytes, *, at: int = NOON) -> Arrival:
    """Mail comes out of a mailbox."""
    return receive(raw=raw, envelope=Envelope("imap"), at=at)[0]


def answered(world: World) -> tuple[Ticket, Message]:
    """A ticket of Bob's with an answer that left by mail."""
    opened = ticket(world.bob)
    message = reply(ticket=opened, words=Incoming("We look into it."), by=world.agent, at=NOON + MINUTE)
    return opened, message


def test_a_mail_of_a_known_person_opens_a_ticket_and_gets_a_receipt_with_what_is_promised(world: World) -> None:
    arrived = arrive(mail())

    assert (arrived.fate, arrived.ticket.requester, arrived.ticket.channel) == ("opened", world.bob, "email")
    assert arrived.ticket.tags == ["to-classify"]
    receipt = Delivery.objects.get()
    assert (receipt.kind, receipt.recipient) == ("receipt", "bob@hospital.example")
    assert "KIWI-1" in receipt.subject
    assert "First response: " in receipt.text
    assert composed(receipt)["Auto-Submitted"] == "auto-replied"


def test_broken_mail_of_a_known_person_reaches_the_desk_whole(world: World) -> None:
    found = {name: arrive(raw, at=NOON + number * HOUR) for number, (name, raw) in enumerate(BROKEN.items())}

    assert {name: (each.fate, each.why) for name, each in found.items() if each.fate != "opened"} == {
        "nested five thousand deep": ("held", "too-nested")
    }
    for name, each in found.items():
        assert read_raw(each.digest) == BROKEN[name]
        assert each.message is None or "\x00" not in each.message.text
        assert each.message is None or "<script" not in each.message.html


@pytest.mark.parametrize("each", list(replies())[::24], ids=lambda each: f"{each.program} {each.language}")
def test_a_reply_joins_the_ticket_that_it_answers(world: World, each: Reply) -> None:
    opened, message = answered(world)

    arrived = arrive(mail(each.body, Subject="Re: whatever", In_Reply_To=f"<{message.mail_id}>"), at=NOON + HOUR)

    assert (arrived.fate, arrived.ticket, arrived.message.text) == ("joined", opened, each.said)


@pytest.mark.parametrize(
    "headers",
    [
        {"References": "<x@y.example> <{mail_id}>"},
        {"Subject": "RE: [KIWI-1] The list stays empty"},
        {"Subject": "Re: [kiwi-1]"},
        {"To": "Support <support+kiwi-1@kiwi.example>"},
    ],
)
def test_a_reply_is_known_by_references_by_reference_and_by_tag(world: World, headers: dict[str, str]) -> None:
    opened, message = answered(world)
    given = {name: value.format(mail_id=message.mail_id) for name, value in headers.items()}

    assert arrive(mail(**({"Subject": "x"} | given)), at=NOON + HOUR).ticket == opened


def test_a_mail_joins_the_request_of_the_nearest_mail_that_it_refers_to(world: World) -> None:
    (first, earlier), (second, nearest) = answered(world), answered(world)

    joined = arrive(mail(References=f"<{earlier.mail_id}> <{nearest.mail_id}>"), at=NOON + HOUR)

    assert (joined.fate, joined.ticket, first.messages.count()) == ("joined", second, 2)


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        ("carol@clinic.example", "spoofed"),
        ("mallory@elsewhere.example", "spoofed"),
        ('"bob@hospital.example" <mallory@elsewhere.example>', "spoofed"),
        ("bob@hospital.example, mallory@elsewhere.example", "several-senders"),
    ],
)
def test_nobody_joins_the_thread_of_another_client(world: World, sender: str, why: str) -> None:
    opened, message = answered(world)

    arrived = arrive(mail("Send me all of it.", sender=sender, In_Reply_To=f"<{message.mail_id}>"), at=NOON + HOUR)

    assert (arrived.fate, arrived.why, arrived.message) == ("held", why, None)
    assert opened.messages.count() == 2


def test_a_reference_of_another_vendor_leads_nowhere(world: World) -> None:
    ticket(world.dave)

    arrived = arrive(mail(Subject="[AIDI-1] mine"))

    assert (arrived.fate, arrived.ticket.reference) == ("opened", "KIWI-1")


def test_a_sender_that_the_mail_server_found_forged_is_held(world: World) -> None:
    def found(*results: str) -> str:
        above = "".join(f"Authentication-Results: {each}\r\n" for each in results)
        return arrive(above.encode() + mail()).why

    assert found("mx.kiwi.example; dmarc=fail header.from=hospital.example") == "unauthenticated"
    assert found("mx.kiwi.example; dkim=none", "mx.kiwi.example; dmarc=fail") == "unauthenticated"
    assert found("mx.kiwi.example; dmarc=pass", "somebody.example; dmarc=fail") == ""


def test_the_domain_of_a_client_makes_a_newcomer_known_in_the_language_of_the_mail(world: World) -> None:
    text = "Bonjour, la liste est toujours vide et nous avons besoin d’aide. Merci."

    arrived = arrive(mail(text, sender="Élise Roy <elise@hospital.example>", Subject="Problème"))

    newcomer = Person.objects.get(email="elise@hospital.example")
    assert (newcomer.organisation, newcomer.name, newcomer.language) == (world.hospital, "Élise Roy", "fr")
    assert (arrived.ticket.requester, arrived.ticket.language) == (newcomer, "fr")
    assert Delivery.objects.get().language == "fr"


def test_a_domain_in_letters_is_the_one_that_the_network_writes(world: World) -> None:
    MailDomain.objects.create(vendor=world.kiwi, organisation=world.hospital, domain="hôpital.example")

    assert arrive(mail(sender=f"zoe@{'hôpital.example'.encode('idna').decode()}")).fate == "opened"


def test_an_unknown_sender_is_held_and_nobody_is_told(world: World) -> None:
    arrived = arrive(mail(sender="stranger@elsewhere.example"))

    assert (arrived.fate, arrived.why, Delivery.objects.count()) == ("held", "unknown-sender", 0)


def test_somebody_of_several_clients_of_staff_or_gone_is_held(world: World) -> None:
    person(world.clinic, "Bob", "bob@hospital.example", signs_in=False)
    world.carol.active = False
    world.carol.save()

    found = [
        arrive(mail(sender=each)).why
        for each in ("bob@hospital.example", world.agent.user.email, "carol@clinic.example")
    ]

    assert found == ["several-clients", "staff", "inactive"]


def test_mail_to_two_vendors_arrives_at_each(world: World) -> None:
    MailDomain.objects.create(vendor=world.aidi, organisation=world.dave.organisation, domain="hospital.example")

    arrive(mail(To="support@kiwi.example, support@aidi.example"))

    assert set(Arrival.objects.values_list("vendor__slug", "fate")) == {("kiwi", "opened"), ("aidi", "stored")}


def test_the_same_mail_again_changes_nothing_even_by_another_way(world: World) -> None:
    raw = mail()
    arrive(raw)

    again = arrive(raw)
    other_way = arrive(b"Received: from mx.example\r\n" + raw)
    claims_to_be = arrive(raw.replace(b"please help us", b"and more: the export"))

    assert (again.fate, other_way.fate, other_way.why) == ("opened", "discarded", "duplicate")
    assert claims_to_be.fate == "opened"
    assert (Ticket.objects.count(), Arrival.objects.count()) == (2, 3)


def test_an_automatic_reply_is_kept_for_staff_and_moves_nothing(world: World) -> None:
    opened, message = answered(world)
    before = list(opened.clocks.values_list("metric", "state", "due_at"))

    arrived = arrive(
        mail("I am away.", Subject="Réponse automatique : x", In_Reply_To=f"<{message.mail_id}>"), at=NOON + HOUR
    )

    assert (arrived.fate, arrived.message.kind) == ("automatic", "internal")
    assert list(opened.clocks.values_list("metric", "state", "due_at")) == before
    assert Delivery.objects.count() == 1, "the answer alone; nobody answers an automatic reply"


@pytest.mark.parametrize(
    ("headers", "fate"),
    [
        ({"Auto-Submitted": "auto-replied"}, "automatic"),
        ({"X-Autoreply": "yes"}, "automatic"),
        ({"Subject": "Out of office: back on Monday", "In-Reply-To": "<1@x.example>"}, "automatic"),
        ({"Subject": "Bob Roy est absent(e) du bureau.", "In-Reply-To": "<1@x.example>"}, "automatic"),
        ({"Subject": "Absence du bureau"}, "held"),
        ({"Subject": "Absence du bureau mal affichée dans l’agenda"}, "opened"),
        ({"Subject": "Out of office is not sent", "In-Reply-To": "<1@x.example>"}, "opened"),
        ({"Return-Path": "<>", "In-Reply-To": "<1@x.example>"}, "automatic"),
        ({"Return-Path": "<>"}, "held"),
        ({"X-Autogenerated": "Reply"}, "automatic"),
        ({"Delivered-To": "Autoresponder"}, "automatic"),
        ({"From": "postmaster@hospital.example", "Subject": "Our mails are rejected"}, "opened"),
        ({"Content-Type": "multipart/report; report-type=disposition-notification; boundary=x"}, "automatic"),
        ({"Auto-Submitted": "auto-generated"}, "held"),
        ({"Precedence": "bulk"}, "held"),
        ({"List-Id": "<news.hospital.example>"}, "held"),
        ({"Auto-Submitted": "no"}, "opened"),
    ],
)
def test_machines_are_recognised(world: World, headers: dict[str, str], fate: str) -> None:
    assert arrive(mail(**headers)).fate == fate


def test_mail_that_came_back_is_told_on_its_ticket_and_in_the_outbox(world: World) -> None:
    opened, message = answered(world)

    arrived = arrive(report(message.mail_id), at=NOON + HOUR)

    assert (arrived.fate, arrived.ticket) == ("bounced", opened)
    assert opened.events.last().details["address"] == "bob@hospital.example"
    assert "No such user" in message.deliveries.get().error

    arrive(report(message.mail_id), at=NOON + 2 * HOUR)
    assert opened.events.filter(name="mail-returned").count() == 1


@pytest.mark.parametrize("encoding", ["base64", "none"])
def test_a_report_that_hides_or_leaves_out_the_original_is_understood_all_the_same(world: World, encoding: str) -> None:
    opened, message = answered(world)
    raw = report("ORIGINAL").replace(b"Message-ID: <ORIGINAL>\r\n", b"")
    if encoding == "base64":
        hidden = b64encode(f"Message-ID: <{message.mail_id}>\r\n".encode())
        start = raw.index(b"\r\n\r\nSubject: [KIWI-1]")
        raw = raw[:start] + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + hidden + b"\r\n--=_b--\r\n"
    else:
        raw = f"In-Reply-To: <{message.mail_id}>\r\n".encode() + raw

    assert (arrive(raw, at=NOON + HOUR).why, opened.events.last().name) == ("returned", "mail-returned")


def test_who_claims_the_message_id_of_another_clients_mail_gets_no_part_of_its_thread(world: World) -> None:
    first = arrive(mail(Message_ID="<same@x.example>"))
    arrive(mail("Mine.", sender="carol@clinic.example", Message_ID="<same@x.example>"))

    assert arrive(mail("And more.", In_Reply_To="<same@x.example>")).ticket == first.ticket


def test_a_report_of_delay_or_of_somebody_elses_mail_tells_nobody_anything(world: World) -> None:
    opened, message = answered(world)

    found = [arrive(report(message.mail_id, action="delayed")).fate, arrive(report("nobody@knows.example")).why]

    assert found == ["automatic", "unknown-original"]
    assert opened.events.count() == 2


def test_our_own_mail_that_comes_back_to_us_is_a_loop(world: World) -> None:
    answered(world)
    sent = composed(Delivery.objects.get())

    own = arrive(sent.as_bytes())
    by_address = arrive(mail(sender="support@aidi.example"))

    assert [own.why, by_address.why] == ["own-mail", "own-mail"]


def test_a_sender_who_never_stops_is_stopped_for_an_hour_and_nothing_is_lost(world: World) -> None:
    Arrival.objects.bulk_create(
        Arrival(
            vendor=world.kiwi,
            source="imap",
            digest=str(number),
            size=1,
            received_at=NOON,
            attempts=1,
            sender="bob@hospital.example",
            fate="joined",
        )
        for number in range(30)
    )

    found = [arrive(mail(), at=NOON + MINUTE), arrive(mail(), at=NOON + 2 * HOUR)]

    assert [each.fate for each in found] == ["loop", "opened"]


def test_a_plan_without_mail_answers_why_and_what_it_has(world: World) -> None:
    from .world import agreement, vendor

    cirrus = vendor("cirrus", "cirrus-shield", "CIR", "portal")
    client = organisation(cirrus, "Garage", "garage.example", language="fr")
    agreement(client, "free")

    arrived = arrive(
        mail(
            "Bonjour, la page ne marche pas. Merci de nous aider.",
            sender="rene@garage.example",
            To="support@cirrus.example",
        )
    )

    assert (arrived.fate, arrived.ticket, Ticket.objects.count()) == ("refused", None, 0)
    refusal = Delivery.objects.get()
    assert (refusal.recipient, refusal.kind, refusal.language) == ("rene@garage.example", "refusal", "fr")
    assert "/fr/portal/cirrus/" in refusal.text
    assert refusal.headers["In-Reply-To"] == f"<{arrived.mail_id}>"


def test_a_client_without_an_agreement_is_held(world: World) -> None:
    organisation(world.kiwi, "Newcomers", "new.example")

    assert arrive(mail(sender="a@new.example")).why == "no-agreement"


def test_a_reply_to_a_resolved_ticket_opens_it_again_and_the_date_of_the_mail_counts_for_nothing(world: World) -> None:
    opened = ticket(world.bob)
    done = reply(ticket=opened, words=Incoming("Done."), by=world.agent, at=NOON + HOUR, name="resolved")

    arrived = arrive(mail("No.", Date="Mon, 01 Jan 2001 00:00:00 +0000", In_Reply_To=f"<{done.mail_id}>"), at=NOON)

    opened.refresh_from_db()
    assert (opened.state, opened.last_event_at, arrived.message.event.at) == ("open", NOON + HOUR, NOON + HOUR)


def test_files_and_pictures_are_kept_and_what_nobody_should_open_is_named_to_staff(world: World) -> None:
    arrived = arrive(
        parted(
            (
                "Content-Type: text/html; charset=utf-8",
                b'<p>Look: <img src="cid:1"><img src="https://spy.example/a.png"></p>',
            ),
            ("Content-Type: image/png; name=shot.png\r\nContent-ID: <1>", b"\x89PNG\r\n\x1a\nxx"),
            ("Content-Type: application/octet-stream; name=run.exe", b"MZ\x90"),
        )
    )

    assert [(file.name, file.content_id) for file in arrived.message.attachments.all()] == [("shot.png", "1")]
    assert "spy.example" not in arrived.message.html
    assert "run.exe" in arrived.ticket.messages.get(kind="internal").text


def test_a_failure_while_understanding_keeps_the_mail_and_can_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from servanda.desk.channels.actions import deciding, receiving

    with monkeypatch.context() as patch:
        patch.setattr(receiving, "understand", lambda *_given, **_named: 1 / 0)
        failed = arrive(mail())
    assert (failed.fate, failed.why, Ticket.objects.count()) == ("failed", "ZeroDivisionError", 0)

    assert deciding.retry_arrival(arrival=failed, at=NOON + MINUTE).fate == "opened"


def test_thirty_megabytes_arrive(world: World) -> None:
    big = b"x" * (24 * 1024 * 1024)

    arrived = arrive(
        parted(("Content-Type: text/plain", b"see the log"), ("Content-Type: text/plain; name=log.txt", big))
    )

    assert (arrived.fate, arrived.message.attachments.get().size) == ("opened", len(big))


def test_mail_of_a_member_of_another_vendor_is_mail_of_a_stranger(world: World) -> None:
    both = member(world.aidi, "agent", "Zoe")

    assert arrive(mail(sender=both.user.email)).why == "unknown-sender"
