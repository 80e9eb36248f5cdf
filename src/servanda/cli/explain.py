"""`servanda explain`: what was promised for one request, by when, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from servanda.cli.files import read_text, refuse
from servanda.cli.policies import Instant, now, usable_versions
from servanda.engine.because import Because
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError, version_for
from servanda.engine.prose import Prose, write_duration, write_moment
from servanda.engine.requests.answer import Answer, Verdict, answer_json, answer_prose
from servanda.engine.requests.case import Case
from servanda.engine.requests.explain import judge
from servanda.engine.requests.reading import read_case
from servanda.engine.requests.reasons import level_name
from servanda.engine.requests.sayings import METRIC, STATE, STRENGTH
from servanda.engine.text import Language, Text
from servanda.policy_files import UnreadableError

_COLOURS = {"met": "green", "breached": "red", "excused": "yellow", "paused": "yellow", "running": "cyan"}


@click.command(
    name="explain",
    epilog="""\b
Examples:
  servanda explain policies/kiwi-stage-plus.yaml case.yaml
  servanda explain policies/kiwi-stage-plus.yaml case.yaml --at 2026-02-09T12:00-05:00 --lang fr
  echo '{"client": {"plan": "PLUS"}, "request": {"opened": "2026-02-07T22:00-05:00",
    "facts": {"impact": "extended", "urgency": "critical"}}}' |
    servanda explain policies/kiwi-stage-plus.yaml - --format json""",
)
@click.argument("policy", type=click.Path())
@click.argument("case", type=click.Path(allow_dash=True))
@click.option("--at", "as_of", type=Instant(), help="The instant at which the question is asked; default now.")
@click.option("--overlay", "overlays", multiple=True, help="A client's own terms or a what-if, laid on the policy.")
@click.option("--statement", help="Also write a statement to this file, for `servanda verify`.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(
    policy: str,
    case: str,
    as_of: int | None,
    overlays: tuple[str, ...],
    statement: str | None,
    shape: str,
    language: Language,
) -> None:
    """What POLICY promises for the request described in CASE, by when, and why.

    POLICY is a file, or a folder with the versions of one policy: the one in force when the request was opened
    judges it. CASE is a YAML or JSON file, or `-`. Bare local times in it are read in the policy's time zone.
    """
    as_of = now() if as_of is None else as_of
    try:
        text = read_text(case)
        answer = _answer(policy, case, text=text, as_of=as_of, overlays=overlays)
        if statement:
            from servanda.cli.evidence import write_explain

            write_explain(statement, answer, (case, text), overlays=overlays, language=language)
    except UnreadableError as error:
        refuse(error, language)
    if shape == "json":
        click.echo(json.dumps(answer_json(answer, language), ensure_ascii=False, indent=1))
        return
    for line in _lines(answer, language):
        click.echo(line)


def _answer(policy_path: str, case_path: str, *, text: str, as_of: int, overlays: tuple[str, ...]) -> Answer:
    versions = usable_versions(policy_path, overlays)
    case = _case(text, versions[-1], case_path)
    try:
        policy = version_for(versions, opened=case.request.opened, as_of=as_of)
        return judge(policy, _case(text, policy, case_path), as_of)
    except NotInForceError as error:
        raise _cannot(case_path, error.text) from error
    except CalendarError as error:
        raise _cannot(case_path, error.message) from error


def _case(text: str, policy: Policy, path: str) -> Case:
    case, findings = read_case(text, policy, path)
    if case is None:
        raise UnreadableError(findings)
    return case


def _cannot(path: str, text: Text) -> UnreadableError:
    return UnreadableError([Finding("SV-D02", Severity.ERROR, Place(path), text)])


# For people


def _lines(answer: Answer, language: Language) -> Iterator[str]:
    prose = answer_prose(answer, language)
    document = answer.policy.document
    yield click.style(f"{document.title.of(language)} · {answer.policy.version}", bold=True)
    if answer.refusal is not None:
        yield click.style(answer.refusal.text.of(language), fg="red")
    else:
        yield from _summary(answer, language)
    yield ""
    yield click.style(Text("Because", "Parce que").of(language), bold=True)
    yield from _tree(answer.because, prose, "  ")


def _summary(answer: Answer, language: Language) -> Iterator[str]:
    classified, document = answer.classified, answer.policy.document
    if classified.priority:
        yield click.style(level_name(answer.policy, classified.priority).of(language), bold=True)
    elif classified.allowed:
        allowed = ", ".join(classified.allowed)
        yield Text("Priority left to the agent: ", "Priorité laissée à l’agent : ").of(language) + allowed
    for verdict in answer.verdicts:
        yield _clock_line(answer.policy, verdict, language)
    for call in answer.calls:
        by = f" ({call.by})" if call.by else ""
        who = document.contacts[call.who].name.of(language) or call.who
        yield f"  {write_moment(call.at, language, answer.policy.zone)}  {who}{by}"
    for text, _ in answer.notices:
        yield click.style(text.of(language), fg="yellow")


def _clock_line(policy: Policy, verdict: Verdict, language: Language) -> str:
    selected, deadline = verdict.selected, verdict.deadline
    metric, promise = METRIC[selected.metric], policy.in_words(selected.promise)
    parts = [Text(f"{metric.en}: {promise.en}", f"{metric.fr} : {promise.fr}").of(language)]
    if deadline:
        due = write_moment(deadline.due, language, policy.zone)
        parts.append(Text(f"due {due}", f"échéance {due}").of(language))
    if verdict.spent:
        spent = write_duration(verdict.spent, language)
        parts.append(Text(f"{spent} spent", f"{spent} écoulées").of(language))
    if verdict.strength != "committed" and verdict.state != "none":
        parts.append(STRENGTH[verdict.strength].of(language))
    state = click.style(STATE[verdict.state].of(language), fg=_COLOURS.get(verdict.state))
    return f"  {', '.join(parts)} [{state}]"


def _tree(nodes: tuple[Because, ...], prose: Prose, indent: str) -> Iterator[str]:
    for node in nodes:
        clauses = click.style(f" ({', '.join(node.clauses)})", fg="blue") if node.clauses else ""
        says = prose.say(node)
        yield f"{indent}{says if node.applied else click.style(says, dim=True)}{clauses}"
        yield from _tree(node.because, prose, indent + "  ")
