"""Headers of mail from anywhere: 8-bit, wrongly encoded, folded, doubled; nothing here raises.

The parser of the standard library is used with its oldest policy on purpose: it keeps what is there and raises on
nothing, so that what a header means is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from servanda.desk.channels.charsets import text_of

_MAIL_ID = re.compile(r"<\s*([^<>\s]{3,250})\s*>")
_ADDRESS = re.compile(r"(?<![^\s<>()\[\],;:\"\\])[^\s<>()\[\],;:\"\\@]{1,320}@[^\s<>()\[\],;:\"\\]{1,320}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LONGEST = 8000
"""Signs of a header that are decoded; the library takes the square of them."""
MOST_ADDRESSED = 400_000
"""Signs of a header in which addresses are looked for: more than ten thousand of them."""


def printable(text: str) -> str:
    """Text without control characters and half characters, which no database and no page wants."""
    if text.isascii() and text.isprintable():
        return text
    whole = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub("", whole)


def written(message: Message, name: str) -> str:
    """A header as it was written, on one line; empty where there is none. Eight-bit signs are guessed."""
    found = message.get_all(name) or [""]
    return " ".join(_guessed(str_of(found[0])).split())


def str_of(value: object) -> str:
    """The raw text of a header value, eight-bit signs as half characters."""
    chunks = getattr(value, "_chunks", None)
    if chunks is None:
        return str(value)
    return "".join(text for text, _charset in chunks)


def decoded(message: Message, name: str) -> str:
    """A header in words: encoded words are decoded, whatever their charset claims."""
    return in_words(written(message, name))


def in_words(value: str) -> str:
    """The words behind ``=?utf-8?Q?…?=``; what cannot be decoded stays as it is."""
    try:
        chunks = decode_header(value[:LONGEST])
    except (HeaderParseError, ValueError):
        return printable(value)
    joined = "".join(_chunk(content, charset) for content, charset in chunks)
    return " ".join(printable(joined).split())


def _chunk(content: bytes | str, charset: str | None) -> str:
    if isinstance(content, str):
        return content
    if charset in (None, "unknown-8bit"):
        return _guessed(
            content.decode("raw-unicode-escape", "replace") if charset is None else content.decode("latin-1")
        )
    return text_of(content, charset)


def _guessed(value: str) -> str:
    try:
        eight_bit = value.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return value
    return text_of(eight_bit, None) if any(byte > 127 for byte in eight_bit) else value


def mail_ids(message: Message, *names: str) -> tuple[str, ...]:
    """Message-IDs in some headers, in order, each once."""
    found = (each for name in names for each in _MAIL_ID.findall(written(message, name)))
    return tuple(dict.fromkeys(printable(each) for each in found))


def mail_id_of(message: Message) -> str:
    """The mail's own Message-ID; programs that forget the angle brackets are forgiven."""
    found = mail_ids(message, "Message-ID")
    return found[0] if found else printable(written(message, "Message-ID"))[:250]


def addresses(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names and addresses, in lower case, of one or several header values; a name is never taken for an address."""
    found = []
    for value in values:
        for name, address in _parsed(value[:MOST_ADDRESSED]):
            if "@" in address:
                found.append((in_words(name), printable(address).strip().casefold()[:320]))
    return tuple(dict.fromkeys(found))


def _parsed(value: str) -> list[tuple[str, str]]:
    try:
        parsed = [(name, address) for name, address in getaddresses([value]) if "@" in address and " " not in address]
    except (ValueError, IndexError, TypeError, AttributeError, RecursionError):
        parsed = []
    if parsed:
        return parsed
    angled = re.findall(r"<\s*([^<>\s]{1,320}@[^<>\s@]{1,320})\s*>", value)
    return [("", address) for address in angled or _ADDRESS.findall(value[-LONGEST:])]


def inside(part: Message) -> Iterator[Message]:
    """The parts of a part; none of one that is made of bytes, which the library would try to decode."""
    if part.is_multipart():
        yield from (inner for inner in part.get_payload() if isinstance(inner, Message))
