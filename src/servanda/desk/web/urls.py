"""Pages, under their language."""

from __future__ import annotations

from django.urls import include, path

from servanda.desk.web import files
from servanda.desk.web.views import calculator, index, policy

urlpatterns = [
    path("", index.policies, name="policies"),
    path("account/", include("servanda.desk.web.account.urls")),
    path("desk/", include("servanda.desk.web.queue.urls")),
    path("desk/", include("servanda.desk.web.ticket.urls")),
    path("desk/", include("servanda.desk.web.board.urls")),
    path("desk/", include("servanda.desk.web.clients.urls")),
    path("desk/", include("servanda.desk.web.mail.urls")),
    path("desk/", include("servanda.desk.web.staff.urls")),
    path("demo/", include("servanda.desk.web.demo.urls")),
    path("portal/", include("servanda.desk.web.portal.urls")),
    path("files/<int:number>/<str:name>", files.file, name="file"),
    path("policies/<slug:policy_id>/", policy.policy, name="policy"),
    path("policies/<slug:policy_id>/calculator/", calculator.calculator, name="calculator"),
]
