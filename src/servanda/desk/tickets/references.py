"""References as people write them: KIWI-1042, kiwi 1042, #1042, 1042."""

from __future__ import annotations

import re

from servanda.desk.organisations.models import Vendor

_WRITTEN = re.compile(r"(?P<prefix>#|[^\W\d_][\w.]*\s?[-‑–]?\s?)?(?P<number>[0-9]{1,9})")


def number_in(written: str, vendor: Vendor, *, alone: bool = True) -> int:
    """The number of a vendor's ticket that somebody wrote; 0 where it is none. `alone`: the bare number will do."""
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        return 0
    prefix = (match["prefix"] or "").rstrip("-‑– ")
    if prefix not in ("", "#") and prefix.casefold() != vendor.prefix.casefold():
        return 0
    return int(match["number"]) if prefix or alone else 0
