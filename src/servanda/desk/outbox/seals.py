"""The seal on mail that leaves: a header that only this installation can write, by which it knows its own mail, come back."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac

SEAL = "X-Servanda-Seal"
"""The header: it seals the Message-ID."""


def seal_of(mail_id: str) -> str:
    """What stands in the header of a mail with this Message-ID."""
    return salted_hmac("servanda.mail", mail_id, algorithm="sha256").hexdigest()[:32]


def sealed(mail_id: str, seal: str) -> bool:
    """Whether a mail with this Message-ID left from here."""
    return bool(seal) and constant_time_compare(seal, seal_of(mail_id))
