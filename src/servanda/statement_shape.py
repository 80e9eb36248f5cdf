"""The shape of a statement, read strictly: every key that is missing, unknown or of the wrong kind, at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from servanda.engine.diagnostics import Finding, Place, Severity, nearest
from servanda.engine.instants import parse_instant
from servanda.engine.text import LANGUAGES, Text
from servanda.engine.uptime.window import Month, UptimeError
from servanda.statements import FORMAT, StatementError

_WRITTEN: Mapping[str, type] = {"file": str, "sha256": str, "text": str}
_STATEMENT: Mapping[str, type] = {
    "servanda": str,
    "kind": str,
    "policy": dict,
    "facts": dict,
    "arguments": dict,
    "versions": dict,
    "answer": dict,
}
_POLICY: Mapping[str, type] = {"id": str, "version": str, **_WRITTEN, "overlays": list, "tables": dict}
_VERSIONS: Mapping[str, type] = {"servanda": str, "tzdata": str}
_ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "explain": ("as_of", "language"),
    "uptime": ("month", "client", "as_of", "language"),
}
_KINDS: Mapping[type, Text] = {
    str: Text("a word", "un mot"),
    dict: Text("an object", "un objet"),
    list: Text("a list", "une liste"),
}


def read_statement(text: str, file: str = "") -> dict[str, Any]:
    """Read the JSON text of a statement. Raises StatementError with everything that is wrong with it."""
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        raise StatementError([_finding(place, f"This is not JSON: {error.msg}.", "Ce n’est pas du JSON.")]) from error
    except _TwiceError as error:
        key = error.args[0]
        raise StatementError(
            [_finding(Place(file), f"'{key}' is given twice.", f"« {key} » est donné deux fois.")]
        ) from error
    except RecursionError as error:
        raise StatementError([_finding(Place(file), "Nested too deeply.", "Imbrication trop profonde.")]) from error
    problems = [_finding(Place(file), one.en, one.fr) for one in (*_halves(found), *_problems(found))]
    if problems:
        raise StatementError(problems)
    statement: dict[str, Any] = found
    return statement


class _TwiceError(ValueError):
    """A key stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _finding(place: Place, en: str, fr: str) -> Finding:
    return Finding("SV-S01", Severity.ERROR, place, Text(en, fr))


def _halves(found: Any) -> Iterator[Text]:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        code = f"\\u{ord(error.object[error.start]):04x}"
        yield Text(f"{code} is half a character.", f"{code} est une moitié de caractère.")


def _problems(found: Any) -> Iterator[Text]:
    if not isinstance(found, dict):
        yield Text("A statement is a JSON object.", "Un relevé est un objet JSON.")
        return
    if found.get("servanda", FORMAT) != FORMAT:
        written = found["servanda"]
        yield Text(
            f"This statement has shape {written}; this version of Servanda reads shape {FORMAT}.",
            f"Ce relevé est de forme {written} ; cette version de Servanda lit la forme {FORMAT}.",
        )
        return
    wrong = list(_keys(found, _STATEMENT, ""))
    yield from wrong
    if not wrong:
        yield from _parts(found)


def _parts(found: Mapping[str, Any]) -> Iterator[Text]:
    wrong = list(_keys(found["policy"], _POLICY, "policy"))
    yield from wrong
    if not wrong:
        for number, overlay in enumerate(found["policy"]["overlays"], 1):
            yield from _keys(overlay, _WRITTEN, f"policy/overlays/{number}")
        for name, table in found["policy"]["tables"].items():
            yield from _keys(table, _WRITTEN, f"policy/tables/{name}")
    yield from _keys(found["facts"], _WRITTEN, "facts")
    yield from _keys(found["versions"], _VERSIONS, "versions")
    known = _ARGUMENTS.get(found["kind"])
    if known is None:
        kinds = ", ".join(_ARGUMENTS)
        yield Text(f"kind is one of {kinds}.", f"kind est l’un de {kinds}.")
        return
    yield from _arguments(found["arguments"], known)


def _keys(found: Any, known: Mapping[str, type], at: str) -> Iterator[Text]:
    if not isinstance(found, dict):
        yield Text(f"{at} is an object.", f"{at} est un objet.")
        return
    yield from _unknown(found, tuple(known), at)
    for key, kind in known.items():
        path = f"{at}/{key}" if at else key
        if key not in found:
            yield Text(f"{path} is missing.", f"{path} manque.")
        elif not isinstance(found[key], kind):
            name = _KINDS[kind]
            yield Text(f"{path} is {name.en}.", f"{path} est {name.fr}.")


def _unknown(found: Mapping[str, Any], known: tuple[str, ...], at: str) -> Iterator[Text]:
    for key in found:
        if key not in known:
            path = f"{at}/{key}" if at else key
            near = nearest(key, known)
            en, fr = (f" Did you mean '{near}'?", f" Vouliez-vous dire « {near} » ?") if near else ("", "")
            yield Text(f"Unknown key '{path}'.{en}", f"Clé inconnue « {path} ».{fr}")


def _arguments(found: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Text]:
    yield from _unknown(found, known, "arguments")
    for key in known:
        if key not in found:
            yield Text(f"arguments/{key} is missing.", f"arguments/{key} manque.")
    if found.get("language", "en") not in LANGUAGES:
        yield Text("arguments/language is en or fr.", "arguments/language est en ou fr.")
    if "as_of" in found and not _is_instant(found["as_of"], optional="month" in known):
        yield Text(
            "arguments/as_of is an instant such as 2026-03-01T00:00Z.",
            "arguments/as_of est un instant tel que 2026-03-01T00:00Z.",
        )
    if "month" in known and not _is_month(found.get("month", "2026-02")):
        yield Text("arguments/month is a month such as 2026-02.", "arguments/month est un mois tel que 2026-02.")
    if not isinstance(found.get("client"), str | None):
        yield Text("arguments/client is a word or null.", "arguments/client est un mot ou null.")


def _is_instant(value: Any, *, optional: bool) -> bool:
    if value is None:
        return optional
    try:
        return isinstance(value, str) and parse_instant(value) is not None
    except (ValueError, OverflowError):
        return False


def _is_month(value: Any) -> bool:
    try:
        return isinstance(value, str) and Month.parse(value) is not None
    except UptimeError:
        return False
