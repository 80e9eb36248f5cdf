"""Addresses of the demonstration."""

from __future__ import annotations

from django.urls import path

from servanda.desk.web.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast, name="cast"),
    path("enter/", views.enter, name="enter"),
]
