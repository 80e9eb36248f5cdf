"""Whom a change favours, for the fields of which that can be said; everything else is neutral."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from servanda.engine.policy import clocks, offer, uptime_section
from servanda.engine.policy.diff.change import Effect
from servanda.engine.policy.shape import Part

_STRENGTHS = ("best effort", "reasonable efforts", "committed")


def effect_of_part(part: Any, *, gone: bool) -> Effect:
    """What it means for clients that a part is new, or gone."""
    welcome = _welcome(part)
    if welcome is None:
        return "neutral"
    return "better" if welcome != gone else "worse"


def _welcome(part: Any) -> bool | None:
    """Whether clients are glad to have such a part; None where that cannot be said."""
    if isinstance(part, _GIVES):
        return True
    if isinstance(part, _TAKES):
        return False
    if isinstance(part, clocks.Duty):
        return part.of == "vendor"
    if isinstance(part, offer.Charge):
        return part.price == 0
    return None


_GIVES = (
    offer.Entitlement,
    offer.Channel,
    clocks.SingleTarget,
    clocks.OutOfHours,
    uptime_section.Uptime,
    uptime_section.CreditStep,
)
_TAKES = (clocks.Pause, clocks.ExclusionCategory, offer.SessionLimit, uptime_section.StandingWindow)


def effect_of_field(part: Part, key: str, was: Any, now: Any) -> Effect:
    """What it means for clients that a field of `part` has another value."""
    for kinds, fields in _FIELDS.items():
        if isinstance(part, kinds) and key in fields:
            return fields[key](was, now)
    return "neutral"


def _more(was: Any, now: Any) -> Effect:
    if was is None or now is None:
        return "neutral"
    return "better" if Decimal(now) > Decimal(was) else "worse"


def _less(was: Any, now: Any) -> Effect:
    return {"better": "worse", "worse": "better"}.get(_more(was, now), "neutral")  # type: ignore[return-value]


def _wider(was: Any, now: Any) -> Effect:
    """A list of those who may; an empty one means everybody."""
    before, after = set(was), set(now)
    if not after or (before and before <= after):
        return "better"
    return "worse" if not before or after <= before else "mixed"


def _granted(was: Any, now: Any) -> Effect:
    """A list of those who have something; an empty one means nobody."""
    before, after = set(was), set(now)
    if before <= after:
        return "better"
    return "worse" if after <= before else "mixed"


def _fewer(was: Any, now: Any) -> Effect:
    """A list of what takes something away."""
    return {"better": "worse", "worse": "better"}.get(_granted(was, now), "mixed")  # type: ignore[return-value]


def _yes(was: Any, now: Any) -> Effect:
    return "better" if now and not was else "worse"


def _no(was: Any, now: Any) -> Effect:
    return "worse" if now and not was else "better"


def _stronger(was: Any, now: Any) -> Effect:
    if was not in _STRENGTHS or now not in _STRENGTHS:
        return "neutral"
    return "better" if _STRENGTHS.index(now) > _STRENGTHS.index(was) else "worse"


def _missing(was: Any, now: Any) -> Effect:
    order = ("pause", "excuse", "nothing")
    return "better" if order.index(now) > order.index(was) else "worse"


_Judge = Callable[[Any, Any], Effect]
_FIELDS: Mapping[type[Part] | tuple[type[Part], ...], Mapping[str, _Judge]] = {
    offer.Plan: {"support": _yes, "strength": _stronger},
    offer.Addon: {"excludes": _fewer, "annex_missing": _no},
    offer.Entitlement: {"plans": _granted, "addons": _granted},
    offer.Channel: {"plans": _wider, "addons": _granted, "opens_requests": _yes},
    offer.RequestKind: {"promises": _yes},
    offer.Price: {"included": _yes, "amount": _less, "percent": _less},
    offer.Charge: {"price": _less, "before_work": _no},
    offer.SessionLimit: {"minutes": _more},
    clocks.Duty: {"if_missing": _missing},
    clocks.Pause: {"clocks": _fewer},
    clocks.ExclusionCategory: {"from": _fewer, "open_list": _no, "evidence": _yes},
    uptime_section.UptimeTarget: {"at_least": _more, "strength": _stronger},
    uptime_section.CreditStep: {"credit": _more},
    uptime_section.Credits: {"cap": _more},
    uptime_section.Uptime: {"excluded": _fewer, "shortest_outage": _less},
}
