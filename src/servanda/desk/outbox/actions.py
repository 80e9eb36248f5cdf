"""Putting mail into the outbox, inside the transaction of whatever causes it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from servanda.desk.outbox.models import Delivery


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person: what it says, in their language. `headers` go with it (In-Reply-To, References, …)."""

    kind: str
    recipient: str
    language: str
    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    attachments: Sequence[int] = ()


def post_letter(
    *,
    letter: Letter,
    vendor_id: int | None,
    at: int,
    ticket_id: int | None = None,
    message_id: int | None = None,
    domain: str = "servanda.example",
) -> Delivery:
    """Write a mail to be delivered as soon as somebody delivers; its Message-ID stays the same however often it is tried."""
    return Delivery.objects.create(
        vendor_id=vendor_id,
        ticket_id=ticket_id,
        message_id=message_id,
        kind=letter.kind,
        recipient=letter.recipient,
        language=letter.language,
        subject=letter.subject[:300],
        text=letter.text,
        html=letter.html,
        mail_id=f"{uuid.uuid4().hex}@{domain}",
        headers=letter.headers,
        attachments=list(letter.attachments),
        created_at=at,
        due_at=at,
    )


def resend_delivery(*, delivery: Delivery, at: int) -> None:
    """Try a mail again at once, under its own Message-ID; also one that was given up, or that was sent and got lost."""
    delivery.due_at, delivery.claimed_until, delivery.error = at, None, ""
    delivery.sent_at = None
    delivery.save(update_fields=["due_at", "claimed_until", "error", "sent_at"])
