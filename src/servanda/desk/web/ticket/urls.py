"""Addresses: One ticket, as staff see and work on it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from servanda.desk.web.ticket import composing, doing, views

app_name = "ticket"
_parts = [
    path("", views.ticket, name="ticket"),
    path("clocks/", views.clocks, name="clocks"),
    path("ribbons/", views.ribbons, name="ribbons"),
    path("why/", views.why, name="why"),
    path("messages/<int:message>/", views.note, name="note"),
    path("compose/", composing.compose, name="compose"),
    path("draft/", composing.draft, name="draft"),
    path("undo/", composing.undo, name="undo"),
    path("send/", composing.leave_now, name="leave-now"),
    path("held/", composing.held, name="held"),
    path("presence/", composing.presence, name="presence"),
    path("do/<slug:side>/", doing.side, name="side"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("<slug:vendor>/tickets/<int:number>/", include(_parts))]
