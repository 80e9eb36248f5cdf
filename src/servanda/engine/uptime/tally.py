"""The sets of seconds of one month, and nothing but their arithmetic (``UPTIME``: Definition 3 to 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from servanda.engine.because import Because
from servanda.engine.instants import SECOND
from servanda.engine.text import Text
from servanda.engine.uptime.counting import category_name, judge_exclusion, judge_outage, label_of, listed
from servanda.engine.uptime.model import Base, Facts, Openings, UnknownAs, UptimeTerms, word
from servanda.engine.uptime.notices import judge_notice
from servanda.engine.uptime.spans import Span, Spans, intersect, length, subtract, union, whole
from servanda.engine.uptime.window import Window

MAINTENANCE = "maintenance"
STANDING = "standing"
_MAINTENANCE = Text("announced maintenance", "maintenance annoncée")
_STANDING = Text("standing maintenance window", "fenêtre de maintenance permanente")


class TimeClass(StrEnum):
    """What one second of the month is."""

    UP = "up"
    DOWN = "down"
    EXCLUDED_OUTAGE = "excluded outage"
    EXCLUDED = "excluded"
    """Excluded, and nothing was down."""
    UNKNOWN = "unknown"
    OUTSIDE_HOURS = "outside service hours"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a fact applies, the seconds that it speaks of, and why; `reason` is what its exclusion is booked to."""

    span: Span
    applies: bool
    because: Because
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """All facts, judged, in order of time."""

    outages: tuple[Verdict, ...]
    maintenance: tuple[Verdict, ...]
    exclusions: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """The counted time that one reason excludes; layers may overlap."""

    reason: str
    label: Text
    clauses: tuple[str, ...]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Tally:
    """The month in sets of seconds, each cut to `counted` where nothing else is said."""

    month: Spans
    service: Spans
    counted: Spans
    """Where downtime counts: service time, or the whole month."""
    reported: Spans
    """Counted outages merged and cut to the month, before the minimum and before service hours."""
    too_short: Spans
    """The part of `reported` that is dropped for being shorter than the minimum."""
    outages: Spans
    layers: tuple[Layer, ...]
    excluded: Spans
    unknown: Spans
    """No monitoring, outside counted outages and exclusions."""

    @property
    def down(self) -> Spans:
        """Outages outside exclusions; unknown time is never in it."""
        return subtract(self.outages, self.excluded)

    @property
    def excluded_outages(self) -> Spans:
        """The part of the outages that is excluded."""
        return intersect(self.outages, self.excluded)


def judge_facts(terms: UptimeTerms, facts: Facts, window: Window, client: str | None) -> Verdicts:
    """Judge every fact for `client`. An outage that goes on is taken to last to the end of the window."""
    outages = []
    for outage in facts.outages:
        judged = judge_outage(outage, terms, client)
        end = max(outage.start, window.end * SECOND) if outage.end is None else outage.end
        outages.append(Verdict(whole(outage.start, end), judged.applies, judged.because))
    maintenance = []
    for planned in facts.maintenance:
        notice = judge_notice(planned, terms.maintenance)
        span = whole(planned.start, planned.end)
        maintenance.append(Verdict(span, notice.qualifies, notice.because, MAINTENANCE))
    exclusions = []
    for exclusion in facts.exclusions:
        judged = judge_exclusion(exclusion, terms, client)
        span = whole(exclusion.start, exclusion.end)
        exclusions.append(Verdict(span, judged.applies, judged.because, word(exclusion.category)))
    return Verdicts(_in_order(outages), _in_order(maintenance), _in_order(exclusions))


def _in_order(verdicts: list[Verdict]) -> tuple[Verdict, ...]:
    return tuple(sorted(verdicts, key=lambda verdict: (verdict.span, verdict.because.key, verdict.reason)))


def tally(terms: UptimeTerms, facts: Facts, verdicts: Verdicts, window: Window) -> Tally:
    """Take the month apart. Outages are merged before the minimum, and before anything is excluded."""
    month: Spans = ((window.start, window.end),)
    service = month if terms.service_hours is None else openings(terms.service_hours, window)
    counted = month if terms.counts_outside_hours else service
    merged = union(verdict.span for verdict in verdicts.outages if verdict.applies)
    long_enough = tuple(span for span in merged if span[1] - span[0] >= terms.min_outage_seconds)
    outages = intersect(long_enough, counted)
    layers = tuple(_layers(terms, verdicts, window, counted))
    excluded = union(span for layer in layers for span in layer.spans)
    blind = intersect(union(whole(gap.start, gap.end) for gap in facts.unknown), counted)
    return Tally(
        month=month,
        service=service,
        counted=counted,
        reported=intersect(merged, month),
        too_short=intersect(subtract(merged, long_enough), month),
        outages=outages,
        layers=layers,
        excluded=excluded,
        unknown=subtract(subtract(blind, outages), excluded),
    )


def openings(hours: Openings, window: Window) -> Spans:
    """The open seconds of the window; fractions of a second are dropped."""
    found = hours.windows(window.start * SECOND, window.end * SECOND)
    return intersect(union(whole(*opening) for opening in found), ((window.start, window.end),))


def _layers(terms: UptimeTerms, verdicts: Verdicts, window: Window, counted: Spans) -> Iterator[Layer]:
    """One layer a reason: maintenance, standing windows, then categories in the order of the agreement."""
    rule = terms.maintenance
    yield _layer(MAINTENANCE, _MAINTENANCE, rule.clauses if rule else (), _applied(verdicts.maintenance), counted)
    for standing in terms.standing:
        spans = openings(standing.openings, window)
        yield _layer(STANDING, standing.label or _STANDING, standing.clauses, spans, counted)
    for category in terms.excluded:
        reason = word(category.name)
        chosen = tuple(verdict for verdict in verdicts.exclusions if verdict.reason == reason)
        yield _layer(reason, label_of(category), category.clauses, _applied(chosen), counted)
    # Only an open list lets a category that it does not name apply (B6).
    for reason in sorted({verdict.reason for verdict in verdicts.exclusions}):
        if listed(reason, terms) is None:
            chosen = tuple(verdict for verdict in verdicts.exclusions if verdict.reason == reason)
            yield _layer(reason, category_name(reason), terms.open_list_clauses, _applied(chosen), counted)


def _applied(verdicts: tuple[Verdict, ...]) -> Spans:
    return union(verdict.span for verdict in verdicts if verdict.applies)


def _layer(reason: str, label: Text, clauses: tuple[str, ...], spans: Spans, counted: Spans) -> Layer:
    return Layer(reason, label, clauses, intersect(spans, counted))


def base_seconds(terms: UptimeTerms, sets: Tally) -> int:
    """What the downtime is a share of."""
    maintenance = union(span for layer in sets.layers if layer.reason == MAINTENANCE for span in layer.spans)
    base = {
        Base.SERVICE_TIME: sets.service,
        Base.CALENDAR_MONTH: sets.month,
        Base.NET_OF_EXCLUSIONS: subtract(sets.service, sets.excluded),
        Base.NET_OF_MAINTENANCE: subtract(sets.service, maintenance),
    }[terms.base]
    return length(base) - (length(sets.unknown) if terms.unknown_as is UnknownAs.EXCLUDE else 0)


def downtime_seconds(terms: UptimeTerms, sets: Tally) -> int:
    """Outages outside exclusions, and unknown time where the agreement counts it as down."""
    return length(sets.down) + (length(sets.unknown) if terms.unknown_as is UnknownAs.DOWN else 0)


def excluded_by(sets: Tally) -> Iterator[tuple[Layer, int]]:
    """The seconds of outage that each reason excludes; time with several reasons is booked to the first."""
    rest = sets.outages
    for layer in sets.layers:
        yield layer, length(intersect(rest, layer.spans))
        rest = subtract(rest, layer.spans)


def partition(sets: Tally) -> tuple[tuple[int, int, TimeClass], ...]:
    """Every second of the month in exactly one class, as consecutive (start, end, class) in seconds."""
    layers = (
        (TimeClass.OUTSIDE_HOURS, subtract(sets.month, sets.counted)),
        (TimeClass.EXCLUDED_OUTAGE, sets.excluded_outages),
        (TimeClass.DOWN, sets.down),
        (TimeClass.EXCLUDED, sets.excluded),
        (TimeClass.UNKNOWN, sets.unknown),
        (TimeClass.UP, sets.month),
    )
    rest, pieces = sets.month, []
    for kind, spans in layers:
        pieces += [(start, end, kind) for start, end in intersect(rest, spans)]
        rest = subtract(rest, spans)
    return tuple(sorted(pieces))
