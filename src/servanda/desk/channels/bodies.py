"""The body of a mail: its words in text and in HTML, and the files in it, whatever shape it has."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from email.generator import BytesGenerator
from email.message import Message
from html import escape
from io import BytesIO

from servanda.desk.channels.charsets import text_of
from servanda.desk.channels.headers import in_words, inside, printable, written
from servanda.desk.channels.mail import Part, Words
from servanda.desk.channels.quoting import forwards, repeats, split_quoted
from servanda.desk.channels.safe_html import before_quote, safe_html, words_of

MOST_PARTS = 200
LONGEST = 200_000
"""Characters of a text that a page shows; a longer one is cut, and kept whole as a file."""
LONGEST_HTML = 2_000_000
"""Characters of HTML, without pictures, in which words are looked for; what is longer is kept whole as a file."""
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,([a-z0-9+/=\s%]*)", re.IGNORECASE)
_PLAIN = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_ENDINGS = {
    "text/calendar": "ics",
    "text/html": "html",
    "text/plain": "txt",
    "message/rfc822": "eml",
    "image/png": "png",
}


@dataclass(slots=True)
class _Said:
    """What one part says: as text, and as HTML where it has any."""

    text: str = ""
    html: str = ""

    @property
    def shown(self) -> str:
        """As HTML; text without any is written as such, so that nothing is missing where several parts speak."""
        if self.html or not self.text.strip():
            return self.html
        return "<p>" + escape(self.text.strip()).replace("\n", "<br>") + "</p>"


def read_body(message: Message, subject: str) -> tuple[Words, tuple[Part, ...]]:
    """The words and the files of a mail."""
    reading = _Reading()
    said = reading.said(message)
    words = _words(said, subject, reading.files)
    return words, tuple(file for file in reading.files if file.content)


class _Reading:
    """Goes through the parts in their order, as far as a mail may be long, and puts the files aside."""

    def __init__(self) -> None:
        self.files: list[Part] = []
        self._parts = 0

    def said(self, part: Message) -> _Said:
        """What a part says; parts of which each says the same are one, all others stand one after the other."""
        kind = part.get_content_type()
        if not (kind.startswith("multipart/") and part.is_multipart()):
            return self._leaf(part, kind)
        every = [self.said(inner) for inner in inside(part)]
        html = "\n".join(each.html for each in every if each.html)
        if kind != "multipart/alternative":
            html = "\n".join(each.shown for each in every) if html else ""
            return _Said(_joined(each.text or words_of(each.html) for each in every), html)
        return _Said(_joined(each.text for each in every), html)

    def _leaf(self, part: Message, kind: str) -> _Said:
        self._parts += 1
        if self._parts > MOST_PARTS:
            return _Said()
        if not _is_file(part):
            if kind == "text/html":
                return _Said(html=self._without_pictures(_text(part)))
            if kind in _PLAIN or kind.startswith("multipart/"):  # one without parts: its boundary never comes
                return _Said(text=_text(part))
        if kind != "message/delivery-status":
            self.files.append(_file(part, len(self.files) + 1))
        return _Said()

    def _without_pictures(self, html: str) -> str:
        """HTML without the pictures that are written into it; they are put aside as files."""

        def put_aside(found: re.Match[str]) -> str:
            try:
                content = b64decode(found[2], validate=False)
            except ValueError:
                return ""
            if len(self.files) < MOST_PARTS:
                self.files.append(Part(f"picture-{len(self.files) + 1}.{found[1].lower()}", content))
            return ""

        return _PICTURE.sub(put_aside, html)


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def _words(said: _Said, subject: str, files: list[Part]) -> Words:
    if len(said.html) > LONGEST_HTML:
        files.append(Part("message.html", said.html.encode()))
        said = _Said(said.text, said.html[:LONGEST_HTML])
    text = said.text if said.text.strip() else words_of(said.html)
    if len(text) > LONGEST:
        files.append(Part("message.txt", text.encode()))
        return Words(text=text[:LONGEST])
    if (cut := _cut(said.html, subject)) and not repeats(text, subject):
        return Words(cut[0], _safe(before_quote(said.html)), cut[1])
    new, quoted = split_quoted(text, subject)
    return Words(new, _shown_html(said.html, quoted=bool(quoted)), quoted)


def _cut(html: str, subject: str) -> tuple[str, str] | None:
    """What is said and repeated where only the HTML of a known program tells them apart; not of what is forwarded."""
    above = before_quote(html)
    if above == html or forwards(words_of(html), subject):
        return None
    said, quoted = words_of(above), words_of(html[len(above) :])
    return (said, quoted) if said and quoted else None


def _shown_html(html: str, *, quoted: bool) -> str:
    """HTML of what is said alone; none where it cannot be told apart from what is repeated."""
    if not quoted:
        return _safe(html)
    said = before_quote(html)
    return "" if said == html else _safe(said)


def _safe(html: str) -> str:
    if not html.strip() or len(html) > LONGEST:
        return ""
    shown = safe_html(html)
    return shown if words_of(shown) else ""


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_name(part))


def _name(part: Message) -> str:
    """The name of a file, from headers in which eight-bit signs were guessed before."""
    bare = Message()
    for header in ("Content-Disposition", "Content-Type"):
        if given := written(part, header):
            bare[header] = given
    try:
        return in_words(bare.get_filename() or "")
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
