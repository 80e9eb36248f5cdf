"""Fetching mail by IMAP: stored first, then moved out of the way; a crash between the two stores it once all the same."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted, MailMessageFlags

from servanda.desk.channels.actions.storing import Envelope, store_mail
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.routing import vendors_addressed
from servanda.desk.mail_hosts import MailHost
from servanda.desk.organisations.models import Vendor

log = logging.getLogger(__name__)
KEPT = "Servanda"
"""The folder into which mail is moved once it is stored."""
STORED = "ServandaStored"
"""The keyword of mail that is stored and could not be moved, so that it is not fetched again and again."""
_SECONDS = 30
AT_ONCE = 50
"""Mails of one visit; the next visit goes on."""


def fetch_mail(mailbox: MailHost, *, at: int) -> tuple[Arrival, ...]:
    """Store what stands in a mailbox and move it to its folder `Servanda`. Raises OSError or ImapToolsError."""
    with _opened(mailbox) as box:
        arrivals: list[Arrival] = []
        for uid in box.uids(f"UNKEYWORD {STORED}")[:AT_ONCE]:
            raw = _raw(box, uid)
            if raw:
                arrivals += store_mail(raw=raw, envelope=_envelope(mailbox), at=at)
            _put_away(box, uid)
        return tuple(arrivals)


@contextmanager
def _opened(mailbox: MailHost) -> Iterator[BaseMailBox]:
    kind = MailBox if mailbox.secure else MailBoxUnencrypted
    box = kind(mailbox.host, mailbox.port, timeout=_SECONDS)
    try:
        box.login(mailbox.user, mailbox.password, initial_folder=mailbox.folder)
        yield box
    finally:
        try:
            box.logout()
        except (OSError, ImapToolsError, box.client.error):
            box.client.shutdown()


def _raw(box: BaseMailBox, uid: str) -> bytes:
    """The bytes of one mail, without marking it as seen; none if somebody has just taken it away."""
    _status, found = box.client.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((part[1] for part in found if isinstance(part, tuple)), b"")


def _envelope(mailbox: MailHost) -> Envelope:
    """A mailbox that belongs to one vendor says so; by its name, or because its user is the vendor's address."""
    vendor = Vendor.objects.filter(slug=mailbox.vendor).first() if mailbox.vendor else None
    if vendor is None and "@" in mailbox.user:
        vendor = next(iter(vendors_addressed([mailbox.user])), None)
    return Envelope("imap", vendor=vendor)


def _put_away(box: BaseMailBox, uid: str) -> None:
    """Move a mail that is stored. Where the server refuses, it stays and is marked; one that is fetched again all the
    same is known by its digest."""
    try:
        if not box.folder.exists(KEPT):
            box.folder.create(KEPT)
        box.move(uid, KEPT)
    except ImapToolsError as refused:
        log.warning("A mail could not be moved to %s; it is marked as stored. %s", KEPT, refused)
        box.flag(uid, [MailMessageFlags.SEEN, STORED], value=True)
