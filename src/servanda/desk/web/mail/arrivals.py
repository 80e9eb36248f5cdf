"""Mail that arrived: what is held, why, and what somebody decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.channels.actions.deciding import (
    DECIDABLE,
    DecisionRefusedError,
    accept_arrival,
    discard_arrival,
    retry_arrival,
)
from servanda.desk.channels.mail import Mail
from servanda.desk.channels.models import Arrival
from servanda.desk.channels.queries import counted, found, troubled, unaddressed, vendor_arrivals
from servanda.desk.channels.raw import raw_path, read_raw
from servanda.desk.channels.understanding import understand
from servanda.desk.clock import now
from servanda.desk.organisations.models import Member
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.who import Who
from servanda.desk.web.access import vendor_for, vendor_zone
from servanda.desk.web.formats import language, zone_place
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.mail.forms import AcceptForm, DiscardForm
from servanda.desk.web.mail.listing import list_page, wanted
from servanda.desk.web.mail.words import fate_word, trouble_words, why_words

Fate = Arrival.Fate


@dataclass(frozen=True, slots=True)
class Arrived:
    """One mail, ready to be drawn."""

    arrival: Arrival
    fate: str
    why: str
    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class MailPage:
    """One mail with what can be done about it."""

    shown: Arrived
    mail: Mail | None
    files: tuple[str, ...]
    accept: AcceptForm | None
    discard: DiscardForm | None
    retry: bool
    kept: bool
    zone: ZoneInfo

    @property
    def place(self) -> str:
        """Where the clock stands that the times are read from."""
        return zone_place(self.zone)


@require_safe
def arrivals(request: HttpRequest, slug: str) -> HttpResponse:
    """What is held first; everything else behind its tab."""
    who, member = vendor_for(request, slug, Permission.READ_ARRIVALS)
    every = vendor_arrivals(member.vendor_id)
    counts = counted(every)
    parts = (
        (Fate.HELD, pgettext("mails", "Held"), counts.get(Fate.HELD, 0)),
        (Fate.FAILED, pgettext("mails", "Unreadable"), counts.get(Fate.FAILED, 0)),
        (Fate.LOOP, pgettext("mails", "Loops"), counts.get(Fate.LOOP, 0)),
        ("all", pgettext("mails", "All mail"), sum(counts.values())),
    )
    asked = wanted(request.GET, parts, Fate.HELD)
    rows = found(every if asked.tab == "all" else every.filter(fate=asked.tab), asked.words)
    page = list_page(asked, rows, _arrived, zone=vendor_zone(member, now()))
    stuck = tuple((each, trouble_words(each)) for each in troubled(member.vendor, at=now()))
    nobodys = unaddressed().count() if who.may(Permission.WRITE_VENDOR, member.vendor_id) else 0
    shown = {"frame": desk_frame(who, member, "arrivals"), "page": page, "stuck": stuck, "nobodys": nobodys}
    return render(request, "web/mail/arrivals.html", shown)


def _arrived(arrival: Arrival) -> Arrived:
    return Arrived(
        arrival=arrival,
        fate=fate_word(arrival.fate),
        why=why_words(arrival),
        sender=arrival.sender_name or arrival.sender or arrival.envelope_from or gettext("no sender"),
        subject=arrival.subject or gettext("(no subject)"),
    )


@require_safe
def arrival(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One mail: who wrote, what, and why it is held."""
    who, member, asked = _asked(request, slug, pk)
    return _draw(request, who, member, asked)


def _asked(request: HttpRequest, slug: str, pk: int) -> tuple[Who, Member, Arrival]:
    who, member = vendor_for(request, slug, Permission.READ_ARRIVALS)
    return who, member, get_object_or_404(vendor_arrivals(member.vendor_id), pk=pk)


def _draw(
    request: HttpRequest,
    who: Who,
    member: Member,
    asked: Arrival,
    accept: AcceptForm | None = None,
    discard: DiscardForm | None = None,
) -> HttpResponse:
    decidable = asked.fate in DECIDABLE and asked.message_id is None
    mail = _read(asked)
    page = MailPage(
        shown=_arrived(asked),
        mail=mail,
        files=tuple(part.name for part in mail.files) if mail else (),
        accept=accept or (AcceptForm(arrival=asked, vendor=member.vendor) if decidable and asked.sender else None),
        discard=discard or (DiscardForm() if decidable and asked.fate != Fate.DISCARDED else None),
        retry=asked.fate in (Fate.FAILED, Fate.HELD),
        kept=raw_path(asked.digest).exists(),
        zone=vendor_zone(member, now()),
    )
    wrong = any(form is not None and form.is_bound for form in (accept, discard))
    context = {"frame": desk_frame(who, member, "arrivals"), "page": page}
    return render(request, "web/mail/arrival.html", context, status=422 if wrong else 200)


def _read(asked: Arrival) -> Mail | None:
    """The mail as far as it can be read; nothing of one that could not."""
    if asked.fate == Fate.FAILED or not raw_path(asked.digest).exists():
        return None
    return understand(read_raw(asked.digest))


@require_POST
def accept(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a mail in: it opens a request of the chosen client, or joins one."""
    who, member, asked = _asked(request, slug, pk)
    form = AcceptForm(request.POST, arrival=asked, vendor=member.vendor)
    if not form.is_valid():
        return _draw(request, who, member, asked, accept=form)
    try:
        decided = accept_arrival(arrival=asked, at=now(), **form.cleaned_data)
    except DecisionRefusedError as refused:
        form.add_error(None, refused.text.of(language()))
        return _draw(request, who, member, asked, accept=form)
    if decided.ticket is not None:
        messages.success(
            request, gettext("The mail stands on %(reference)s now.") % {"reference": decided.ticket.reference}
        )
        return redirect("mail:arrivals", slug)
    messages.warning(request, why_words(decided))
    return redirect("mail:arrival", slug, pk)


@require_POST
def discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Set a mail aside."""
    who, member, asked = _asked(request, slug, pk)
    form = DiscardForm(request.POST)
    if not form.is_valid():
        return _draw(request, who, member, asked, discard=form)
    try:
        discard_arrival(arrival=asked, reason=form.cleaned_data["reason"])
    except DecisionRefusedError as refused:
        messages.warning(request, refused.text.of(language()))
        return redirect("mail:arrival", slug, pk)
    messages.success(request, gettext("The mail was discarded. It stays under “All mail”."))
    return redirect("mail:arrivals", slug)


@require_POST
def retry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Read a mail again, as if it arrived now."""
    _who, _member, asked = _asked(request, slug, pk)
    tried = retry_arrival(arrival=asked, at=now())
    if tried.fate in (Fate.HELD, Fate.FAILED):
        messages.warning(request, why_words(tried))
        return redirect("mail:arrival", slug, pk)
    messages.success(request, gettext("The mail was read: %(fate)s.") % {"fate": fate_word(tried.fate)})
    return redirect("mail:arrivals", slug)


@require_safe
def raw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The mail as it came, to be saved; nothing in it runs in a page."""
    _who, _member, asked = _asked(request, slug, pk)
    if not raw_path(asked.digest).exists():
        raise Http404(asked.digest)
    response = HttpResponse(read_raw(asked.digest), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"mail-{asked.pk}.eml") or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
