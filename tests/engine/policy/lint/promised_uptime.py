"""A clean `uptime:` section, to be spoilt in exactly one place."""

from __future__ import annotations

from typing import Any

import yaml
from clean import REMOVE

CLEAN = """\
service: portal
components: [portal]
target: {at_least: 99.5}
tz: America/Toronto
denominator: calendar month
maintenance: {notice: 24 clock hours}
check_every: 1 clock minute
credits:
  paid: off the next invoice
  steps:
    - {below: 99.5, credit: 10}
    - {below: 99, credit: 25}
"""


def uptime(**changes: Any) -> dict[str, Any]:
    """The patch that promises uptime, with keys replaced or, by REMOVE, left out; a text is read as YAML."""
    section = yaml.load(CLEAN, Loader=yaml.BaseLoader)  # noqa: S506
    for key, value in changes.items():
        if value is REMOVE:
            del section[key]
        else:
            section[key] = yaml.load(value, Loader=yaml.BaseLoader)  # noqa: S506
    return {"uptime": [section]}


def steps(*lines: str, paid: str = "off the next invoice") -> str:
    """A table of credits: ``below: 99.5, credit: 10``."""
    listed = ", ".join(f"{{{line}}}" for line in lines)
    return f"{{paid: {paid}, steps: [{listed}]}}" if paid else f"{{steps: [{listed}]}}"
