"""The because of a month: what was counted, what was not, and the arithmetic down to the amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from servanda.engine.because import Because
from servanda.engine.instants import SECOND
from servanda.engine.text import Text
from servanda.engine.uptime.credits import (
    Credit,
    Share,
    allowance,
    month_fee,
    month_share,
    paying_steps,
    scale,
    step_reached,
    target_allowance,
)
from servanda.engine.uptime.model import (
    Base,
    Comparison,
    CreditStep,
    CreditTable,
    Facts,
    Scaling,
    Strength,
    UnknownAs,
    UptimeTerms,
)
from servanda.engine.uptime.spans import length
from servanda.engine.uptime.tally import Layer, Tally, Verdict, Verdicts
from servanda.engine.uptime.window import Window
from servanda.engine.uptime.wording import expansion, lasting, money, number, percent, ratio

_STRENGTHS = {
    Strength.REASONABLE_EFFORTS: Text("reasonable efforts", "des efforts raisonnables"),
    Strength.BEST_EFFORT: Text("best effort", "le meilleur effort"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that the because of a month tells of; lengths in seconds."""

    terms: UptimeTerms
    facts: Facts
    window: Window
    verdicts: Verdicts
    sets: Tally
    booked: tuple[tuple[Layer, int], ...]
    base: int
    downtime: int
    met: bool | None
    credit: Credit | None

    @property
    def share(self) -> Share:
        """Downtime over base; only where the base is not 0."""
        return Share(self.base, self.downtime)


def because_of(account: Account) -> tuple[Because, ...]:
    """The whole account, in the order in which one would check it by hand."""
    parts = (_month(account), _service(account), _outages(account), _exclusions(account), _unknown(account))
    return (*parts, _downtime(account), _base(account), _uptime(account), _target(account), _credit(account))


def _month(account: Account) -> Because:
    window, zone = account.window, account.terms.zone
    seconds = window.end - window.start
    return Because(
        "uptime.month",
        {"month": window.month.name, "zone": str(zone), "length": lasting(seconds)},
        (*account.terms.clauses, *account.terms.zone_clauses),
        start=window.start * SECOND,
        end=window.end * SECOND,
        because=tuple(_cuts(account)),
    )


def _cuts(account: Account) -> Iterator[Because]:
    window = account.window
    change = window.whole_seconds - window.month.days * 86_400
    if change:
        key = "uptime.month.longer" if change > 0 else "uptime.month.shorter"
        yield Because(key, {"by": lasting(abs(change)), "days": window.month.days})
    if account.facts.agreement.plan is None:
        yield Because("uptime.month.no-plan", applied=False)
    if window.cut_by_since:
        yield Because("uptime.month.since", {"at": window.start * SECOND})
    if window.cut_by_until:
        yield Because("uptime.month.until", {"at": window.closes * SECOND})
    if window.provisional:
        yield Because("uptime.month.provisional", {"at": window.end * SECOND})


def _service(account: Account) -> Because:
    terms = account.terms
    if terms.service_hours is None:
        return Because("uptime.service.always", {"length": lasting(length(account.sets.service))})
    key = "uptime.service.outside-counts" if terms.counts_outside_hours else "uptime.service.hours"
    return Because(key, {"length": lasting(length(account.sets.service))}, terms.hours_clauses)


def _near(account: Account, verdicts: tuple[Verdict, ...]) -> tuple[Because, ...]:
    """The facts that touch the month: what happened in other months is no part of its account."""
    window = account.window
    near = (one for one in verdicts if one.span[0] < window.end and one.span[1] > window.start)
    return tuple(one.because for one in near)


def _nothing(kind: str, recorded: int) -> Because:
    """Nothing in the month, which is not the same as nothing at all: the facts may be those of another month."""
    return Because(f"{kind}.elsewhere", {"count": number(recorded)}) if recorded else Because(f"{kind}.none")


def _outages(account: Account) -> Because:
    told = _near(account, account.verdicts.outages)
    if not told:
        return _nothing("uptime.outages", len(account.facts.outages))
    counted = length(account.sets.outages)
    key = "uptime.outages" if len(told) > 1 else "uptime.outages.one"
    values = {"count": number(len(told)), "length": lasting(counted)}
    return Because(key, values, because=(*_assumed(account), *told, *_trimmed(account)))


_ASSUMED = {
    "severity": Text("severity major", "gravité majeure"),
    "environment": Text("production environment", "environnement de production"),
    "scope": Text("everybody cut off", "tous les clients touchés"),
}


def _assumed(account: Account) -> Iterator[Because]:
    """Told once for all outages, however many leave something unsaid."""
    assumed = {name for outage in account.facts.outages for name in outage.assumed}
    if assumed:
        yield Because(
            "uptime.outages.assumed", {"fields": tuple(_ASSUMED[name] for name in _ASSUMED if name in assumed)}
        )


def _trimmed(account: Account) -> Iterator[Because]:
    sets, terms = account.sets, account.terms
    for start, end in sets.too_short:
        values = {"length": lasting(end - start), "least": lasting(terms.min_outage_seconds)}
        yield Because("uptime.outages.too-short", values, start=start * SECOND, end=end * SECOND, applied=False)
    outside = length(sets.reported) - length(sets.too_short) - length(sets.outages)
    if outside:
        yield Because("uptime.outages.outside-hours", {"length": lasting(outside)}, terms.hours_clauses)


def _exclusions(account: Account) -> Because:
    sets = account.sets
    told = (*_near(account, account.verdicts.maintenance), *_near(account, account.verdicts.exclusions))
    standing = tuple(
        Because("uptime.exclusions.standing", {"label": one.label, "length": lasting(length(one.spans))}, one.clauses)
        for one in sets.layers
        if one.reason == "standing" and one.spans
    )
    if not told and not standing:
        return _nothing("uptime.exclusions", len(account.facts.maintenance) + len(account.facts.exclusions))
    booked = tuple(
        Because("uptime.exclusions.booked", {"label": one.label, "length": lasting(seconds)}, one.clauses)
        for one, seconds in account.booked
        if seconds
    )
    values = {"length": lasting(length(sets.excluded)), "outage": lasting(length(sets.excluded_outages))}
    return Because("uptime.exclusions", values, because=(*told, *standing, *booked))


_UNKNOWN = {
    UnknownAs.UP: "uptime.unknown.up",
    UnknownAs.DOWN: "uptime.unknown.down",
    UnknownAs.EXCLUDE: "uptime.unknown.exclude",
}


def _unknown(account: Account) -> Because:
    unknown, counted = length(account.sets.unknown), length(account.sets.counted)
    if not unknown:
        return Because("uptime.unknown.none")
    values = {"length": lasting(unknown), "coverage": ratio(counted - unknown, counted)}
    return Because(_UNKNOWN[account.terms.unknown_as], values)


def _downtime(account: Account) -> Because:
    sets = account.sets
    counted_unknown = account.downtime - length(sets.down)
    values = {
        "outages": lasting(length(sets.outages)),
        "excluded": lasting(length(sets.excluded_outages)),
        "unknown": lasting(counted_unknown),
        "downtime": lasting(account.downtime),
    }
    return Because("uptime.downtime.with-unknown" if counted_unknown else "uptime.downtime", values)


_BASES = {
    Base.SERVICE_TIME: "uptime.base.service-time",
    Base.CALENDAR_MONTH: "uptime.base.calendar-month",
    Base.NET_OF_EXCLUSIONS: "uptime.base.net-of-exclusions",
    Base.NET_OF_MAINTENANCE: "uptime.base.net-of-maintenance",
}


def _base(account: Account) -> Because:
    terms, sets = account.terms, account.sets
    left_out = length(sets.unknown) if terms.unknown_as is UnknownAs.EXCLUDE else 0
    whole = length(sets.month if terms.base is Base.CALENDAR_MONTH else sets.service)
    values = {
        "length": lasting(account.base),
        "whole": lasting(whole),
        "excluded": lasting(whole - left_out - account.base),
    }
    told = (Because("uptime.base.without-unknown", {"length": lasting(left_out)}),) if left_out else ()
    return Because(_BASES[terms.base], values, terms.base_clauses, because=told)


def _uptime(account: Account) -> Because:
    if not account.base:
        return Because("uptime.not-applicable")
    share = account.share
    values = {
        "base": number(share.base),
        "downtime": number(share.downtime),
        "numerator": number(share.uptime.numerator),
        "denominator": number(share.uptime.denominator),
        "percent": ratio(share.uptime.numerator, share.uptime.denominator),
    }
    return Because("uptime.fraction", values)


def _target(account: Account) -> Because:
    target = account.terms.target
    if target is None:
        return Because("uptime.target.none", applied=False)
    if account.met is None:
        return Because("uptime.target.not-applicable", {"percent": percent(target.percent)}, applied=False)
    borne = target_allowance(account.share, target)
    values = {
        "percent": percent(target.percent),
        "borne": lasting(max(0, borne.seconds)),
        "downtime": lasting(account.downtime),
        "left": lasting(abs(borne.left_seconds)),
    }
    manner = "above" if target.comparison is Comparison.ABOVE else "at-least"
    verdict = "met" if account.met else "missed"
    return Because(f"uptime.target.{manner}.{verdict}", values, target.clauses, because=tuple(_strength(account)))


def _strength(account: Account) -> Iterator[Because]:
    if account.met is not False:
        return
    if account.window.provisional:
        yield Because("uptime.target.provisional", applied=False)
    elif account.terms.strength is Strength.COMMITTED:
        yield Because("uptime.target.breach", clauses=account.terms.clauses)
    elif account.terms.strength in _STRENGTHS:
        values = {"strength": _STRENGTHS[account.terms.strength]}
        yield Because("uptime.target.no-breach", values, account.terms.clauses, applied=False)


def _credit(account: Account) -> Because:
    table = account.terms.credits
    if table is None:
        return Because("uptime.credit.none-agreed", applied=False)
    if not account.base:
        return Because("uptime.credit.not-applicable", clauses=table.clauses, applied=False)
    told = (*_steps(account, table), *_amount(account, table), *_payment(account, table))
    if account.credit is None:
        return Because("uptime.credit.provisional", clauses=table.clauses, applied=False, because=told)
    if not account.credit.steps:
        return Because("uptime.credit.nothing", clauses=table.clauses, because=told)
    values = {"percent": percent(account.credit.percent), "amount": Text()}
    if account.credit.amount is None:
        return Because("uptime.credit.percent", values, table.clauses, because=told)
    values["amount"] = money(account.credit.amount, account.credit.currency)
    return Because("uptime.credit", values, table.clauses, because=told)


def _steps(account: Account, table: CreditTable) -> Iterator[Because]:
    paying = paying_steps(account.share, table)
    for step in sorted(table.steps, key=lambda one: (-one.below, not one.inclusive)):
        borne = allowance(account.share, step.below, or_at=step.inclusive)
        values = {
            "below": percent(step.below),
            "credit": percent(step.credit),
            "borne": lasting(max(0, borne.seconds)),
            "left": lasting(abs(borne.left_seconds)),
        }
        yield Because(_step_key(account, step, paying), values, step.clauses, applied=step in paying)


def _step_key(account: Account, step: CreditStep, paying: tuple[CreditStep, ...]) -> str:
    limit = "at-or-below" if step.inclusive else "below"
    if step in paying:
        return f"uptime.step.{limit}.reached"
    reached = step_reached(account.share, step)
    return f"uptime.step.{limit}.deeper" if reached else f"uptime.step.{limit}.not-reached"


def _amount(account: Account, table: CreditTable) -> Iterator[Because]:
    credit, agreement = account.credit, account.facts.agreement
    if credit is None or not credit.steps:
        return
    if table.cap is not None and credit.percent == table.cap:
        yield Because("uptime.credit.capped", {"cap": percent(table.cap)}, table.clauses)
    if agreement.annual_fee is None or credit.amount is None:
        yield Because("uptime.credit.no-fee", applied=False)
        return
    fee = month_fee(table, agreement.annual_fee, account.window.month)
    factor = scale(table, account.share, account.terms.target)
    part = month_share(table.proration, account.window.month)
    values = {
        "annual": money(agreement.annual_fee, agreement.currency),
        "part": Text(f"{part.numerator}/{part.denominator}", f"{part.numerator}/{part.denominator}"),
        "percent": percent(credit.percent),
        "exact": expansion(fee * Fraction(credit.percent) / 100 * factor),
        "amount": money(credit.amount, agreement.currency),
    }
    yield Because("uptime.credit.arithmetic", values, table.clauses, because=tuple(_scaled(table, factor)))
    if agreement.currency is None:
        yield Because("uptime.credit.no-currency")


_SCALINGS = {
    Scaling.DOWNTIME: "uptime.credit.scaled-by-downtime",
    Scaling.SHORTFALL: "uptime.credit.scaled-by-shortfall",
}


def _scaled(table: CreditTable, factor: Fraction) -> Iterator[Because]:
    if table.scaling is not Scaling.NOTHING:
        values = {"numerator": number(factor.numerator), "denominator": number(factor.denominator)}
        yield Because(_SCALINGS[table.scaling], values, table.clauses)


def _payment(account: Account, table: CreditTable) -> Iterator[Because]:
    if account.credit is None or not account.credit.steps:
        return
    if table.on_claim is not None:
        yield Because(
            "uptime.credit.on-claim" if table.on_claim else "uptime.credit.without-claim", clauses=table.clauses
        )
    if table.payment:
        payment = Text(table.payment.en.rstrip("."), table.payment.fr.rstrip("."))
        yield Because("uptime.credit.payment", {"payment": payment}, table.clauses)
