"""HTML from strangers: what is safe to show, and the words without any markup."""

from __future__ import annotations

import re
from html import unescape

import nh3

_TAGS = {
    *(
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "pre",
        "s",
    ),
    *("span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_GONE = {"script", "style", "title", "head", "noscript", "template", "iframe", "object", "svg", "math"}
_BLOCKS = frozenset(
    {"p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "pre", "hr", "blockquote", "br"}
)
DEEPEST = 1000
_TAG = re.compile(
    r"<(/?)(?:div|span|blockquote|table|tr|td|ul|ol|b|i|em|strong|font|center|a|u|s|sub|sup|code|pre)\b", re.IGNORECASE
)
MOST_ATTRIBUTES = 2000
_LONG_TAG = re.compile(r"<[a-z][^<>]{4000,}", re.IGNORECASE)
_QUOTE_TAG = re.compile(r"<(?:div|span|blockquote|hr)\b[^<>]{0,1000}", re.IGNORECASE)
_QUOTE_MARK = re.compile(
    r"""class=["']?[^"'<>]{0,200}(?:gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|zmail_extra)
        |id=["']?(?:divRplyFwdMsg|appendonsend|x_divRplyFwdMsg|stopSpelling|mail-editor-reference-message-container)
        |type=["']?cite
        |border-top:\s*solid\s+\#(?:E1E1E1|B5C4DF)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Looked for within one tag: a search that runs over several takes the square of what a stranger writes."""


def safe_html(html: str) -> str:
    """HTML that can do nothing but be read: no script, no style, no picture, no form, links in the open.

    Nothing of HTML that is nested so deeply that cleaning it would take too long.
    """
    return (
        ""
        if _too_deep(html)
        else nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            clean_content_tags=_GONE,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="noopener noreferrer nofollow",
        ).strip()
    )


def _too_deep(html: str) -> bool:
    """Whether elements stand within elements, or attributes beside attributes, far beyond what mail programs write.

    Cleaning takes the square of both.
    """
    if any(len(found[0].split(None, MOST_ATTRIBUTES)) > MOST_ATTRIBUTES for found in _LONG_TAG.finditer(html)):
        return True
    depth = 0
    for found in _TAG.finditer(html):
        depth = max(0, depth + (-1 if found[1] else 1))
        if depth > DEEPEST:
            return True
    return False


def before_quote(html: str) -> str:
    """HTML up to where a known mail program begins to repeat an earlier mail."""
    found = next((tag for tag in _QUOTE_TAG.finditer(html) if _QUOTE_MARK.search(tag[0])), None)
    return html[: found.start()] if found else html


def words_of(html: str) -> str:
    """The words of HTML, blocks on lines of their own, what is quoted behind `>`."""
    if _too_deep(html):
        return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())
    bare = nh3.clean(html, tags=_TAGS, attributes={}, clean_content_tags=_GONE, link_rel=None)
    lines = _Lines()
    for token in re.split(r"(</?[a-z0-9]+>)", bare):
        if token.startswith("<") and token.endswith(">"):
            lines.mark(token.strip("</>"), closes=token.startswith("</"))
        else:
            lines.say(unescape(token))
    return lines.text()


class _Lines:
    """Words on lines; each quotation puts one more `>` before them."""

    def __init__(self) -> None:
        self._lines: list[str] = [""]
        self._depth = 0

    def mark(self, tag: str, *, closes: bool) -> None:
        """A tag begins or ends."""
        if tag == "blockquote":
            self._depth = max(0, min(self._depth + (-1 if closes else 1), 9))
        if tag == "br":
            self._lines.append(self._prefix())
        elif tag in _BLOCKS:
            self._break()
        if tag == "p" and closes:
            self._lines.append(self._prefix())
        elif tag == "li" and not closes:
            self._lines[-1] += "- "
        elif tag in ("td", "th") and not closes and self._begun():
            self._lines[-1] += "  "

    def say(self, words: str) -> None:
        """Words between tags."""
        flowing = re.sub(r"[ \t\r\n\f]+", " ", words)
        self._lines[-1] += flowing if self._begun() else flowing.lstrip(" ")

    def text(self) -> str:
        """All lines, with no more than one empty one between them."""
        joined = "\n".join(line.rstrip() for line in self._lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip()

    def _begun(self) -> bool:
        return bool(self._lines[-1].strip("> "))

    def _prefix(self) -> str:
        return "> " * self._depth

    def _break(self) -> None:
        if self._begun():
            self._lines.append(self._prefix())
        else:
            self._lines[-1] = self._prefix()
