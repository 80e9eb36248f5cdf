"""A row of the outbox as a mail: the same bytes however often it is tried, but for what the servers on its way add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings

from servanda.desk.outbox.models import Delivery
from servanda.desk.outbox.seals import SEAL, seal_of
from servanda.engine.instants import moment

BY_PEOPLE = frozenset({"reply", "solution-proposed", "resolved"})
"""Kinds of mail that a person wrote; all others say that a machine did, so that no machine answers them."""
_POLICY = policy.SMTP.clone(max_line_length=900)
"""Long, because the library breaks Message-IDs apart that it has to fold."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a mail."""

    name: str
    kind: str
    """Its media type."""
    content: bytes


def composed(delivery: Delivery, files: Sequence[File] = ()) -> EmailMessage:
    """The mail of a row, ready to be sent. Raises ValueError for an address that no mail can be sent to."""
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _address(*sender_of(delivery))
    mail["To"] = _address("", delivery.recipient)
    mail["Subject"] = one_line(delivery.subject)
    mail["Message-ID"] = f"<{delivery.mail_id}>"
    mail["Date"] = format_datetime(moment(delivery.created_at))
    mail["Content-Language"] = delivery.language
    mail[SEAL] = seal_of(delivery.mail_id)
    for name, value in _headers(delivery).items():
        mail[name] = one_line(value)
    mail.set_content(delivery.text, cte="quoted-printable")
    if delivery.html:
        mail.add_alternative(delivery.html, subtype="html", cte="quoted-printable")
    for file in files:
        main, _slash, sub = file.kind.partition("/")
        mail.add_attachment(
            file.content, maintype=main or "application", subtype=sub or "octet-stream", filename=file.name
        )
    return mail


def sender_of(delivery: Delivery) -> tuple[str, str]:
    """Name and address of who writes: the vendor, or Servanda itself."""
    vendor = delivery.vendor
    return ("Servanda", settings.MAIL_FROM) if vendor is None else (vendor.name, vendor.address)


def _headers(delivery: Delivery) -> dict[str, str]:
    headers: dict[str, str] = {"Reply-To": sender_of(delivery)[1], **delivery.headers}
    if delivery.kind not in BY_PEOPLE:
        headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"} | headers
    return headers


def _address(name: str, address: str) -> Address:
    user, _at, host = as_sent(address).rpartition("@")
    if not user or not host:
        raise ValueError(address)
    return Address(one_line(name), user, host)


def as_sent(address: str) -> str:
    """An address as every mail server takes it: its domain as the network writes it (``xn--…``), its user untouched.

    Raises ValueError for a domain that cannot be written so.
    """
    user, at, host = address.rpartition("@")
    return f"{user}{at}{host.encode('idna').decode('ascii')}" if not host.isascii() else address


def one_line(value: str) -> str:
    """Without line breaks, which would begin another header, and without other control signs."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(value)).split())
