"""What Django leaves to do around every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_DENIED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Deny every page the sensors that no page of Servanda asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", _DENIED)
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
