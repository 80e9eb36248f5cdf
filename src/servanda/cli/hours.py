"""`servanda hours`: what a calendar says of one moment, one deadline, or a file of questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click

from servanda.cli.files import UNREADABLE, read_file, refuse
from servanda.cli.questions import RULES, Answer, Hours, QuestionError
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.calendars.model import Calendar
from servanda.engine.calendars.reading import read_calendars
from servanda.engine.diagnostics import Finding, Place, Severity, nearest
from servanda.engine.instants import SECOND, parse_instant
from servanda.engine.prose import write_duration, write_moment
from servanda.engine.source import Table
from servanda.engine.text import Language, Text
from servanda.policy_files import STANDARD_INPUT, UnreadableError, tables_for


@click.command(
    name="hours",
    epilog="""\b
Examples:
  servanda hours policy.yaml office deadline --from 2026-02-06T16:30-05:00 --work 3600
  servanda hours policy.yaml office elapsed --from 2026-02-06T16:30Z --to 2026-02-09T14:00Z
  servanda hours policy.yaml office days --from 2026-04-02T15:00-04:00 --days 2
  servanda hours policy.yaml office open --at 2026-12-25T10:00-05:00
  servanda hours policy.yaml office list --from 2026-12-21 --to 2027-01-04
  servanda hours policy.yaml office --batch questions.jsonl""",
)
@click.argument("policy")
@click.argument("calendar")
@click.argument("question", required=False, type=click.Choice(["deadline", "elapsed", "days", "open", "list"]))
@click.option("--from", "start", metavar="INSTANT", help="Where the question begins; for list, the first date.")
@click.option("--to", "end", metavar="INSTANT", help="Where it ends; for list, the first date that is not shown.")
@click.option("--at", metavar="INSTANT", help="The moment that open asks for.")
@click.option("--work", type=int, metavar="SECONDS", help="Open time; negative counts backwards.")
@click.option("--days", type=int, metavar="N", help="Business days.")
@click.option("--rule", type=click.Choice(RULES), help="How business days end; same-time unless said otherwise.")
@click.option("--days-of", metavar="CALENDAR", help="The calendar whose dates are business days, if another.")
@click.option("--batch", metavar="FILE", help="Answer one JSON object a line; - reads standard input.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(
    policy: str, calendar: str, question: str | None, batch: str | None, form: str, language: Language, **given: Any
) -> None:
    """Ask CALENDAR of POLICY, which may be a whole policy or a file with nothing but `calendars:`."""
    if (question is None) == (batch is None):
        raise click.UsageError("give either a question (deadline, elapsed, days, open, list) or --batch FILE")
    if batch == STANDARD_INPUT == policy:
        raise click.UsageError("only one of POLICY and --batch can be standard input")
    try:
        hours = _hours(policy, calendar)
    except UnreadableError as error:
        refuse(error, language)
    except CalendarError as error:
        _stop(error.message, language)
    if batch is not None:
        _answer_lines(hours, batch, language)
        return
    _answer_one(hours, str(question), given, form, language)


_FIELDS = {
    "start": "from",
    "end": "to",
    "at": "at",
    "work": "work",
    "days": "days",
    "rule": "rule",
    "days_of": "days_of",
}


def _answer_one(hours: Hours, question: str, given: dict[str, Any], form: str, language: Language) -> None:
    asked = {_FIELDS[name]: value for name, value in given.items() if value is not None}
    try:
        answer = hours.answer({"op": question, **asked})
    except (QuestionError, CalendarError) as error:
        _stop(error.message, language)
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_lines(question, answer, hours, language)))


def _answer_lines(hours: Hours, batch: str, language: Language) -> None:
    """A line for a line, in order, each written out at once so that another program can talk to this one."""
    try:
        with _opened(batch) as file:
            for line in file:
                sys.stdout.write(hours.answer_line(line, language) + "\n")
                sys.stdout.flush()
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        _stop(Text(f"{batch}: {error.strerror}.", f"{batch}\u202f: {error.strerror}."), language)


def _opened(batch: str) -> BinaryIO:
    return sys.stdin.buffer if batch == STANDARD_INPUT else Path(batch).open("rb")


def _stop(message: Text, language: Language) -> NoReturn:
    sys.stderr.write(message.of(language) + "\n")
    raise SystemExit(UNREADABLE)


def _hours(policy: str, calendar: str) -> Hours:
    calendars = _calendars(policy, read_file(policy))
    if calendar in calendars:
        return Hours(calendars, calendar)
    close, listed = nearest(calendar, calendars), ", ".join(calendars)
    hint = Text(f"Did you mean {close}?", f"Vouliez-vous dire {close}\u202f?") if close else Text()
    text = Text(
        f"There is no calendar {calendar}; there are: {listed}. {hint.en}".strip(),
        f"Le calendrier {calendar} n’existe pas\u202f; il y a\u202f: {listed}. {hint.fr}".strip(),
    )
    raise UnreadableError([Finding("SV-S03", Severity.ERROR, Place(policy), text)])


def _calendars(policy: str, tree: Table) -> dict[str, Calendar]:
    if "calendars" not in tree.pairs:
        close = nearest("calendars", tree.pairs)
        hint = Text(f" Did you mean {close} to be it?", f" {close}, peut-être\u202f?") if close else Text()
        text = Text(f"There is no section calendars:.{hint.en}", f"Il n’y a pas de section calendars\u202f:.{hint.fr}")
        raise UnreadableError([Finding("SV-S01", Severity.ERROR, tree.place, text)])
    tables = tables_for(policy, tree)
    calendars, findings = read_calendars(tree.pairs["calendars"], tables)
    if tables.findings or findings:
        raise UnreadableError([*tables.findings, *findings])
    return calendars


def _lines(question: str, answer: Answer, hours: Hours, language: Language) -> Iterator[str]:
    """An answer as people read it, with times in the zone of the calendar."""

    def said(text: Text, *moments: str) -> str:
        shown = (write_moment(parse_instant(at), language, hours.timeline.zone) for at in moments)
        return text.of(language).format(*shown)

    zone = hours.timeline.calendar.zone
    if question == "elapsed":
        yield write_duration(answer["seconds"] * SECOND, language)
    elif question == "open":
        yield (_OPEN if answer["open"] else _CLOSED).of(language)
        for key in ("next_close", "next_open") if answer["open"] else ("next_open", "next_close"):
            never = _UNKNOWN if "known_until" in answer else _NEVER[key]
            yield said(_NEXT[key], answer[key]) if answer[key] else never.of(language).format(**answer)
    elif question == "list":
        yield from (said(_WINDOW, window["from"], window["to"]) for window in answer["windows"])
        for closed in answer["closed"]:
            name = Text(**closed["name"]).of(language)
            yield said(_TAKEN, closed["from"], closed["to"]) + (f" ({name})" if name else "")
    else:
        yield said(_DUE, answer["due"])
        if answer.get("breach_after", answer["due"]) != answer["due"]:
            yield said(_LATE, answer["breach_after"])
    yield _ZONE.of(language).format(zone)


_OPEN, _CLOSED = Text("Open.", "Ouvert."), Text("Closed.", "Fermé.")
_NEXT = {
    "next_open": Text("Opens {}", "Ouvre {}"),
    "next_close": Text("Closes {}", "Ferme {}"),
}
_NEVER = {
    "next_open": Text("It does not open again.", "N’ouvre plus."),
    "next_close": Text("It does not close.", "Ne ferme pas."),
}
_UNKNOWN = Text(
    "What follows is not known: the holiday table ends on {known_until}.",
    "La suite est inconnue\u202f: la table de jours fériés finit le {known_until}.",
)
_WINDOW = Text("Open {} to {}", "Ouvert {} – {}")
_TAKEN = Text("Closed {} to {}", "Fermé {} – {}")
_DUE = Text("Due {}", "Échéance\u202f: {}")
_LATE = Text("Late only after {}", "En retard seulement après {}")
_ZONE = Text("Times are those of {}.", "Heures de {}.")
