"""One-time tokens: the letter has the secret, the database its digest only."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """What the link says, and what is kept."""

    secret: str
    digest: str


def new_token() -> Token:
    """A token that nobody can guess: 256 bits."""
    secret = secrets.token_urlsafe(32)
    return Token(secret, digest_of(secret))


def digest_of(secret: str) -> str:
    """The SHA-256 of a secret, in hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
