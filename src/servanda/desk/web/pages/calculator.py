"""The promise calculator: the form with the policy's own sentences, and the answer to what was filled in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from servanda.desk.questions import Problem, Question, QuestionRefusedError, ask, pinned, question_of_query
from servanda.desk.shelf import Shelved
from servanda.desk.web.formats import language, local_field
from servanda.desk.web.pages.answer import AnswerView, answer_view
from servanda.desk.web.pages.choices import Choices, EventRow, case_choices, event_rows, requester_choices
from servanda.desk.web.pages.zones import ZoneChoice, zone_choices
from servanda.publishing.scribe import Scribe


@dataclass(frozen=True, slots=True)
class CalculatorPage:
    """Everything that the page shows."""

    title: str
    vendor: str
    policy_href: str
    action: str
    choices: tuple[Choices, ...]
    requester: Choices | None
    opened: str
    at: str
    zones: tuple[ZoneChoice, ...]
    events: tuple[EventRow, ...]
    has_history: bool
    problems: tuple[str, ...]
    problem_fields: tuple[str, ...]
    answer: AnswerView | None
    share: str
    api: str


def calculator_page(shelved: Shelved, query: QueryDict, *, now: int, origin: str) -> CalculatorPage:
    """The page for an address at `now`; `origin` is the address of this desk, for links that leave it."""
    scribe = Scribe(shelved.policy, language())
    question, view, problems = _answered(scribe, query, now)
    zone = question.zone if question else shelved.policy.zone
    link = pinned(shelved.policy, question) if question and view else ""
    here = reverse("calculator", args=[shelved.policy.id])
    api = reverse("api:explain_query", args=[shelved.policy.id])
    return CalculatorPage(
        title=scribe.say(scribe.document.title),
        vendor=scribe.say(scribe.document.vendor.name),
        policy_href=reverse("policy", args=[shelved.policy.id]),
        action=here,
        choices=case_choices(scribe, query),
        requester=requester_choices(scribe, query),
        opened=local_field(question.case.request.opened, zone) if question else query.get("opened", ""),
        at=local_field(question.as_of, zone) if question and query.get("at") else "",
        zones=zone_choices(zone, shelved.policy.zone, question.case.request.opened if question else now),
        events=event_rows(scribe, query, zone),
        has_history=any(query.getlist("event")) or bool(query.get("at")),
        problems=tuple(problem.message.of(language()) for problem in problems),
        problem_fields=tuple(problem.path for problem in problems),
        answer=view,
        share=f"{origin}{here}?{link}" if link else "",
        api=f"{origin}{api}?{link}&lang={language()}" if link else "",
    )


def _answered(
    scribe: Scribe, query: QueryDict, now: int
) -> tuple[Question | None, AnswerView | None, tuple[Problem, ...]]:
    if not query:
        return None, None, ()
    question: Question | None = None
    try:
        question = question_of_query(scribe.policy, query, now)
        answer = ask(scribe.policy, question.case, question.as_of)
    except QuestionRefusedError as refused:
        return question, None, refused.problems
    return question, answer_view(scribe, answer, question.zone), ()
