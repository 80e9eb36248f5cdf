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

_INTERFACES = "/api/"
"""What programs ask and send there is read by the interface itself."""
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


def sends_form(request: HttpRequest) -> bool:
    """Whether a page's form may be sent. What is sent to the API is read by it alone, as the bytes that came."""
    written = (request.content_type or "").startswith(("application/x-www", "multipart/"))
    return request.method == "POST" and written and not request.path_info.startswith(_INTERFACES)


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


def refuse_null_signs(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse an address or a form with the sign U+0000: no browser sends it by itself, and PostgreSQL keeps none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(_INTERFACES):
            return answer(request)
        sent = request.POST if sends_form(request) else QueryDict()
        if any("\0" in value for value in (request.path_info, *_values(request.GET), *_values(sent))):
            raise BadRequest
        return answer(request)

    return middleware


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
