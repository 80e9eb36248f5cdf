"""Addresses: The support manager's board: where will a promise break today?"""

from __future__ import annotations

from django.urls import path

from servanda.desk.web.board import views

app_name = "board"
urlpatterns = [path("<slug:slug>/board/", views.board, name="board")]
