"""A request that a member opens for a client: who asks, how they came, what it is, and what is promised for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from servanda.desk.agreements.queries import own_clients
from servanda.desk.agreements.versions import NoPolicyError
from servanda.desk.alphabet import ByName
from servanda.desk.organisations.actions.person_sheets import PersonSheet, add_person
from servanda.desk.organisations.models import Organisation, Person
from servanda.desk.organisations.permissions import Permission
from servanda.desk.organisations.refusals import SheetRefusedError
from servanda.desk.tickets.actions.opening import Agreed, Asked, agreed_for, open_ticket, preview
from servanda.desk.tickets.actions.recording import TicketRefusedError
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.markdown import html_of
from servanda.desk.web.facts import (
    Held,
    NotOffered,
    channel_question,
    facts_given,
    kind_question,
    kinds_not_offered,
    questions,
    unanswered,
)
from servanda.desk.web.formats import language
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.pages.answer import AnswerView, answer_view
from servanda.desk.web.pages.choices import Choices, Option
from servanda.desk.web.queue.page import Desk
from servanda.desk.web.queue.views import desk_for
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.policy.versions import NotInForceError
from servanda.engine.requests.answer import Answer
from servanda.engine.text import spoken
from servanda.publishing.scribe import Scribe

_SHOWN = 20


@dataclass(frozen=True)
class NewForm:
    """What has been filled in for one person, and what follows from it."""

    desk: Desk
    person: Person
    sent: QueryDict
    checked: bool = False
    """Whether everything must be filled in: the request is to be opened."""
    refusal: str = ""

    @cached_property
    def _agreed(self) -> Agreed | str:
        try:
            return agreed_for(self.person, at=self.desk.at)
        except (TicketRefusedError, NoPolicyError, NotInForceError) as refused:
            return refused.text.of(language())

    @property
    def missing(self) -> str:
        """Why nothing can be opened for them; empty where it can."""
        return self._agreed if isinstance(self._agreed, str) else ""

    @cached_property
    def held(self) -> Held | None:
        """Plan and add-ons in force now."""
        agreed = self._agreed
        if isinstance(agreed, str):
            return None
        return Held(agreed.policy, agreed.client.plan, agreed.client.addons_at(self.desk.at))

    @property
    def kind(self) -> str:
        """The kind that was chosen; the only one where there is no choice."""
        options = [each.value for each in self.kinds.options]
        given = self.sent.get("kind", "")
        return given if given in options else options[0] if len(options) == 1 else ""

    @cached_property
    def kinds(self) -> Choices:
        """What it may be."""
        return kind_question(self.held, self.sent.get("kind", "")) if self.held else Choices("kind", "", ())

    @cached_property
    def channels(self) -> Choices:
        """How they came."""
        if self.held is None:
            return Choices("channel", "", ())
        usual = "phone" if "phone" in self.held.policy.document.channels else ""
        return channel_question(self.held, self.sent.get("channel", usual))

    @property
    def channel(self) -> str:
        """The channel that was chosen."""
        chosen = self.sent.get("channel", "")
        return chosen if chosen in {each.value for each in self.channels.options} else ""

    @cached_property
    def facts(self) -> dict[str, str]:
        """The answers to the policy's questions."""
        return facts_given(self.held, {name: self.sent.get(name, "") for name in self.sent}) if self.held else {}

    @property
    def questions(self) -> tuple[Choices, ...]:
        """What the policy asks; nothing for a kind to which no promise applies."""
        if self.held is None or not self._classified:
            return ()
        return questions(self.held, self.facts)

    @property
    def _classified(self) -> bool:
        kind = self.held.policy.document.kinds.get(self.kind) if self.held else None
        return kind is None or kind.promises

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The facts that are asked and not answered yet; ids."""
        return unanswered(self.held, self.facts) if self.held and self._classified else ()

    @property
    def not_offered(self) -> tuple[NotOffered, ...]:
        """Kinds that the plan does not have."""
        return kinds_not_offered(self.held) if self.held else ()

    @property
    def environments(self) -> tuple[Option, ...]:
        """Where it happens, if the client has named places."""
        chosen = self.sent.get("environment", "")
        return tuple(
            Option(str(each.pk), each.name, chosen=str(each.pk) == chosen)
            for each in self.person.organisation.environments.all()
        )

    @property
    def asked(self) -> Asked:
        """What is asked, for the engine and for the row."""
        chosen = next((each.value for each in self.environments if each.chosen), None)
        return Asked(
            subject=" ".join(self.sent.get("subject", "").split()),
            kind=self.kind,
            channel=self.channel,
            facts=self.facts,
            choice=self.sent.get("priority", ""),
            choice_reason=self.sent.get("reason", "").strip(),
            session=self.sent.get("session") == "yes",
            environment=self.person.organisation.environments.filter(pk=chosen).first() if chosen else None,
        )

    @cached_property
    def answer(self) -> Answer | None:
        """What would be promised now; None while the kind is open or the policy cannot say."""
        if not self.kind or not self.channel:
            return None
        try:
            return preview(self.person, self.asked, at=self.desk.at)
        except CalendarError:
            return None

    @property
    def promised(self) -> AnswerView | None:
        """The same as the page shows it."""
        if self.answer is None:
            return None
        zone = self.desk.zone or self.answer.policy.zone
        return answer_view(Scribe(self.answer.policy, language()), self.answer, zone)

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """Fields that keep it from being opened, each with the cure; none before somebody tries."""
        return tuple(self._problems()) if self.checked else ()

    def _problems(self) -> Iterator[tuple[str, str]]:
        if not self.channel:
            yield "channel", gettext("Choose how the request reached you.")
        if not self.kind:
            yield "kind", gettext("Choose what kind of request it is.")
        if not self.asked.subject:
            yield "subject", gettext("Write in a few words what it is about.")
        if not self.sent.get("words", "").strip():
            yield "words", gettext("Write what the client said; it opens the request.")
        facts = self.held.policy.document.classify.facts if self.held else {}
        for name in self.open_questions:
            scribe = Scribe(self.held.policy, language()) if self.held else None
            shown = scribe.name_of(facts, name) if scribe else name
            yield f"fact.{name}", gettext("Answer “%(question)s”; the promise depends on it.") % {"question": shown}


@dataclass(frozen=True, slots=True)
class Finding:
    """Who may be meant, and what was wrong with somebody new."""

    words: str = ""
    people: tuple[Person, ...] = ()
    clients: tuple[Organisation, ...] = ()
    problems: tuple[str, ...] = ()
    sent: dict[str, str] = field(default_factory=dict)


def reachable_people(desk: Desk) -> QuerySet[Person]:
    """The people for whom this member may open requests: of every client, or of their own ones."""
    clients = reachable_clients(desk).filter(active=True)
    return Person.objects.filter(organisation__in=clients, active=True).select_related("organisation__vendor")


def reachable_clients(desk: Desk) -> QuerySet[Organisation]:
    """The clients for whom this member may open requests."""
    mine = Organisation.objects.filter(vendor_id=desk.member.vendor_id)
    own = desk.member in desk.who.members_for_own_clients(Permission.OPEN_TICKETS)
    return mine.filter(own_clients(desk.who, Permission.OPEN_TICKETS)) if own else mine


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Who asks; then the form; then the ticket."""
    desk = desk_for(request, slug, Permission.OPEN_TICKETS)
    number = request.GET.get("person", "")
    if not number:
        return _who(request, desk, _found(desk, request.GET.get("words", "").strip()[:100]))
    person = get_object_or_404(reachable_people(desk), pk=int(number) if number.isdecimal() and len(number) < 18 else 0)
    opens = request.method == "POST" and request.POST.get("deed") == "open"
    form = NewForm(desk, person, request.POST, checked=opens)
    if opens and not form.problems and not form.missing:
        try:
            return HttpResponseRedirect(_open(form))
        except TicketRefusedError as refused:
            form = NewForm(desk, person, request.POST, checked=True, refusal=refused.text.of(language()))
    status = 422 if form.problems or form.refusal else 200
    return render(request, "web/queue/new.html", {"form": form, **_around(desk)}, status=status)


def _open(form: NewForm) -> str:
    """Open the request, now: there is no other time (A39)."""
    written = form.sent.get("words", "").strip()
    words = Incoming(text=written, html=html_of(written), channel=form.channel)
    ticket = open_ticket(person=form.person, asked=form.asked, words=words, by=form.desk.member, at=form.desk.at)
    return reverse("ticket:ticket", args=[ticket.vendor.slug, ticket.number])


def _found(desk: Desk, words: str) -> Finding:
    people = reachable_people(desk).order_by(ByName("organisation__name"), ByName("name"))
    for word in words.split():
        about = Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__icontains=word)
        people = people.filter(about | Q(organisation__name__icontains=word))
    found = tuple(people[:_SHOWN]) if words else ()
    clients = tuple(reachable_clients(desk)[:500])
    return Finding(words, found, clients, sent={"language": desk.member.vendor.language})


def _who(request: HttpRequest, desk: Desk, finding: Finding, status: int = 200) -> HttpResponse:
    return render(request, "web/queue/who.html", {"finding": finding, **_around(desk)}, status=status)


def _around(desk: Desk) -> dict[str, object]:
    shortcuts = desk.who.user is not None and desk.who.user.shortcuts
    frame = desk_frame(desk.who, desk.member, "queue")
    return {"frame": frame, "vendor": desk.member.vendor, "shortcuts": shortcuts}


@require_POST
def enter_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody of a client who was not known yet; then the form for them."""
    desk = desk_for(request, slug, Permission.OPEN_TICKETS)
    number = request.POST.get("client", "")
    client = get_object_or_404(
        reachable_clients(desk), pk=int(number) if number.isdecimal() and len(number) < 18 else 0
    )
    sheet = PersonSheet(
        name=" ".join(request.POST.get("name", "").split())[:120],
        email=request.POST.get("email", "").strip(),
        phone=request.POST.get("phone", "").strip()[:40],
        language=spoken(request.POST.get("language")),
    )
    problems = list(_wrong(sheet))
    if not problems:
        try:
            person = add_person(client=client, sheet=sheet, at=desk.at)
            return HttpResponseRedirect(f"{reverse('queue:new', args=[slug])}?person={person.pk}")
        except SheetRefusedError as refused:
            problems = [text.of(language()) for texts in refused.problems.values() for text in texts]
    finding = _found(desk, "")
    finding = Finding(clients=finding.clients, problems=tuple(problems), sent=request.POST.dict())
    return _who(request, desk, finding, status=422)


def _wrong(sheet: PersonSheet) -> Iterator[str]:
    if not sheet.name:
        yield gettext("Write the name of the person.")
    try:
        validate_email(sheet.email)
    except ValidationError:
        yield gettext("“%(address)s” is no mail address. Write one such as ana@client.example.") % {
            "address": sheet.email
        }
