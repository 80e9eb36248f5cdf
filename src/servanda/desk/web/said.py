"""Words of a message as a page shows them, for staff and clients alike: safe HTML, and the files that came with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from servanda.desk.tickets.attachments import SHOWN
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Attachment, Message


@dataclass(frozen=True, slots=True)
class File:
    """A file of a message: an image is shown, everything else is only offered."""

    name: str
    href: str
    size: int
    shown: bool


def files_of(message: Message) -> tuple[File, ...]:
    """The files of a message whose attachments were fetched with it."""
    return tuple(map(_file, message.attachments.all()))


def _file(file: Attachment) -> File:
    return File(file.name, reverse("file", args=[file.pk, file.name]), file.size, file.kind in SHOWN)


def shown(message: Message) -> SafeString:
    """The words as safe HTML: a mail's own, plain text as it stands, Markdown drawn."""
    if message.html:
        return mark_safe(message.html)  # noqa: S308  (made safe when it was written or arrived)
    if message.mail_id and message.event.member_id is None:
        return mark_safe(linebreaks(message.text, autoescape=True))  # noqa: S308  (escaped)
    return mark_safe(html_of(message.text))  # noqa: S308  (made safe by nh3)
