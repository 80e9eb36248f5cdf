"""A new request: what the policy asks, what it promises for the answers, and only then is anything sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from servanda.desk.alphabet import ByName
from servanda.desk.organisations.models import Environment
from servanda.desk.tickets.actions.opening import open_ticket
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.attachments import KeptFile, signed_file
from servanda.desk.tickets.models import Ticket
from servanda.desk.web.facts import NotOffered, kind_question, kinds_not_offered, questions
from servanda.desk.web.formats import language
from servanda.desk.web.portal.asking import (
    Asking,
    Problem,
    asked_of,
    classified,
    problems_of,
    read_asking,
    with_contact,
    words_of,
)
from servanda.desk.web.portal.fields import Question, drawn
from servanda.desk.web.portal.gates import gate_of
from servanda.desk.web.portal.promise import Promise, promise_of
from servanda.desk.web.portal.standing import Standing, standing_at
from servanda.desk.web.portal.ways import Way, ways

_SENT = "portal-sent"
"""Of the session: the forms that were sent, so that sending one twice makes one request."""
_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was sent with the form and is kept: its name, its size, and the text that names it."""

    name: str
    size: int
    digest: str
    token: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """Everything that the form shows."""

    asking: Asking
    once: str
    kinds: Question
    refused_kinds: tuple[NotOffered, ...]
    questions: tuple[Question, ...]
    shown: str
    environments: tuple[Environment, ...]
    files: tuple[Kept, ...]
    promise: Promise
    problems: tuple[Problem, ...]
    wrong: dict[str, str]
    """The first problem of each field."""
    articles: tuple[Way, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, show what is promised, send."""
    standing = standing_at(request, slug)
    gate = gate_of(standing)
    if gate is not None:
        context = {"frame": standing.frame("new"), "gate": gate, "standing": standing}
        return render(request, "web/portal/gate.html", context, status=200 if request.method != "POST" else 403)
    sent = request.POST if request.method == "POST" else request.GET
    if sent_before := _sent_before(request, slug, sent.get("once", "")):
        return sent_before
    asking = read_asking(standing, sent, request.FILES.getlist("files"))
    promise = promise_of(standing, asking)
    if promise.contact:
        asking = with_contact(standing, asking)
    if request.headers.get("HX-Request"):
        return _answer_live(request, standing, asking, promise)
    if sent.get("step") != "send" or asking.refused:
        return _show(request, standing, _page(standing, asking, promise, sent))
    return _send(request, standing, asking, promise)


def _answer_live(request: HttpRequest, standing: Standing, asking: Asking, promise: Promise) -> HttpResponse:
    page = _page(standing, asking, promise, request.POST)
    changed = page.shown != request.POST.get("shown", "")
    return render(request, "web/portal/live.html", {"page": page, "changed": changed, "standing": standing})


def _send(request: HttpRequest, standing: Standing, asking: Asking, promise: Promise) -> HttpResponse:
    problems = problems_of(standing, asking, contact_needed=promise.contact)
    if problems:
        return _show(request, standing, _page(standing, asking, promise, request.POST, problems))
    try:
        opened = _opened(request, standing, asking, promise)
    except TicketRefusedError as refused:
        problem = Problem("", refused.text.of(language()))
        return _show(request, standing, _page(standing, asking, promise, request.POST, (problem,)))
    messages.success(
        request,
        gettext("Your request has arrived. It is called %(reference)s; answers also come by mail to %(address)s.")
        % {"reference": opened.reference, "address": standing.person.email},
    )
    return HttpResponseRedirect(reverse("portal:request", args=[standing.vendor.slug, opened.number]))


@transaction.atomic
def _opened(request: HttpRequest, standing: Standing, asking: Asking, promise: Promise) -> Ticket:
    opened = open_ticket(
        person=standing.person,
        asked=asked_of(standing, asking),
        words=words_of(standing, asking, contact_needed=promise.contact),
        by=standing.person,
        at=standing.at,
    )
    sent = dict(list(request.session.get(_SENT, {}).items())[-_REMEMBERED:])
    request.session[_SENT] = {**sent, request.POST.get("once", "")[:40]: [standing.vendor.slug, opened.number]}
    return opened


def _sent_before(request: HttpRequest, slug: str, once: str) -> HttpResponse | None:
    """Where a form went that comes a second time."""
    made = request.session.get(_SENT, {}).get(once) if once and request.method == "POST" else None
    if made is None or made[0] != slug:
        return None
    return HttpResponseRedirect(reverse("portal:request", args=made))


def _show(request: HttpRequest, standing: Standing, page: NewPage) -> HttpResponse:
    context = {"frame": standing.frame("new"), "page": page, "standing": standing}
    status = 422 if page.problems or page.asking.refused else 200
    return render(request, "web/portal/new.html", context, status=status)


def _page(
    standing: Standing, asking: Asking, promise: Promise, sent: QueryDict, problems: tuple[Problem, ...] = ()
) -> NewPage:
    held = standing.held
    asked = questions(held, asking.facts) if classified(held, asking.kind) else ()
    problems = (*problems, *(Problem("files", said) for said in asking.refused))
    wrong = {problem.field: problem.says for problem in reversed(problems)}
    return NewPage(
        asking=asking,
        once=sent.get("once", "")[:40] or uuid4().hex,
        kinds=drawn(standing, (kind_question(held, asking.kind),), wrong)[0],
        refused_kinds=kinds_not_offered(held),
        questions=drawn(standing, asked, wrong),
        shown=" ".join(("contact" if promise.contact else "", *(each.name for each in asked))),
        environments=tuple(standing.person.organisation.environments.order_by("kind", ByName("name"))),
        files=tuple(kept_files(standing, asking.files)),
        promise=promise,
        problems=problems,
        wrong=wrong,
        articles=ways(standing, opening=False) if promise.article else (),
    )


def kept_files(standing: Standing, files: Iterable[KeptFile]) -> Iterable[Kept]:
    """Kept files as the form lists them again."""
    for file in files:
        yield Kept(file.name, file.size, file.digest, signed_file(file, owner=standing.user))
