"""`servanda lint`: everything that is wrong with a policy, with an example of the harm."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

import click

from servanda import __version__
from servanda.cli.files import UNREADABLE
from servanda.cli.policies import now, read_policy_file
from servanda.engine.calendars.closures import FIRST_YEAR, LAST_YEAR
from servanda.engine.diagnostics import Finding, Severity
from servanda.engine.instants import moment
from servanda.engine.policy.lint import HELP, lint_reading, lint_versions
from servanda.engine.policy.lint.report import finding_json, sarif
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language, Text
from servanda.policy_files import STANDARD_INPUT, UnreadableError

BAD_NEWS = 1
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_NAMES = {
    Severity.ERROR: Text("error", "erreur"),
    Severity.WARNING: Text("warning", "avertissement"),
    Severity.INFO: Text("note", "note"),
}


@dataclass(frozen=True, slots=True)
class Review:
    """What the lint says of all files; `unreadable` names those that hold no policy at all."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    unreadable: frozenset[str]

    @property
    def status(self) -> int:
        """The exit status: 2 where a file cannot be read, 1 where an error is not accepted, else 0."""
        if self.unreadable:
            return UNREADABLE
        return BAD_NEWS if any(finding.blocks for finding in self.findings) else 0


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a date, or fail with what would be right; a review looks up to a year ahead of its day."""
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a date such as 2026-01-31", param, ctx)
        if FIRST_YEAR <= day.year < LAST_YEAR:
            return day
        self.fail(
            f"calendars do not reach {day}; give a day from {FIRST_YEAR}-01-01 to {LAST_YEAR - 1}-12-31", param, ctx
        )


@click.command(
    name="lint",
    epilog="""\b
Examples:
  servanda lint policies/kiwi-stage-plus.yaml
  servanda lint policies/*.yaml --lang fr
  servanda lint policy.yaml --format sarif > policy.sarif
  servanda lint old.yaml new.yaml        two versions of one policy: what got worse, gaps between them
  servanda lint - --at 2027-01-01 < policy.yaml""",
)
@click.argument("policies", metavar="POLICY...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--at", "day", type=_Day(), help="The day of the review: acceptances end, examples are of its year.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(policies: tuple[str, ...], day: date | None, shape: str, language: Language) -> None:
    """Everything that is wrong with POLICY, with an example of the harm and what would be right.

    It ends with 1 where an error was found that nobody accepted, with 2 where a file holds no policy that could be
    read. A folder stands for the policies in it.
    """
    review = _review(_files(policies), day or moment(now(), UTC).date())
    if shape == "json":
        click.echo(json.dumps([finding_json(one, language) for one in review.findings], ensure_ascii=False, indent=1))
    elif shape == "sarif":
        click.echo(json.dumps(sarif(review.findings, language, __version__), ensure_ascii=False, indent=1))
    else:
        _print(review, language)
    for path in sorted(review.unreadable) if shape != "text" else ():
        sys.stderr.write(Text(f"{path} cannot be read.", f"{path} ne se lit pas.").of(language) + "\n")
    raise SystemExit(review.status)


def _files(paths: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for path in paths:
        folder = path != STANDARD_INPUT and Path(path).is_dir()
        found += sorted(map(str, Path(path).glob("*.yaml"))) or [path] if folder else [path]
    return tuple(dict.fromkeys(found))


def _review(files: tuple[str, ...], day: date) -> Review:
    findings: list[Finding] = []
    unreadable: set[str] = set()
    policies: list[Policy] = []
    for path in files:
        try:
            reading = read_policy_file(path)
        except UnreadableError as error:
            findings += error.findings
            unreadable.add(path)
            continue
        findings += lint_reading(reading, at=day)
        if reading.policy is None:
            unreadable.add(path)
        elif reading.usable:
            policies.append(reading.policy)
    findings += lint_versions(policies, at=day)
    return Review(tuple(findings), files, frozenset(unreadable))


# For people


def _print(review: Review, language: Language) -> None:
    """Findings on standard output; those of files that cannot be read on standard error, like every command's."""
    for finding in review.findings:
        unread = finding.place.file in review.unreadable
        for line in _lines(finding, language):
            click.echo(line, err=unread)
    click.echo(_summary(review, language))


def _lines(finding: Finding, language: Language) -> Iterator[str]:
    colour = _COLOURS[finding.severity] if finding.accepted is None else None
    name = click.style(_NAMES[finding.severity].of(language), fg=colour, bold=colour is not None)
    clause = click.style(f" {finding.clause}", fg="blue") if finding.clause else ""
    yield f"{finding.place} {click.style(finding.code, bold=True)} {name}{clause}"
    yield f"  {finding.message.of(language)}"
    if finding.example:
        yield f"  {Text('For example', 'Par exemple').of(language)}: {finding.example.of(language)}".replace(
            "Par exemple:", "Par exemple\u202f:"
        )
    if finding.fix:
        yield f"  → {finding.fix.of(language)}"
    if finding.accepted:
        yield click.style("  " + _accepted(finding, language), dim=True)
    yield click.style(f"  {HELP.format(code=finding.code)}", dim=True)


def _accepted(finding: Finding, language: Language) -> str:
    accepted = finding.accepted
    if accepted is None:
        return ""
    said = Text(f"Accepted until {accepted.until}: ", f"Accepté jusqu’au {accepted.until}\u202f: ")
    return said.of(language) + accepted.why.of(language)


def _summary(review: Review, language: Language) -> str:
    counted = Counter(finding.severity for finding in review.findings if finding.accepted is None)
    accepted = sum(1 for finding in review.findings if finding.accepted)
    parts = [_count(counted[severity], name, language) for severity, name in _NAMES.items() if counted[severity]]
    if accepted:
        parts.append(_count(accepted, Text("accepted finding", "constat accepté"), language))
    files = _count(len(review.files), Text("file", "fichier"), language)
    found = ", ".join(parts) or Text("nothing found", "rien à signaler").of(language)
    return click.style(f"{files}{Text(': ', chr(0x202F) + ': ').of(language)}{found}.", bold=True)


def _count(number: int, name: Text, language: Language) -> str:
    words = name.of(language)
    if number > 1:
        words = " ".join(f"{word}s" for word in words.split()) if language == "fr" else f"{words}s"
    return f"{number} {words}"
