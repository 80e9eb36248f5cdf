"""Mail is handed in through TLS where a certificate is named; what cannot be used stops the start in one clear line."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from servanda.desk.channels.listener import Listener, listener
from servanda.desk.channels.models import Arrival
from servanda.desk.environment import Environment, EnvironmentRefusedError
from servanda.desk.mail_tls import ListenerTLS, listener_tls

from .mail_corpus.build import BOB, KIWI, mail
from .mail_corpus.ports import free_port
from .world import build_world

CERTIFICATE, KEY = "SERVANDA_SMTP_LISTEN_CERTIFICATE", "SERVANDA_SMTP_LISTEN_KEY"
REQUIRED = "SERVANDA_SMTP_LISTEN_TLS_REQUIRED"


def asked(**given: str) -> tuple[ListenerTLS | None, Environment]:
    """What the listener makes of some variables."""
    environment = Environment(given)
    return listener_tls(environment, certificate=CERTIFICATE, key=KEY, required=REQUIRED), environment


def made(folder: Path, name: str = "mail.kiwi.example") -> tuple[Path, Path]:
    """A certificate that signs itself, and its key."""
    folder.mkdir(exist_ok=True)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    private = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key.write_bytes(private.private_bytes(serialization.Encoding.PEM, *plain))
    return certificate, key


@contextmanager
def opened(tls: ListenerTLS) -> Iterator[Listener]:
    listening = listener("127.0.0.1", free_port(), tls)
    listening.start()
    try:
        yield listening
    finally:
        listening.stop()


@contextmanager
def secured(port: int, certificate: Path) -> Iterator[smtplib.SMTP]:
    """A client that trusts this certificate alone, and checks it."""
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as connection:
        connection._host = "mail.kiwi.example"  # type: ignore[attr-defined]  # the name that its certificate must carry
        connection.starttls(context=ssl.create_default_context(cafile=str(certificate)))
        yield connection


def test_mail_comes_in_through_tls_and_a_renewed_certificate_is_used_without_a_new_start(
    transactional_db: None, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    build_world()
    certificate, key = made(tmp_path / "tls")

    with opened(ListenerTLS(certificate, key, required=True)) as listening:
        with smtplib.SMTP("127.0.0.1", listening.port) as plain, pytest.raises(smtplib.SMTPException, match="STARTTLS"):
            plain.sendmail(BOB, [KIWI], mail())
        with secured(listening.port, certificate) as connection:
            connection.sendmail(BOB, [KIWI], mail())
            assert not connection.has_extn("auth"), "nobody signs in here"

        made(tmp_path / "tls")
        os.utime(certificate, (1, 1))
        with secured(listening.port, certificate) as connection:
            connection.sendmail(BOB, [KIWI], mail())
        certificate.write_text("half of it")
        with smtplib.SMTP("127.0.0.1", listening.port) as connection:
            assert connection.starttls()[0] == 220

    assert Arrival.objects.count() == 2


def test_tls_that_is_offered_and_not_required_leaves_plain_mail_alone(
    transactional_db: None, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    build_world()

    with opened(ListenerTLS(*made(tmp_path))) as listening, smtplib.SMTP("127.0.0.1", listening.port) as connection:
        connection.ehlo()
        assert connection.has_extn("starttls")
        assert connection.sendmail(BOB, [KIWI], mail()) == {}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({CERTIFICATE: "{0}/none.pem"}, rf"{CERTIFICATE}='.*none.pem' cannot be read: No such file"),
        ({CERTIFICATE: "{0}"}, rf"{CERTIFICATE}='.*' cannot be read: Is a directory"),
        ({CERTIFICATE: "{0}/certificate.pem", KEY: "{0}/none.pem"}, rf"{KEY}='.*none.pem' cannot be read: No such"),
        ({CERTIFICATE: "{0}/certificate.pem"}, "cannot be used: .* its own key without a password"),
        ({CERTIFICATE: "{0}/certificate.pem", KEY: "{0}/other/key.pem"}, "cannot be used: KEY_VALUES_MISMATCH"),
        ({KEY: "{0}/key.pem"}, rf"{KEY} is of use only with {CERTIFICATE}"),
        ({REQUIRED: "yes"}, rf"{REQUIRED} is of use only with {CERTIFICATE}"),
    ],
)
def test_files_that_cannot_be_used_stop_the_start_in_one_line(given: dict[str, str], says: str, tmp_path: Path) -> None:
    made(tmp_path)
    made(tmp_path / "other")
    tls, environment = asked(**{name: value.format(tmp_path) for name, value in given.items()})

    assert tls is None

    with pytest.raises(EnvironmentRefusedError, match=says) as refused:
        environment.check()
    assert len(str(refused.value).splitlines()) == 2


def test_no_certificate_is_no_tls_and_one_file_may_hold_both(tmp_path: Path) -> None:
    certificate, key = made(tmp_path)
    certificate.write_bytes(certificate.read_bytes() + key.read_bytes())

    assert asked()[0] is None
    both = asked(**{CERTIFICATE: str(certificate), REQUIRED: "yes"})[0]
    assert both == ListenerTLS(certificate, certificate, required=True)
