"""The search page with its snippets, and what the palette offers while somebody types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from servanda.desk.alphabet import fold
from servanda.desk.organisations.models import Organisation
from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.lists import SCOPES, Filters
from servanda.desk.tickets.models import Message, Ticket
from servanda.desk.tickets.queries import desk_tickets
from servanda.desk.tickets.references import number_in
from servanda.desk.tickets.search import STAFF, Found, search, stems_of, tickets_found, wanted
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.queue.page import Desk, kept_views, name_of
from servanda.desk.web.queue.rows import Row, plain_rows
from servanda.desk.web.queue.views import desk_for
from servanda.desk.web.queue.words import view_name

_SHOWN = 25
_BEFORE, _AROUND = 60, 220
"""Letters before the first word that was found, and in all."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One ticket that answers the question, with the words around what was found."""

    row: Row
    subject: SafeString
    snippet: SafeString | str
    note: bool


@require_safe
def search_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What was found, the best first."""
    desk = desk_for(request, slug)
    question = request.GET.get("q", "").strip()[:200]
    if number := _reference(desk, question):
        return HttpResponseRedirect(reverse("ticket:ticket", args=[slug, number]))
    found = _found(desk, question) if question else []
    numbers = tickets_found(found)
    context = {
        "question": question,
        "hits": _hits(desk, found, numbers[:_SHOWN], question),
        "count": len(numbers),
        "more": len(numbers) > _SHOWN,
        "frame": desk_frame(desk.who, desk.member, "queue"),
        "vendor": desk.member.vendor,
        "shortcuts": desk.who.user is not None and desk.who.user.shortcuts,
    }
    return render(request, "web/queue/search.html", context)


def _reference(desk: Desk, question: str) -> int:
    """The number of the ticket of which the question is the reference alone, as ``KIWI-1042`` or ``#1042``; else 0."""
    number = number_in(question, desk.member.vendor, alone=False)
    return number if number and desk.tickets.filter(number=number).exists() else 0


def _found(desk: Desk, question: str) -> list[Found]:
    """What may be found: notes with data only where this member may see the client's data (B22)."""
    kinds = [*STAFF, Message.Kind.DATA]
    tickets = desk_tickets(desk.who).filter(vendor_id=desk.member.vendor_id)
    found = search(tickets, question, vendors=[desk.member.vendor_id], kinds=kinds)
    noted = {each.ticket_id for each in found if each.kind == Message.Kind.DATA}
    if not noted:
        return found
    limits = Ticket.objects.filter(pk__in=noted).values_list("pk", "agreement__data_countries")
    open_to = {pk for pk, countries in limits if not countries or desk.member.country in countries}
    return [each for each in found if each.kind != Message.Kind.DATA or each.ticket_id in open_to]


def _hits(desk: Desk, found: list[Found], shown: list[int], question: str) -> list[Hit]:
    tickets = {each.pk: each for each in desk.tickets.select_related("vendor").filter(pk__in=shown)}
    on_page = set(shown)
    passages = {each.ticket_id: each for each in reversed(found) if each.message_id and each.ticket_id in on_page}
    texts = dict(
        Message.objects.filter(pk__in=[each.message_id for each in passages.values()]).values_list("pk", "text")
    )
    ordered = [tickets[pk] for pk in shown if pk in tickets]
    rows = plain_rows(ordered, Filters(view="all", words=question))
    marker = _Marker(question)
    hits = []
    for row in rows:
        passage = passages.get(row.ticket.pk)
        text = texts.get(passage.message_id or 0, "") if passage else ""
        noted = passage is not None and passage.kind != Message.Kind.PUBLIC
        hits.append(Hit(row, marker.marked(row.ticket.subject), marker.snippet(text), noted))
    return hits


class _Marker:
    """Marks in a text what a question found there."""

    def __init__(self, question: str) -> None:
        words = wanted(question).words
        self._beginnings = tuple(fold(word) for word in words)
        self._stems = {stem for word in words for stem in stems_of(word)}
        self._known: dict[str, bool] = {}

    def _answers(self, word: str) -> bool:
        if word not in self._known:
            begins = fold(word).startswith(self._beginnings)
            self._known[word] = begins or not self._stems.isdisjoint(stems_of(word))
        return self._known[word]

    def marked(self, text: str) -> SafeString:
        """The text, with each word that answers marked."""
        return format_html_join("", "{}", ((part,) for part in self._parts(text)))

    def _parts(self, text: str) -> Iterator[SafeString | str]:
        end = 0
        for match in _WORD.finditer(text):
            if self._answers(match.group()):
                yield text[end : match.start()]
                yield format_html("<mark>{}</mark>", match.group())
                end = match.end()
        yield text[end:]

    def snippet(self, text: str) -> SafeString | str:
        """The part of a text around the first word that answers, marked; empty where none does."""
        first = next((match for match in _WORD.finditer(text) if self._answers(match.group())), None)
        if first is None:
            return ""
        start = max(0, first.start() - _BEFORE)
        part = " ".join(text[start : start + _AROUND].split())
        dots = ("… " if start else "", " …" if start + _AROUND < len(text) else "")
        return format_html("{}{}{}", dots[0], self.marked(part), dots[1])


# The palette


@require_safe
def go(request: HttpRequest, slug: str) -> JsonResponse:
    """Where somebody may want to go: views and places by name, tickets and clients by words."""
    desk = desk_for(request, slug)
    words = request.GET.get("q", "").strip()[:100]
    offers = [*_places(desk), *_views(desk)]
    folded = fold(words)
    chosen = [each for each in offers if folded in fold(each["name"])][:8]
    if words:
        chosen += [*_tickets(desk, words), *_clients(desk, words)]
    return JsonResponse({"found": chosen}, headers={"Cache-Control": "no-store"})


def _offer(kind: str, name: str, href: str) -> dict[str, str]:
    return {"kind": kind, "name": name, "href": href}


def _places(desk: Desk) -> Iterator[dict[str, str]]:
    for each in desk_frame(desk.who, desk.member, "").places:
        yield _offer(pgettext("palette", "page"), each.name, each.href)
    if desk.may(Permission.OPEN_TICKETS):
        href = reverse("queue:new", args=[desk.member.vendor.slug])
        yield _offer(pgettext("palette", "action"), gettext("New request"), href)


def _views(desk: Desk) -> Iterator[dict[str, str]]:
    page = reverse("queue:queue", args=[desk.member.vendor.slug])
    for view in SCOPES:
        yield _offer(pgettext("palette", "view"), view_name(view), f"{page}?view={view}")
    for kept in kept_views(desk):
        query = urlencode(Filters.read(kept.filters).kept | {"kept": kept.pk})
        yield _offer(pgettext("palette", "view"), name_of(kept), f"{page}?{query}")


def _tickets(desk: Desk, words: str) -> Iterable[dict[str, str]]:
    tickets = desk.tickets.select_related("vendor")
    if words.isdecimal() and len(words) < 10:
        found = list(tickets.filter(number=int(words)))
    else:
        hits = search(desk_tickets(desk.who), words, vendors=[desk.member.vendor_id])
        numbers = tickets_found(hits)[:8]
        by_pk = tickets.in_bulk(numbers)
        found = [by_pk[pk] for pk in numbers if pk in by_pk]
    for each in found:
        href = reverse("ticket:ticket", args=[desk.member.vendor.slug, each.number])
        yield _offer(each.organisation.name, f"{each.reference} {each.subject}", href)


def _clients(desk: Desk, words: str) -> Iterable[dict[str, str]]:
    if not desk.may(Permission.READ_CLIENTS):
        return
    page = reverse("queue:queue", args=[desk.member.vendor.slug])
    clients = Organisation.objects.filter(
        pk__in=desk_tickets(desk.who).order_by().values("organisation"),
        vendor_id=desk.member.vendor_id,
        name__icontains=words,
    )
    for each in clients[:6]:
        yield _offer(pgettext("palette", "client"), each.name, f"{page}?view=open&client={each.pk}")
