"""Mail about tickets: what a client or a colleague is told, in their language."""

from __future__ import annotations

from servanda.desk.outbox.actions import Letter, post_letter
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.models import Message, Ticket


def send_reply(*, ticket: Ticket, message: Message, at: int) -> Delivery:
    """Post the mail that carries an answer to the requester; answering it joins the ticket again."""
    domain = ticket.vendor.address.partition("@")[2]
    letter = Letter(
        kind="reply",
        recipient=ticket.requester.email,
        language=ticket.language,
        subject=f"[{ticket.reference}] {ticket.subject}",
        text=message.text,
        headers=thread_headers(ticket),
        attachments=[attachment.pk for attachment in message.attachments.all()],
    )
    posted = post_letter(
        letter=letter, vendor_id=ticket.vendor_id, at=at, ticket_id=ticket.pk, message_id=message.pk, domain=domain
    )
    Message.objects.filter(pk=message.pk).update(mail_id=posted.mail_id)
    return posted


def thread_headers(ticket: Ticket) -> dict[str, str]:
    """In-Reply-To and References of the thread so far, so that mail programs keep it together."""
    ids = [
        f"<{mail_id}>"
        for mail_id in ticket.messages.filter(kind=Message.Kind.PUBLIC).values_list("mail_id", flat=True)
        if mail_id
    ]
    return {"In-Reply-To": ids[-1], "References": " ".join(ids[-20:])} if ids else {}
