"""Paths of a document (``targets/table/P3/BASIC/resolution``): walking the tree along them and putting nodes there.

A step is a key of a table or the number of an item, counted from 1; ``+`` is the place behind the last item. What was
written in a short way is lengthened where a path leads into it: ``8 business hours / 4 business hours`` has the parts
``response`` and ``resolution``.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from servanda.engine.diagnostics import Place, nearest
from servanda.engine.policy.shape import Form, Part, ShapeError, Short, fields_of
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import Text


class PathError(ValueError):
    """A path that leads nowhere; `text` says at which step, `fix` what would be right."""

    def __init__(self, text: Text, fix: Text = Text()) -> None:
        super().__init__(text.en)
        self.text = text
        self.fix = fix


@dataclass(slots=True)
class Spot:
    """A container that a path has reached, and the annotation of what may stand in it."""

    node: Table | Items
    kind: Any
    path: str

    def names(self) -> tuple[str, ...]:
        """What a step from here may be called."""
        if isinstance(self.node, Items):
            return tuple(str(number) for number in range(1, len(self.node.items) + 1))
        known = tuple(fields_of(self.kind)) if _is_part(self.kind) else ()
        return tuple(dict.fromkeys((*self.node.pairs, *known)))

    def child(self, name: str) -> Node | None:
        """The node one step from here, or None."""
        if isinstance(self.node, Table):
            return self.node.pairs.get(name)
        index = _index(name, self.node)
        return None if index is None else self.node.items[index]

    def put(self, name: str, node: Node, place: Place) -> None:
        """Put `node` one step from here, in place of what stands there. Raises PathError for a name without a place."""
        if isinstance(self.node, Table):
            if _is_part(self.kind) and name not in fields_of(self.kind):
                raise self._nothing(name)
            self.node.pairs[name] = node
            self.node.key_places[name] = place
            return
        index = _index(name, self.node)
        if name == "+":
            self.node.items.append(node)
        elif index is None:
            raise self._nothing(name)
        else:
            self.node.items[index] = node

    def remove(self, name: str) -> None:
        """Take away what stands one step from here. Raises PathError where nothing does."""
        if self.child(name) is None:
            raise self._unwritten(name) if name in self.names() else self._nothing(name)
        if isinstance(self.node, Table):
            del self.node.pairs[name]
            self.node.key_places.pop(name, None)
        else:
            del self.node.items[int(name) - 1]

    def enter(self, name: str, place: Place) -> Spot:
        """The container one step from here. One that a document may leave out is made, at `place`."""
        node, kind = self.child(name), self._kind_of(name)
        path = f"{self.path}/{name}" if self.path else name
        if node is None:
            if not _is_part(self.kind) or name not in fields_of(self.kind):
                raise self._nothing(name)
            node = _empty(kind, place)
        node = _lengthened(kind, node)
        if node is None or isinstance(node, Scalar):
            raise PathError(Text(f"'{path}' has no parts.", f"« {path} » n’a pas de parties."))
        self.put(name, node, self._place_of(name, place))
        return Spot(node, _bare(kind), path)

    def _place_of(self, name: str, place: Place) -> Place:
        return self.node.key_places.get(name, place) if isinstance(self.node, Table) else place

    def _kind_of(self, name: str) -> Any:
        if _is_part(self.kind):
            known = fields_of(self.kind)
            return known[name][1] if name in known else Any
        arguments = get_args(self.kind)
        return arguments[-1 if get_origin(self.kind) is dict else 0] if arguments else Any

    def _unwritten(self, name: str) -> PathError:
        where = self.path or "policy"
        return PathError(
            Text(
                f"'{name}' is not written in {where}: nothing to remove.",
                f"« {name} » n’est pas écrit dans {where} : rien à retirer.",
            )
        )

    def _nothing(self, name: str) -> PathError:
        names = self.names()
        near = nearest(name, names)
        where = self.path or "policy"
        have = ", ".join(names[:12]) + ("…" if len(names) > 12 else "") if names else "–"
        return PathError(
            Text(f"There is no '{name}' in {where}.", f"Il n’y a pas de « {name} » dans {where}."),
            Text(
                f"Did you mean '{near}'?" if near else f"Known here: {have}.",
                f"Vouliez-vous dire « {near} » ?" if near else f"Connus ici : {have}.",
            ),
        )


def spot_of(tree: Table, part: type[Part], path: str, place: Place) -> tuple[Spot, str]:
    """The container that holds the last step of `path` in a document of type `part`, and that step. Raises PathError."""
    *steps, last = path.split("/")
    spot = Spot(tree, part, "")
    for step in steps:
        spot = spot.enter(step, place)
    return spot, last


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Part)


def _index(name: str, items: Items) -> int | None:
    if not name.isascii() or not name.isdigit() or not 1 <= int(name) <= len(items.items):
        return None
    return int(name) - 1


def _bare(kind: Any) -> Any:
    """The annotation without its marks and without None."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _bare(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return _bare(next(choice for choice in get_args(kind) if choice is not type(None)))
    return kind


def _empty(kind: Any, place: Place) -> Node | None:
    bare = _bare(kind)
    if _is_part(bare) or get_origin(bare) is dict:
        return Table({}, place)
    return Items([], place) if get_origin(bare) is tuple else None


def _lengthened(kind: Any, node: Node | None) -> Node | None:
    """`node` written out; forms that are read as a whole have only the parts that the tree shows."""
    if node is None or get_origin(kind) is not Annotated:
        return node
    for mark in get_args(kind)[1:]:
        if isinstance(mark, Form):
            return node
        if isinstance(mark, Short):
            try:
                node = mark.lengthen(node)
            except ShapeError as error:
                raise PathError(error.text, error.fix) from error
    return node
