"""Addresses: The client's side: ask, follow, read what was promised."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from servanda.desk.web.portal import agreement, home, hours, new, papers, people, request, requests

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("<slug:slug>/", requests.requests, name="requests"),
    path("<slug:slug>/new/", new.new, name="new"),
    path("<slug:slug>/requests/<int:number>/", request.request, name="request"),
    path("<slug:slug>/hours/", hours.hours, name="hours"),
    path("<slug:slug>/agreement/", agreement.agreement, name="agreement"),
    path("<slug:slug>/agreement/policy.<slug:ending>", papers.policy_file, name="policy-file"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/invite/", people.invite, name="invite"),
    path("<slug:slug>/people/<int:pk>/", people.change, name="person"),
    path("<slug:slug>/people/invitations/<int:pk>/resend/", people.resend, name="resend"),
    path("<slug:slug>/people/invitations/<int:pk>/revoke/", people.revoke, name="revoke"),
]
