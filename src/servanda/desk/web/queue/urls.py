"""Addresses: The agent's queue: what to open next."""

from __future__ import annotations

from django.urls import path

from servanda.desk.web.queue import bulk, finding, new, views, why

app_name = "queue"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.queue, name="queue"),
    path("<slug:slug>/live/", views.live, name="live"),
    path("<slug:slug>/views/", views.keep, name="keep"),
    path("<slug:slug>/views/<int:number>/", views.change, name="change"),
    path("<slug:slug>/selected/", bulk.bulk, name="bulk"),
    path("<slug:slug>/new/", new.new, name="new"),
    path("<slug:slug>/new/person/", new.enter_person, name="person"),
    path("<slug:slug>/why/<int:number>/", why.why, name="why"),
    path("<slug:slug>/search/", finding.search_page, name="search"),
    path("<slug:slug>/go/", finding.go, name="go"),
]
