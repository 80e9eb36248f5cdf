"""TLS of the SMTP listener: a certificate and its key in files, checked at the start, read again when they are renewed."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

from servanda.desk.environment import Environment


@dataclass(frozen=True, slots=True)
class ListenerTLS:
    """What the listener offers STARTTLS with."""

    certificate: Path
    key: Path
    required: bool = False
    """Whether mail is taken through TLS alone."""

    def context(self) -> ssl.SSLContext:
        """A context with this certificate. Raises OSError (also for what is no certificate, or another's key)."""
        made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.load(made)
        return made

    def load(self, context: ssl.SSLContext) -> None:
        """Read both files into a context; handshakes from now on use them. Raises OSError."""
        context.load_cert_chain(self.certificate, self.key, password=_no_password)

    def changed(self) -> tuple[int, ...]:
        """When the files were changed last; nothing while one is missing, as in the middle of a renewal."""
        try:
            return tuple(each.stat().st_mtime_ns for each in (self.certificate, self.key))
        except OSError:
            return ()


def _no_password() -> str:
    """Nobody is asked for the password of a key: a listener starts by itself."""
    return ""


def listener_tls(environment: Environment, *, certificate: str, key: str, required: str) -> ListenerTLS | None:
    """TLS as the variables of these names ask for it, or None; what cannot be used is among the environment's problems."""
    given, own_key = environment.text(certificate), environment.text(key)
    alone = environment.flag(required, default=False)
    if not given:
        for name in (each for each, asked in ((key, own_key), (required, alone)) if asked):
            environment.problems.append(f"{name} is of use only with {certificate}; name the certificate there.")
        return None
    found = ListenerTLS(Path(given).expanduser(), Path(own_key or given).expanduser(), alone)
    if problem := _problem(found, certificate, key if own_key else certificate):
        environment.problems.append(problem)
        return None
    return found


def _problem(tls: ListenerTLS, certificate: str, key: str) -> str:
    """Why the files cannot be used, with the variable that names the wrong one; empty where they can."""
    for name, path in ((certificate, tls.certificate), (key, tls.key)):
        try:
            path.read_bytes()
        except OSError as error:
            return f"{name}={str(path)!r} cannot be read: {error.strerror}. Name a file in PEM that this user may read."
    try:
        tls.context()
    except OSError as error:
        return (
            f"{certificate}={str(tls.certificate)!r} and its key {str(tls.key)!r} cannot be used: "
            f"{getattr(error, 'reason', None) or error}. Name a certificate in PEM and its own key without a password."
        )
    return ""
