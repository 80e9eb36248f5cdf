"""Addresses: A vendor's staff, its settings, macros and text modules."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from servanda.desk.web.staff import absences, settings, staff, texts

app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/staff/", staff.staff, name="staff"),
    path("<slug:slug>/staff/invite/", staff.invite, name="invite"),
    path("<slug:slug>/staff/invitations/<int:pk>/resend/", staff.resend, name="resend"),
    path("<slug:slug>/staff/invitations/<int:pk>/revoke/", staff.revoke, name="revoke"),
    path("<slug:slug>/staff/<int:pk>/", staff.change, name="member"),
    path("<slug:slug>/staff/<int:pk>/second-step/", staff.second_step, name="second_step"),
    path("<slug:slug>/staff/absences/add/", absences.add, name="absence"),
    path("<slug:slug>/staff/absences/<int:pk>/remove/", absences.remove, name="end_absence"),
    path("<slug:slug>/settings/", settings.settings, name="settings"),
    path("<slug:slug>/texts/", texts.texts, name="texts"),
    path("<slug:slug>/texts/modules/new/", texts.module, name="module_new"),
    path("<slug:slug>/texts/modules/<int:pk>/", texts.module, name="module"),
    path("<slug:slug>/texts/modules/<int:pk>/remove/", texts.module_remove, name="module_remove"),
    path("<slug:slug>/texts/macros/new/", texts.macro, name="macro_new"),
    path("<slug:slug>/texts/macros/<int:pk>/", texts.macro, name="macro"),
    path("<slug:slug>/texts/macros/<int:pk>/up/", texts.macro_up, name="macro_up"),
    path("<slug:slug>/texts/macros/<int:pk>/remove/", texts.macro_remove, name="macro_remove"),
    path("<slug:slug>/texts/views/<int:pk>/", texts.view, name="view"),
    path("<slug:slug>/texts/views/<int:pk>/remove/", texts.view_remove, name="view_remove"),
]
