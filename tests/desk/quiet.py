"""The addresses of the desk, where a refusal is told in a word: its page costs more than finding out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from servanda.desk.urls import urlpatterns

__all__ = ["urlpatterns"]


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not this role."""
    return HttpResponse("forbidden", status=403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing there."""
    return HttpResponse("not found", status=404)
