"""Addresses: What arrived and was held, and what left."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from servanda.desk.web.mail import arrivals, deliveries

app_name = "mail"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:slug>/mail/", arrivals.arrivals, name="arrivals"),
    path("<slug:slug>/mail/<int:pk>/", arrivals.arrival, name="arrival"),
    path("<slug:slug>/mail/<int:pk>/accept/", arrivals.accept, name="accept"),
    path("<slug:slug>/mail/<int:pk>/discard/", arrivals.discard, name="discard"),
    path("<slug:slug>/mail/<int:pk>/retry/", arrivals.retry, name="retry"),
    path("<slug:slug>/mail/<int:pk>/raw/", arrivals.raw, name="raw"),
    path("<slug:slug>/sent/", deliveries.deliveries, name="deliveries"),
    path("<slug:slug>/sent/<int:pk>/", deliveries.delivery, name="delivery"),
    path("<slug:slug>/sent/<int:pk>/resend/", deliveries.resend, name="resend"),
]
