"""The HTTP API: the same answers as the pages and the command line, described by an OpenAPI document."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.renderers import JSONRenderer
from ninja.throttling import AnonRateThrottle

from servanda.desk.api import described, errors
from servanda.desk.api.calendars import router as calendars
from servanda.desk.api.shapes import (
    CASE_SCHEMA,
    AnswerOut,
    ErrorsOut,
    FindingOut,
    Language,
    PolicyDetailOut,
    PolicyOut,
)
from servanda.desk.clock import now, today
from servanda.desk.questions import Problem, QuestionRefusedError, ask, case_of_text, question_of_query
from servanda.desk.shelf import shelf
from servanda.desk.shelved import shelved_or_404
from servanda.engine.instants import parse_instant
from servanda.engine.policy.policy import Policy
from servanda.engine.requests.answer import answer_json
from servanda.engine.text import Text

_ERRORS = {404: ErrorsOut, 422: ErrorsOut, 429: ErrorsOut}
_FACTS = "Also `fact.<name>` for each fact of the policy, `event` and `event_at` in pairs, and `addon` repeated."
_QUERY = ("plan", "addon", "kind", "channel", "requester", "session", "priority", "reason", "opened", "at", "zone")


class ReadableJSON(JSONRenderer):
    """JSON that keeps accents as they are."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Servanda",
    version="1",
    description="What support policies promise: policies, findings, answers with their reasons, calendars.",
    urls_namespace="api",
    docs_url=None,
    renderer=ReadableJSON(),
    throttle=[AnonRateThrottle(f"{settings.API_RATE}/m")],
)
errors.register(api)
router = Router(tags=["policies"])


@router.get("/policies", response={200: list[PolicyOut], 429: ErrorsOut}, summary="All policies")
def policies(request: HttpRequest) -> list[dict[str, Any]]:
    """The policies of this desk."""
    return [described.listed(shelved.policy) for shelved in shelf(today()).policies.values()]


@router.get("/policies/{policy_id}", response={200: PolicyDetailOut, **_ERRORS}, summary="One policy")
def policy(request: HttpRequest, policy_id: str) -> dict[str, Any]:
    """Everything that a case may say under this policy: plans, kinds, channels, facts and their values."""
    return described.described(shelved_or_404(policy_id).policy)


@router.get("/policies/{policy_id}/lint", response={200: list[FindingOut], **_ERRORS}, summary="Findings")
def lint(request: HttpRequest, policy_id: str, lang: Language = "en") -> list[dict[str, Any]]:
    """What its manager should know about this policy."""
    return described.findings(shelved_or_404(policy_id).findings, lang)


@router.post(
    "/policies/{policy_id}/explain",
    response={200: AnswerOut, 413: ErrorsOut, **_ERRORS},
    by_alias=True,
    summary="What was promised, by when, and why",
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": CASE_SCHEMA}}}},
)
def explain(request: HttpRequest, policy_id: str, at: str = "", lang: Language = "en") -> dict[str, Any]:
    """The answer to a case, as of `at`; without it as of now, like the command line."""
    found = shelved_or_404(policy_id).policy
    case = case_of_text(found, request.body.decode("utf-8", errors="replace"))
    return answer_json(ask(found, case, _as_of(found, at)), lang)


@router.get(
    "/policies/{policy_id}/explain",
    response={200: AnswerOut, **_ERRORS},
    by_alias=True,
    url_name="explain_query",
    summary="The same for the address of the calculator",
    openapi_extra={
        "parameters": [
            {"in": "query", "name": name, "required": False, "schema": {"type": "string"}, "description": _FACTS}
            for name in _QUERY
        ]
    },
)
def explain_query(request: HttpRequest, policy_id: str, lang: Language = "en") -> dict[str, Any]:
    """The answer to a question that stands in the address, as the calculator writes it."""
    found = shelved_or_404(policy_id).policy
    query = request.GET.copy()
    query.pop("lang", None)
    question = question_of_query(found, query, now())
    return answer_json(ask(found, question.case, question.as_of), lang)


def _as_of(policy: Policy, written: str) -> int:
    if not written:
        return now()
    try:
        return parse_instant(written.replace(" ", "+"), policy.zone)
    except (ValueError, OverflowError):
        said = Text(
            f"'{written[:60]}' is not an instant such as 2026-02-06T16:30-05:00.",
            f"« {written[:60]} » n’est pas un instant tel que 2026-02-06T16:30-05:00.",
        )
        raise QuestionRefusedError((Problem("at", said),)) from None


api.add_router("", router)
api.add_router("", calendars)
