"""Typed reading of a tree: parts of a document are frozen dataclasses, their annotations say what may stand in them.

Every problem is collected as a `Finding` with its line and column, and unknown names come with the nearest known one.
The same annotations give the JSON Schema with which editors complete and check a policy while it is typed
(`servanda.engine.policy.schema`). Reading takes a tenth of the time that a general validation library needs to start,
which decides how long a cold command line takes (`docs/decisions/0002-policy-reader.md`).
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Literal, Union, dataclass_transform, get_args, get_origin, get_type_hints

from servanda.engine.diagnostics import Finding, Place, Severity, nearest
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import Text


class ShapeError(ValueError):
    """A value that does not fit; `code` is the lint code, `text` the message, `fix` what would be right."""

    def __init__(self, text: Text, fix: Text = Text(), code: str = "SV-S01") -> None:
        super().__init__(text.en)
        self.text = text
        self.fix = fix
        self.code = code


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """How a value is read from a node, and its JSON Schema."""

    read: Callable[[Node], Any]
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Short:
    """A short way of writing something: turns the node into the long one before it is read."""

    lengthen: Callable[[Node], Node]
    schema: Mapping[str, Any]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Part:
    """The base of everything in a document: closed to unknown keys, never changed after reading."""

    absent: ClassVar[Mapping[str, tuple[str, Text]]] = {}
    """Required key → the lint code of its absence and what to write, where that is a defect with a code of its own."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        dataclass(frozen=True, kw_only=True)(cls)

    def problems(self) -> tuple[Text, ...]:
        """What is wrong with this part as a whole."""
        return ()


def fields_of(part: type[Part]) -> dict[str, tuple[str, Any, bool]]:
    """Key in the document → (attribute, annotation, required)."""
    if part not in _FIELDS:
        _FIELDS[part] = _fields(part)
    return _FIELDS[part]


_FIELDS: dict[type[Part], dict[str, tuple[str, Any, bool]]] = {}


def _fields(part: Any) -> dict[str, tuple[str, Any, bool]]:
    hints = get_type_hints(part, include_extras=True)
    found = {}
    for attribute in dataclasses.fields(part):
        required = attribute.default is dataclasses.MISSING and attribute.default_factory is dataclasses.MISSING
        found[attribute.name.rstrip("_")] = (attribute.name, hints[attribute.name], required)
    return found


_FAILED: Any = object()


class Reader:
    """Reads nodes into parts; `findings` collects what is wrong, `places` where each path of the document stands."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.places: dict[str, Place] = {}

    def read(self, part: type[Part], node: Node, path: str = "") -> Any:
        """The part that stands at `node`, or None where something in it is wrong."""
        value = self._value(part, node, path)
        return None if value is _FAILED else value

    def find(self, node: Node | Place, path: str, text: Text, *, fix: Text = Text(), code: str = "SV-S01") -> None:
        """Note one problem."""
        place = node if isinstance(node, Place) else node.place
        wording = node.value if isinstance(node, Scalar) else ""
        self.findings.append(Finding(code, Severity.ERROR, place, text, wording=wording, fix=fix, at=path))

    def _value(self, kind: Any, node: Node, path: str) -> Any:
        self.places[path] = node.place
        origin = get_origin(kind)
        if origin is Annotated:
            return self._annotated(kind, node, path)
        if origin in (Union, types.UnionType):
            return self._optional(kind, node, path)
        if origin is tuple:
            return self._tuple(get_args(kind)[0], node, path)
        if origin is dict:
            return self._dict(get_args(kind), node, path)
        if origin is Literal:
            return self._literal(get_args(kind), node, path)
        if kind is Any:
            return node
        if isinstance(kind, type) and issubclass(kind, Part):
            return self._part(kind, node, path)
        return self._scalar(kind, node, path)

    def _annotated(self, kind: Any, node: Node, path: str) -> Any:
        inner, *marks = get_args(kind)
        try:
            for mark in marks:
                if isinstance(mark, Form):
                    return mark.read(node)
                if isinstance(mark, Short):
                    node = mark.lengthen(node)
        except ShapeError as error:
            self.find(node, path, error.text, fix=error.fix, code=error.code)
            return _FAILED
        return self._value(inner, node, path)

    def _optional(self, kind: Any, node: Node, path: str) -> Any:
        choices = [choice for choice in get_args(kind) if choice is not type(None)]
        if len(choices) > 1 and isinstance(node, Scalar):
            words = next((choice for choice in choices if get_origin(choice) is Literal), None)
            if words is not None:
                return self._literal(get_args(words), node, path)
        return self._value(choices[0], node, path)

    def _tuple(self, kind: Any, node: Node, path: str) -> Any:
        if not isinstance(node, Items):
            return self._expected(node, path, Text("a list", "une liste"))
        values = [self._value(kind, item, f"{path}/{number}") for number, item in enumerate(node.items, 1)]
        return _FAILED if any(value is _FAILED for value in values) else tuple(values)

    def _dict(self, kinds: tuple[Any, ...], node: Node, path: str) -> Any:
        if not isinstance(node, Table):
            return self._expected(node, path, Text("a table of names and values", "une table de noms et de valeurs"))
        if get_origin(kinds[0]) is Literal:
            self._unknown(dict.fromkeys(get_args(kinds[0])), node, path)
        values = {key: self._value(kinds[1], item, f"{path}/{key}") for key, item in node.pairs.items()}
        return _FAILED if any(value is _FAILED for value in values.values()) else values

    def _literal(self, allowed: tuple[str, ...], node: Node, path: str) -> Any:
        if isinstance(node, Scalar) and node.value in allowed:
            return node.value
        got = node.value if isinstance(node, Scalar) else "…"
        near = nearest(got, allowed)
        shown = ", ".join(f"'{word}'" for word in allowed if word)
        self.find(
            node,
            path,
            Text(f"'{got}' cannot stand here.", f"« {got} » ne peut pas figurer ici."),
            fix=Text(
                f"Did you mean '{near}'?" if near else f"Write one of {shown}.",
                f"Vouliez-vous dire « {near} » ?" if near else f"Écrivez l’un de {shown}.",
            ),
        )
        return _FAILED

    def _part(self, part: type[Part], node: Node, path: str) -> Any:
        if not isinstance(node, Table):
            return self._expected(node, path, Text("a table of names and values", "une table de noms et de valeurs"))
        known = fields_of(part)
        self._unknown(known, node, path)
        values: dict[str, Any] = {}
        failed = False
        for key, (attribute, kind, required) in known.items():
            if key in node.pairs:
                value = self._value(kind, node.pairs[key], f"{path}/{key}" if path else key)
                failed = failed or value is _FAILED
                values[attribute] = value
            elif required:
                failed = True
                self._absent(part, node, path, key)
        if failed:
            return _FAILED
        made = part(**values)
        for problem in made.problems():
            self.find(node, path, problem)
        return made

    def _absent(self, part: type[Part], node: Node, path: str, key: str) -> None:
        where = Text(path, path) if path else Text("the policy", "la politique")
        code, fix = part.absent.get(key, ("SV-S01", Text()))
        missing = Text(f"'{key}' is missing from {where.en}.", f"« {key} » manque à {where.fr}.")
        self.find(node, path, missing, fix=fix, code=code)

    def _unknown(self, known: Mapping[str, Any], node: Table, path: str) -> None:
        for key in node.pairs:
            if key in known:
                continue
            near = nearest(key, known)
            self.find(
                node.key_places[key],
                path,
                Text(f"Unknown key '{key}'.", f"Clé inconnue « {key} »."),
                fix=Text(
                    f"Did you mean '{near}'?" if near else f"Known here: {', '.join(known)}.",
                    f"Vouliez-vous dire « {near} » ?" if near else f"Connues ici : {', '.join(known)}.",
                ),
            )

    def _scalar(self, kind: Any, node: Node, path: str) -> Any:
        name = _SCALARS[kind][0]
        if not isinstance(node, Scalar):
            return self._expected(node, path, name)
        try:
            return _SCALARS[kind][1](node.value)
        except (ValueError, InvalidOperation):
            return self._expected(node, path, name)

    def _expected(self, node: Node, path: str, what: Text) -> Any:
        got = f"'{node.value}'" if isinstance(node, Scalar) else ("a list" if isinstance(node, Items) else "a table")
        fr = {"a list": "une liste", "a table": "une table"}.get(got, f"« {got[1:-1]} »")
        self.find(node, path, Text(f"Expected {what.en} (got {got}).", f"On attend {what.fr} (reçu : {fr})."))
        return _FAILED


def _boolean(text: str) -> bool:
    if text not in ("yes", "no", "true", "false"):
        raise ValueError(text)
    return text in ("yes", "true")


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    number = Decimal(text.removesuffix("%").strip())
    if not number.is_finite() or number < 0 or len(text) > 30:
        raise ValueError(text)
    return number


_SCALARS: dict[Any, tuple[Text, Callable[[str], Any]]] = {
    str: (Text("a word", "un mot"), str),
    int: (Text("a whole number", "un nombre entier"), _whole),
    bool: (Text("yes or no", "yes ou no"), _boolean),
    Decimal: (Text("a number such as 99.95", "un nombre tel que 99.95"), _decimal),
    date: (Text("a date such as 2026-01-31", "une date telle que 2026-01-31"), date.fromisoformat),
}
