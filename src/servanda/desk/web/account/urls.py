"""Addresses: signing in, and what belongs to one's own account."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
