"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.clock import now, today
from servanda.desk.shelf import shelf
from servanda.desk.web.pages.index import index_page


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """All policies of this desk."""
    return render(request, "web/index.html", {"page": index_page(shelf(today()), now())})
