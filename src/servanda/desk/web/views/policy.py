"""One policy as a document."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.clock import now
from servanda.desk.shelved import shelved_or_404
from servanda.desk.web.pages.policy import policy_page


@require_safe
def policy(request: HttpRequest, policy_id: str) -> HttpResponse:
    """The policy's page."""
    return render(request, "web/policy.html", {"page": policy_page(shelved_or_404(policy_id), now())})
