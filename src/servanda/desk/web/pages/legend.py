"""The legend of a ribbon: only what it shows."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from servanda.desk.web.ribbon import Kind, Stretch


def legend(stretches: Iterable[Stretch]) -> tuple[tuple[Kind, str], ...]:
    """Each kind that occurs with its name, in the order of `Kind`."""
    names = {
        Kind.OPEN: gettext("open"),
        Kind.CLOSED: gettext("closed"),
        Kind.HOLIDAY: gettext("holiday"),
        Kind.PAUSED: gettext("paused"),
        Kind.SPENT: gettext("time counted"),
        Kind.AHEAD: gettext("time left until it is due"),
        Kind.LATE: gettext("late"),
        Kind.OUTAGE: gettext("outage"),
        Kind.MAINTENANCE: gettext("maintenance"),
        Kind.UNKNOWN: gettext("not measured"),
    }
    used = {stretch.kind for stretch in stretches}
    return tuple((kind, names[kind]) for kind in Kind if kind in used)
