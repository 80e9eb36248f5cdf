"""A bare unit: nobody can tell whether `2d` is two business days, sixteen hours of work or forty-eight by the clock.

The reader refuses bare units in promises; this rule finds those that the kept wording of the source holds, where a
reading had to be chosen. The source is still what the client signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from servanda.engine.calendars.timeline import Timeline
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.policy.lint.cases import ordinary_wednesday, support
from servanda.engine.policy.lint.moments import at_local
from servanda.engine.policy.lint.offers import supported
from servanda.engine.policy.lint.phrases import Length, is_mixed, lengths, table_lengths
from servanda.engine.policy.lint.rule import Lint, Rule
from servanda.engine.policy.lint.tree import assumed_at, stands
from servanda.engine.policy.lint.wording import fill, names, when
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import Span, write_span
from servanda.engine.requests.clock import hours_of, span_deadline
from servanda.engine.text import Text


def check(policy: Policy, lint: Lint) -> Iterator[Finding]:
    """One finding for the policy, with every bare length in the wording of its targets."""
    bare: list[tuple[str, Length]] = []
    mixed = is_mixed(table_lengths(policy, lint.sources))
    for path, source in lint.sources.items():
        if path.partition("/")[0] != "targets" or not _read(policy, path) or (mixed and "/table/" in path):
            continue
        bare += [(path, length) for length in lengths(source) if not length.marked]
    if bare:
        yield _finding(policy, lint, bare)


def _read(policy: Policy, path: str) -> bool:
    """Whether somebody had to choose which time is meant."""
    assumed = assumed_at(policy, path)
    if assumed:
        return any(word in ("clock", "unit") or word.startswith("length") for word in assumed)
    return stands(policy, f"{path}/ruling")


def _finding(policy: Policy, lint: Lint, bare: list[tuple[str, Length]]) -> Finding:
    path = bare[0][0]
    one = next((length for _, length in bare if length.unit == "day"), bare[0][1])
    offer = (next(iter((*supported(policy), *policy.document.plans))), ())
    zone = support(policy, offer).zone
    opened = at_local(ordinary_wednesday(lint.year) + timedelta(days=2), zone, 16, 30)
    readings = _readings(policy, one, offer[0], opened)
    words = {
        "words": names(dict.fromkeys(length.words for _, length in bare)),
        "one": one.words,
        "readings": Text(" or ".join(name.en for name, _ in readings), " ou ".join(name.fr for name, _ in readings)),
        "opened": when(opened, policy.zone),
        "dues": Text(
            "; ".join(f"{when(due, policy.zone).en} ({name.en})" for name, due in readings),
            " ; ".join(f"{when(due, policy.zone).fr} ({name.fr})" for name, due in readings),
        ),
    }
    message = fill(
        "The source does not say which time it counts: {words}. {one}: {readings}?",
        "La source ne dit pas quel temps elle compte : {words}. {one} : {readings} ?",
        **words,
    )
    example = fill("{one}, raised {opened}: due {dues}.", "{one}, demande du {opened} : échéance {dues}.", **words)
    fix = fill(
        "Publish every length with its unit and its clock, for example '{first}'.",
        "Publiez chaque durée avec son unité et son horloge, par exemple « {first} ».",
        first=readings[0][0].en,
    )
    return lint.find(RULE, path, message, example=example, fix=fix, wording=lint.sources[path])


def _readings(policy: Policy, length: Length, plan: str, opened: int) -> list[tuple[Text, int]]:
    number, unit = length.number, length.unit
    spans = [Span(number, "business", unit), Span(number, "clock", unit)]
    if unit == "day":
        hours = _day_length(policy.timeline(policy.calendar_of(plan)))
        spans[1:] = [Span(number * hours, "business", "hour"), Span(number * 24, "clock", "hour")]
    term = policy.document.terms.business_day_term
    return [
        (write_span(span, term), span_deadline(span, hours_of(policy, span, plan=plan, addons=()), opened).due)
        for span in spans
    ]


def _day_length(timeline: Timeline) -> int:
    """The hours of an ordinary support day."""
    day = ordinary_wednesday(2024)
    start, end = at_local(day, timeline.zone), at_local(day + timedelta(days=1), timeline.zone)
    return max(timeline.elapsed(start, end) // 3_600_000_000, 1)


RULE = Rule("SV-U01", Severity.ERROR, Text("Bare unit", "Unité sans précision"), check)
