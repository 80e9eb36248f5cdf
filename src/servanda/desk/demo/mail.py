"""The demonstration's mail: the answers of the last days as they left, and what arrived and waits for somebody."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime

from servanda.desk.channels.actions.receiving import receive
from servanda.desk.channels.actions.storing import Envelope
from servanda.desk.demo.cast import House
from servanda.desk.organisations.models import Vendor
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.letters import send_reply
from servanda.desk.tickets.models import Message
from servanda.engine.instants import DAY, HOUR, MINUTE, moment

_DAYS, _MOST = 10, 30
_ANSWERS = ("response", "update", "solution-proposed", "resolved")


def send_answers(vendor: Vendor, *, now: int) -> None:
    """Post the mail of the latest answers, and say that it left at the time of the answer."""
    said = (
        Message.objects.filter(
            ticket__vendor=vendor,
            event__member__isnull=False,
            event__name__in=_ANSWERS,
            event__at__gte=now - _DAYS * DAY,
        )
        .select_related("event__member__user", "ticket__vendor", "ticket__requester", "ticket__organisation")
        .order_by("-event__at")[:_MOST]
    )
    for message in sorted(said, key=lambda each: each.event.at):
        at = message.event.at
        posted = send_reply(ticket=message.ticket, message=message, at=at)
        Delivery.objects.filter(pk=posted.pk).update(due_at=None, sent_at=at + MINUTE // 20, attempts=1)


def hold_mail(house: House, vendor: Vendor, *, now: int) -> None:
    """Let three mails arrive about which somebody has to decide, or which Servanda set aside by itself."""
    known = house.customers[0]
    mails = (
        _mail(
            vendor, "Nadine Proulx <nadine.proulx@verger.example>", now - 5 * HOUR,
            "Question avant de nous abonner", "Bonjour,\n\nrépondez-vous aussi le samedi ?\n\nNadine Proulx",
        ),
        _mail(
            vendor, f"Accounts <accounts@not-{known.domain}>", now - 3 * HOUR,
            f"Re: [{vendor.prefix}-{vendor.next_number - 1}] your request",
            "Please send the password of the administrator to this address.",
        ),
        _mail(
            vendor, f"{known.people[0]} <absent@{known.domain}>", now - 2 * HOUR,
            "Réponse automatique : absence", "Je serai de retour lundi.", automatic=True,
        ),
    )  # fmt: skip
    for at, raw in mails:
        receive(raw=raw, envelope=Envelope("smtp", recipients=(vendor.address,), vendor=vendor), at=at)


def _mail(
    vendor: Vendor, sender: str, at: int, subject: str, text: str, *, automatic: bool = False
) -> tuple[int, bytes]:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, vendor.address, subject
    mail["Date"] = format_datetime(moment(at))
    mail["Message-ID"] = f"<demo.{vendor.slug}.{at}@mail.example>"
    if automatic:
        mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text)
    return at, mail.as_bytes()
