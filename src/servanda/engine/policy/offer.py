"""Sections on what is sold: plans, add-ons, entitlements, request kinds, channels, prices, charges."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from servanda.engine.policy.fields import Conditions, Item, Money, Percent, Sentence, Strength, Words
from servanda.engine.text import Text


class Plan(Item):
    """A plan: what a client subscribes to. Plans stand in the order of their price, the cheapest first."""

    package: str = ""
    includes: str | None = None
    """A plan whose entitlements, channels and targets this one has as well."""
    calendar: str | None = None
    """The support hours of this plan; the policy's `default_calendar` where none is named."""
    ladder: str | None = None
    strength: Strength = "committed"
    needs: Words = ()
    """What the client's record must have: `account manager`, `representatives`."""
    support: bool = True
    """Whether requests under this plan are answered at all."""


class Addon(Item):
    """Something bought on top of a plan, from a date."""

    needs: Words = ()
    """One of these plans must be held."""
    excludes: Words = ()
    calendar: str | None = None
    ladder: str | None = None
    annex: Sentence = Text()
    annex_missing: bool = False
    """The source cites an annex that it does not contain."""


class Entitlement(Item):
    """Something that a plan or an add-on gives access to; on quote where it must be priced first."""

    plans: Words = ()
    addons: Words = ()
    quote: Words = ()
    """Plans that may have it on quote."""


class RequestKind(Item):
    """A kind of request that clients may make."""

    needs: str | None = None
    """The entitlement without which requests of this kind are refused."""
    promises: bool = True
    """Whether targets apply; a feature request goes to a quote and has none."""
    charge: str | None = None
    article_first: bool = False
    """Whether an article or a video is offered before an agent."""
    identity: Literal["none", "caller known", "strong"] = "none"
    """How surely the requester must be known before the work is done."""


class Channel(Item):
    """A way to reach support, the plans that have it, and when it is staffed."""

    address: str = ""
    plans: Words = ()
    """Plans that have it; empty: every plan that has support."""
    addons: Words = ()
    calendar: str | None = None
    """Its own hours, where they differ from the plan's."""
    within: Words = ()
    """A channel that may be opened only during a session on one of these channels."""
    opens_requests: bool = True
    """False for channels that only inform: documentation, a status page."""


class Price(Item):
    """What a plan or an add-on costs: included, an amount, a percentage of another line, or on quote."""

    included: bool = False
    amount: Money | None = None
    currency: str | None = None
    percent: Percent | None = None
    of: str = ""
    """The line of which `percent` is taken: `annual subscription`, or the id of a plan or an add-on."""
    quote: bool = False
    per: Literal["", "year", "month", "once"] = ""


class Share(Item):
    """How one charge is divided over several payers, exactly, to the cent."""

    asked_by: Words = ()
    over: str
    """Who pays: `establishments`."""
    how: Literal["equal", "pro rata"] = "equal"
    key: str = ""
    """For `pro rata`: the number of each payer that decides: `subscription`, `users`."""
    remainder: Literal["first", "last", "largest"] = "first"
    """Who gets the cents left over."""


class Charge(Item):
    """What is billed for a request: nothing, a price, or a quote that must be accepted before work."""

    kinds: Words = ()
    when: Conditions = field(default_factory=dict)
    price: Money | None = None
    currency: str | None = None
    quote: bool = False
    through: str = ""
    before_work: bool = False
    """Work may start only when scope and cost are agreed."""
    share: Share | None = None


class Claim(Item):
    """An advertised relation between plans (`2X faster`) that the tables can be held against."""

    plan: str
    than: str
    times_faster: Percent
    metrics: Words = ()


class SessionLimit(Item):
    """A limit on sessions: how long one may last, on which channels."""

    minutes: int
    channels: Words = ()
    """Empty: every channel."""
