"""Writing on a ticket: every button of the composer, what is kept as one types, who else is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.clock import now as clock_now
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.tickets.actions import drafts
from servanda.desk.tickets.actions.drafts import Written, hold_draft, keep_draft
from servanda.desk.tickets.actions.macros import choose_macro
from servanda.desk.tickets.actions.mentions import see_mentions
from servanda.desk.tickets.actions.presence import note_absence, note_presence, others_present
from servanda.desk.tickets.actions.refusals import TicketRefusedError
from servanda.desk.tickets.attachments import FileRefusedError
from servanda.desk.tickets.history import policy_for
from servanda.desk.tickets.models import Draft, Message, Ticket
from servanda.desk.tickets.placeholders import fill, in_language, values_for
from servanda.desk.tickets.writings import macros, text_modules
from servanda.desk.web.access import desk_ticket, reader_zone
from servanda.desk.web.formats import language, time_tag
from servanda.desk.web.queue.position import position_of
from servanda.desk.web.ticket.composer import file_refused, held_of, may_use, may_write, previewed, steps_of, written_of
from servanda.engine.instants import MINUTE

HERE = "composer"
"""What is said at the composer, where the page comes back, and not at its head, which may be far away."""


@dataclass(frozen=True, slots=True)
class Composing:
    """Somebody who pressed a button of the composer."""

    request: HttpRequest
    who: Who
    member: Member
    ticket: Ticket
    written: Written
    at: int

    def back(self, **query: str) -> HttpResponseRedirect:
        """To the composer again; the list from which the ticket was opened stays in the address."""
        address = reverse("ticket:ticket", args=[self.ticket.vendor.slug, self.ticket.number])
        given = {name: self.request.GET[name] for name in ("list",) if name in self.request.GET} | query
        return HttpResponseRedirect(f"{address}{'?' if given else ''}{urlencode(given)}#composer")

    def keep(self) -> Draft:
        """Keep what the form says; files that are too many are told of."""
        try:
            return keep_draft(ticket=self.ticket, member=self.member, written=self.written, at=self.at)
        except FileRefusedError as error:
            messages.error(self.request, file_refused(error), HERE)
            return keep_draft(ticket=self.ticket, member=self.member, written=self._without_files(), at=self.at)

    def _without_files(self) -> Written:
        return replace(self.written, files=())


def _composing(request: HttpRequest, vendor: str, number: int) -> Composing:
    """Raises PermissionDenied where the role may not write what the form says."""
    who, member, ticket = desk_ticket(request, vendor, number, Permission.NOTE)
    written, refused = written_of(request)
    if not may_write(who, ticket, written):
        raise PermissionDenied
    for reason in refused:
        messages.error(request, reason, HERE)
    return Composing(request, who, member, ticket, written, clock_now())


@require_POST
def compose(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """A button of the composer; an unknown one keeps the draft."""
    composing = _composing(request, vendor, number)
    return _BUTTONS.get(request.POST.get("do", ""), _keep)(composing)


def _keep(composing: Composing) -> HttpResponse:
    composing.keep()
    messages.info(composing.request, gettext("Your draft is kept. You find it here on any device."), HERE)
    return composing.back()


def _discard(composing: Composing) -> HttpResponse:
    drafts.discard_draft(ticket=composing.ticket, member=composing.member)
    return composing.back()


def _preview(composing: Composing) -> HttpResponse:
    draft = composing.keep()
    if composing.request.headers.get("HX-Request"):
        draft.ticket, draft.member = composing.ticket, composing.member
        return render(composing.request, "web/ticket/preview.html", {"preview": previewed(draft)})
    return composing.back(preview="1")


def _module(composing: Composing) -> HttpResponse:
    """Put the chosen text behind what is written."""
    asked = composing.request.POST.get("module", "")
    module = text_modules(composing.who, composing.ticket.vendor_id).filter(shortcut=asked).first()
    text = in_language(module.text, composing.ticket.language) if module else ""
    text = fill(text, values_for(composing.ticket, composing.member))
    together = "\n\n".join(part for part in (composing.written.text.strip(), text) if part)
    replace(composing, written=replace(composing.written, text=together)).keep()
    return composing.back()


def _macro(composing: Composing) -> HttpResponse:
    """Put the chosen macro into the draft, where its steps are shown before anything happens."""
    chosen = composing.request.POST.get("macro", "")
    macro = get_object_or_404(macros(composing.who, composing.ticket.vendor_id), pk=chosen if chosen.isdecimal() else 0)
    if not may_use(composing.who, composing.ticket, macro):
        raise PermissionDenied
    choose_macro(
        macro=macro,
        ticket=composing.ticket,
        member=composing.member,
        at=composing.at,
        before=composing.written.text,
        began=composing.written.began,
    )
    return composing.back()


def _send(composing: Composing) -> HttpResponse:
    _leaves(composing)
    return composing.back()


def _send_and_next(composing: Composing) -> HttpResponse:
    """To the next ticket of the list; at its end, to the list."""
    position = position_of(composing.request, composing.who, composing.member, composing.ticket, now=composing.at)
    following = position.following or position.back
    if not _leaves(composing):
        return composing.back()
    return HttpResponseRedirect(following)


@transaction.atomic
def _leaves(composing: Composing) -> bool:
    """Send it, unless somebody wrote meanwhile what the author has not seen, or it is refused. Sent twice, it leaves once."""
    drafts.lock_writer(composing.member)
    if _own_newer(composing).filter(text=composing.written.text.strip()).exists():
        return True
    draft = composing.keep()
    draft.ticket, draft.member = composing.ticket, composing.member
    if _unseen(composing):
        messages.warning(
            composing.request,
            gettext("Something was written while you were writing. Read it below; your answer has not left."),
            HERE,
        )
        return False
    try:
        hold_draft(draft=draft, at=composing.at)
    except TicketRefusedError as refused:
        messages.error(composing.request, refused.text.of(language()), HERE)
        return False
    note_absence(ticket=composing.ticket, member=composing.member)
    return True


def _unseen(composing: Composing) -> bool:
    """Whether others wrote after the page that the author saw."""
    seen = composing.request.POST.get("seen", "")
    if not seen.isdecimal() or len(seen) > 17:
        return False
    newer = Message.objects.filter(ticket=composing.ticket, event_id__gt=int(seen))
    return newer.exclude(event__member=composing.member).exists()


_BUTTONS: Mapping[str, Callable[[Composing], HttpResponse]] = {
    "send": _send,
    "send-next": _send_and_next,
    "keep": _keep,
    "discard": _discard,
    "preview": _preview,
    "module": _module,
    "macro": _macro,
}


@require_POST
def draft(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """Keep what is being typed: a part of the page says when."""
    composing = _composing(request, vendor, number)
    if _left_already(composing):
        return HttpResponse(status=204)
    kept = composing.keep()
    kept.ticket, kept.member = composing.ticket, composing.member
    note_presence(ticket=composing.ticket, member=composing.member, at=composing.at, writing=True)
    zone = reader_zone(composing.member, policy_for(composing.ticket, as_of=composing.at))
    context = {
        "at": time_tag(composing.at - composing.at % MINUTE, zone),
        "files": drafts.files_of(kept),
        "steps": steps_of(kept),
    }
    return render(request, "web/ticket/kept.html", context)


def _left_already(composing: Composing) -> bool:
    """Whether what is being kept has left meanwhile: typing that arrives late brings nothing back."""
    return _own_newer(composing).exists()


def _own_newer(composing: Composing) -> QuerySet[Message]:
    """What the author wrote after the page that they saw."""
    seen = composing.request.POST.get("seen", "")
    if not seen.isdecimal() or len(seen) > 17:
        return Message.objects.none()
    return Message.objects.filter(ticket=composing.ticket, event_id__gt=int(seen), event__member=composing.member)


@require_POST
def undo(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """Take back what has not left yet."""
    _, member, ticket = desk_ticket(request, vendor, number, Permission.NOTE)
    if drafts.take_back(ticket=ticket, member=member):
        messages.info(request, gettext("Your answer did not leave. It is a draft again."), HERE)
    else:
        messages.warning(request, gettext("It was too late: your answer has left."), HERE)
    return HttpResponseRedirect(f"{reverse('ticket:ticket', args=[vendor, number])}#composer")


@require_POST
def leave_now(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """Send what is kept back without waiting."""
    _, member, ticket = desk_ticket(request, vendor, number, Permission.ANSWER)
    drafts.send_now(ticket=ticket, member=member, at=clock_now())
    return HttpResponseRedirect(reverse("ticket:ticket", args=[vendor, number]))


@require_safe
def held(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """The reply that is kept back; once it has left, the page comes anew."""
    _, member, ticket = desk_ticket(request, vendor, number, Permission.NOTE)
    found = drafts.draft_of(ticket, member)
    shown = None
    if found is not None:
        found.ticket, found.member = ticket, member
        shown = held_of(found, now=clock_now())
    if shown is None:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "web/ticket/held.html", {"held": shown, "ticket": ticket})


@require_POST
def presence(request: HttpRequest, vendor: str, number: int) -> HttpResponse:
    """Note that somebody has the ticket open; who else has, and what was written since."""
    who, member, ticket = desk_ticket(request, vendor, number)
    at = clock_now()
    if who.may(Permission.NOTE, ticket.vendor_id):
        note_presence(ticket=ticket, member=member, at=at)
    see_mentions(ticket=ticket, member=member, at=at)
    seen = request.POST.get("seen", "")
    newer = Message.objects.none()
    if seen.isdecimal() and len(seen) < 18:
        newer = Message.objects.filter(ticket=ticket, event_id__gt=int(seen)).exclude(event__member=member)
    news = newer.exclude(kind=Message.Kind.DATA).select_related("event__member__user", "event__person")
    context = {"others": others_present(ticket, member, at=at), "news": list(news[:5]), "ticket": ticket}
    return render(request, "web/ticket/presence.html", context)
