"""How visits to mailboxes go is written down, so that trouble is seen on the desk and not in a log alone."""

from __future__ import annotations

from imaplib import IMAP4
from ssl import SSLError

from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError, UnexpectedCommandStatusError

from servanda.desk.channels.headers import printable
from servanda.desk.channels.models import Mailbox
from servanda.desk.mail_hosts import MailHost
from servanda.desk.organisations.models import Vendor
from servanda.engine.instants import MINUTE

Trouble = Mailbox.Trouble
SELDOM = 5 * MINUTE
"""How often a visit is written down while nothing changes."""


def note_visit(*, mailbox: MailHost, vendor: Vendor | None, trouble: str = "", said: str = "", at: int) -> None:
    """Write down how a visit went; `trouble` as in `Mailbox.Trouble`, empty where all is well."""
    row, _new = Mailbox.objects.get_or_create(place=mailbox.place, defaults={"address": mailbox.address[:255]})
    told = (trouble, said[:300], vendor.pk if vendor else None)
    known = (row.trouble, row.said, row.vendor_id)
    if told == known and row.visited_at is not None and at - row.visited_at < SELDOM:
        return
    row.trouble, row.said, row.vendor_id = told
    row.since = (row.since or at) if trouble else None
    row.visited_at = at
    row.save(update_fields=["trouble", "said", "vendor", "since", "visited_at"])


def trouble_of(failed: Exception) -> str:
    """What an error of a visit means."""
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
        (MailboxLoginError, Trouble.LOGIN),
        (MailboxFolderSelectError, Trouble.FOLDER),
        (SSLError, Trouble.CERTIFICATE),
        (TimeoutError, Trouble.SLOW),
        ((OSError, IMAP4.abort), Trouble.UNREACHABLE),
    )
    return next((trouble for kind, trouble in kinds if isinstance(failed, kind)), Trouble.REFUSED)


def said_by(failed: Exception) -> str:
    """What the server, or the network, said; nothing that we sent is in it."""
    if isinstance(failed, UnexpectedCommandStatusError):
        return answer_words(failed.command_result)
    return printable(str(failed) or type(failed).__name__)[:300]


def answer_words(result: object) -> str:
    """The words of an answer to an IMAP command."""
    _status, told = result if isinstance(result, tuple) and len(result) == 2 else ("", result)
    parts = told if isinstance(told, list) else [told]
    words = (part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in parts if part)
    return " ".join(printable(" ".join(words)).split())[:300]
