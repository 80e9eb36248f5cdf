"""The gallery: every component in every state, in the language and theme of the reader. Not served to the public."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.web.pages.specimens import specimens


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all specimens, where the installation has its gallery open."""
    if not settings.GALLERY:
        raise Http404
    return render(request, "web/gallery.html", {"page": specimens()})
