"""What a client is asking, as the form has it: read from what was sent, checked all at once, never lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.html import avoid_wrapping
from django.utils.translation import gettext, ngettext

from servanda.desk.alphabet import ByName
from servanda.desk.organisations.models import Environment
from servanda.desk.sizes import LARGEST_TOGETHER
from servanda.desk.tickets import attachments
from servanda.desk.tickets.actions.opening import Asked
from servanda.desk.tickets.actions.writing import Incoming
from servanda.desk.tickets.attachments import FileRefusedError, KeptFile, Upload, keep_files, signed_files
from servanda.desk.tickets.markdown import html_of
from servanda.desk.web.facts import PREFIX, Held, facts_given, kind_question, unanswered
from servanda.desk.web.formats import language
from servanda.desk.web.portal.fields import id_of
from servanda.desk.web.portal.standing import Standing
from servanda.engine.requests.classification import holds
from servanda.publishing.scribe import Scribe

LONGEST_SUBJECT = 200
LONGEST_DETAILS = 50_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right: the field that it stands at, and what would be right."""

    field: str
    says: str

    @property
    def anchor(self) -> str:
        """The id of the field on the page; empty where it is about none."""
        return id_of(self.field)


@dataclass(frozen=True, slots=True)
class Asking:
    """The form as it stands. `refused` are files that could not be kept."""

    kind: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    details: str = ""
    environment: int | None = None
    contact: str | None = None
    """Who is at hand; None: not asked yet."""
    files: tuple[KeptFile, ...] = ()
    refused: tuple[str, ...] = ()


def read_asking(standing: Standing, sent: QueryDict, uploads: Iterable[Upload] = ()) -> Asking:
    """What was sent so far; the good ones of the files are kept, `drop` names one that is left out again."""
    held = standing.held
    kinds = [option.value for option in kind_question(held, "").options]
    kind = sent.get("kind", "") if sent.get("kind") in kinds else ""
    kept = tuple(
        file for file in signed_files(sent.getlist("kept"), owner=standing.user) if file.digest != sent.get("drop")
    )
    files, refused = keep_files(uploads, beside=kept)
    return Asking(
        kind=kind or (kinds[0] if len(kinds) == 1 else ""),
        facts=facts_given(held, usual_facts(held) | {name: sent.get(name, "") for name in sent}),
        subject=" ".join(sent.get("subject", "").split()),
        details=sent.get("details", "").replace("\r\n", "\n").strip(),
        environment=_environment(standing, sent.get("environment", "")),
        contact=sent.get("contact", "").strip() if "contact" in sent else None,
        files=files,
        refused=tuple(map(refusal_words, refused)),
    )


def usual_facts(held: Held) -> dict[str, str]:
    """The answers that the policy itself takes where none is given, as fields of the form."""
    facts = held.policy.document.classify.facts
    return {f"{PREFIX}{name}": fact.default for name, fact in facts.items() if fact.default}


def _environment(standing: Standing, given: str) -> int | None:
    known = list(standing.person.organisation.environments.order_by("kind", ByName("name")))
    chosen = next((each for each in known if str(each.pk) == given), None)
    if chosen is None and not given:
        chosen = next((each for each in known if each.kind == Environment.Kind.PRODUCTION or len(known) == 1), None)
    return chosen.pk if chosen else None


def classified(held: Held, kind: str) -> bool:
    """Whether the questions of classification matter for a kind: nothing is promised for one that only gets a quote."""
    found = held.policy.document.kinds.get(kind)
    return found is None or found.promises


def open_questions(held: Held, asking: Asking) -> tuple[str, ...]:
    """The facts that are asked and not answered yet; ids."""
    return unanswered(held, asking.facts) if classified(held, asking.kind) else ()


def problems_of(standing: Standing, asking: Asking, *, contact_needed: bool) -> tuple[Problem, ...]:
    """Everything that keeps a request from being sent."""
    held = standing.held
    return (
        *_kind_problems(asking),
        *(_unanswered(held, name) for name in open_questions(held, asking)),
        *_contradictions(held, asking),
        *_word_problems(asking),
        *_contact_problems(asking, needed=contact_needed),
    )


def _kind_problems(asking: Asking) -> Iterator[Problem]:
    if not asking.kind:
        yield Problem("kind", gettext("“What is it?” is not answered. Choose the kind of request that fits best."))


def _unanswered(held: Held, name: str) -> Problem:
    scribe = Scribe(held.policy, language())
    fact = held.policy.document.classify.facts[name]
    legend = scribe.say(fact.ask) or scribe.name_of(held.policy.document.classify.facts, name)
    return Problem(
        f"{PREFIX}{name}",
        gettext("“%(question)s” is not answered. Choose what fits best; the promise depends on it.")
        % {"question": legend},
    )


def _contradictions(held: Held, asking: Asking) -> Iterator[Problem]:
    scribe, facts = Scribe(held.policy, language()), held.policy.document.classify.facts
    if not classified(held, asking.kind):
        return
    for combination in held.policy.document.classify.impossible:
        if holds(combination, asking.facts):
            said = scribe.joined(f"“{_named(scribe, name)}”" for name in combination)
            yield Problem(
                f"{PREFIX}{next(name for name in facts if name in combination)}",
                gettext("These answers contradict each other: %(answers)s. Change one of them.") % {"answers": said},
            )


def _named(scribe: Scribe, name: str) -> str:
    return scribe.name_of(scribe.document.classify.facts, name)


def _word_problems(asking: Asking) -> Iterator[Problem]:
    if not asking.subject:
        yield Problem("subject", gettext("The subject is empty. Say in a few words what it is about."))
    if len(asking.subject) > LONGEST_SUBJECT:
        yield Problem(
            "subject",
            gettext("The subject has %(length)s characters; at most %(most)s are possible. Say the rest below.")
            % {"length": len(asking.subject), "most": LONGEST_SUBJECT},
        )
    if not asking.details:
        yield Problem(
            "details", gettext("The description is empty. Say what you did, what you saw and what you expected.")
        )
    if len(asking.details) > LONGEST_DETAILS:
        yield Problem(
            "details",
            gettext(
                "The description has %(length)s characters; at most %(most)s are possible. Attach the rest as a file."
            )
            % {"length": len(asking.details), "most": LONGEST_DETAILS},
        )


def _contact_problems(asking: Asking, *, needed: bool) -> Iterator[Problem]:
    if needed and not asking.contact:
        yield Problem(
            "contact",
            gettext(
                "Nobody is named who can be reached. At this priority somebody of yours must be: give a name and a number."
            ),
        )


def refusal_words(refused: FileRefusedError) -> str:
    """Why a file was not kept, and what to do instead."""
    limits = {
        "name": refused.name,
        "largest": _megabytes(attachments.LARGEST),
        "together": _megabytes(LARGEST_TOGETHER),
    }
    said = {
        "empty": gettext("“%(name)s” is empty. Choose it again once it has content."),
        "large": gettext("“%(name)s” is larger than %(largest)s. Shorten or compress it, or send a link to it."),
        "kind": gettext("“%(name)s” could start a program, so it is not taken. Put a picture or a text in its place."),
        "together": gettext(
            "“%(name)s” would make all files larger than %(together)s together. Send it with a later message."
        ),
        "many": ngettext(
            "“%(name)s” is too much: at most %(most)d file goes with one message. Send it with a later one.",
            "“%(name)s” is too much: at most %(most)d files go with one message. Send it with a later one.",
            attachments.MOST,
        ),
    }[refused.why]
    return said % {**limits, "most": attachments.MOST}


def _megabytes(size: int) -> str:
    return avoid_wrapping(gettext("%s MB") % (size // 2**20))


def asked_of(standing: Standing, asking: Asking) -> Asked:
    """The request as the engine is asked about it."""
    environments = standing.person.organisation.environments
    facts = asking.facts if classified(standing.held, asking.kind) else {}
    return Asked(
        subject=asking.subject,
        kind=asking.kind,
        channel=standing.vendor.portal_channel,
        facts=facts,
        environment=environments.filter(pk=asking.environment).first() if asking.environment else None,
        language=language(),
    )


def words_of(standing: Standing, asking: Asking, *, contact_needed: bool) -> Incoming:
    """The first message: the description, and who can be reached where somebody must be."""
    text = asking.details
    if contact_needed and asking.contact:
        said = gettext("Who can be reached about it: %(contact)s") % {"contact": asking.contact}
        text = f"{text}\n\n{said}"
    return Incoming(text=text, html=html_of(text), channel=standing.vendor.portal_channel, files=asking.files)


def with_contact(standing: Standing, asking: Asking) -> Asking:
    """With the person themselves as the contact, where none was asked for yet."""
    if asking.contact is not None:
        return asking
    return replace(asking, contact=", ".join(part for part in (standing.person.name, standing.person.phone) if part))
