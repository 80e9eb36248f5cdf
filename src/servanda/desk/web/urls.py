"""Pages, under their language."""

from __future__ import annotations

from django.urls import path

from servanda.desk.web.views import calculator, index, policy

urlpatterns = [
    path("", index.policies, name="policies"),
    path("policies/<slug:policy_id>/", policy.policy, name="policy"),
    path("policies/<slug:policy_id>/calculator/", calculator.calculator, name="calculator"),
]
