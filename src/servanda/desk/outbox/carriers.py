"""Who carries mail away: a server by SMTP, or, where none is named, a folder that people can read."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from servanda.desk.mail_hosts import MailHost

_SECONDS = 30


class ReturnedError(Exception):
    """The server will never take this mail; trying again is of no use."""


class LaterError(Exception):
    """The mail could not be handed over now."""


class Carrier(Protocol):
    """Takes mail, one at a time."""

    def carry(self, mail: EmailMessage, sender: str, recipient: str) -> None:
        """Hand over a mail. Raises ReturnedError or LaterError."""

    def close(self) -> None:
        """No more mail for now."""


class ServerCarrier:
    """Hands mail to an SMTP server; one connection for as long as there is mail."""

    def __init__(self, host: MailHost) -> None:
        self._host = host
        self._connection: smtplib.SMTP | None = None

    def carry(self, mail: EmailMessage, sender: str, recipient: str) -> None:
        """Hand over a mail. Raises ReturnedError or LaterError."""
        try:
            self._connected().send_message(mail, from_addr=sender, to_addrs=[recipient])
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            raise self._refusal(code, said) from None
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            raise self._refusal(refused.smtp_code, refused.smtp_error) from None
        except (smtplib.SMTPNotSupportedError, UnicodeError) as refused:
            raise ReturnedError(str(refused)) from None
        except (smtplib.SMTPException, OSError) as failed:
            self.close()
            raise LaterError(_words(failed)) from None

    def close(self) -> None:
        """Say goodbye; a server that is gone already is no matter."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()

    def _refusal(self, code: int, said: bytes | str) -> ReturnedError | LaterError:
        """What an answer means: from 500 on it is final; 421 ends the connection as well."""
        if code == 421:
            self.close()
        words = f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
        return ReturnedError(words) if code >= 500 else LaterError(words)

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        host, context = self._host, ssl.create_default_context()
        connection: smtplib.SMTP
        if host.secure:
            connection = smtplib.SMTP_SSL(host.host, host.port, timeout=_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(host.host, host.port, timeout=_SECONDS)
        try:
            connection.ehlo()
            if not host.secure and (not host.local or connection.has_extn("starttls")):
                connection.starttls(context=context)
            if host.user:
                connection.login(host.user, host.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _words(failed: Exception) -> str:
    if isinstance(failed, smtplib.SMTPResponseException):
        said = failed.smtp_error
        return f"{failed.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    return str(failed) or type(failed).__name__


class FolderCarrier:
    """Writes each mail as a file, so that a desk without a mail server can be tried and read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def carry(self, mail: EmailMessage, sender: str, recipient: str) -> None:
        """Write the mail under its Message-ID. Raises LaterError where the folder cannot be written."""
        name = "".join(
            sign if sign.isalnum() else "-" for sign in str(mail["Message-ID"]).strip("<>").partition("@")[0]
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.eml").write_bytes(mail.as_bytes())
        except OSError as failed:
            raise LaterError(str(failed)) from None

    def close(self) -> None:
        """Nothing is open."""


def carrier(relay: MailHost | None, folder: Path) -> Carrier:
    """The server that is named, else the folder."""
    return FolderCarrier(folder) if relay is None else ServerCarrier(relay)
