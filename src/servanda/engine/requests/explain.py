"""What was promised for one request, by when, and why: the function behind the desk, the calculator and the command."""

from __future__ import annotations

from servanda.engine.entitlements.check import check_addons, check_entitlement
from servanda.engine.entitlements.refusal import Refusal, refuse
from servanda.engine.instants import moment
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.versions import check_in_force
from servanda.engine.requests.answer import Answer
from servanda.engine.requests.case import Case
from servanda.engine.requests.history import History, read_history
from servanda.engine.requests.ladders import calls
from servanda.engine.requests.selection import Situation
from servanda.engine.requests.verdicts import verdicts
from servanda.engine.text import Text


def explain(policy: Policy, case: Case, as_of: int) -> Answer:
    """The verdict of a policy on one request, as of an instant (microseconds).

    The case must be one that `servanda.engine.requests.reading.read_case` accepts for this policy. Raises
    NotInForceError where the policy is not in force at the opening, CalendarError where a holiday table ends.
    """
    check_in_force(policy, case.request.opened)
    return judge(policy, case, as_of)


def judge(policy: Policy, case: Case, as_of: int) -> Answer:
    """`explain` for a version that `servanda.engine.policy.versions.version_for` has chosen for the request."""
    opened = case.request.opened
    history = read_history(policy, case, max(as_of, opened))
    addons = case.client.addons_at(opened)
    refusal = _refusal(policy, case, addons)
    calendar = policy.calendar_of(case.client.plan, addons)
    kind = policy.document.kinds[case.request.kind]
    judged = verdicts(policy, history) if refusal is None and kind.promises else ()
    situation = Situation(case.client.plan, addons, history.classified.priority, case.request.kind, history.first.facts)
    return Answer(
        policy=policy,
        history=history,
        classified=history.classified,
        verdicts=judged if history.classified.decided else (),
        calls=calls(policy, history, situation, judged) if judged else (),
        refusal=refusal,
        notices=_notices(policy, history),
        calendar=calendar,
        open_at_start=policy.timeline(calendar).is_open(opened),
    )


def _refusal(policy: Policy, case: Case, addons: tuple[str, ...]) -> Refusal | None:
    client, request = case.client, case.request
    if client.since is not None and request.opened < client.since:
        return refuse("entitlement.refused.not-yet", {"day": moment(client.since, policy.zone).date()})
    if client.until is not None and request.opened >= client.until:
        return refuse("entitlement.refused.ended", {"day": moment(client.until, policy.zone).date()})
    return check_addons(policy, client.plan, addons) or check_entitlement(
        policy,
        plan=client.plan,
        addons=addons,
        kind=request.kind,
        channel=request.channel,
        session=request.session,
        administrator=request.administrator,
    )


def _notices(policy: Policy, history: History) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    found = []
    for name, value in history.classified.facts.items():
        fact = policy.document.classify.facts[name]
        if value in fact.notice:
            found.append((fact.notice[value], fact.cited))
    for change in history.changes:
        if change.allowed and change.rule and change.rule.tell_client:
            found.append(
                (
                    Text("The client is told of the new priority.", "Le client est avisé de la nouvelle priorité."),
                    change.rule.cited,
                )
            )
    return tuple(found)
