"""What fields of a policy document are made of: texts, lengths, promises, lists, and the parts that every item has."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from servanda.engine.policy.promise import Promise, PromiseError, Span, parse_promise, parse_span
from servanda.engine.policy.shape import Form, Part, ShapeError, Short
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import LANGUAGES, Text

_TEXT_SCHEMA = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "fr": {"type": "string"}},
    "additionalProperties": False,
}
_BOTH = Text(
    "A sentence stands in both languages: {en: …, fr: …}.", "Une phrase s’écrit dans les deux langues : {en: …, fr: …}."
)


_BREAKS = re.compile(r"[ \t\n]+")
"""What folds to one space; no-break spaces stay."""


def _sentence(node: Node) -> Text:
    if not isinstance(node, Table) or not node.pairs:
        raise ShapeError(_BOTH)
    words = {}
    for language, value in node.pairs.items():
        if language not in LANGUAGES or not isinstance(value, Scalar):
            raise ShapeError(_BOTH)
        words[language] = _BREAKS.sub(" ", value.value).strip(" ")
    return Text(**words)


def _name(node: Node) -> Text:
    return Text(node.value, node.value) if isinstance(node, Scalar) else _sentence(node)


def _several(node: Node) -> Node:
    return Items([node], node.place) if isinstance(node, Scalar) else node


def _word(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise ShapeError(
            Text(
                "Write a length of time such as '8 business hours'.",
                "Écrivez une durée telle que « 8 business hours ».",
            )
        )
    return node.value


def _promise(node: Node) -> Promise:
    try:
        return parse_promise(_word(node))
    except PromiseError as error:
        raise ShapeError(error.text, error.fix, error.code) from error


def _span(node: Node) -> Span:
    try:
        return parse_span(_word(node))
    except PromiseError as error:
        raise ShapeError(error.text, error.fix, error.code) from error


def _zone_name(node: Node) -> str:
    return _word(node)


_PROMISE_SCHEMA = {
    "type": "string",
    "description": "For example: 8 business hours; 2 business days of days; none; agreed per case; "
    "mean under 15 business minutes over calendar month; by end of next support day",
}
_SPAN_SCHEMA = {
    "type": "string",
    "pattern": r"^\d+ (clock|business|support|calendar) (second|minute|hour|day|month)s?( of .+)?$",
}

Sentence = Annotated[Text, Form(_sentence, _TEXT_SCHEMA)]
"""A sentence in both languages."""
Name = Annotated[Text, Form(_name, {"anyOf": [{"type": "string"}, _TEXT_SCHEMA]})]
"""A name: one word for both languages, or one for each."""
Words = Annotated[tuple[str, ...], Short(_several, {"type": "string"})]
"""One id or a list of them."""
Conditions = dict[str, Words]
"""Fact → the values that satisfy it; all of them must hold."""
PromiseField = Annotated[Promise, Form(_promise, _PROMISE_SCHEMA)]
SpanField = Annotated[Span, Form(_span, _SPAN_SCHEMA)]
Percent = Decimal
Money = Decimal
Metric = Literal["response", "next-response", "update", "resolution", "engagement"]
Strength = Literal["committed", "best effort", "reasonable efforts"]
Recount = Literal["from original start", "restart", "keep"]


class Item(Part):
    """A part that may carry words, clause numbers, what was assumed, and the wording of the source."""

    name: Name = Text()
    text: Sentence = Text()
    clause: str | None = None
    clauses: Words = ()
    assumed: Words = ()
    """What the source left open here: words for single fields ([hours, tz]), shown to the public."""
    ruling: str | None = None
    """The reading that was taken where the source has several."""
    source: str = ""
    """The original wording."""

    @property
    def cited(self) -> tuple[str, ...]:
        """The clause numbers of this part."""
        return ((self.clause,) if self.clause else ()) + tuple(self.clauses)


class Accept(Part):
    """Somebody's decision to live with a finding until a date."""

    code: str
    at: str = ""
    """Where: a path of the document, or the start of one; empty for the whole policy."""
    until: date
    why: Sentence
