"""Addresses: A vendor's staff, its settings, macros and text modules."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from servanda.desk.web.staff import absences, staff

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/staff/", staff.staff, name="staff"),
    path("<slug:slug>/staff/invite/", staff.invite, name="invite"),
    path("<slug:slug>/staff/invitations/<int:pk>/resend/", staff.resend, name="resend"),
    path("<slug:slug>/staff/invitations/<int:pk>/revoke/", staff.revoke, name="revoke"),
    path("<slug:slug>/staff/<int:pk>/", staff.change, name="member"),
    path("<slug:slug>/staff/absences/add/", absences.add, name="absence"),
    path("<slug:slug>/staff/absences/<int:pk>/remove/", absences.remove, name="end_absence"),
]
