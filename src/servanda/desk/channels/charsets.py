"""Bytes as text, whatever their charset claims: mail programs lie in a few well-known ways, and each is read as it was meant."""

from __future__ import annotations

import codecs

_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}
"""Charset that is claimed → the wider one in which programs that claim it really write, as browsers read it too."""
_ALSO_CALLED = {
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "unicode": "utf-8",
}
_WESTERN = frozenset({"cp1252", "cp1254", "iso8859-15", "iso8859-2", "cp1250", "mac-roman"})
"""In these, text that happens to be valid UTF-8 is UTF-8."""
_NO_CHARSETS = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"})
"""Codecs of Python that decode to text and that no mail means."""
_SOME = 0.1
"""Part of a text that may be garbled while the rest is still taken for UTF-8."""


def text_of(content: bytes, charset: str | None) -> str:
    """Bytes as text: in the charset that is claimed if that can be, else UTF-8, else Western European."""
    meant = _meant(charset, content)
    if meant in _WESTERN:
        return _decoded(content, "utf-8") or content.decode(meant, "replace")
    found = _decoded(content, meant) if meant else None
    if found is None:
        found = _decoded(content, "utf-8")
    return found if found is not None else _nearly_utf8(content)


def _meant(charset: str | None, content: bytes) -> str:
    """The codec to try first; empty where none is claimed that anybody knows."""
    claimed = (charset or "").strip(" '\";").casefold()
    try:
        name = codecs.lookup(_ALSO_CALLED.get(claimed, claimed)).name
    except (LookupError, ValueError):
        return ""
    if name.replace("_", "-") in _NO_CHARSETS:
        return ""
    if name.startswith(("utf-16", "utf-32")) and content.isascii() and b"\x00" not in content:
        return ""
    return _MEANT.get(name, name)


def _decoded(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (LookupError, ValueError):
        return None


def _nearly_utf8(content: bytes) -> str:
    """UTF-8 that was cut or garbled in places stays readable; all else is Western European."""
    text = content.decode("utf-8", "replace")
    foreign = sum(sign > "\x7f" for sign in text)
    return text if text.count("\ufffd") <= foreign * _SOME else content.decode("cp1252", "replace")
