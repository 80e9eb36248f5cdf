"""The JSON Schema (2020-12) of policy files, made from the parts of the document and their docstrings.

Editors complete and check with it while a policy is typed. It says less than the reader: names of plans, priorities or
calendars that do not exist are found by `servanda lint`.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from servanda.engine.policy.document import Document
from servanda.engine.policy.fields import Name, Sentence, Words
from servanda.engine.policy.schema_calendars import CALENDAR, HOLIDAYS
from servanda.engine.policy.shape import Form, Part, Short, fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SCALARS: Mapping[Any, Mapping[str, Any]] = {
    str: {"$ref": "#/$defs/Word"},
    int: {"type": "integer", "minimum": 0},
    bool: {"enum": [True, False, "yes", "no"]},
    Decimal: {
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d+(\.\d+)?( ?%)?$"}],
        "description": "A number, read as exact decimal text",
    },
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}
_WORD = {
    "type": ["string", "number", "boolean"],
    "description": "A word; numbers are read as the text that stands there",
}
_NAMED: Mapping[Any, str] = {Name: "Name", Sentence: "Sentence", Words: "Words"}
_OWN: Mapping[str, Mapping[str, Any]] = {"calendars": CALENDAR, "holidays": HOLIDAYS}


def schema_of(part: type[Part] = Document, title: str = "A Servanda policy") -> dict[str, Any]:
    """The schema of files that hold one `part`."""
    parts: dict[str, type[Part]] = {}
    _collect(part, parts)
    definitions = {
        "Word": _WORD,
        "Words": _kind(Words, spell_out=True) | {"description": "One word or a list of them"},
        "Name": _kind(Name, spell_out=True),
        "Sentence": _kind(Sentence, spell_out=True),
    }
    definitions |= {name: _part(member) for name, member in sorted(parts.items()) if member is not part}
    return {"$schema": DIALECT, "title": title, **_part(part), "$defs": definitions}


def _collect(kind: Any, found: dict[str, type[Part]]) -> None:
    if isinstance(kind, type) and issubclass(kind, Part):
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            for _, annotation, _ in fields_of(kind).values():
                _collect(annotation, found)
        return
    for argument in get_args(kind):
        _collect(argument, found)


def _part(part: type[Part]) -> dict[str, Any]:
    said = field_docs(part)
    properties: dict[str, Any] = {}
    required = []
    for key, (attribute, kind, needed) in fields_of(part).items():
        own = _OWN.get(key) if part is Document else None
        schema = {"type": "object", "additionalProperties": own} if own else _kind(kind)
        properties[key] = schema | ({"description": said[attribute]} if attribute in said else {})
        required += [key] if needed else []
    description = " ".join((inspect.getdoc(part) or "").partition("\n\n")[0].split())
    schema = {"type": "object", "description": description, "properties": properties, "additionalProperties": False}
    return schema | ({"required": required} if required else {})


def _kind(kind: Any, *, spell_out: bool = False) -> dict[str, Any]:
    if not spell_out:
        for annotation, name in _NAMED.items():
            if kind == annotation:
                return {"$ref": f"#/$defs/{name}"}
    origin = get_origin(kind)
    if origin is Annotated:
        return _annotated(kind)
    if origin in (Union, types.UnionType):
        choices = [_kind(choice) for choice in get_args(kind) if choice is not type(None)]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if origin is tuple:
        return {"type": "array", "items": _kind(get_args(kind)[0])}
    if origin is dict:
        return _table(*get_args(kind))
    if origin is Literal:
        return {"enum": [word for word in get_args(kind) if word]}
    if kind is Any:
        return {}
    return dict(_SCALARS[kind]) if kind in _SCALARS else {"$ref": f"#/$defs/{kind.__name__}"}


def _annotated(kind: Any) -> dict[str, Any]:
    inner, *marks = get_args(kind)
    for mark in marks:
        if isinstance(mark, Form):
            return dict(mark.schema)
    short = [dict(mark.schema) for mark in marks if isinstance(mark, Short)]
    return {"anyOf": [*short, _kind(inner)]}


def _table(key: Any, value: Any) -> dict[str, Any]:
    if get_origin(key) is Literal:
        words = {word: _kind(value) for word in get_args(key)}
        return {"type": "object", "properties": words, "additionalProperties": False}
    return {"type": "object", "additionalProperties": _kind(value)}


def field_docs(part: type[Part]) -> dict[str, str]:
    """Attribute → the docstring below it, for the fields of a part and of what it inherits from."""
    found: dict[str, str] = {}
    for member in reversed(part.__mro__):
        if isinstance(member, type) and issubclass(member, Part) and member is not Part:
            found |= dict(_own_docs(member))
    return found


def _own_docs(part: type[Part]) -> tuple[tuple[str, str], ...]:
    body = ast.parse(textwrap.dedent(inspect.getsource(part))).body[0]
    return tuple(_pairs(body.body)) if isinstance(body, ast.ClassDef) else ()


def _pairs(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for statement, below in pairwise(body):
        named = isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
        said = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if named and said:
            yield statement.target.id, " ".join(str(below.value.value).split())  # type: ignore[attr-defined]
