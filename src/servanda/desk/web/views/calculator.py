"""x"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def calculator(request: HttpRequest, policy_id: str) -> HttpResponse:
    """All policies of this desk."""
    return render(request, "web/index.html", {})
