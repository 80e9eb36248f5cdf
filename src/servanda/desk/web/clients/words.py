"""Clients and agreements in words: what somebody should see to, what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, ngettext

from servanda.desk.agreements.models import PolicyVersion
from servanda.desk.agreements.standing import Concern
from servanda.desk.web.formats import language, long_date
from servanda.desk.web.staff.forms import countries
from servanda.desk.web.ticket.context import phase_word
from servanda.engine.policy.policy import Policy
from servanda.publishing.money import write_amount
from servanda.publishing.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Difference:
    """One term before and after; an empty text is nothing."""

    name: str
    before: str
    after: str


def concern_words(concern: Concern, policy: Policy | None) -> str:
    """What somebody should see to, in a sentence."""
    if concern.key == "need":
        return _need(concern.about, policy)
    if concern.key == "ending":
        days = int(concern.about)
        said = ngettext("The agreement ends in %(days)d day.", "The agreement ends in %(days)d days.", days)
        return said % {"days": days}
    return {
        "no-agreement": gettext("No agreement yet: nothing is promised."),
        "coming": gettext("The agreement has not begun: nothing is promised yet."),
        "ended": gettext("The agreement has ended: requests are refused until it is renewed."),
        "keeper-left": gettext("%(about)s, who looked after this client, has left."),
        "addons": gettext("The add-ons do not go together, or not with this plan."),
        "plan-gone": gettext("The policy in force has no “%(about)s”."),
    }[concern.key] % {"about": concern.about}


def _need(need: str, policy: Policy | None) -> str:
    if need == "account manager":
        return gettext("The plan asks for an account manager; none is named.")
    if need == "representatives":
        return gettext("The plan asks for named representatives; there are none.")
    named = Scribe(policy, language()).party(need) if policy else need
    return gettext("The plan asks for: %(need)s.") % {"need": named}


def amount_words(fee: Decimal | None, currency: str, policy: Policy | None) -> str:
    """A fee as the vendor's country writes it."""
    if fee is None:
        return ""
    country = policy.document.vendor.country if policy else ""
    return write_amount(fee, currency, country=country, language=language())


def country_words(codes: Any) -> str:
    """Countries by their names."""
    named = dict(countries())
    return ", ".join(named.get(code, code) for code in codes)


def differences(before: Mapping[str, Any], after: Mapping[str, Any], policy: Policy | None) -> Iterator[Difference]:
    """What a change did to the terms; all terms where it entered them."""
    for key, name in _terms().items():
        old, new = before.get(key), after.get(key)
        if old != new and (old or new):
            yield Difference(name, _written(key, old, before, policy), _written(key, new, after, policy))


def _terms() -> dict[str, str]:
    return {
        "plan": gettext("Plan"),
        "addons": gettext("Add-ons"),
        "since": gettext("Begins"),
        "until": gettext("Ends before"),
        "fee": gettext("Fee a year"),
        "pinned": gettext("Version of the policy"),
        "account_manager": gettext("Account manager"),
        "phase": gettext("Phase"),
        "data_countries": gettext("Countries that may see its data"),
        "outside_hours_contact": gettext("Outside hours"),
        "notes": gettext("Notes"),
    }


def _written(key: str, value: Any, row: Mapping[str, Any], policy: Policy | None) -> str:
    if not value:
        return ""
    if key in ("since", "until"):
        return long_date(date.fromisoformat(value))
    if key == "fee":
        return amount_words(Decimal(value), row.get("currency") or "", policy)
    if key == "plan":
        return plan_words(value, policy)
    if key == "addons":
        parts = (f"{plan_words(name, policy)} ({long_date(date.fromisoformat(day))})" for name, day in value.items())
        return ", ".join(parts)
    if key == "account_manager":
        return str(value["name"])
    if key == "data_countries":
        return country_words(value)
    if key == "pinned":
        return _version(value)
    return phase_word(value) if key == "phase" else str(value)


def _version(digest: str) -> str:
    """A version by what it calls itself, with the beginning of what names it here."""
    row = PolicyVersion.objects.filter(pk=digest).only("version").first()
    return f"{row.version} ({digest[:8]})" if row else digest[:8]


def plan_words(key: str, policy: Policy | None) -> str:
    """The name of a plan or an add-on; its id where the policy knows it no more."""
    return Scribe(policy, language()).plan(key) if policy else key
