"""One request: read it, answer, accept or turn down what is proposed, close it, open it again, say how it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_http_methods

from servanda.desk.clock import now
from servanda.desk.organisations.models import Person
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.actions.solutions import (
    accept_solution,
    close_ticket,
    rate_ticket,
    reject_solution,
    reopen_ticket,
)
from servanda.desk.tickets.actions.writing import Incoming, receive_message
from servanda.desk.tickets.attachments import KeptFile, keep_files, signed_files
from servanda.desk.tickets.markdown import html_of
from servanda.desk.tickets.models import Ticket
from servanda.desk.web.access import portal_ticket
from servanda.desk.web.formats import language
from servanda.desk.web.portal.asking import LONGEST_DETAILS, Problem, refusal_words
from servanda.desk.web.portal.new import kept_files
from servanda.desk.web.portal.standing import Standing
from servanda.desk.web.portal.thread import thread_page


@dataclass(frozen=True, slots=True)
class Said:
    """What the client wrote under a request, and the files that belong to it."""

    step: str = ""
    text: str = ""
    score: str = ""
    files: tuple[KeptFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> Incoming:
        """As words of a message."""
        return Incoming(text=self.text, html=html_of(self.text) if self.text else "", files=self.files)


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody of a client who does something to a ticket at an instant."""

    ticket: Ticket
    by: Person
    at: int
    said: Said


def _reply(turn: Turn) -> str:
    _require(turn.said, gettext("The answer is empty. Write something, or attach a file."), files=True)
    receive_message(ticket=turn.ticket, words=turn.said.words, by=turn.by, at=turn.at)
    return gettext("Your answer has arrived.")


def _accept(turn: Turn) -> str:
    accept_solution(ticket=turn.ticket, by=turn.by, at=turn.at, words=turn.said.words)
    return gettext("You accepted the solution. Work goes on.")


def _reject(turn: Turn) -> str:
    _require(turn.said, gettext("The answer is empty. Say what is missing, so that the next proposal fits."))
    reject_solution(ticket=turn.ticket, words=turn.said.words, by=turn.by, at=turn.at)
    return gettext("The proposal is turned down; your reasons have arrived.")


def _close(turn: Turn) -> str:
    close_ticket(ticket=turn.ticket, by=turn.by, at=turn.at, words=turn.said.words)
    return gettext("The request is closed. Thank you.")


def _reopen(turn: Turn) -> str:
    _require(turn.said, gettext("The answer is empty. Say what is left to do."))
    reopen_ticket(ticket=turn.ticket, words=turn.said.words, by=turn.by, at=turn.at)
    return gettext("The request is open again.")


def _rate(turn: Turn) -> str:
    if turn.by.pk != turn.ticket.requester_id:
        raise PermissionDenied
    if turn.said.score not in {"1", "2", "3", "4", "5"}:
        raise NotSaidError("score", gettext("No mark is chosen. Choose one from 1 to 5."))
    rate_ticket(ticket=turn.ticket, score=int(turn.said.score), words=turn.said.words, by=turn.by, at=turn.at)
    return gettext("Thank you. Your mark has arrived.")


_STEPS: Mapping[str, Callable[[Turn], str]] = {
    "reply": _reply,
    "accept": _accept,
    "reject": _reject,
    "close": _close,
    "reopen": _reopen,
    "rate": _rate,
}


class NotSaidError(ValueError):
    """Something is missing in what was sent; `problem` says what."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.problem = Problem(field, says)


def _require(said: Said, sentence: str, *, files: bool = False) -> None:
    if not said.text and not (files and said.files):
        raise NotSaidError("details", sentence)


@require_http_methods(["GET", "HEAD", "POST"])
def request(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a request of the client's, or do one step to it."""
    who, ticket = portal_ticket(request, slug, number)
    standing = Standing(who, _person(who, ticket), now())
    if request.method != "POST":
        return _show(request, standing, ticket, Said())
    said = _said(request, standing)
    if "drop" in request.POST or said.problems:
        return _show(request, standing, ticket, said)
    return _step(request, standing, ticket, said)


def _person(who: Who, ticket: Ticket) -> Person:
    """As whom somebody acts on a ticket: its requester, else whoever they are at that client."""
    own = (each for each in who.people if each.pk == ticket.requester_id)
    same = (each for each in who.people if each.organisation_id == ticket.organisation_id)
    return next(chain(own, same))


def _said(request: HttpRequest, standing: Standing) -> Said:
    sent = request.POST
    kept = signed_files(sent.getlist("kept"), owner=standing.user)
    files, refused = keep_files(
        request.FILES.getlist("files"), beside=(file for file in kept if file.digest != sent.get("drop"))
    )
    text = sent.get("details", "").replace("\r\n", "\n").strip()
    problems = [Problem("files", refusal_words(each)) for each in refused]
    if len(text) > LONGEST_DETAILS:
        problems.append(Problem("details", gettext("The answer is too long. Attach the rest as a file.")))
    return Said(sent.get("step", ""), text, sent.get("score", ""), files, tuple(problems))


def _step(request: HttpRequest, standing: Standing, ticket: Ticket, said: Said) -> HttpResponse:
    step = _STEPS.get(said.step)
    if step is None:
        raise BadRequest
    try:
        done = step(Turn(ticket, standing.person, standing.at, said))
    except NotSaidError as missing:
        return _show(request, standing, ticket, replace(said, problems=(missing.problem,)))
    except TicketRefusedError as refused:
        return _show(request, standing, ticket, replace(said, problems=(Problem("", refused.text.of(language())),)))
    messages.success(request, done)
    return HttpResponseRedirect(reverse("portal:request", args=[ticket.vendor.slug, ticket.number]))


def _show(request: HttpRequest, standing: Standing, ticket: Ticket, said: Said) -> HttpResponse:
    context = {
        "frame": standing.frame("requests"),
        "page": thread_page(standing, ticket),
        "said": said,
        "files": list(kept_files(standing, said.files)),
        "scores": _scores(said.score or str(ticket.satisfaction or "")),
        "standing": standing,
    }
    return render(request, "web/portal/request.html", context, status=422 if said.problems else 200)


def _scores(chosen: str) -> list[tuple[str, str, bool]]:
    names = (
        pgettext("mark", "very bad"),
        pgettext("mark", "bad"),
        pgettext("mark", "fair"),
        pgettext("mark", "good"),
        pgettext("mark", "very good"),
    )
    return [(str(score), name, chosen == str(score)) for score, name in enumerate(names, 1)]
