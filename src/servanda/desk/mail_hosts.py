"""Addresses of mail servers as settings write them: where mail is fetched, where it leaves, where it may be handed in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_PORTS = {"imap": 143, "imaps": 993, "smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailHost:
    """One mail server with the account on it."""

    secure: bool
    """TLS from the first byte; else STARTTLS, except on this machine."""
    host: str
    port: int
    user: str = ""
    password: str = ""
    folder: str = ""
    vendor: str = ""
    """The slug of the vendor to which everything in this mailbox belongs; empty: the recipient decides."""

    @property
    def local(self) -> bool:
        """Whether it is on this machine, where mail may go unencrypted."""
        return self.host in _LOOPBACK

    @property
    def address(self) -> str:
        """The account as people know it; never its password."""
        return self.user if "@" in self.user or not self.user else f"{self.user}@{self.host}"

    @property
    def place(self) -> str:
        """What tells this mailbox from all others, wherever its mail goes."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:255]


def mailboxes(written: str) -> tuple[MailHost, ...]:
    """The mailboxes of ``imaps://user:password@host:993/INBOX#vendor``, separated by spaces.

    Raises ValueError for another kind of address, and for imap:// to another machine.
    """
    found = tuple(_host(each, ("imap", "imaps")) for each in written.split())
    for mailbox in found:
        if not mailbox.secure and not mailbox.local:
            raise ValueError(f"imaps://… for {mailbox.host}; imap:// carries the password unencrypted")
    return found


def relay(written: str) -> MailHost | None:
    """The server of ``smtp://user:password@host:587``, through which mail leaves; None for nothing. Raises ValueError."""
    return _host(written, ("smtp", "smtps")) if written else None


def listening(written: str) -> tuple[str, int] | None:
    """Host and port of ``127.0.0.1:2525``, where mail may be handed in; None for nothing. Raises ValueError."""
    if not written:
        return None
    host, colon, port = written.rpartition(":")
    if not colon or not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise ValueError("host and port such as 127.0.0.1:2525")
    return host.strip("[]"), int(port)


def _host(written: str, schemes: tuple[str, str]) -> MailHost:
    example = f"{schemes[1]}://user:password@host:{_PORTS[schemes[1]]}" + ("/INBOX" if schemes[0] == "imap" else "")
    parts = urlsplit(written)
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError(example)
    return MailHost(
        secure=parts.scheme == schemes[1],
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.lstrip("/")) or ("INBOX" if schemes[0] == "imap" else ""),
        vendor=parts.fragment,
    )
