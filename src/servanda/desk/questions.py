"""A question to a policy: a whole case in the address of a page, checked by the same reader as a case file.

The parameters are `plan`, `addon` (repeated), `kind`, `channel`, `requester`, `session`, `fact.<name>`, `priority` and
`reason` (the agent's choice), `opened`, `at` (as of when), `zone` (the asker's own) and pairs of `event` and `event_at`.
An event that needs a subject carries it after a colon: ``waiting:client``, ``duty-missed:resources``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict

from servanda.engine.calendars.errors import CalendarError
from servanda.engine.diagnostics import Finding
from servanda.engine.instants import MINUTE, parse_instant, write_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import NotInForceError
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.case import Case
from servanda.engine.requests.explain import explain
from servanda.engine.requests.reading import read_case
from servanda.engine.text import Text

_SUBJECTS = {"waiting": "for", "duty-missed": "duty", "duty-met": "duty", "excluded": "category"}
_SINGLE = ("plan", "kind", "channel", "requester", "session", "priority", "reason", "opened", "at", "zone")
_REPEATED = ("addon", "event", "event_at")
_FACT = "fact."
MOST_EVENTS = 50
"""How many events an address may carry; a case with more is posted to the API."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a question: the parameter, or the place in a posted case, and what would be right."""

    path: str
    message: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A case, the instant as of which it is judged (microseconds), the zone of the asker, the case as a document."""

    case: Case
    as_of: int
    zone: ZoneInfo
    document: Mapping[str, Any]


class QuestionRefusedError(ValueError):
    """The question cannot be answered; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message.en for problem in problems))
        self.problems = problems


def ask(policy: Policy, case: Case, as_of: int) -> Answer:
    """The policy's answer. Raises QuestionRefusedError where the policy or its calendars do not reach that far."""
    try:
        return explain(policy, case, as_of)
    except NotInForceError as error:
        raise QuestionRefusedError((Problem("opened", error.text),)) from error
    except CalendarError as error:
        raise QuestionRefusedError((Problem("opened", error.message),)) from error


def question_of_query(policy: Policy, query: QueryDict, now: int) -> Question:
    """The question that an address holds; `now` is the moment where it gives none. Raises QuestionRefusedError."""
    problems = _unknown(policy, query)
    zone = _zone(policy, query, problems)
    opened = _instant(query, "opened", zone, problems) if query.get("opened") else None
    events = _events(query, zone, problems)
    at = _instant(query, "at", zone, problems) if query.get("at") else None
    # Where the moment cannot be read, now stands in, so that everything else is looked at too.
    document = _document(policy, query, now // MINUTE * MINUTE if opened is None else opened, events)
    case = _checked(policy, document, problems)
    last = max((event.at for event in case.events), default=case.request.opened)
    return Question(case, at if at is not None else last, zone, document)


def _checked(policy: Policy, document: Mapping[str, Any], problems: list[Problem]) -> Case:
    """The case of a document. Raises QuestionRefusedError with `problems` and everything that is wrong in the case."""
    try:
        case = case_of_text(policy, json.dumps(document, ensure_ascii=False))
    except QuestionRefusedError as refused:
        raise QuestionRefusedError((*problems, *refused.problems)) from refused
    if problems:
        raise QuestionRefusedError(tuple(problems))
    return case


def case_of_text(policy: Policy, text: str) -> Case:
    """The case that a JSON or YAML text holds. Raises QuestionRefusedError with everything that is wrong in it."""
    case, findings = read_case(text, policy, "case")
    if case is None or findings:
        raise QuestionRefusedError(tuple(_problem(finding) for finding in findings))
    return case


def pinned(policy: Policy, question: Question) -> str:
    """The query that asks the same question for ever: every instant written with its offset, nothing left to now."""
    request, client = question.document["request"], question.document["client"]
    pairs: list[tuple[str, str]] = [("plan", client["plan"])] if "plan" in client else []
    pairs += [("addon", addon) for addon in client.get("addons", ())]
    pairs += [(key, request[key]) for key in ("kind", "channel", "requester", "session") if key in request]
    pairs += [(_FACT + name, value) for name, value in request["facts"].items()]
    pairs += [(key, request[key]) for key in ("priority", "reason") if key in request]
    pairs.append(("opened", write_instant(question.case.request.opened, question.zone)))
    for event in question.document.get("events", ()):
        pairs += [("event", _event_word(event)), ("event_at", event["at"])]
    pairs.append(("at", write_instant(question.as_of, question.zone)))
    if str(question.zone) != str(policy.zone):
        pairs.append(("zone", str(question.zone)))
    return urlencode(pairs)


def _event_word(event: Mapping[str, str]) -> str:
    subject = _SUBJECTS.get(event["event"])
    return f"{event['event']}:{event[subject]}" if subject and subject in event else event["event"]


def _unknown(policy: Policy, query: QueryDict) -> list[Problem]:
    known = {*_SINGLE, *_REPEATED, *(f"{_FACT}{name}" for name in policy.document.classify.facts)}
    listed = ", ".join(sorted(known))
    return [
        Problem(
            name[:80],
            Text(
                f"There is no parameter '{name[:80]}'. Known: {listed}.",
                f"Il n’y a pas de paramètre « {name[:80]} ». Connus : {listed}.",
            ),
        )
        for name in query
        if name not in known
    ]


def _zone(policy: Policy, query: QueryDict, problems: list[Problem]) -> ZoneInfo:
    name = query.get("zone", "").strip()
    if not name:
        return policy.zone
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        said = Text(
            f"'{name[:60]}' is not a time zone such as America/Toronto.",
            f"« {name[:60]} » n’est pas un fuseau horaire tel que America/Toronto.",
        )
        problems.append(Problem("zone", said))
        return policy.zone


def _instant(query: QueryDict, name: str, zone: ZoneInfo, problems: list[Problem]) -> int | None:
    return _read_instant(query.get(name, ""), name, zone, problems)


def _read_instant(written: str, path: str, zone: ZoneInfo, problems: list[Problem]) -> int | None:
    try:
        # A plus sign that was not escaped arrives as a space.
        return parse_instant(written.strip().replace(" ", "+") if "T" in written else written, zone)
    except (ValueError, OverflowError):
        said = Text(
            f"'{written[:60]}' is not a date and time such as 2026-02-06T16:30.",
            f"« {written[:60]} » n’est pas une date et une heure telles que 2026-02-06T16:30.",
        )
        problems.append(Problem(path, said))
        return None


def _events(query: QueryDict, zone: ZoneInfo, problems: list[Problem]) -> list[dict[str, str]]:
    names, instants = query.getlist("event"), query.getlist("event_at")
    if len(names) != len(instants) or len(names) > MOST_EVENTS:
        said = Text(
            f"Each 'event' needs an 'event_at' behind it; at most {MOST_EVENTS} of each.",
            f"Chaque « event » demande un « event_at » à sa suite ; au plus {MOST_EVENTS} de chaque.",
        )
        problems.append(Problem("event", said))
        return []
    found = []
    for name, written in zip(names, instants, strict=True):
        if not name and not written:
            continue
        at = _read_instant(written, "event_at", zone, problems)
        if at is None:
            continue
        word, _, subject = name.partition(":")
        event = {"event": word, "at": write_instant(at, zone)}
        if subject and word in _SUBJECTS:
            event[_SUBJECTS[word]] = subject
        found.append(event)
    return found


def _document(policy: Policy, query: QueryDict, opened: int, events: list[dict[str, str]]) -> dict[str, Any]:
    facts = {name: query[_FACT + name] for name in policy.document.classify.facts if query.get(_FACT + name)}
    request: dict[str, Any] = {"opened": write_instant(opened, policy.zone), "facts": facts}
    for key in ("kind", "channel", "requester", "session", "priority", "reason"):
        if given := query.get(key, "").strip():
            request[key] = given
    client: dict[str, Any] = {"addons": [addon for addon in query.getlist("addon") if addon]}
    if query.get("plan"):
        client["plan"] = query["plan"]
    document: dict[str, Any] = {"client": client, "request": request}
    if events:
        document["events"] = events
    return document


def _problem(finding: Finding) -> Problem:
    fix = finding.fix
    message = Text(f"{finding.message.en} {fix.en}".strip(), f"{finding.message.fr} {fix.fr}".strip())
    return Problem(f"{finding.place.line}:{finding.place.column}", message)
