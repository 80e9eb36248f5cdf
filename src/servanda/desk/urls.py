"""Addresses of the desk: pages under their language, the API and what machines ask for outside it."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from servanda.desk.api.endpoints import api
from servanda.desk.web.account import asking_provider
from servanda.desk.web.views import doorstep
from servanda.desk.web.views.gallery import gallery

urlpatterns = [
    path("", doorstep.home, name="root"),
    path("theme/", doorstep.choose_theme, name="theme"),
    path("favicon.ico", doorstep.favicon, name="favicon"),
    path("robots.txt", doorstep.robots, name="robots"),
    path("oidc/<str:provider_id>/login/", asking_provider.login, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", asking_provider.callback, name="openid_connect_callback"),
    path("health/", doorstep.health, name="health"),
    path("api/v1/", api.urls),
    *i18n_patterns(path("", include("servanda.desk.web.urls")), path("_ui/", gallery, name="gallery")),
]

handler400 = "servanda.desk.web.views.doorstep.unreadable"
handler403 = "servanda.desk.web.views.doorstep.forbidden"
handler404 = "servanda.desk.web.views.doorstep.not_found"
handler500 = "servanda.desk.web.views.doorstep.failed"
handler429 = "servanda.desk.web.views.doorstep.too_often"
