"""Addresses: Clients, their people and their agreements."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from servanda.desk.web.clients import client, listing, people, places, switching, terms

app_name = "clients"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/clients/", listing.clients, name="clients"),
    path("<slug:slug>/clients/new/", client.enter, name="new"),
    path("<slug:slug>/clients/<int:pk>/", client.client, name="client"),
    path("<slug:slug>/clients/<int:pk>/change/", client.change, name="change"),
    path("<slug:slug>/clients/<int:pk>/switch/", switching.switch, name="switch"),
    path("<slug:slug>/clients/<int:pk>/environments/", places.environments, name="environments"),
    path("<slug:slug>/clients/<int:pk>/people/new/", people.enter, name="person_new"),
    path("<slug:slug>/clients/<int:pk>/people/<int:person>/", people.change, name="person"),
    path("<slug:slug>/clients/<int:pk>/people/<int:person>/invite/", people.invite, name="invite"),
    path("<slug:slug>/clients/<int:pk>/people/<int:person>/revoke/", people.revoke, name="revoke"),
    path("<slug:slug>/clients/<int:pk>/people/<int:person>/merge/", people.merge, name="merge"),
    path("<slug:slug>/clients/<int:pk>/agreements/new/", terms.enter, name="agreement_new"),
    path("<slug:slug>/clients/<int:pk>/agreements/<int:agreement>/", terms.agreement, name="agreement"),
    path("<slug:slug>/clients/<int:pk>/agreements/<int:agreement>/change/", terms.change, name="agreement_change"),
]
