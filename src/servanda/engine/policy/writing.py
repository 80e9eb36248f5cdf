"""Writing a tree back as YAML that reads as the same tree.

Block style, one rule a line; a table or a list of short words stands on one line. Long sentences are folded. A scalar is
quoted where its text would otherwise mean something else, here or to a YAML reader that guesses types (``"1"``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from servanda.engine.source import Items, Node, Scalar, Table

WIDTH = 110
"""The longest line in characters, where a break is possible."""

_UNSHOWN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
"""Characters that cannot stand in a file, or that YAML takes for the end of a line."""
_PLAIN = re.compile(rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`=<~{_UNSHOWN}][^{_UNSHOWN}]*")
_BREAKS = re.compile(r": |:$| #|^\s|\s$|^---|^\.\.\.")
_FLOW = re.compile(r"[,\[\]{}]|[:?]$")
_GUESSED = re.compile(
    r"(?i)~|null|yes|no|on|off|true|false|y|n|[-+]?[\d_.]+(e[-+]?\d+)?|0[xo][\da-f_]+|[-+]?\.(inf|nan)|\d{1,2}(:\d{2})+"
    r"|\d{4}-\d{1,2}-\d{1,2}.*"
)
_FOLDABLE = re.compile(rf"[^ {_UNSHOWN}]+(?: [^ {_UNSHOWN}]+)*")
_ESCAPED = re.compile(rf"[{_UNSHOWN}\"\\]")


def write_tree(node: Node) -> str:
    """The YAML text of a tree. Reading it gives the same tree."""
    if isinstance(node, Scalar):
        return _scalar(node) + "\n"
    if isinstance(node, Items) and _fits("", node):
        return f"{_short(node)}\n"
    if isinstance(node, Table) and not node.pairs:
        return "{}\n"
    return "".join(line + "\n" for line in _block(node, 0))


def _block(node: Table | Items, indent: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(node, Items):
        for item in node.items:
            yield from _hung(f"{margin}-", item, indent + 2)
        return
    for key, value in node.pairs.items():
        written = _scalar(Scalar(key, node.place))
        head = f"{margin}{written}" if len(written) <= WIDTH else f"{margin}? {written}\n{margin}"
        yield from _below(f"{head}:", value, indent + 2)


def _below(head: str, node: Node, indent: int) -> Iterator[str]:
    """A value after its key: on the same line where it is short, else on lines of its own."""
    if isinstance(node, Scalar):
        yield from _text(head, node, indent)
        return
    if _fits(head, node):
        yield f"{head} {_short(node)}"
        return
    yield head
    yield from _block(node, indent)


def _hung(head: str, node: Node, indent: int) -> Iterator[str]:
    """An item after its dash; a table begins on the line of the dash."""
    if not isinstance(node, Table) or not node.pairs or _fits(head, node):
        yield from _below(head, node, indent)
        return
    first, *rest = _block(node, indent)
    yield f"{head} {first.lstrip(' ')}"
    yield from rest


def _fits(head: str, node: Table | Items) -> bool:
    short = _short(node)
    return short in ("[]", "{}") or (short is not None and len(head) + len(short) < WIDTH)


def _text(head: str, node: Scalar, indent: int) -> Iterator[str]:
    written = _scalar(node)
    if len(head) + len(written) < WIDTH or not _FOLDABLE.fullmatch(node.value):
        yield f"{head} {written}"
        return
    yield f"{head} >-"
    yield from _folded(node.value, " " * indent)


def _folded(text: str, margin: str) -> Iterator[str]:
    line = margin
    for word in text.split(" "):
        if line != margin and len(line) + len(word) >= WIDTH:
            yield line
            line = margin
        line += word if line == margin else f" {word}"
    yield line


def _short(node: Table | Items) -> str | None:
    """A container of single words on one line, or None where it holds other containers."""
    if isinstance(node, Items):
        parts = [_flow(item) for item in node.items]
        return None if None in parts else f"[{', '.join(part for part in parts if part is not None)}]"
    values = [_flow(value) for value in node.pairs.values()]
    if None in values or any(len(key) > WIDTH for key in node.pairs):
        return None
    keys = (_flow(Scalar(key, node.place)) for key in node.pairs)
    return "{" + ", ".join(f"{key}: {value}" for key, value in zip(keys, values, strict=True)) + "}"


def _flow(node: Node) -> str | None:
    if not isinstance(node, Scalar):
        return None
    written = _scalar(node)
    return _quoted(node.value) if written == node.value and _FLOW.search(written) else written


def _scalar(node: Scalar) -> str:
    text = node.value
    if not _PLAIN.fullmatch(text) or _BREAKS.search(text) or (not node.plain and _GUESSED.fullmatch(text)):
        return _quoted(text)
    return text


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if character in '"\\':
        return f"\\{character}"
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character, f"\\u{ord(character):04x}")
