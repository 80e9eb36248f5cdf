"""Giving a request its priority again, by the rules of its policy; correcting what kind of request it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import translation

from servanda.desk.organisations.models import Member
from servanda.desk.tickets.actions.opening import NotEntitledError
from servanda.desk.tickets.actions.recording import By, in_order, lock_ticket, record_event
from servanda.desk.tickets.actions.refusals import TicketRefusedError, refuse
from servanda.desk.tickets.choices import billing_questions
from servanda.desk.tickets.happenings import KIND_CORRECTED
from servanda.desk.tickets.history import case_of, policy_for
from servanda.desk.tickets.letters import send_priority_changed
from servanda.desk.tickets.models import Event, Ticket
from servanda.desk.tickets.telling import reason_words
from servanda.engine.entitlements.check import check_entitlement
from servanda.engine.policy.clocks import Reclassify
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import write_list
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.case import Event as Happened
from servanda.engine.requests.explain import judge
from servanda.engine.requests.history import Change
from servanda.engine.text import Text

VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a reclassification would do: the answer as it stands, and as it would be. `refusal`: why it may not be."""

    before: Answer
    after: Answer
    refusal: Text | None = None

    @property
    def changes(self) -> bool:
        """Whether the priority would be another one."""
        return self.before.classified.priority != self.after.classified.priority


def preview_reclassification(
    ticket: Ticket, *, facts: Mapping[str, str], priority: str = "", reason: str = "", at: int
) -> Preview:
    """What would come of reclassifying a ticket now; nothing is written."""
    policy = policy_for(ticket, as_of=at)
    case = case_of(ticket, ticket.events.all())
    before = judge(policy, case, at)
    wanted = _stated(policy, facts, priority)
    happened = Happened(
        at, "reclassified", facts=wanted[0], priority=wanted[1] or None, reason=reason or None, by=VENDOR
    )
    after = judge(policy, replace(case, events=(*case.events, happened)), at)
    return Preview(before, after, _refusal(policy, before, after.history.changes, wanted, reason))


def _stated(policy: Policy, facts: Mapping[str, str], priority: str) -> tuple[dict[str, str], str]:
    """Where the client states the priority itself, choosing one is stating another."""
    stated = policy.document.classify.stated
    if stated and priority:
        return {**facts, stated: priority}, ""
    return dict(facts), priority


def _refusal(
    policy: Policy, before: Answer, changes: Sequence[Change], wanted: tuple[dict[str, str], str], reason: str
) -> Text | None:
    facts, priority = wanted
    change = changes[-1]
    was, becomes = before.classified, change.classified
    unknown = _unknown(policy, facts, priority)
    if unknown is not None:
        return unknown
    if was.way == "not classified":
        return Text(
            "Requests under this plan have no priority. There is nothing to change.",
            "Les demandes de ce forfait n’ont pas de priorité. Il n’y a rien à changer.",
        )
    if not change.allowed:
        return _against_rule(policy, change, reason)
    if becomes.way == "choice refused" or (priority and becomes.choice is None and becomes.priority != priority):
        return _not_left(becomes.allowed, priority, becomes.priority)
    if becomes.priority == was.priority and dict(becomes.facts) == dict(was.facts):
        return Text("Nothing would change: this is what stands.", "Rien ne changerait : c’est ce qui est en vigueur.")
    if not reason.strip() and was.priority is not None and becomes.priority != was.priority:
        return Text("Give the reason; the client reads it too.", "Donnez le motif ; le client le lit aussi.")
    return None


def _unknown(policy: Policy, facts: Mapping[str, str], priority: str) -> Text | None:
    known = policy.document.classify.facts
    for name, value in facts.items():
        if name not in known or value not in known[name].values:
            return Text(f"The policy knows no {name} “{value}”.", f"La politique ne connaît pas {name} « {value} ».")
    levels = policy.document.classify.levels
    if priority and priority not in levels:
        listed = ", ".join(levels)
        return Text(
            f"There is no priority “{priority}”: {listed}.", f"Il n’y a pas de priorité « {priority} » : {listed}."
        )
    return None


def _against_rule(policy: Policy, change: Change, reason: str) -> Text:
    rules = [change.rule] if change.rule else list(policy.document.reclassify)
    named = [each.name for rule in rules for each in rule.reasons.values()]
    english, french = write_list((name.en for name in named), "en"), write_list((name.fr for name in named), "fr")
    got = (f" (got “{reason}”)", f" (reçu : « {reason} »)") if reason else ("", "")
    return Text(
        f"The policy allows this change for these reasons only: {english}{got[0]}.",
        f"La politique ne permet ce changement que pour ces motifs : {french}{got[1]}.",
    )


def _not_left(allowed: Sequence[str], priority: str, computed: str | None) -> Text:
    if not allowed:
        return Text(
            f"The policy computes the priority from the facts: {computed}. Correct the facts instead.",
            f"La politique calcule la priorité d’après les faits : {computed}. Corrigez plutôt les faits.",
        )
    if priority in allowed:
        return Text(
            "The policy leaves this choice to you with a reason. Give it; the client reads it too.",
            "La politique vous laisse ce choix, motif à l’appui. Donnez-le ; le client le lit aussi.",
        )
    listed = ", ".join(allowed)
    return Text(
        f"The policy leaves the choice between {listed} (got {priority}).",
        f"La politique laisse le choix entre {listed} (reçu : {priority}).",
    )


@transaction.atomic
def reclassify(
    *,
    ticket: Ticket,
    facts: Mapping[str, str],
    by: Member | None,
    at: int,
    priority: str = "",
    reason: str = "",
    remark: str = "",
    cause: Mapping[str, Any] | None = None,
) -> Event:
    """Give a ticket other facts, or a priority within what the policy leaves to the agent (A37, A38, K13).

    `facts` are those that change; `reason` is one of the policy's where it names some, and `remark` what is said beside
    it. The client is told by mail where the policy says so. `cause` tells why Servanda itself does it (`by` None). Raises TicketRefusedError.
    """
    if by is not None and not isinstance(by, Member):
        raise refuse("Only the vendor reclassifies a request.", "Seul l’éditeur reclasse une demande.")
    lock_ticket(ticket)
    at = in_order(ticket, at)
    seen = preview_reclassification(ticket, facts=facts, priority=priority, reason=reason, at=at)
    if seen.refusal is not None:
        raise TicketRefusedError(seen.refusal)
    given, chosen = _stated(seen.after.policy, facts, priority)
    details: dict[str, Any] = {"facts": given, "by": VENDOR, **(cause or {})}
    details |= {"before": seen.before.classified.priority or "", "after": seen.after.classified.priority or ""}
    details |= {
        name: value
        for name, value in (("priority", chosen), ("reason", reason.strip()), ("remark", remark.strip()))
        if value
    }
    event = record_event(ticket=ticket, name="reclassified", by=by, at=at, details=details)
    rule = seen.after.history.changes[-1].rule
    if seen.changes and _tells(rule):
        with translation.override(ticket.language):
            said = reason_words(event, seen.after.policy)
        send_priority_changed(ticket=ticket, before=details["before"], reason=said, at=at)
    return event


def _tells(rule: Reclassify | None) -> bool:
    return rule is not None and rule.tell_client


@transaction.atomic
def correct_kind(
    *, ticket: Ticket, kind: str, reason: str, by: By, at: int, about: Mapping[str, str] | None = None
) -> Event:
    """Correct what kind of request it is, or what decides who pays for it: a bug's cause, a feature's sponsor (K4, A42).

    Raises NotEntitledError for a kind that the agreement does not have, TicketRefusedError for one that nobody knows.
    """
    lock_ticket(ticket)
    policy = policy_for(ticket, as_of=at)
    if kind not in policy.document.kinds:
        raise refuse(
            f"The policy has no kind of request “{kind}”.", f"La politique n’a pas de type de demande « {kind} »."
        )
    if not reason.strip():
        raise refuse("Give the reason for the correction.", "Donnez le motif de la correction.")
    about = {name: value for name, value in (about or {}).items() if value}
    _check_about(policy, kind, about)
    addons = tuple(addon for addon, since in ticket.addons.items() if since is None or since <= ticket.opened_at)
    refusal = check_entitlement(policy, plan=ticket.plan, addons=addons, kind=kind)
    if refusal is not None:
        raise NotEntitledError(refusal)
    details = {"kind": kind, "before": ticket.current_kind or ticket.kind, "reason": reason.strip(), "about": about}
    return record_event(ticket=ticket, name=KIND_CORRECTED, by=by, at=at, details=details)


def _check_about(policy: Policy, kind: str, about: Mapping[str, str]) -> None:
    asked = billing_questions(policy, kind)
    for name, value in about.items():
        if value not in asked.get(name, ()):
            raise refuse(
                f"Nothing is billed by {name} “{value}” for this kind of request.",
                f"Rien n’est facturé selon {name} « {value} » pour ce type de demande.",
            )
