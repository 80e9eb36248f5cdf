"""JSON Schema of the `calendars:` and `holidays:` sections, which have a reader of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LOCAL_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_CLOCK = {"type": "string", "pattern": r"^([01]\d|2[0-4]):[0-5]\d$"}
_LOCAL = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$"}
_EVENING = {
    "enum": ["before", "same"],
    "description": "`before`: the closure lies one day earlier, so that 20:00-05:00 ends on the date itself",
}
_ZONE = {"type": "string", "description": "An IANA time zone such as America/Toronto"}
_CITED = {"clause": {"$ref": "#/$defs/Word"}, "clauses": {"$ref": "#/$defs/Words"}}
_NAMED = {"name": {"$ref": "#/$defs/Name"}}


def _closed_object(properties: Mapping[str, Any], *required: str, said: str = "") -> dict[str, Any]:
    table = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return table | ({"required": list(required)} if required else {}) | ({"description": said} if said else {})


_HOURS = {"from": _CLOCK, "to": _CLOCK, "evening": _EVENING, "tz": _ZONE}
_SPAN = {"from": _LOCAL, "to": _LOCAL, "tz": _ZONE}
_CLOSURE = {
    "anyOf": [
        _LOCAL_DAY | {"description": "The whole local day"},
        _closed_object({"date": _LOCAL_DAY, **_HOURS, **_NAMED, **_CITED}, "date", said="A date, or hours of it"),
        _closed_object(
            {"holidays": {"$ref": "#/$defs/Words"}, **_HOURS, **_CITED},
            "holidays",
            said="Every date of locked holiday tables, or the same hours of each",
        ),
        _closed_object({**_SPAN, **_NAMED, **_CITED}, "from", "to", said="From one local time to another"),
    ]
}
_OPENING = {
    "anyOf": [
        _LOCAL_DAY,
        _closed_object({"date": _LOCAL_DAY, "from": _CLOCK, "to": _CLOCK, **_NAMED, **_CITED}, "date"),
        _closed_object({"from": _LOCAL, "to": _LOCAL, **_NAMED, **_CITED}, "from", "to"),
    ]
}
_HOLIDAY = _closed_object({"date": _LOCAL_DAY, "en": {"type": "string"}, "fr": {"type": "string"}}, "date")


def _some(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


CALENDAR: Mapping[str, Any] = _closed_object(
    {
        "tz": _ZONE,
        "open": {
            "anyOf": [{"const": "always"}, _some({"type": "string"})],
            "description": "`always`, or weekly windows: [mon-fri 09:00-17:00], [mon 05:00 to fri 16:00]",
        },
        "closed": _some(_CLOSURE) | {"description": "Exceptions on which it is closed"},
        "also_open": _some(_OPENING)
        | {"description": "Dated exceptions on which it is open, whatever the closures say"},
        **_NAMED,
        "text": {"$ref": "#/$defs/Name"},
        **_CITED,
        "assumed": {"$ref": "#/$defs/Words"},
        "ruling": {"$ref": "#/$defs/Word"},
        "source": {"type": "string"},
    },
    "tz",
    "open",
    said="When support is open: weekly windows minus closures, and dated openings.",
)
HOLIDAYS: Mapping[str, Any] = {
    "anyOf": [
        _closed_object(
            {
                "country": {"type": "string", "description": "ISO 3166-1 code, for example CA"},
                "subdivision": {"$ref": "#/$defs/Word"},
                "categories": {"$ref": "#/$defs/Words"},
                "added": {"type": "array", "items": _HOLIDAY},
                "removed": {"type": "array", "items": _LOCAL_DAY},
            },
            "country",
            said="How `servanda lock` makes the table.",
        ),
        {
            "type": "object",
            "required": ["dates"],
            "properties": {"dates": {"type": "array", "items": _HOLIDAY}},
            "description": "A table that stands in the policy itself.",
        },
    ]
}
