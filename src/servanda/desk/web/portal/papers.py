"""The policy that a client is under as one file: PDF for paper, HTML to read without a network, Markdown to compare."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from hashlib import sha256

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from servanda.desk.web.formats import language
from servanda.desk.web.portal.agreement import show_agreement
from servanda.desk.web.portal.standing import standing_at
from servanda.publishing.blocks import Page
from servanda.publishing.html import write_html
from servanda.publishing.markdown import write_markdown
from servanda.publishing.pages import page_of
from servanda.publishing.pdf import PdfUnavailableError, write_pdf

log = logging.getLogger(__name__)

_KEPT = 30 * 24 * 60 * 60
"""Seconds for which a PDF is kept: making one takes some seconds."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@require_safe
def policy_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """The version of the policy that holds for the client now, in the language of the page.

    Where the machine cannot make PDF, the agreement says so and names what there is instead.
    """
    standing = standing_at(request, slug)
    if standing.agreed is None or ending not in _WRITERS:
        raise Http404(ending)
    kind, write = _WRITERS[ending]
    page = page_of(standing.policy, language())
    try:
        content = write(page)
    except PdfUnavailableError as missing:
        log.warning("%s", missing.text.en)
        return show_agreement(request, standing, _unavailable(), status=503)
    response = HttpResponse(content, content_type=kind)
    named = content_disposition_header(True, f"{_name(page, standing.policy.version)}.{ending}")
    response.headers["Content-Disposition"] = named or "attachment"
    return response


def _unavailable() -> str:
    return gettext(
        "A PDF cannot be made at the moment; the vendor’s technicians can read why. Take the HTML file: your browser "
        "prints it, or keeps it as PDF."
    )


def _name(page: Page, version: str) -> str:
    """What the file is called among many others: whose policy, which, which version."""
    words = (page.vendor, page.title, gettext("version %(version)s") % {"version": version})
    return _NOT_IN_NAMES.sub(" ", " - ".join(words))


def _pdf(page: Page) -> bytes:
    """The PDF of exactly this text, made once for everybody; its text tells version, language and wording apart."""
    key = f"policy-pdf:{sha256(write_html(page).encode()).hexdigest()}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = write_pdf(page)
        cache.set(key, found, _KEPT)
    return found


_WRITERS: Mapping[str, tuple[str, Callable[[Page], bytes | str]]] = {
    "pdf": ("application/pdf", _pdf),
    "html": ("text/html; charset=utf-8", write_html),
    "md": ("text/markdown; charset=utf-8", write_markdown),
}
