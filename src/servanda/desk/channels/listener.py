"""The built-in SMTP listener: takes mail for the vendors, and says yes only when it is on the disk and in the database."""

from __future__ import annotations

import asyncio
import logging

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import Error, connection

from servanda.desk.channels.actions.storing import Envelope as Stored
from servanda.desk.channels.actions.storing import store_mail
from servanda.desk.channels.routing import vendors_addressed
from servanda.desk.clock import now
from servanda.desk.mail_tls import ListenerTLS

log = logging.getLogger(__name__)
LARGEST = 40 * 1024 * 1024
"""Bytes of one mail."""
LONGEST_LINE = 10 * 1024 * 1024
"""Bytes of one line."""


class Desk:
    """What the listener says to a mail server."""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Offer everything but signing in: there are no accounts here."""
        session.host_name = hostname
        return [each for each in responses if not each.startswith("250-AUTH")]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take mail for a vendor's address, with or without a tag; nobody else gets mail through here."""
        try:
            known = await asyncio.to_thread(_known, address)
        except Error:
            return "451 The desk cannot look up addresses now; try again later"
        if not known:
            return "550 5.1.1 No vendor has this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Store the mail whole; understanding it is left to the worker."""
        raw = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        stored = Stored("smtp", sender=envelope.mail_from or "", recipients=tuple(envelope.rcpt_tos))
        try:
            await asyncio.to_thread(_store, raw, stored)
        except (Error, OSError):
            log.exception("A mail could not be stored; its server was asked to keep it.")
            return "451 4.3.0 The mail could not be stored; try again later"
        return "250 2.0.0 Stored"


def _known(address: str) -> bool:
    try:
        return bool(vendors_addressed([address]))
    finally:
        connection.close()


def _store(raw: bytes, envelope: Stored) -> None:
    try:
        store_mail(raw=raw, envelope=envelope, at=now())
    finally:
        connection.close()


class _Server(SMTP):
    """Takes lines as long as mail has them: programs write whole pages in one, against the rule, and their mail counts too."""

    line_length_limit = LONGEST_LINE


class Listener(Controller):
    """Opened by `start()`, closed by `stop()`; a renewed certificate is used from the next connection on."""

    def __init__(self, host: str, port: int, tls: ListenerTLS | None = None) -> None:
        self._tls = tls
        self._read = tls.changed() if tls else ()
        self._context = tls.context() if tls else None
        super().__init__(
            Desk(),
            hostname=host,
            port=port,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            ident="Servanda",
            tls_context=self._context,
            require_starttls=bool(tls and tls.required),
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
        )

    def factory(self) -> SMTP:
        """What speaks with one mail server."""
        self._renew()
        return _Server(self.handler, **self.SMTP_kwargs)

    def _renew(self) -> None:
        if self._tls is None or self._context is None or self._tls.changed() in (self._read, ()):
            return
        self._read = self._tls.changed()
        try:
            self._tls.load(self._context)
        except OSError as refused:
            log.warning("The listener's new certificate cannot be used, the one before stays: %s.", refused)


def listener(host: str, port: int, tls: ListenerTLS | None = None) -> Listener:
    """A listener that `start()` opens and `stop()` closes. Raises OSError where the certificate cannot be read."""
    return Listener(host, port, tls)
