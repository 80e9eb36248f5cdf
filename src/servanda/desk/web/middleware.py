"""What Django leaves to do around every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

_DENIED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Deny every page the sensors that no page of Servanda asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", _DENIED)
        return response

    return middleware


def keep_private(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """What is made for somebody who is signed in is kept by nobody between, and asked for again before it is shown again."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        # Who has not been asked for had no part in the answer.
        if request.session.accessed and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return middleware


def whole_files(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send static files in one piece: they are small, and an asynchronous server reads no synchronous stream."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if not isinstance(response, StreamingHttpResponse) or response.is_async:
            return response
        content = b"".join(response.streaming_content)  # type: ignore[arg-type]  # it is synchronous, as just checked
        whole = HttpResponse(content, status=response.status_code, headers=response.headers)
        if isinstance(response, FileResponse) and response.file_to_stream is not None:
            # Closing the response itself would end the request before the other answers around it have.
            response.file_to_stream.close()
        return whole

    return middleware


class NoNullSigns:
    """Refuses an address or a form with the sign U+0000: it is in no text, and PostgreSQL keeps none that has it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._answer(request)

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_given: object) -> None:
        """Look before the view does. What is exempt from the check of forms takes none, and may want to read by itself."""
        given = [request.path_info, *_values(request.GET)]
        if not getattr(view, "csrf_exempt", False):
            given += _values(request.POST)
        if any("\0" in value for value in given):
            raise BadRequest


def _values(given: QueryDict) -> Iterator[str]:
    return (value for values in given.lists() for value in values[1] if isinstance(value, str))


def lead_back(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Lead a browser that asks for an address which only takes forms to the page above it, where the form stands.

    People come there by the link to the other language, or by going back, after a form was refused.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        reads = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        above = _page_above(request.path_info) if reads and response.status_code == 405 else ""
        return HttpResponseRedirect(above) if above else response

    return middleware


def _page_above(path: str) -> str:
    parts = path.rstrip("/").split("/")
    for depth in range(len(parts) - 1, 2, -1):
        above = "/".join(parts[:depth]) + "/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return ""
