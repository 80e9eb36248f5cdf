"""A form that is sent twice is done once: a second click on its button leads where the first one led.

Each page writes another token into its forms, so the same token with the same content is the same form sent again, not
somebody who means it twice. Scripts of a page that ask for parts of it are left alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from time import sleep

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from servanda.desk.web.middleware import sends_form

_FOR = 20
"""Seconds for which a form is known again."""
_STEP, _STEPS = 0.05, 100
"""Seconds between two looks at whether the first is done, and how many looks."""
_BEGUN = "begun"


def once(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Do what a form asks for once, and lead each further sender of the same form to what came of it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        form = _form_of(request)
        if not form:
            return answer(request)
        if not cache.add(form, _BEGUN, _FOR) and (led := _led(form)):
            return HttpResponseRedirect(led)
        response = answer(request)
        if response.status_code == 302:
            cache.set(form, response.headers["Location"], _FOR)
        else:
            cache.delete(form)
        return response

    return middleware


def _led(form: str) -> str:
    """Where the form led that was sent before, as soon as that is known; empty where it led nowhere."""
    for _ in range(_STEPS):
        found: str = cache.get(form, "")
        if found != _BEGUN:
            return found
        sleep(_STEP)
    return ""


def _form_of(request: HttpRequest) -> str:
    """What tells a form from every other one; empty for what is no form of somebody who is signed in."""
    if not sends_form(request):
        return ""
    asks_for_a_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if not asks_for_a_page or "HX-Request" in request.headers or not request.user.is_authenticated:
        return ""
    if "csrfmiddlewaretoken" not in request.POST:
        return ""
    files = [(name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent]
    parts = [request.user.pk, request.get_full_path(), sorted(request.POST.lists()), files]
    return "form-" + hashlib.sha256(json.dumps(parts).encode()).hexdigest()
