"""The legend of a ribbon: only what it shows."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from servanda.desk.web.ribbon import Kind, Stretch

_NAMES = {
    Kind.OPEN: gettext_lazy("open"),
    Kind.CLOSED: gettext_lazy("closed"),
    Kind.HOLIDAY: gettext_lazy("holiday"),
    Kind.PAUSED: gettext_lazy("paused"),
    Kind.SPENT: gettext_lazy("time counted"),
    Kind.AHEAD: gettext_lazy("time left until it is due"),
    Kind.LATE: gettext_lazy("late"),
    Kind.OUTAGE: gettext_lazy("outage"),
    Kind.MAINTENANCE: gettext_lazy("maintenance"),
    Kind.UNKNOWN: gettext_lazy("not measured"),
}


def legend(stretches: Iterable[Stretch]) -> tuple[tuple[Kind, str], ...]:
    """Each kind that occurs with its name, in the order of `Kind`."""
    used = {stretch.kind for stretch in stretches}
    return tuple((kind, str(name)) for kind, name in _NAMES.items() if kind in used)
