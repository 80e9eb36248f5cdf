"""What happened to a ticket, event by event, in sentences for the desk and for the client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, gettext_noop

from servanda.desk.tickets import happenings as names
from servanda.desk.tickets.models import Event
from servanda.engine.entitlements.grants import party_name
from servanda.engine.policy.fields import Item
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import write_date, write_list, write_moment
from servanda.engine.requests.reasons import level_name
from servanda.engine.requests.sayings import METRIC
from servanda.engine.text import Language, spoken
from servanda.publishing.places import zone_place

_BY_SOMEBODY: Mapping[str, str] = {
    "client-message": gettext_noop("%(who)s wrote."),
    "update": gettext_noop("%(who)s gave an update."),
    "working": gettext_noop("%(who)s is working on the request."),
    "internal-note": gettext_noop("%(who)s wrote an internal note."),
    "solution-proposed": gettext_noop("%(who)s proposed a solution, which waits to be accepted."),
    "solution-accepted": gettext_noop("%(who)s accepted the solution."),
    "solution-rejected": gettext_noop("%(who)s did not accept the solution."),
    "resolved": gettext_noop("%(who)s resolved the request."),
    "reopened": gettext_noop("%(who)s reopened the request."),
    names.CLOSED: gettext_noop("%(who)s closed the request."),
    names.DATA_NEEDED: gettext_noop("%(who)s noted that help needs access to the client’s data."),
    names.DATA_NOT_NEEDED: gettext_noop("%(who)s noted that help needs no access to the client’s data."),
}
"""Events that need no more than who did it."""

_CAUSES: Mapping[str, str] = {
    "more-clients": gettext_noop("more than one client is affected by the incident “%(incident_title)s”"),
    "one-client": gettext_noop("one client alone is affected, as far as is known"),
}
"""Why Servanda itself reclassifies a request."""
_FOR_CLIENTS: Mapping[str, str] = {"more-clients": gettext_noop("more than one client is affected")}
"""The same for clients, who are not told what the house calls an incident: it may name another of them."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One event, to be told under a policy, to whom, in the language of the page."""

    event: Event
    policy: Policy
    for_client: bool

    @property
    def language(self) -> Language:
        """The language of the page."""
        return spoken(get_language())

    @property
    def who(self) -> str:
        """Who did it: a member, a client's person, or Servanda itself."""
        return str(self.event.member or self.event.person or "Servanda")

    @property
    def details(self) -> Mapping[str, Any]:
        """What the event says."""
        details: Mapping[str, Any] = self.event.details
        return details

    def name(self, items: Mapping[str, Item], key: str) -> str:
        """The policy's name of one of its parts; the id where it has none."""
        item = items.get(key)
        return (item.name.of(self.language) if item else "") or key

    def level(self, key: str) -> str:
        """What people call a priority: its code where it has one (P1, II), else its name."""
        if not key:
            return gettext("none yet")
        return level_name(self.policy, key).of(self.language) if key.islower() else key

    def instant(self, at: int) -> str:
        """An instant in the policy's zone, with the place that the zone is known by."""
        place = zone_place(str(self.policy.zone), self.language)
        return f"{write_moment(at, self.language, self.policy.zone)} ({place})"

    def channel(self) -> str:
        """The name of the channel on which it happened; empty where none is told."""
        key = self.details.get("channel") or ""
        return self.name(self.policy.document.channels, key) if key else ""

    def reason(self) -> str:
        """The reason in the policy's words where it is one of the policy's, with what was said beside it; else as it was written."""
        cause = str(self.details.get("cause"))
        if cause in _CAUSES:
            causes = {**_CAUSES, **_FOR_CLIENTS} if self.for_client else _CAUSES
            return gettext(causes[cause]) % self.details
        given = str(self.details.get("reason") or "").strip()
        for rule in self.policy.document.reclassify:
            if given in rule.reasons:
                remark = str(self.details.get("remark") or "")
                return ". ".join(filter(None, (self.name(rule.reasons, given), remark)))
        return given


def event_words(event: Event, policy: Policy, *, for_client: bool) -> str:
    """One sentence or two on what happened, in the active language.

    Reads `event.member.user` and `event.person`: fetch them with the events. Staff and clients read the same names;
    with `for_client` reasons that are the vendor's own are left out.
    """
    telling = Telling(event, policy, for_client)
    if event.name in _BY_SOMEBODY:
        return gettext(_BY_SOMEBODY[event.name]) % {"who": telling.who}
    return _TOLD[event.name](telling)


def reason_words(event: Event, policy: Policy) -> str:
    """The reason of an event in the active language where the policy has words for it, else as it was written."""
    return Telling(event, policy, for_client=True).reason()


def _because(sentence: str, reason: str) -> str:
    if not reason:
        return sentence
    return gettext("%(sentence)s Reason: %(reason)s.") % {"sentence": sentence, "reason": reason.rstrip(".")}


def _opened(telling: Telling) -> str:
    event, channel = telling.event, telling.channel()
    words = {"who": telling.who, "person": str(event.person), "channel": channel}
    if event.member and event.person:
        said = gettext("%(who)s opened the request for %(person)s (%(channel)s).")
        return (said if channel else gettext("%(who)s opened the request for %(person)s.")) % words
    return (
        gettext("%(who)s opened the request (%(channel)s).") if channel else gettext("%(who)s opened the request.")
    ) % words


def _automatic(telling: Telling) -> str:
    return gettext("An automatic confirmation was sent. It stops no clock.")


def _response(telling: Telling) -> str:
    channel = telling.channel()
    if not channel:
        return gettext("%(who)s answered.") % {"who": telling.who}
    return gettext("%(who)s answered (%(channel)s).") % {"who": telling.who, "channel": channel}


def _waiting(telling: Telling) -> str:
    party = telling.details.get("for")
    reason = telling.reason() if party == "client" or not telling.for_client else ""
    words = {"who": telling.who}
    if party == "client":
        said = (
            gettext("%(who)s is waiting for your answer.")
            if telling.for_client
            else gettext("%(who)s is waiting for the client.")
        )
    elif party == "third party":
        said = gettext("%(who)s is waiting for a third party.")
    else:
        said = gettext("%(who)s is waiting for a colleague.")
    return _because(said % words, reason)


def _reclassified(telling: Telling) -> str:
    before, after = telling.details.get("before", ""), telling.details.get("after", "")
    words = {"who": telling.who, "before": telling.level(before), "after": telling.level(after)}
    if before == after:
        said = gettext("%(who)s corrected what is known of the request; its priority stays %(after)s.")
    elif not before:
        said = gettext("%(who)s set the priority to %(after)s.")
    else:
        said = gettext("%(who)s changed the priority from %(before)s to %(after)s.")
    return _because(said % words, telling.reason())


def _duty(telling: Telling) -> str:
    duties, key = telling.policy.document.duties, telling.details.get("duty", "")
    words = {"who": telling.who, "duty": telling.name(duties, key)}
    if telling.event.name == "duty-met":
        return gettext("%(who)s noted that this is no longer missing: %(duty)s.") % words
    return gettext("%(who)s noted that this is missing: %(duty)s.") % words


def _plan_changed(telling: Telling) -> str:
    document = telling.policy.document
    held = [telling.name(document.plans, telling.details.get("plan", ""))]
    held += [telling.name(document.addons, key) for key in telling.details.get("addons", {})]
    said = gettext("The agreement changed to %(held)s.") % {"held": write_list(held, telling.language)}
    if document.terms.plan_change == "keep":
        return gettext("%(said)s This request keeps what was promised when it was opened.") % {"said": said}
    return said


def _excluded(telling: Telling) -> str:
    category = telling.name(telling.policy.document.exclusions, telling.details.get("category") or "")
    if category:
        said = gettext("%(who)s took the request out of what is promised (%(category)s).")
    else:
        said = gettext("%(who)s took the request out of what is promised.")
    return _because(said % {"who": telling.who, "category": category}, telling.reason())


def _date_agreed(telling: Telling) -> str:
    words = {"who": telling.who, "due": telling.instant(telling.details["due"])}
    return _because(gettext("%(who)s noted the date that was agreed: %(due)s.") % words, telling.reason())


def _overridden(telling: Telling) -> str:
    metric = METRIC[telling.details.get("metric") or "resolution"].of(telling.language)
    words = {"who": telling.who, "due": telling.instant(telling.details["due"]), "metric": metric}
    return _because(gettext("%(who)s set another due time, %(due)s (%(metric)s).") % words, telling.reason())


def _engaged(telling: Telling) -> str:
    contact = telling.details.get("contact")
    if not contact:
        return gettext("%(who)s confirmed that the specialists are at work.") % {"who": telling.who}
    name = party_name(telling.policy, contact).of(telling.language)
    return gettext("%(who)s confirmed that this contact is at work: %(contact)s.") % {
        "who": telling.who,
        "contact": name,
    }


def _assigned(telling: Telling) -> str:
    if not telling.details.get("assignee"):
        return gettext("%(who)s left the request to whoever is free.") % {"who": telling.who}
    words = {"who": telling.who, "name": telling.details.get("name", "")}
    if telling.event.member_id == telling.details["assignee"]:
        return gettext("%(who)s took the request.") % words
    return gettext("%(who)s gave the request to %(name)s.") % words


def _kind_corrected(telling: Telling) -> str:
    kinds = telling.policy.document.kinds
    before, after = telling.details.get("before", ""), telling.details["kind"]
    words = {"who": telling.who, "before": telling.name(kinds, before), "after": telling.name(kinds, after)}
    if before == after:
        said = gettext("%(who)s corrected the cause of the request.")
    else:
        said = gettext("%(who)s corrected the kind of request from “%(before)s” to “%(after)s”.")
    return _because(said % words, telling.reason())


def _other_ticket(telling: Telling) -> str:
    words = {"who": telling.who, "reference": telling.details.get("reference", "")}
    return gettext(_WITH_ANOTHER[telling.event.name]) % words


_WITH_ANOTHER: Mapping[str, str] = {
    names.LINKED: gettext_noop("%(who)s linked the request with %(reference)s."),
    names.UNLINKED: gettext_noop("%(who)s took away the link with %(reference)s."),
    names.MERGED: gettext_noop("%(who)s merged this request into %(reference)s, where it goes on."),
    names.MERGED_IN: gettext_noop("%(who)s merged %(reference)s into this request."),
    names.SPLIT: gettext_noop("%(who)s made a request of its own out of a message: %(reference)s."),
    names.SPLIT_OFF: gettext_noop("%(who)s made this request out of a message of %(reference)s."),
}


def _incident(telling: Telling) -> str:
    words = {"who": telling.who, "title": telling.details.get("title", "")}
    if telling.event.name == names.INCIDENT_JOINED:
        return gettext("%(who)s added the request to the incident “%(title)s”.") % words
    return gettext("%(who)s took the request out of the incident “%(title)s”.") % words


def _incident_ended(telling: Telling) -> str:
    if telling.for_client:
        return gettext("The incident behind this request is over.")
    words = {"who": telling.who, "title": telling.details.get("title", "")}
    return gettext("%(who)s ended the incident “%(title)s”.") % words


def _correction(telling: Telling) -> str:
    day = telling.details.get("day")
    written = write_date(date.fromisoformat(day), telling.language) if day else ""
    words = {"who": telling.who, "release": telling.details.get("release", ""), "day": written}
    if telling.event.name == names.CORRECTION_RELEASED:
        return gettext("The correction came out with release %(release)s.") % words
    if words["day"]:
        return gettext("%(who)s planned the correction for release %(release)s, on %(day)s.") % words
    return gettext("%(who)s planned the correction for release %(release)s.") % words


def _satisfaction(telling: Telling) -> str:
    return gettext("%(who)s gave %(score)s out of 5.") % {"who": telling.who, "score": telling.details.get("score")}


def _identity(telling: Telling) -> str:
    return gettext("%(who)s confirmed who is asking: %(how)s.") % {
        "who": telling.who,
        "how": str(telling.details.get("how", "")).rstrip("."),
    }


def _tagged(telling: Telling) -> str:
    tags = telling.details.get("tags", [])
    if not tags:
        return gettext("%(who)s took away all tags.") % {"who": telling.who}
    return gettext("%(who)s set the tags: %(tags)s.") % {"who": telling.who, "tags": ", ".join(tags)}


def _mail_returned(telling: Telling) -> str:
    words = {"address": telling.details.get("address", "")}
    return _because(gettext("A mail could not be delivered to %(address)s.") % words, telling.reason())


def _session(telling: Telling) -> str:
    words = {"who": telling.who, "channel": telling.channel()}
    if telling.event.name == names.SESSION_STARTED:
        return gettext("%(who)s began a session (%(channel)s).") % words
    return gettext("%(who)s ended the session (%(channel)s).") % words


_TOLD: Mapping[str, Callable[[Telling], str]] = {
    names.OPENED: _opened,
    "automatic-reply": _automatic,
    "response": _response,
    "waiting": _waiting,
    "reclassified": _reclassified,
    "duty-missed": _duty,
    "duty-met": _duty,
    "plan-changed": _plan_changed,
    "excluded": _excluded,
    "date-agreed": _date_agreed,
    "due-date-overridden": _overridden,
    "engaged": _engaged,
    names.ASSIGNED: _assigned,
    names.KIND_CORRECTED: _kind_corrected,
    **dict.fromkeys(_WITH_ANOTHER, _other_ticket),
    names.INCIDENT_JOINED: _incident,
    names.INCIDENT_LEFT: _incident,
    names.INCIDENT_ENDED: _incident_ended,
    names.CORRECTION_PLANNED: _correction,
    names.CORRECTION_RELEASED: _correction,
    names.SATISFACTION: _satisfaction,
    names.IDENTITY_CHECKED: _identity,
    names.TAGGED: _tagged,
    names.MAIL_RETURNED: _mail_returned,
    names.SESSION_STARTED: _session,
    names.SESSION_ENDED: _session,
}
"""Everything else, with what it says beyond who did it."""
