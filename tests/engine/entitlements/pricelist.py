"""A small policy with every kind of price and charge, for the tests of quotes."""

from __future__ import annotations

from functools import cache

from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy

TEXT = """
policy: pricelist
title: {en: Price list, fr: Tarif}
vendor: {name: Pricelist}
effective: {from: 2026-01-01, tz: America/Toronto}
languages: {source: en, published: [en, fr]}
calendars:
  office: {tz: America/Toronto, open: [mon-fri 09:00-17:00]}
default_calendar: office
plans:
  basic: {name: {en: Basic, fr: Base}}
  plus: {}
addons:
  desk: {needs: plus}
  hours: {}
  visit: {}
  guide: {}
kinds:
  bug: {charge: bug}
  feature: {charge: feature}
  visit: {}
  question: {}
  extra: {charge: extra}
classify:
  levels: {normal: {}}
  facts: {priority: {values: {normal: {}}}}
  stated: priority
targets:
  table:
    any: {all: 1 business day}
prices:
  basic: {included: true}
  plus: {percent: 20, of: annual subscription, currency: CAD, per: year, clause: K14}
  desk: {percent: 15, of: plus}
  hours: {amount: 216000000, currency: IDR, per: year}
  visit: {quote: true}
  guide: {amount: 250, currency: CAD, per: once}
charges:
  bug: {kinds: [bug], when: {cause: platform}, price: 0, currency: CAD, clause: K4}
  other-cause: {kinds: [bug], when: {cause: [client, third party]}, quote: true, before_work: true, clause: K4}
  ministry: {kinds: [feature], when: {sponsor: MSSS}, quote: true, share: {over: establishments, clause: K28}}
  feature: {when: {sponsor: client}, quote: true, before_work: true, clause: K27}
  extra: {quote: true, through: account manager, before_work: true, clauses: [A42, A43]}
  visit: {name: {en: Visit, fr: Visite}, kinds: [visit], price: 120.50, currency: CAD}
"""


@cache
def pricelist(prices: str = "") -> Policy:
    """The policy; `prices`, where given, replaces its section of that name."""
    text = TEXT
    if prices:
        before, _, rest = TEXT.partition("prices:\n")
        text = before + prices + "charges:" + rest.partition("charges:")[2]
    reading = read_policy(text, tables={})
    assert reading.policy is not None, reading.findings
    return reading.policy
