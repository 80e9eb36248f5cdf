"""Strict YAML: text to a tree of nodes that know their line and column.

Every scalar is kept as the text that stands in the file, so that ``16:00``, ``NO``, ``1.10`` and ``010`` mean what
they look like; typing them is the reader's business. Anchors, aliases, tags, duplicate keys, several documents and
nesting deeper than `DEPTH` are findings. The tree is built from parse events in a loop, so that no input can
exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.text import Text

SIZE = 1_000_000
"""The longest file that is read, in characters; the longest of the five example policies is a twentieth of it."""
DEPTH = 40

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_PAIR = re.compile(r"(?<!\\)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Scalar:
    """A piece of text. `plain` tells it from a quoted one, which may be empty."""

    value: str
    place: Place
    plain: bool = True


@dataclass(slots=True)
class Items:
    """A sequence."""

    items: list[Node]
    place: Place


@dataclass(slots=True)
class Table:
    """A mapping, its keys in the order of the file."""

    pairs: dict[str, Node]
    place: Place
    key_places: dict[str, Place] = field(default_factory=dict)


Node = Scalar | Items | Table


def read_tree(text: str, file: str = "") -> tuple[Node | None, list[Finding]]:
    """Read one YAML document. Returns the tree, or None where the text is no YAML that can be read to its end, and
    every finding."""
    refused = _refuse(text, file)
    if refused:
        return None, [refused]
    text = _PAIR.sub(_character, text)
    builder = _Builder(file)
    try:
        for event in _events(text):
            builder.take(event)
            if builder.stop:
                return None, builder.findings
    except yaml.MarkedYAMLError as error:
        return None, [*builder.findings, _syntax(error, file)]
    except yaml.YAMLError as error:
        said = str(error).splitlines()[0]
        return None, [*builder.findings, _unreadable(file, said, said)]
    if builder.root is None and not builder.findings:
        builder.findings.append(_unreadable(file, "The file is empty.", "Le fichier est vide."))
    return builder.root, builder.findings


def _character(pair: re.Match[str]) -> str:
    """JSON writes characters beyond U+FFFF as two escapes, which YAML does not know."""
    high, low = int(pair[1], 16), int(pair[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _events(text: str) -> Iterator[Any]:
    parser = _Parser(text)
    while parser.check_event():
        yield parser.get_event()


def _refuse(text: str, file: str) -> Finding | None:
    if len(text) > SIZE:
        return _unreadable(
            file,
            f"The file is longer than {SIZE:,} characters; no more are read. Is it really a policy?",
            "Le fichier dépasse un million de caractères ; on n’en lit pas plus. Est-ce bien une politique ?",
        )
    control = _CONTROL.search(text)
    if control is None:
        return None
    line = text.count("\n", 0, control.start()) + 1
    return _unreadable(
        file,
        f"This is not a text file: it holds the control character U+{ord(control[0]):04X}.",
        f"Ce n’est pas un fichier de texte : il contient le caractère de commande U+{ord(control[0]):04X}.",
        line,
    )


def _unreadable(file: str, en: str, fr: str, line: int = 1, column: int = 1) -> Finding:
    return Finding("SV-S01", Severity.ERROR, Place(file, line, column), Text(en, fr))


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = " ".join(part for part in (error.problem, error.context) if part)
    return _unreadable(
        file,
        f"This is not valid YAML: {said}.",
        f"YAML invalide ici ; l’analyseur dit en anglais : « {said} ».",
        line,
        column,
    )


class _Builder:
    """Folds parse events into nodes with an explicit stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.stop = False
        self._stack: list[Table | Items] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._find(event, "A second document starts here.", "Un second document commence ici.")
                self.stop = True
        elif isinstance(event, yaml.ScalarEvent):
            self._check_marks(event)
            self._put(Scalar(event.value, self._place(event), plain=event.implicit[0]))
        elif isinstance(event, yaml.AliasEvent):
            self._find(
                event, "Aliases (*) are not used; write it out.", "Les alias (*) sont exclus ; écrivez en clair."
            )
            self._put(Scalar("", self._place(event)))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()
            self._keys.pop()

    def _open(self, event: Any) -> None:
        self._check_marks(event)
        place = self._place(event)
        node: Table | Items = Table({}, place) if isinstance(event, yaml.MappingStartEvent) else Items([], place)
        self._put(node)
        self._stack.append(node)
        self._keys.append(None)
        if len(self._stack) > DEPTH:
            self._find(event, f"Nested deeper than {DEPTH} levels.", f"Plus de {DEPTH} niveaux d’imbrication.")
            self.stop = True

    def _put(self, node: Node) -> None:
        if not self._stack:
            if self.root is None:
                self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._take_key(parent, node)
            return
        self._keys[-1] = None
        if key.value not in parent.pairs:
            parent.pairs[key.value] = node
            parent.key_places[key.value] = key.place

    def _take_key(self, parent: Table, node: Node) -> None:
        if not isinstance(node, Scalar):
            self._keys[-1] = Scalar("", node.place)
            self._at(node.place, "A key must be a word.", "Une clé doit être un mot.")
            return
        self._keys[-1] = node
        if node.value in parent.pairs:
            first, second = parent.key_places[node.value].line, node.place.line
            self._at(
                node.place,
                f"{node.value} is given twice (lines {first}, {second}). Keep one.",
                f"{node.value} est donné deux fois (lignes {first} et {second}). Gardez-en un.",
            )

    def _check_marks(self, event: Any) -> None:
        if event.anchor:
            self._find(event, "Anchors (&) are not used.", "Les ancres (&) sont exclues.")
        if event.tag:
            self._find(event, f"Tags are not used: {event.tag}.", f"Les étiquettes de type sont exclues : {event.tag}.")

    def _find(self, event: Any, en: str, fr: str) -> None:
        self._at(self._place(event), en, fr)

    def _at(self, place: Place, en: str, fr: str) -> None:
        self.findings.append(Finding("SV-S01", Severity.ERROR, place, Text(en, fr)))

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
