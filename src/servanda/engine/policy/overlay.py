"""Overlays: a client's own terms, or a what-if, laid on a policy's tree before it is typed.

    overlay: acme-2026
    of: kiwi-stage-plus
    why: {en: Agreed on renewal., fr: Convenu au renouvellement.}
    effective: {from: 2026-01-01, to: 2027-01-01}
    set:
      targets/table/P3/BASIC/resolution: 32 business hours
    remove: [claims/2]

What an overlay sets keeps its place in the overlay's file, so that a finding leads to the line to mend. The version of
the policy becomes ``1+acme-2026``, its dates are narrowed to those of the overlay, and `why` stands among its
statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import field
from datetime import date
from typing import Any

from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.policy.document import Document
from servanda.engine.policy.fields import Sentence, Words
from servanda.engine.policy.paths import PathError, spot_of
from servanda.engine.policy.shape import Part, Reader
from servanda.engine.source import Items, Node, Scalar, Table, read_tree
from servanda.engine.text import Text


class OverlayDates(Part):
    """When the overlay holds: [from, to), whole days in the policy's zone."""

    from_: date | None = None
    to: date | None = None


class Overlay(Part):
    """What is changed in a policy, for whom or what, and why."""

    overlay: str
    """The name of the overlay."""
    of: str
    """The policy on which it is laid."""
    why: Sentence
    effective: OverlayDates = OverlayDates()
    set: dict[str, Any] = field(default_factory=dict)
    """Path → what stands there instead."""
    remove: Words = ()
    """Paths of what is left out."""


Lay = Callable[[Table], list[Finding]]
"""Lays an overlay on the tree of a policy, in place, and returns what is wrong with it."""


def overlay_reader(text: str, file: str = "") -> Lay:
    """The overlay that stands in `text`, ready to be laid on a policy; its findings come when it is laid.

    Findings: SV-S01 for what cannot be read, SV-S03 for another policy, for paths that lead nowhere and for a path that
    is both set and removed.
    """
    tree, findings = read_tree(text, file)
    reader = Reader()
    overlay: Overlay | None = reader.read(Overlay, tree) if tree is not None else None
    findings += reader.findings

    def lay(policy: Table) -> list[Finding]:
        if overlay is None or not isinstance(tree, Table):
            return list(findings)
        return findings + _lay(overlay, tree, policy)

    return lay


def _lay(overlay: Overlay, source: Table, policy: Table) -> list[Finding]:
    named = policy.pairs.get("policy")
    if isinstance(named, Scalar) and named.value != overlay.of:
        return [_other_policy(overlay, named.value, source.pairs["of"].place)]
    found = list(_set(overlay, source, policy))
    found += _remove(overlay, source, policy)
    _narrow(overlay, source, policy)
    _sign(overlay, source, policy)
    return found


def _set(overlay: Overlay, source: Table, policy: Table) -> Iterator[Finding]:
    table = source.pairs.get("set")
    for path, node in overlay.set.items():
        place = table.key_places[path] if isinstance(table, Table) else source.place
        try:
            spot, last = spot_of(policy, Document, path, place)
            spot.put(last, deepcopy(node), place)
        except PathError as error:
            yield _nowhere(path, place, error)


def _remove(overlay: Overlay, source: Table, policy: Table) -> Iterator[Finding]:
    """Later items first, so that the numbers of the others stay what they are."""
    places = _places_of(source.pairs.get("remove"))
    for path in sorted(overlay.remove, key=_order, reverse=True):
        if path in overlay.set:
            yield _twice(path, places[path])
            continue
        try:
            spot, last = spot_of(policy, Document, path, places[path])
            spot.remove(last)
        except PathError as error:
            yield _nowhere(path, places[path], error)


def _order(path: str) -> list[tuple[int, str]]:
    return [(int(step), "") if step.isascii() and step.isdigit() else (0, step) for step in path.split("/")]


def _places_of(node: Node | None) -> dict[str, Place]:
    items = node.items if isinstance(node, Items) else [node]
    return {item.value: item.place for item in items if isinstance(item, Scalar)}


def _narrow(overlay: Overlay, source: Table, policy: Table) -> None:
    """The policy with the overlay holds on the days on which both do."""
    effective, own = policy.pairs.get("effective"), source.pairs.get("effective")
    if not isinstance(effective, Table) or not isinstance(own, Table):
        return
    for key, later in (("from", True), ("to", False)):
        mine = own.pairs.get(key)
        theirs = _day(effective.pairs.get(key))
        if not isinstance(mine, Scalar) or (theirs and (theirs > _day(mine) if later else theirs < _day(mine))):
            continue
        effective.pairs[key] = deepcopy(mine)
        effective.key_places[key] = own.key_places[key]


def _day(node: Node | None) -> str:
    """A date as it is written, which sorts as dates do; empty for an unknown one."""
    return node.value if isinstance(node, Scalar) and node.value != "unknown" else ""


def _sign(overlay: Overlay, source: Table, policy: Table) -> None:
    name, why = source.pairs["overlay"], source.pairs["why"]
    version = policy.pairs.get("version")
    before = version.value if isinstance(version, Scalar) else "1"
    policy.pairs["version"] = Scalar(f"{before}+{overlay.overlay}", name.place, plain=False)
    policy.key_places["version"] = source.key_places["overlay"]
    place = source.key_places["why"]
    statements = policy.pairs.setdefault("statements", Items([], place))
    policy.key_places.setdefault("statements", place)
    if isinstance(statements, Items):
        note = Table({"kind": Scalar("note", place), "text": deepcopy(why)}, place, {"kind": place, "text": place})
        statements.items.append(note)


def _other_policy(overlay: Overlay, policy: str, place: Place) -> Finding:
    return Finding(
        "SV-S03",
        Severity.ERROR,
        place,
        Text(
            f"The overlay '{overlay.overlay}' belongs to '{overlay.of}'; this policy is '{policy}'.",
            f"La variante « {overlay.overlay} » appartient à « {overlay.of} » ; cette politique est « {policy} ».",
        ),
        wording=overlay.of,
        fix=Text(f"Write 'of: {policy}'.", f"Écrivez « of: {policy} »."),
        at="of",
    )


def _nowhere(path: str, place: Place, error: PathError) -> Finding:
    return Finding("SV-S03", Severity.ERROR, place, error.text, wording=path, fix=error.fix, at=path)


def _twice(path: str, place: Place) -> Finding:
    text = Text(f"'{path}' is both set and removed.", f"« {path} » est à la fois changé et retiré.")
    return Finding("SV-S03", Severity.ERROR, place, text, wording=path, at=path)
