"""One shape for every error: a list of problems, each with its place and both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import Throttled, ValidationError

from servanda.desk.questions import Problem, QuestionRefusedError
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.text import Text


def shape(problems: Iterable[Problem]) -> dict[str, Any]:
    """Problems in the public shape."""
    return {
        "errors": [
            {
                "path": problem.path,
                "message": {"en": problem.message.en, "fr": problem.message.fr or problem.message.en},
            }
            for problem in problems
        ]
    }


def register(api: NinjaAPI) -> None:
    """Answer every error of `api` in that shape."""

    def answer(request: HttpRequest, problems: Iterable[Problem], status: int) -> HttpResponse:
        return api.create_response(request, shape(problems), status=status)

    @api.exception_handler(QuestionRefusedError)
    def refused(request: HttpRequest, error: QuestionRefusedError) -> HttpResponse:
        return answer(request, error.problems, 422)

    @api.exception_handler(CalendarError)
    def beyond(request: HttpRequest, error: CalendarError) -> HttpResponse:
        return answer(request, (Problem("", error.message),), 422)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return answer(request, [_of_validation(each) for each in error.errors], 422)

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        said = Text(str(error) or "There is no such thing here.", "Il n’y a rien de tel ici.")
        return answer(request, (Problem("", said),), 404)

    @api.exception_handler(Throttled)
    def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
        said = Text("Too many questions; ask again in a minute.", "Trop de questions ; recommencez dans une minute.")
        return answer(request, (Problem("", said),), 429)

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        said = Text("The case is larger than 1,000,000 characters.", "Le cas dépasse 1 000 000 de caractères.")
        return answer(request, (Problem("", said),), 413)


def _of_validation(error: dict[str, Any]) -> Problem:
    path = ".".join(str(part) for part in error.get("loc", ())[1:])
    said = str(error.get("msg", "is not valid"))
    return Problem(path, Text(said, f"Valeur refusée : {said}"))
