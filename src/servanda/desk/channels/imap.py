"""Fetching mail by IMAP: stored first, then moved out of the way; a crash between the two stores it once all the same.

Nothing is moved that was not stored. Mail that the server does not hand out, or lets neither be moved nor marked, is left
alone for an hour, so that it keeps no other mail waiting.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from imaplib import IMAP4

from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted, MailMessageFlags

from servanda.desk.channels.actions.storing import Envelope, give_unaddressed, store_mail
from servanda.desk.channels.actions.visiting import Trouble, answer_words, note_visit, said_by, trouble_of
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.routing import vendors_addressed
from servanda.desk.mail_hosts import MailHost
from servanda.desk.organisations.models import Vendor
from servanda.engine.instants import HOUR

log = logging.getLogger(__name__)
KEPT = "Servanda"
"""The folder into which mail is moved once it is stored."""
STORED = "ServandaStored"
"""The keyword of mail that is stored and could not be moved, so that it is not fetched again and again."""
_SECONDS = 30
AT_ONCE = 50
"""Mails of one visit; the next visit goes on."""
Left = dict[str, tuple[int, str, str]]
"""Mail that is left alone for now: UIDVALIDITY and UID → since when, the trouble with it, and what the server said."""


@dataclass(slots=True)
class _Visit:
    """What one visit brought."""

    arrivals: list[Arrival] = field(default_factory=list)
    trouble: str = ""
    said: str = ""


def fetch_mail(mailbox: MailHost, *, at: int, left: Left | None = None) -> tuple[Arrival, ...]:
    """Store what stands in a mailbox and move it to its folder `Servanda`; how it went is noted for the desk.

    `left` remembers from visit to visit what has to be left alone. Raises OSError, ImapToolsError or IMAP4.error.
    """
    vendor = _vendor(mailbox)
    if vendor is not None:
        give_unaddressed(mailbox=mailbox.address, vendor=vendor)
    envelope = Envelope("imap", recipients=(mailbox.address,), vendor=vendor)
    try:
        with _opened(mailbox) as box:
            visit = _visited(box, envelope, {} if left is None else left, at)
    except (OSError, ImapToolsError, IMAP4.error) as failed:
        note_visit(mailbox=mailbox, vendor=vendor, trouble=trouble_of(failed), said=said_by(failed), at=at)
        raise
    note_visit(mailbox=mailbox, vendor=vendor, trouble=visit.trouble, said=visit.said, at=at)
    return tuple(visit.arrivals)


def _visited(box: BaseMailBox, envelope: Envelope, left: Left, at: int) -> _Visit:
    visit = _Visit()
    _code, (validity, *_more) = box.client.response("UIDVALIDITY")
    standing = {f"{validity!r} {uid}": uid for uid in box.uids(f"UNKEYWORD {STORED}")}
    for key in [key for key, (since, *_told) in left.items() if at - since >= HOUR or key not in standing]:
        del left[key]
    for key in [key for key in standing if key not in left][:AT_ONCE]:
        raw, trouble, said = _raw(box, standing[key])
        if raw:
            visit.arrivals += store_mail(raw=raw, envelope=envelope, at=at)
            trouble, said = _put_away(box, standing[key])
        if trouble or not raw:
            left[key] = (at, trouble, said)
    visit.trouble, visit.said = max((told for _since, *told in left.values() if told[0]), default=("", ""))
    return visit


@contextmanager
def _opened(mailbox: MailHost) -> Iterator[BaseMailBox]:
    box = _connected(mailbox)
    try:
        signs_in = box.login if (mailbox.user + mailbox.password).isascii() else box.login_utf8
        signs_in(mailbox.user, mailbox.password, initial_folder=mailbox.folder)
        _learn_abilities(box)
        yield box
    finally:
        try:
            box.logout()
        except (OSError, ImapToolsError, box.client.error):
            box.client.shutdown()


def _learn_abilities(box: BaseMailBox) -> None:
    """Ask again what the server can do: many tell only who has signed in that they move mail in one step."""
    status, told = box.client.capability()
    if status == "OK" and told and told[-1]:
        box.client.capabilities = tuple(told[-1].decode("ascii", "replace").upper().split())


def _connected(mailbox: MailHost) -> BaseMailBox:
    """A connection to a server that has shown who it is; one on this machine may go without."""
    if not mailbox.secure:
        return MailBoxUnencrypted(mailbox.host, mailbox.port, timeout=_SECONDS)
    return MailBox(mailbox.host, mailbox.port, timeout=_SECONDS, ssl_context=ssl.create_default_context())


def _raw(box: BaseMailBox, uid: str) -> tuple[bytes, str, str]:
    """The bytes of one mail, without marking it as seen, or what keeps it back; none if somebody has just taken it away."""
    status, found = box.client.uid("FETCH", uid, "(BODY.PEEK[])")
    if status != "OK":
        return b"", Trouble.UNREAD, answer_words(found)
    return next((part[1] for part in found if isinstance(part, tuple)), b""), "", ""


def _vendor(mailbox: MailHost) -> Vendor | None:
    """A mailbox that belongs to one vendor says so; by its name, or because its user is the vendor's address."""
    vendor = Vendor.objects.filter(slug=mailbox.vendor).first() if mailbox.vendor else None
    if vendor is None and "@" in mailbox.user:
        vendor = next(iter(vendors_addressed([mailbox.user])), None)
    return vendor


def _put_away(box: BaseMailBox, uid: str) -> tuple[str, str]:
    """Move a mail that is stored, or mark it where the server refuses to move; why neither can be done, if so.

    One that is fetched again all the same is known by its digest.
    """
    try:
        _moved(box, uid)
    except ImapToolsError as refused:
        log.warning("A mail could not be moved to %s; it is marked as stored. %s", KEPT, refused)
    else:
        return "", ""
    try:
        box.flag(uid, [MailMessageFlags.SEEN, STORED], value=True)
    except ImapToolsError as refused:
        return Trouble.UNMOVED, said_by(refused)
    return "", ""


def _moved(box: BaseMailBox, uid: str) -> None:
    try:
        if not box.folder.exists(KEPT):
            box.folder.create(KEPT)
        box.move(uid, KEPT)
    except IMAP4.abort:
        raise
    except IMAP4.error as refused:
        raise ImapToolsError(str(refused)) from None
