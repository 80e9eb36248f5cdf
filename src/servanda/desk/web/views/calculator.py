"""The promise calculator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.clock import now
from servanda.desk.shelved import shelved_or_404
from servanda.desk.web.pages.calculator import calculator_page


@require_safe
def calculator(request: HttpRequest, policy_id: str) -> HttpResponse:
    """The form, and the answer where the address asks a question."""
    origin = f"{request.scheme}://{request.get_host()}"
    page = calculator_page(shelved_or_404(policy_id), request.GET, now=now(), origin=origin)
    return render(request, "web/calculator.html", {"page": page}, status=422 if page.problems else 200)
