"""Mail about tickets: what a client or a colleague is told, in their language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, override

from servanda.desk.accounts.models import User
from servanda.desk.organisations.models import Member, Vendor
from servanda.desk.outbox.actions import Letter, post_letter
from servanda.desk.outbox.composing import File
from servanda.desk.outbox.models import Delivery
from servanda.desk.tickets.attachments import path_of
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Attachment, Event, Message, Ticket
from servanda.desk.tickets.stationery import (
    Page,
    desk_address,
    portal_address,
    portal_of,
    priority_name,
    promised,
    zone_of,
)
from servanda.desk.tickets.telling import event_words
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text, spoken

_KINDS = {"solution-proposed": "solution-proposed", "resolved": "resolved"}
"""Event → kind of mail, where it is more than a reply."""


def send_reply(*, ticket: Ticket, message: Message, at: int) -> Delivery:
    """Post the mail that carries an answer to the requester; answering it joins the ticket again.

    A proposed solution says how to accept it, a resolved request how to say that it is not, and how it went.
    """
    kind = _KINDS.get(message.event.name, "reply")
    with override(ticket.language):
        page = _reply_page(ticket, message, kind)
        posted = _post(
            ticket=ticket, kind=kind, page=page, at=at, message=message, headers=thread_headers(ticket, message)
        )
    Message.objects.filter(pk=message.pk).update(mail_id=posted.mail_id)
    message.mail_id = posted.mail_id
    return posted


def _reply_page(ticket: Ticket, message: Message, kind: str) -> Page:
    language = spoken(ticket.language)
    author = message.event.member
    paragraphs, name, part = _what_next(kind)
    return Page(
        language=language,
        sender=ticket.vendor.name,
        words=message.text,
        words_html=message.html or html_of(message.text),
        paragraphs=paragraphs,
        signature=_signature(author, ticket) if author else "",
        facts=promised(ticket, language, zone_of(ticket, ticket.requester)),
        link=(name, portal_address(ticket, language, part)),
        foot=_foot(ticket),
    )


def _what_next(kind: str) -> tuple[tuple[str, ...], str, str]:
    """What the reader may do now, what the link is called, and which part of the page it leads to."""
    if kind == "solution-proposed":
        says = gettext("This is a proposal. Accept or decline it in the portal; until then nothing is carried out.")
        return (says,), gettext("Accept or decline the solution"), "#solution"
    if kind == "resolved":
        says = gettext("We take your request as resolved. If it is not, answer this mail and it opens again.")
        return (says,), gettext("Tell us how it went"), "#satisfaction"
    return (), gettext("The request with everything written so far"), ""


def _signature(author: Member, ticket: Ticket) -> str:
    written = author.signature.get(ticket.language) or next(iter(author.signature.values()), "")
    return str(written).strip() or f"{author}\n{ticket.vendor.name}"


def _foot(ticket: Ticket) -> str:
    return gettext("%(vendor)s, request %(reference)s. Answer this mail to add to the request.") % {
        "vendor": ticket.vendor.name,
        "reference": ticket.reference,
    }


def send_receipt(*, ticket: Ticket, at: int) -> Delivery:
    """Tell the requester that a mail became a request, under which reference, and what is promised."""
    with override(ticket.language):
        language = spoken(ticket.language)
        priority = priority_name(ticket, ticket.priority, language)
        facts = [(gettext("Request"), ticket.reference), (gettext("Subject"), ticket.subject)]
        if priority:
            facts.append((gettext("Priority"), priority))
        page = Page(
            language=language,
            sender=ticket.vendor.name,
            greeting=_greeting(str(ticket.requester)),
            paragraphs=(
                gettext("We have your mail and opened a request. Somebody reads it and answers you."),
                gettext("Say in the portal, or in an answer to this mail, if it is more pressing than it looks here."),
            ),
            facts=(*facts, *promised(ticket, language, zone_of(ticket, ticket.requester))),
            link=(gettext("The request in the portal, and why this is promised"), portal_address(ticket, language)),
            foot=_foot(ticket),
        )
        headers = thread_headers(ticket) | {"Auto-Submitted": "auto-replied"}
        return _post(ticket=ticket, kind="receipt", page=page, at=at, headers=headers)


@dataclass(frozen=True, slots=True)
class Instead:
    """What somebody whose mail is refused may turn to: rows of a name and an address, and whether the portal takes requests."""

    rows: tuple[tuple[str, str], ...] = ()
    portal: bool = False


def send_refusal(
    *,
    vendor: Vendor,
    recipient: tuple[str, str],
    language: str,
    subject: str,
    why: Text,
    instead: Instead,
    answers: str,
    at: int,
) -> Delivery:
    """Tell somebody why their mail did not become a request, and what their agreement has instead (C2-C4, Q9).

    `recipient` is name and address, `answers` the Message-ID of their mail.
    """
    with override(language):
        page = Page(
            language=spoken(language),
            sender=vendor.name,
            greeting=_greeting(recipient[0] or recipient[1]),
            paragraphs=(
                gettext("Your mail did not become a request. It is kept, and this is why:"),
                why.of(spoken(language)),
            ),
            facts=instead.rows,
            link=(
                gettext("Ask in the support portal") if instead.portal else gettext("The support portal"),
                portal_of(vendor, language),
            ),
            foot=vendor.name,
        )
        threaded = {"In-Reply-To": f"<{answers}>", "References": f"<{answers}>"} if answers else {}
        letter = Letter(
            kind="refusal",
            recipient=recipient[1],
            language=spoken(language),
            subject=gettext("Not covered: %(subject)s") % {"subject": subject or gettext("your mail")},
            text=page.as_text(),
            html=page.as_html(),
            headers=threaded | {"Auto-Submitted": "auto-replied"},
        )
    return post_letter(letter=letter, vendor_id=vendor.pk, at=at, domain=vendor.address.partition("@")[2])


def send_priority_changed(*, ticket: Ticket, before: str, reason: str, at: int) -> Delivery:
    """Tell the requester of a new priority and its reason (K13); the caches of the ticket are those after the change."""
    with override(ticket.language):
        language = spoken(ticket.language)
        says = [
            _priority_says(priority_name(ticket, before, language), priority_name(ticket, ticket.priority, language))
        ]
        if reason:
            says.append(gettext("The reason: %(reason)s") % {"reason": reason})
        page = Page(
            language=language,
            sender=ticket.vendor.name,
            greeting=_greeting(str(ticket.requester)),
            paragraphs=tuple(says),
            facts=promised(ticket, language, zone_of(ticket, ticket.requester)),
            link=(gettext("Why, and what is promised now"), portal_address(ticket, language)),
            foot=_foot(ticket),
        )
        return _post(ticket=ticket, kind="priority-changed", page=page, at=at, headers=thread_headers(ticket))


def _priority_says(before: str, after: str) -> str:
    if not after:
        return gettext("Your request has no priority any more.")
    if not before:
        return gettext("Your request has a priority now: %(after)s.") % {"after": after}
    return gettext("The priority of your request changed from %(before)s to %(after)s.") % {
        "before": before,
        "after": after,
    }


def send_notice(*, ticket: Ticket, kind: str, says: str, at: int) -> Delivery:
    """Tell the requester something about their request that is no answer; `says` is in the language of the ticket."""
    with override(ticket.language):
        language = spoken(ticket.language)
        page = Page(
            language=language,
            sender=ticket.vendor.name,
            greeting=_greeting(str(ticket.requester)),
            paragraphs=(says,),
            link=(gettext("The request in the portal"), portal_address(ticket, language)),
            foot=_foot(ticket),
        )
        return _post(ticket=ticket, kind=kind, page=page, at=at, headers=thread_headers(ticket))


def send_released(*, event: Event, message: Message | None, at: int) -> Delivery | None:
    """Tell the requester that the correction of their request is out (K5), with what is told of the release."""
    ticket = event.ticket
    with override(ticket.language):
        says = gettext("The correction for your request is out with release %(release)s.") % event.details
        return _send_news(ticket, "correction-released", says, at, message)


def send_incident_over(*, ticket: Ticket, at: int) -> Delivery | None:
    """Tell the requester that the cause behind their request is gone (A31-A35); who else it affected is not told."""
    with override(ticket.language):
        return _send_news(ticket, "incident-ended", gettext("The incident behind your request is over."), at)


def _send_news(ticket: Ticket, kind: str, says: str, at: int, message: Message | None = None) -> Delivery | None:
    """Something that the client did not ask for now: to nobody who has left, and to no address from which mail came back."""
    if not reaches(ticket):
        return None
    language = spoken(ticket.language)
    page = Page(
        language=language,
        sender=ticket.vendor.name,
        greeting=_greeting(str(ticket.requester)),
        opening=says,
        paragraphs=(gettext("If something is still wrong, answer this mail."),),
        words=message.text if message else "",
        words_html=(message.html or html_of(message.text)) if message else "",
        link=(gettext("The request in the portal"), portal_address(ticket, language)),
        foot=_foot(ticket),
    )
    headers = thread_headers(ticket, message)
    return _post(ticket=ticket, kind=kind, page=page, at=at, headers=headers, message=message)


def reaches(ticket: Ticket) -> bool:
    """Whether news reaches the requester: they and their client are still there, and their last mail did not come back."""
    last = ticket.deliveries.filter(recipient=ticket.requester.email).first()
    returned = last is not None and last.due_at is None and bool(last.error)
    return ticket.requester.active and ticket.organisation.active and not returned


def send_mention(*, message: Message, member: Member, at: int) -> Delivery:
    """Tell a colleague that a note names them. The note itself stays on the desk, where it is known who may read it."""
    ticket, author = message.ticket, message.event.member
    with override(member.user.language):
        says = gettext("%(author)s names you in a note on %(reference)s, %(subject)s.") % {
            "author": author or ticket.vendor.name,
            "reference": ticket.reference,
            "subject": ticket.subject,
        }
        letter = _to_colleague(ticket, member.user, kind="mention", says=says, link=gettext("Read the note"))
    return _posted(letter, ticket, message, at)


def send_followed(*, event: Event, user: User, policy: Policy, at: int) -> Delivery:
    """Tell somebody who follows a ticket what happened to it; the words themselves stay on the desk."""
    ticket = event.ticket
    with override(user.language):
        says = f"{ticket.reference}, {ticket.subject}: {event_words(event, policy, for_client=False)}"
        letter = _to_colleague(ticket, user, kind="followed", says=says, link=gettext("Open the request"))
    return _posted(letter, ticket, None, at)


def _to_colleague(ticket: Ticket, user: User, *, kind: str, says: str, link: str) -> Letter:
    language = spoken(user.language)
    page = Page(
        language=language,
        sender=ticket.vendor.name,
        greeting=_greeting(user.name),
        paragraphs=(says,),
        link=(link, desk_address(ticket, language)),
        foot=ticket.vendor.name,
    )
    return Letter(
        kind=kind,
        recipient=user.email,
        language=language,
        subject=f"[{ticket.reference}] {ticket.subject}",
        text=page.as_text(),
        html=page.as_html(),
    )


def _greeting(name: str) -> str:
    return gettext("Hello %(name)s,") % {"name": name}


def _post(
    *, ticket: Ticket, kind: str, page: Page, at: int, headers: dict[str, str], message: Message | None = None
) -> Delivery:
    letter = Letter(
        kind=kind,
        recipient=ticket.requester.email,
        language=page.language,
        subject=f"[{ticket.reference}] {ticket.subject}",
        text=page.as_text(),
        html=page.as_html(),
        headers=headers,
        attachments=[attachment.pk for attachment in message.attachments.all()] if message else (),
    )
    return _posted(letter, ticket, message, at)


def _posted(letter: Letter, ticket: Ticket, message: Message | None, at: int) -> Delivery:
    return post_letter(
        letter=letter,
        vendor_id=ticket.vendor_id,
        at=at,
        ticket_id=ticket.pk,
        message_id=message.pk if message else None,
        domain=ticket.vendor.address.partition("@")[2],
    )


def thread_headers(ticket: Ticket, message: Message | None = None) -> dict[str, str]:
    """In-Reply-To and References of the thread so far, so that mail programs keep it together."""
    earlier = ticket.messages.filter(kind=Message.Kind.PUBLIC).exclude(mail_id="")
    if message is not None:
        earlier = earlier.exclude(pk=message.pk)
    ids = [f"<{mail_id}>" for mail_id in earlier.values_list("mail_id", flat=True)]
    return {"In-Reply-To": ids[-1], "References": " ".join(ids[-20:])} if ids else {}


def files_of(ids: Sequence[int]) -> tuple[File, ...]:
    """The files of attachments as mail carries them; those whose bytes are gone are left out."""
    found = Attachment.objects.filter(pk__in=list(ids))
    return tuple(
        File(attachment.name, attachment.kind, path_of(attachment.digest).read_bytes())
        for attachment in found
        if path_of(attachment.digest).is_file()
    )
