"""The body of a mail: its words in text and in HTML, and the files in it, whatever shape it has."""

from __future__ import annotations

from collections.abc import Iterator
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO

from servanda.desk.channels.headers import in_words, inside, printable, text_of
from servanda.desk.channels.mail import Part, Words
from servanda.desk.channels.quoting import split_quoted
from servanda.desk.channels.safe_html import before_quote, safe_html, words_of

MOST_PARTS = 200
LONGEST = 200_000
"""Characters of a text that a page shows; a longer one is cut, and kept whole as a file."""
_ENDINGS = {
    "text/calendar": "ics",
    "text/html": "html",
    "text/plain": "txt",
    "message/rfc822": "eml",
    "image/png": "png",
}


def read_body(message: Message, subject: str) -> tuple[Words, tuple[Part, ...]]:
    """The words and the files of a mail."""
    texts: list[str] = []
    htmls: list[str] = []
    files: list[Part] = []
    for number, part in enumerate(_leaves(message)):
        kind = part.get_content_type()
        if number >= MOST_PARTS:
            break
        if kind in ("text/plain", "text/html") and not _is_file(part):
            (texts if kind == "text/plain" else htmls).append(_text(part))
        elif kind != "message/delivery-status":
            files.append(_file(part, len(files) + 1))
    plain, html = "\n\n".join(text for text in texts if text.strip()), "\n".join(htmls)
    return _words(plain, html, subject, files), tuple(file for file in files if file.content)


def _leaves(part: Message) -> Iterator[Message]:
    """The parts that are not made of parts; a mail inside a mail is one file."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for inner in inside(part):
            yield from _leaves(inner)
    else:
        yield part


def _words(plain: str, html: str, subject: str, files: list[Part]) -> Words:
    text = plain if plain.strip() else words_of(html)
    if len(text) > LONGEST:
        files.append(Part("message.txt", text.encode()))
        return Words(text=text[:LONGEST])
    said, quoted = split_quoted(text, subject)
    return Words(said, _shown_html(html, quoted=bool(quoted)), quoted)


def _shown_html(html: str, *, quoted: bool) -> str:
    """HTML of what is said alone; none where it cannot be told apart from what is repeated."""
    if not html.strip() or len(html) > LONGEST:
        return ""
    said = before_quote(html)
    if quoted and said == html:
        return ""
    shown = safe_html(said)
    return shown if words_of(shown) else ""


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_name(part))


def _name(part: Message) -> str:
    try:
        return in_words(part.get_filename() or "")
    except (ValueError, TypeError, LookupError, IndexError):
        return "file"


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else _whole(part)


def _whole(part: Message) -> bytes:
    """A part that holds a mail, as the bytes of that mail; a part that cannot be written is kept as far as it can."""
    inner = next(inside(part), part)
    out = BytesIO()
    try:
        BytesGenerator(out, mangle_from_=False).flatten(inner)
    except (ValueError, LookupError, TypeError, AttributeError):
        return out.getvalue()
    return out.getvalue()


def _text(part: Message) -> str:
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        charset = None
    return printable(text_of(_bytes(part), charset))


def _file(part: Message, number: int) -> Part:
    ending = _ENDINGS.get(part.get_content_type(), "bin")
    content_id = in_words(str(part.get("Content-ID", ""))).strip("<> ")[:250]
    return Part(_name(part) or f"file-{number}.{ending}", _bytes(part), content_id)
