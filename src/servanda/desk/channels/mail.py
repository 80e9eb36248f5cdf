"""A mail after it was read: what it says, who sent it, what it answers, and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a mail."""

    name: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail that came back: which one, for whom it was, what the other server said."""

    originals: tuple[str, ...]
    """Message-IDs among which is that of the mail that came back; none where the report does not say."""
    address: str
    reason: str
    final: bool
    """False for a report that delivery is only delayed."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says: `text` without what it repeats, `html` safe to show or empty, `quoted` what it repeats."""

    text: str = ""
    html: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. Addresses are in lower case, Message-IDs without angle brackets."""

    mail_id: str
    answers: tuple[str, ...]
    """Message-IDs that it answers, the nearest first."""
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    """Where it was delivered to, then To and Cc."""
    subject: str
    words: Words
    files: tuple[Part, ...] = ()
    automatic: str = ""
    """`reply`: a machine answers; `generated`: a machine writes of its own accord; `perhaps`: its subject alone reads so;
    empty: a person writes."""
    returned: Returned | None = None
    doubt: str = ""
    """`several-senders`, `unauthenticated` or `too-nested`: why nobody should rely on it unseen."""
    seal: str = ""
    """What Servanda's own mail carries."""
