"""May this client make this request, this way? None, or a refusal that says what there is instead."""

from __future__ import annotations

from servanda.engine.because import Because
from servanda.engine.entitlements.grants import (
    channels_of,
    has_channel,
    has_support,
    kind_access,
    name_of,
)
from servanda.engine.entitlements.refusal import Refusal, refuse
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Text


def check_entitlement(
    policy: Policy,
    *,
    plan: str,
    addons: tuple[str, ...] = (),
    kind: str,
    channel: str | None = None,
    session: bool = False,
    administrator: bool | None = None,
) -> Refusal | None:
    """Refuse what the agreement does not cover, else None.

    `addons` are those in force when the request is opened. A `channel` of None is not checked; `session` says whether
    it is opened during a running session on another channel. `administrator` is None where nobody knows who asks.
    Raises KeyError for a plan or a kind that the policy does not have.
    """
    if not has_support(policy, plan):
        return _no_support(policy, plan, addons)
    if kind_access(policy, plan, addons, kind) == "none":
        return _no_kind(policy, plan, kind)
    if administrator is False and (refusal := _administrators(policy, plan, addons)):
        return refusal
    return None if channel is None else _check_channel(policy, plan, addons, channel, session=session)


def check_addons(policy: Policy, plan: str, addons: tuple[str, ...]) -> Refusal | None:
    """Refuse add-ons that need another plan, or that exclude each other in either direction, else None.

    Raises KeyError for an add-on that the policy does not have.
    """
    family = policy.plan_family(plan)
    for name in addons:
        addon = policy.document.addons[name]
        if addon.needs and set(addon.needs).isdisjoint(family):
            return _addon_needs(policy, plan, name)
        for other in addons:
            if other in addon.excludes:
                return _addon_excludes(policy, name, other)
    return None


def why_entitled(
    policy: Policy, *, plan: str, addons: tuple[str, ...] = (), kind: str, channel: str | None = None
) -> Because:
    """The because of a request that `check_entitlement` lets pass."""
    document = policy.document
    facts = [_kind_fact(policy, plan, addons, kind)]
    if channel is not None:
        found = document.channels[channel]
        facts.append(Because("entitlement.channel", {"channel": name_of(found, channel)}, found.cited))
    if addons:
        names = tuple(_addon_name(policy, addon) for addon in addons)
        facts.append(Because("entitlement.addons", {"addons": names}, _addon_clauses(policy, addons)))
    if inherited := policy.plan_family(plan)[1:]:
        values = {"plan": _plan_name(policy, plan), "plans": _plan_names(policy, inherited)}
        facts.append(Because("entitlement.includes", values, document.plans[plan].cited))
    cited = document.plans[plan].cited
    return Because("entitlement.granted", {"plan": _plan_name(policy, plan)}, cited, because=tuple(facts))


_ACCESS = {
    "included": Text("included", "compris"),
    "add-on": Text("by an add-on", "par une option"),
    "on quote": Text("on quote", "sur devis"),
}


def _kind_fact(policy: Policy, plan: str, addons: tuple[str, ...], kind: str) -> Because:
    found = policy.document.kinds[kind]
    clauses = found.cited
    if found.needs:
        clauses = tuple(dict.fromkeys((*clauses, *policy.document.entitlements[found.needs].cited)))
    how = _ACCESS[kind_access(policy, plan, addons, kind)]
    return Because("entitlement.kind", {"kind": name_of(found, kind), "access": how}, clauses)


def _no_support(policy: Policy, plan: str, addons: tuple[str, ...]) -> Refusal:
    served = tuple(name for name in policy.document.plans if has_support(policy, name))
    channels = channels_of(policy, plan, addons)
    because = (*_has_channels(policy, channels), *_held_by(policy, served))
    return refuse(
        "entitlement.refused.no-support",
        {"plan": _plan_name(policy, plan)},
        clauses=_first_cited(
            policy.document.plans[plan].cited, *(policy.document.plans[name].cited for name in served)
        ),
        offers=channels + served,
        because=because,
    )


def _no_kind(policy: Policy, plan: str, kind: str) -> Refusal:
    document = policy.document
    needed = str(document.kinds[kind].needs)
    granted = document.entitlements[needed]
    plans = tuple(name for name in document.plans if kind_access(policy, name, (), kind) in ("included", "on quote"))
    addons = tuple(name for name in granted.addons if check_addons(policy, plan, (name,)) is None)
    what = granted.name or granted.text or Text(needed, needed)
    needs = Because("entitlement.needs", {"entitlement": _bare(what)}, granted.cited)
    return refuse(
        "entitlement.refused.kind",
        {"kind": name_of(document.kinds[kind], kind), "plan": _plan_name(policy, plan)},
        clauses=_first_cited(granted.cited, document.kinds[kind].cited),
        offers=addons + plans,
        because=(needs, *_sold_as(policy, addons), *_held_by(policy, plans)),
    )


def _administrators(policy: Policy, plan: str, addons: tuple[str, ...]) -> Refusal | None:
    rule = policy.document.access.administrators_only if policy.document.access else None
    if rule is None:
        return None
    informing = _informing(policy, plan, addons)
    return refuse(
        "entitlement.refused.requester",
        {},
        clauses=rule.cited,
        offers=informing,
        because=_has_channels(policy, informing),
    )


def _check_channel(
    policy: Policy, plan: str, addons: tuple[str, ...], channel: str, *, session: bool
) -> Refusal | None:
    found = policy.document.channels.get(channel)
    if found is None:
        return _no_channel(policy, plan, addons, channel, "channel-unknown")
    if not has_channel(policy, plan, addons, found):
        return _no_channel(policy, plan, addons, channel, "channel")
    if not found.opens_requests:
        return _no_channel(policy, plan, addons, channel, "channel-informs")
    if not found.within or session:
        return None
    names = tuple(name_of(policy.document.channels[name], name) for name in found.within)
    return refuse(
        "entitlement.refused.session",
        {"channel": name_of(found, channel), "channels": _either(names)},
        clauses=found.cited,
        offers=tuple(found.within),
    )


def _no_channel(policy: Policy, plan: str, addons: tuple[str, ...], channel: str, why: str) -> Refusal:
    document = policy.document
    found = document.channels.get(channel)
    silent = _informing(policy, plan, addons)
    opening = tuple(
        name
        for name in channels_of(policy, plan, addons)
        if name not in silent and not document.channels[name].within  # what begins in a session opens nothing by itself
    )
    better = tuple(
        name for name in document.plans if found and why == "channel" and has_channel(policy, name, (), found)
    )
    sold = tuple(name for name in (found.addons if found else ()) if check_addons(policy, plan, (name,)) is None)
    sold = sold if why == "channel" else ()
    because = (*_has_channels(policy, opening), *_sold_as(policy, sold), *_held_by(policy, better))
    return refuse(
        f"entitlement.refused.{why}",
        {"channel": name_of(found, channel) if found else channel, "plan": _plan_name(policy, plan)},
        clauses=_first_cited(*(document.channels[name].cited for name in opening), found.cited if found else ()),
        offers=opening + sold + better,
        because=because,
    )


def _addon_needs(policy: Policy, plan: str, name: str) -> Refusal:
    addon = policy.document.addons[name]
    values = {
        "addon": _addon_name(policy, name),
        "plans": _either(_plan_names(policy, addon.needs)),
        "plan": _plan_name(policy, plan),
    }
    return refuse("entitlement.refused.addon-needs", values, clauses=addon.cited, offers=tuple(addon.needs))


def _addon_excludes(policy: Policy, name: str, other: str) -> Refusal:
    values = {"addon": _addon_name(policy, name), "other": _addon_name(policy, other)}
    clauses = _addon_clauses(policy, (name, other))
    return refuse("entitlement.refused.addon-excludes", values, clauses=clauses, offers=(name, other))


def _informing(policy: Policy, plan: str, addons: tuple[str, ...]) -> tuple[str, ...]:
    channels = policy.document.channels
    return tuple(name for name in channels_of(policy, plan, addons) if not channels[name].opens_requests)


def _has_channels(policy: Policy, channels: tuple[str, ...]) -> tuple[Because, ...]:
    if not channels:
        return ()
    found = [policy.document.channels[name] for name in channels]
    names = tuple(name_of(channel, name) for channel, name in zip(found, channels, strict=True))
    clauses = _first_cited(*(channel.cited for channel in found))
    return (Because("entitlement.has-channels", {"channels": names}, clauses),)


def _held_by(policy: Policy, plans: tuple[str, ...]) -> tuple[Because, ...]:
    return (Because("entitlement.held-by", {"plans": _plan_names(policy, plans)}),) if plans else ()


def _sold_as(policy: Policy, addons: tuple[str, ...]) -> tuple[Because, ...]:
    if not addons:
        return ()
    names = tuple(_addon_name(policy, name) for name in addons)
    return (Because("entitlement.sold-as", {"addons": names}, _addon_clauses(policy, addons)),)


def _plan_name(policy: Policy, plan: str) -> Text:
    return name_of(policy.document.plans[plan], plan)


def _plan_names(policy: Policy, plans: tuple[str, ...]) -> tuple[Text, ...]:
    return tuple(_plan_name(policy, plan) for plan in plans)


def _addon_name(policy: Policy, addon: str) -> Text:
    return name_of(policy.document.addons[addon], addon)


def _addon_clauses(policy: Policy, addons: tuple[str, ...]) -> tuple[str, ...]:
    return _first_cited(*(policy.document.addons[name].cited for name in addons))


def _first_cited(*clauses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause for group in clauses for clause in group))


def _either(names: tuple[Text, ...]) -> Text:
    return Text(" or ".join(name.en for name in names), " ou ".join(name.fr for name in names))


def _bare(sentence: Text) -> Text:
    return Text(sentence.en.rstrip("."), sentence.fr.rstrip("."))
