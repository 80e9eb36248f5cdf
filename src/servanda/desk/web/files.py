"""Files of messages: whoever may read the message may have the file; nothing in it ever runs in a page of ours."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from servanda.desk.tickets.attachments import SHOWN, path_of
from servanda.desk.tickets.queries import attachments_for, reads
from servanda.desk.web.access import who_asks

_CONFINED = "default-src 'none'; style-src 'none'; sandbox"


@require_safe
def file(request: HttpRequest, number: int, name: str) -> HttpResponse | FileResponse:
    """Send one attachment.

    Raises Http404 for everybody who may not read its message, PermissionDenied for staff outside the countries to which
    the client limits its data (B22).
    """
    who = who_asks(request)
    attachment = get_object_or_404(attachments_for(who).select_related("message__ticket__agreement"), pk=number)
    if not reads(who, attachment.message):
        raise PermissionDenied
    path = path_of(attachment.digest)
    if not path.exists():
        raise Http404(name)
    tag = f'"{attachment.digest}"'
    if (kept := get_conditional_response(request, etag=tag)) is not None:
        return kept
    shown = attachment.kind in SHOWN and "download" not in request.GET
    response = FileResponse(path.open("rb"), content_type=attachment.kind if shown else _plain(attachment.kind))
    response.headers["Content-Disposition"] = content_disposition_header(not shown, attachment.name) or "attachment"
    response.headers["Content-Security-Policy"] = _CONFINED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # Kept in the browser, but asked for before it is shown: whoever sits there next may not be who may read it.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = tag
    return response


def _plain(kind: str) -> str:
    """The type under which something is only ever saved: text could be read as markup, so it is bytes."""
    return "application/octet-stream" if kind.startswith("text/") else kind
