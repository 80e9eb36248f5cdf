"""`servanda replay`: the verdicts of a policy over many past requests, and what another policy would have changed."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

import click

from servanda.cli.files import refuse
from servanda.cli.histories import Seen, read_entries, size_of
from servanda.cli.policies import Instant, now, usable_versions
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.policy.policy import Policy
from servanda.engine.replay.account import comparison_json, difference_json, statistics_json
from servanda.engine.replay.comparison import Comparing
from servanda.engine.replay.fold import Fold
from servanda.engine.replay.past import Entry, Past, read_past
from servanda.engine.requests.answer import Answer, answer_json
from servanda.engine.requests.means import mean_findings
from servanda.engine.text import Language, Text
from servanda.policy_files import UnreadableError

MOST_PROBLEMS = 1000
"""How many problems are listed; the rest are counted."""
_LONG = 200_000
"""From this size in bytes on, progress is shown to people."""


@click.command(
    name="replay",
    epilog="""\b
Examples:
  servanda replay policies/kiwi-stage-plus.yaml requests.jsonl --at 2026-03-01T00:00-05:00
  servanda replay policies/kiwi-stage-plus.yaml requests.jsonl --against draft.yaml --lang fr
  servanda replay policies/qiscus.yaml requests.jsonl --what-if faster.yaml --format json
  servanda replay policies/aidi.yaml - --format jsonl < requests.jsonl > answers.jsonl""",
)
@click.argument("policy", type=click.Path())
@click.argument("history", type=click.Path(allow_dash=True))
@click.option("--against", help="Another policy: what would it have said of the same requests?")
@click.option("--what-if", "what_if", multiple=True, help="The same question for POLICY with this overlay laid on it.")
@click.option("--at", "as_of", type=Instant(), help="The instant at which the question is asked; default now.")
@click.option("--overlay", "overlays", multiple=True, help="A client's own terms, laid on the policy.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(
    policy: str,
    history: str,
    against: str | None,
    what_if: tuple[str, ...],
    as_of: int | None,
    overlays: tuple[str, ...],
    shape: str,
    language: Language,
) -> None:
    """What POLICY says of every request in HISTORY: how many promises were kept, by metric, plan and priority.

    HISTORY holds one case a line (JSON Lines), or is a YAML or JSON list of cases; each is what `servanda explain`
    reads, and may carry an `id`. Nothing is printed unless every case can be read. `jsonl` answers a line for each.
    """
    try:
        versions = _versions(policy, overlays)
        others = _others(policy, against, overlays=overlays, what_if=what_if)
        run = _Replay(versions, others, now() if as_of is None else as_of, language)
        with progress(history, language) as seen, _spool(shape) as lines:
            run.take(history, seen, lines)
            _print(run, shape, lines)
    except UnreadableError as error:
        refuse(error, language)


def _others(
    policy: str, against: str | None, *, overlays: tuple[str, ...], what_if: tuple[str, ...]
) -> list[Policy] | None:
    """The policy to compare with: another one, or the same with a what-if laid on the client's own terms."""
    if against:
        return _versions(against, what_if)
    return _versions(policy, (*overlays, *what_if)) if what_if else None


def _versions(path: str, overlays: tuple[str, ...]) -> list[Policy]:
    versions = usable_versions(path, overlays)
    findings = [finding for version in versions for finding in mean_findings(version)]
    if findings:
        raise UnreadableError(findings)
    return versions


@dataclass(slots=True)
class _Replay:
    """One pass over a history."""

    versions: list[Policy]
    others: list[Policy] | None
    as_of: int
    language: Language
    problems: list[Finding] = field(default_factory=list)
    fold: Fold = field(init=False)
    other_fold: Fold | None = field(init=False)
    comparing: Comparing = field(default_factory=Comparing)

    def __post_init__(self) -> None:
        self.fold = Fold(self.versions, self.as_of)
        self.other_fold = Fold(self.others, self.as_of) if self.others else None

    def take(self, path: str, seen: Seen, lines: IO[str] | None) -> None:
        """Judge every case; write a line for each where `lines` is given. Raises UnreadableError with every problem."""
        any_case = False
        for entry in read_entries(path, seen):
            any_case = True
            self._take(entry, lines)
        if not any_case:
            self.problems.append(
                _finding(Place(path), "There is no case in this file.", "Ce fichier ne contient aucun cas.")
            )
        if self.problems:
            raise UnreadableError(_listed(list(dict.fromkeys(self.problems))))

    def _take(self, entry: Entry, lines: IO[str] | None) -> None:
        past = self._read(entry, self.versions)
        other = self._read(entry, self.others) if self.others else None
        if past is None or (self.others and other is None):
            return
        try:
            answer = self.fold.add(past)
            theirs = self.other_fold.add(other) if self.other_fold and other else None
        except CalendarError as error:
            self.problems.append(Finding("SV-D02", Severity.ERROR, past.place, error.message))
            return
        difference = self.comparing.add(past, answer, theirs) if self.others else None
        if lines is not None:
            shape = self._line(past, answer)
            if self.others:
                shape["against"] = difference_json(difference, self.others[-1]) if difference else None
            lines.write(json.dumps(shape, ensure_ascii=False) + "\n")

    def _line(self, past: Past, answer: Answer | None) -> dict[str, Any]:
        head = {"id": past.id or None, "line": past.place.line}
        if answer is not None:
            return head | answer_json(answer, self.language, because=False)
        later = past.case.request.opened > self.as_of
        return head | {"policy": None, "not_judged": "not yet opened" if later else "not in force"}

    def _read(self, entry: Entry, versions: list[Policy]) -> Past | None:
        past, findings = read_past(entry, versions, self.as_of)
        self.problems += findings
        return past


def _listed(problems: list[Finding]) -> list[Finding]:
    rest = len(problems) - MOST_PROBLEMS
    if rest <= 0:
        return problems
    place = problems[MOST_PROBLEMS].place
    return [
        *problems[:MOST_PROBLEMS],
        _finding(place, f"Problems not listed: {rest}.", f"Problèmes non énumérés : {rest}."),
    ]


def _finding(place: Place, en: str, fr: str) -> Finding:
    return Finding("SV-S01", Severity.ERROR, place, Text(en, fr))


@contextmanager
def progress(path: str, language: Language) -> Iterator[Seen]:
    """A bar on standard error while a person waits for a long history; nothing otherwise."""
    size = size_of(path) or 0
    if size < _LONG or not sys.stderr.isatty():
        yield lambda read: None
        return
    label = Text("Reading", "Lecture").of(language)
    with click.progressbar(length=size, label=label, file=sys.stderr) as bar:
        yield bar.update


@contextmanager
def _spool(shape: str) -> Iterator[IO[str] | None]:
    """Where answers wait until every case has been read, so that nothing is printed half-done."""
    if shape != "jsonl":
        yield None
        return
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        yield lines


def _print(run: _Replay, shape: str, lines: IO[str] | None) -> None:
    if lines is not None:
        lines.seek(0)
        shutil.copyfileobj(lines, sys.stdout)
        return
    statistics = run.fold.statistics()
    comparison = run.comparing.comparison() if run.others else None
    other = run.other_fold.statistics() if run.other_fold else None
    if shape == "json":
        told = statistics_json(statistics, run.language)
        told["against"] = None
        if comparison and other:
            told["against"] = comparison_json(comparison, other.policy) | {
                "statistics": statistics_json(other, run.language)
            }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    from servanda.cli.replay_text import comparison_lines, statistics_lines

    for line in statistics_lines(statistics, run.language):
        click.echo(line)
    if comparison and other:
        for line in comparison_lines(comparison, statistics, other, run.language):
            click.echo(line)
