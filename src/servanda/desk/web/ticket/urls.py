"""Addresses: One ticket, as staff see and work on it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "ticket"
urlpatterns: list[URLPattern | URLResolver] = []
