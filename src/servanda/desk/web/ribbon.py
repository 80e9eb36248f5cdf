"""The ribbon: a strip of the calendar on which a promise is drawn.

Open time is a band, closed time a gap, holidays are named, pauses hatched, the target is a notch, the present a line,
what is spent is filled in. Everything is told apart by shape and pattern as well as by colour, and a sentence beside
the drawing says the same. Positions across are percentages, so that the wide ribbon stretches with its page while its
words keep their size; no style attribute is needed, which keeps the content security policy whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from servanda.desk.web.formats import language
from servanda.engine.instants import DAY, HOUR, local_instant, moment
from servanda.engine.prose import write_moment


class Kind(StrEnum):
    """What a stretch of time is."""

    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    SPENT = "spent"
    AHEAD = "ahead"
    LATE = "late"
    OUTAGE = "outage"
    MAINTENANCE = "maintenance"
    UNKNOWN = "unknown"


class Sign(StrEnum):
    """What a single instant is."""

    START = "start"
    DUE = "due"
    NOW = "now"
    STOP = "stop"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open interval in microseconds. `href` leads to the fact that made it so."""

    start: int
    end: int
    kind: Kind
    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One instant worth seeing, in microseconds."""

    at: int
    sign: Sign
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One strip from `start` to `end` (microseconds), drawn with the clock of `zone`; `twin` says it in words."""

    id: str
    start: int
    end: int
    zone: tzinfo
    twin: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...] = ()
    state: str = "running"
    legend: tuple[tuple[Kind, str], ...] = field(default=())

    def percent(self, at: int) -> str:
        """How far along the strip an instant lies, cut to its ends: ``37.25%``."""
        inside = min(max(at, self.start), self.end)
        hundredths = (inside - self.start) * 10_000 // max(1, self.end - self.start)
        return f"{hundredths // 100}.{hundredths % 100:02}%"

    def width(self, stretch: Stretch) -> str:
        """How much of the strip a stretch takes; never so little that it vanishes."""
        start, end = max(stretch.start, self.start), min(stretch.end, self.end)
        hundredths = max(10, (end - start) * 10_000 // max(1, self.end - self.start))
        return f"{hundredths // 100}.{hundredths % 100:02}%"

    def inside(self) -> tuple[Stretch, ...]:
        """The stretches that touch the strip."""
        return tuple(each for each in self.stretches if each.end > self.start and each.start < self.end)


@dataclass(frozen=True, slots=True)
class _Size:
    """Heights in pixels: the whole drawing, where the band lies, how thick it is and what is filled in."""

    height: int
    band_top: int
    band: int
    spent_top: int
    spent: int


_WIDE = _Size(height=104, band_top=34, band=26, spent_top=46, spent=14)
_ROW = _Size(height=12, band_top=2, band=8, spent_top=6, spent=4)
_USUAL, _LETTER = 700, 6
"""Pixels of a strip on a page of usual width, and of a letter on it: enough to keep names apart."""
_PATTERNED = frozenset({Kind.HOLIDAY, Kind.PAUSED, Kind.LATE, Kind.MAINTENANCE, Kind.UNKNOWN})
_FILLED = frozenset({Kind.SPENT, Kind.AHEAD, Kind.LATE})


def wide(ribbon: Ribbon) -> SafeString:
    """The ribbon with its days, names and marks, as wide as its place; patterns carry its id, unique on the page."""
    return format_html(
        '<svg class="ribbon ribbon--wide ribbon--{}" width="100%" height="{}" role="{}" aria-labelledby="{}-twin">'
        "{}{}{}{}{}{}</svg>",
        ribbon.state,
        _WIDE.height,
        # A picture has no links inside; a strip whose parts lead to their reasons is a group.
        "group" if any(stretch.href for stretch in ribbon.stretches) else "img",
        ribbon.id,
        _patterns(ribbon),
        _days(ribbon),
        _base(_WIDE),
        _strip(ribbon, _WIDE),
        format_html_join("", "{}", ((name,) for name in _names(ribbon))),
        format_html_join("", "{}", ((_mark(ribbon, mark),) for mark in ribbon.marks)),
    )


def row(ribbon: Ribbon) -> SafeString:
    """The ribbon of a list row, 120 by 12 pixels: how far, how close. It may stand beside its wide twin.

    A list draws dozens: the shapes hold numbers and constants only and are written without escaping each of them.
    """
    ribbon = replace(ribbon, id=f"{ribbon.id}-row")
    prefix = escape(ribbon.id)
    drawn = sorted(ribbon.inside(), key=lambda stretch: (_order(stretch.kind), stretch.start))
    shapes = "".join(_thin(ribbon, stretch, prefix) for stretch in drawn)
    notches = "".join(_notch(ribbon, mark) for mark in ribbon.marks)
    middle = _ROW.band_top + _ROW.band // 2
    return mark_safe(  # noqa: S308  (numbers, constants, and words that are escaped)
        f'<svg class="ribbon ribbon--row ribbon--{ribbon.state}" width="120" height="{_ROW.height}" role="img" '
        f'aria-label="{escape(ribbon.twin)}">{_patterns(ribbon)}'
        f'<line class="ribbon-base" x1="0" x2="100%" y1="{middle}" y2="{middle}"/>{shapes}{notches}</svg>'
    )


def _thin(ribbon: Ribbon, stretch: Stretch, prefix: str) -> str:
    top, height = (_ROW.spent_top, _ROW.spent) if stretch.kind in _FILLED else (_ROW.band_top, _ROW.band)
    fill = f' fill="url(#{prefix}-{stretch.kind})"' if stretch.kind in _PATTERNED else ""
    return (
        f'<rect class="ribbon-{stretch.kind}" x="{ribbon.percent(stretch.start)}" width="{ribbon.width(stretch)}" '
        f'y="{top}" height="{height}"{fill}/>'
    )


def sample(kind: Kind, prefix: str) -> SafeString:
    """The small square of a legend; `prefix` is the id of the ribbon whose patterns it borrows."""
    size = format_html('<rect class="ribbon-{}" width="22" height="12" {}/>', kind, _fill(kind, prefix))
    if kind in {Kind.CLOSED, Kind.HOLIDAY}:
        size = format_html('{}<line class="ribbon-base" x1="0" x2="22" y1="6" y2="6"/>', size)
    return format_html('<svg class="ribbon-sample" width="22" height="12" aria-hidden="true">{}</svg>', size)


def _base(size: _Size) -> SafeString:
    middle = size.band_top + size.band // 2
    return format_html('<line class="ribbon-base" x1="0" x2="100%" y1="{}" y2="{}"/>', middle, middle)


def _strip(ribbon: Ribbon, size: _Size) -> SafeString:
    drawn = sorted(ribbon.inside(), key=lambda stretch: (_order(stretch.kind), stretch.start))
    return format_html_join("", "{}", ((_stretch(ribbon, stretch, size),) for stretch in drawn))


_ORDER = {kind: place for place, kind in enumerate(Kind)}


def _order(kind: Kind) -> int:
    return _ORDER[kind]


def _stretch(ribbon: Ribbon, stretch: Stretch, size: _Size) -> SafeString:
    top, height = (size.spent_top, size.spent) if stretch.kind in _FILLED else (size.band_top, size.band)
    drawn = format_html(
        '<rect class="ribbon-{}" x="{}" width="{}" y="{}" height="{}" {}>{}</rect>',
        stretch.kind,
        ribbon.percent(stretch.start),
        ribbon.width(stretch),
        top,
        height,
        _fill(stretch.kind, ribbon.id),
        format_html("<title>{}</title>", stretch.label) if stretch.label else "",
    )
    if not stretch.href or size is not _WIDE:
        return drawn
    # The tree below has the same facts for the keyboard; a dozen stops in a drawing would be in its way.
    return format_html('<a href="{}" tabindex="-1" aria-label="{}">{}</a>', stretch.href, stretch.label, drawn)


def _names(ribbon: Ribbon) -> Iterator[SafeString]:
    """Each holiday's name under its day, on the first of two lines that has room; the drawing's twin names them all."""
    taken = [0, 0]
    for stretch in sorted(ribbon.inside(), key=lambda each: each.start):
        if stretch.kind is not Kind.HOLIDAY or not stretch.label:
            continue
        low, high, anchor = _extent(ribbon, stretch)
        line = next((number for number, end in enumerate(taken) if end <= low), None)
        if line is None:
            continue
        taken[line] = high
        yield format_html(
            '<text class="ribbon-name" x="{}" y="{}" text-anchor="{}">{}</text>',
            ribbon.percent(min(stretch.end, ribbon.end) if anchor == "end" else max(stretch.start, ribbon.start)),
            _WIDE.band_top + _WIDE.band + 12 + 12 * line,
            anchor,
            stretch.label,
        )


def _extent(ribbon: Ribbon, stretch: Stretch) -> tuple[int, int, str]:
    """From where to where a name reaches, in pixels of a strip of usual width, and which of its ends is fixed."""
    width = len(stretch.label) * _LETTER
    start = (max(stretch.start, ribbon.start) - ribbon.start) * _USUAL // max(1, ribbon.end - ribbon.start)
    end = (min(stretch.end, ribbon.end) - ribbon.start) * _USUAL // max(1, ribbon.end - ribbon.start)
    # Near the right end a name is written leftwards so that it stays on the strip.
    return (end - width, end, "end") if start + width > _USUAL else (start, start + width, "start")


def _fill(kind: Kind, prefix: str) -> SafeString:
    return format_html('fill="url(#{}-{})"', prefix, kind) if kind in _PATTERNED else mark_safe("")


_LINES = {
    Kind.PAUSED: '<path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5"/>',
    Kind.LATE: '<path d="M0 0 6 6M6 0 0 6"/>',
    Kind.HOLIDAY: '<path d="M1.5 1.5h.01M4.5 4.5h.01"/>',
    Kind.MAINTENANCE: '<path d="M0 3h6"/>',
    Kind.UNKNOWN: '<path d="M3 0v6"/>',
}


def _patterns(ribbon: Ribbon) -> SafeString:
    used = {stretch.kind for stretch in ribbon.inside()} | {kind for kind, _name in ribbon.legend}
    kinds = sorted((used & _PATTERNED), key=_order)
    if not kinds:
        return mark_safe("")
    drawn = "".join(_pattern(kind, escape(ribbon.id)) for kind in kinds)
    return mark_safe(f"<defs>{drawn}</defs>")  # noqa: S308  (constants and an escaped id)


def _pattern(kind: Kind, prefix: str) -> str:
    return (
        f'<pattern id="{prefix}-{kind}" class="ribbon-pattern ribbon-pattern--{kind}" width="6" height="6" '
        f'patternUnits="userSpaceOnUse"><rect width="6" height="6"/>{_LINES[kind]}</pattern>'
    )


def _days(ribbon: Ribbon) -> SafeString:
    """A tick at each local midnight, or at full hours where no two dates fit; as many names as there is room for."""
    ticks = day_starts(ribbon.start, ribbon.end, ribbon.zone)
    if ribbon.end - ribbon.start < 2 * DAY:
        ticks = [at for at in range(-(-ribbon.start // HOUR) * HOUR, ribbon.end, HOUR) if at > ribbon.start]
    every = -(-len(ticks) // 8) if ticks else 1
    parts = [
        _tick(ribbon, at, named=number % every == 0, minor=number // every % 2 == 1) for number, at in enumerate(ticks)
    ]
    return format_html_join("", "{}", ((part,) for part in parts))


def _tick(ribbon: Ribbon, at: int, *, named: bool, minor: bool) -> SafeString:
    where = ribbon.percent(at)
    bottom = _WIDE.height - 14
    line = format_html('<line class="ribbon-day" x1="{}" x2="{}" y1="24" y2="{}"/>', where, where, bottom)
    if not named or at > ribbon.end - (ribbon.end - ribbon.start) // 12:
        return line
    return format_html(
        '{}<text class="ribbon-tick{}" x="{}" y="{}" dx="3">{}</text>',
        line,
        " ribbon-tick--minor" if minor else "",
        where,
        _WIDE.height - 4,
        _tick_name(at, ribbon.zone),
    )


def _tick_name(at: int, zone: tzinfo) -> str:
    when = moment(at, zone)
    if when.hour or when.minute:
        return when.strftime("%H:%M")
    return " ".join(write_moment(at, language(), zone).split("\u00a0")[:3])


def day_starts(start: int, end: int, zone: tzinfo) -> list[int]:
    """The local midnights in ``[start, end)``; a midnight that a clock change skips is the instant after the gap."""
    day = moment(start, zone).date()
    found: list[int] = []
    while True:
        at = local_instant(datetime.combine(day, time()), zone)
        if at >= end:
            return found
        if at >= start:
            found.append(at)
        day += timedelta(days=1)


def _mark(ribbon: Ribbon, mark: Mark) -> SafeString:
    where = ribbon.percent(mark.at)
    top = 20 if mark.sign in {Sign.DUE, Sign.NOW} else 28
    return format_html(
        '<g class="ribbon-mark ribbon-mark--{}"><line x1="{}" x2="{}" y1="{}" y2="{}"/>{}{}</g>',
        mark.sign,
        where,
        where,
        top,
        _WIDE.band_top + _WIDE.band + 4,
        _head(mark, where),
        _mark_label(ribbon, mark, where),
    )


def _head(mark: Mark, where: str) -> SafeString:
    """Each sign has a head of its own shape: a notch, a ring, a square, a dot."""
    if mark.sign is Sign.DUE:
        shape = format_html('<svg x="{}" y="17" overflow="visible"><path d="M-6 0H6L0 9Z"/></svg>', where)
    elif mark.sign is Sign.NOW:
        shape = format_html('<circle cx="{}" cy="21" r="3.5"/>', where)
    elif mark.sign is Sign.STOP:
        shape = format_html('<svg x="{}" y="24" overflow="visible"><rect x="-3.5" width="7" height="7"/></svg>', where)
    else:
        shape = format_html('<circle cx="{}" cy="28" r="2.5"/>', where)
    return shape


def _mark_label(ribbon: Ribbon, mark: Mark, where: str) -> SafeString:
    if not mark.label:
        return mark_safe("")
    share = (min(max(mark.at, ribbon.start), ribbon.end) - ribbon.start) * 100 // max(1, ribbon.end - ribbon.start)
    anchor = "start" if share < 12 else "end" if share > 80 else "middle"
    return format_html('<text x="{}" y="12" text-anchor="{}">{}</text>', where, anchor, mark.label)


def _notch(ribbon: Ribbon, mark: Mark) -> str:
    where = ribbon.percent(mark.at)
    line = f'<line x1="{where}" x2="{where}" y1="0" y2="{_ROW.height}"/>'
    return f'<g class="ribbon-mark ribbon-mark--{mark.sign}">{line}</g>'
