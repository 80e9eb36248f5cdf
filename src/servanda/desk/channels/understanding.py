"""Raw bytes → a mail that people can read. Knows no database and no network, and gives something for whatever it is given."""

from __future__ import annotations

import re
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser

from servanda.desk.channels.bodies import read_body
from servanda.desk.channels.headers import addresses, decoded, mail_id_of, mail_ids, str_of, written
from servanda.desk.channels.mail import Mail, Part, Words
from servanda.desk.channels.signs import automatic_of, returned_of
from servanda.desk.outbox.seals import SEAL

MOST_BOUNDARIES = 100
"""Parts within parts that are still read; a mail with more is a trap, and is kept without being opened."""
LONGEST_SHAPE = 20_000
"""Bytes of a header that says how a part is made; the library takes the square of them."""
_SHAPE = re.compile(rb"^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_INNER = (b"boundary=", b"Boundary=", b"BOUNDARY=", b"message/rfc822")
_DELIVERED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
_UNAUTHENTICATED = re.compile(r"\bdmarc\s*=\s*fail", re.IGNORECASE)


def understand(raw: bytes, *, envelope_from: str | None = None) -> Mail:
    """Read a mail. `envelope_from` is the sender of the envelope, where it is known; empty: a report."""
    message, nested = _parsed(raw)
    subject = decoded(message, "Subject")[:300]
    words, files = (Words(), (Part("mail.eml", raw),)) if nested else read_body(message, subject)
    senders = addresses([written(message, "From")]) or addresses([written(message, "Sender")])
    answers = _answers(message)
    name, sender = senders[0] if senders else ("", "")
    return Mail(
        mail_id=mail_id_of(message),
        answers=answers,
        sender=sender,
        sender_name=name[:120],
        recipients=_recipients(message),
        subject=subject,
        words=words,
        files=files,
        automatic=automatic_of(message, answers=bool(answers), envelope_from=envelope_from),
        returned=None if nested else returned_of(message, raw, envelope_from),
        doubt="too-nested" if nested else _doubt(message, len(senders)),
        seal=written(message, SEAL),
    )


def _parsed(raw: bytes) -> tuple[Message, bool]:
    """The mail, and whether only its headers were read: it is nested too deeply, or a header of its parts never ends."""
    endless = any(len(found[0]) > LONGEST_SHAPE for found in _SHAPE.finditer(raw))
    if not endless and sum(raw.count(sign) for sign in _INNER) <= MOST_BOUNDARIES:
        try:
            return BytesParser(policy=policy.compat32).parsebytes(raw), False
        except RecursionError:
            pass
    return BytesHeaderParser(policy=policy.compat32).parsebytes(raw), True


def _answers(message: Message) -> tuple[str, ...]:
    """In-Reply-To first, then References from the last to the first: the nearest mail decides."""
    references = tuple(reversed(mail_ids(message, "References")))
    return tuple(dict.fromkeys((*mail_ids(message, "In-Reply-To"), *references)))[:50]


def _recipients(message: Message) -> tuple[str, ...]:
    delivered = [str(value) for name in _DELIVERED for value in message.get_all(name) or ()]
    addressed = [written_value for name in ("To", "Cc") if (written_value := written(message, name))]
    return tuple(dict.fromkeys(address for _name, address in addresses([*delivered, *addressed])))[:100]


def _doubt(message: Message, senders: int) -> str:
    if senders > 1 or len(message.get_all("From") or ()) > 1:
        return "several-senders"
    return "unauthenticated" if any(_UNAUTHENTICATED.search(each) for each in _checked(message)) else ""


def _checked(message: Message) -> list[str]:
    """What the server that took the mail in found: its results stand first, all under one name; others may be forged."""
    results = [" ".join(str_of(each).split()) for each in message.get_all("Authentication-Results") or ()]
    server = results[0].partition(";")[0].casefold() if results else ""
    return [each for each in results if each.partition(";")[0].casefold() == server]
