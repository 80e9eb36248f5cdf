"""The section on uptime: what counts as down, what does not, and what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, ClassVar, Literal

from servanda.engine.policy.fields import Item, Percent, SpanField, Strength, Words
from servanda.engine.policy.shape import Short
from servanda.engine.source import Node, Scalar, Table
from servanda.engine.text import Text

_TOO_MUCH = Text(
    "An uptime is at most 100 %: write a percentage such as 99.95.",
    "Une disponibilité est d’au plus 100 % : écrivez un pourcentage tel que 99.95.",
)


class UptimeTarget(Item):
    """At least so many percent."""

    at_least: Percent
    strength: Strength = "committed"

    def problems(self) -> tuple[Text, ...]:
        return (_TOO_MUCH,) if self.at_least > 100 else ()


def _target(node: Node) -> Node:
    if not isinstance(node, Scalar):
        return node
    percent = Scalar(node.value.removeprefix("at least").strip(), node.place)
    return Table({"at_least": percent}, node.place)


class NoticeRule(Item):
    """When announced maintenance is not counted."""

    kinds: Words = ()
    notice: SpanField | None = None
    """The least time between receipt and the planned start; None: no minimum is stated."""
    before_start: bool = True
    """Received strictly before the start."""
    states: Words = ()
    """What the notice must say: time, date, impact, duration."""
    clock: Literal["received", "announced"] = "received"


class StandingWindow(Item):
    """A weekly window that is never counted."""

    open: Words
    tz: str


class CreditStep(Item):
    """Below so many percent, so many percent of the fee base."""

    below: Percent
    credit: Percent
    inclusive: bool = False
    """At the limit too."""

    def problems(self) -> tuple[Text, ...]:
        return (_TOO_MUCH,) if self.below > 100 else ()


class Credits(Item):
    """What the client gets back for a month below the target."""

    steps: tuple[CreditStep, ...]
    base: Literal["annual fee / 12", "annual fee by days of year", "annual fee by days of 365"] = "annual fee / 12"
    apply: Literal["lowest step reached", "sum of steps"] = "lowest step reached"
    scaled_by: Literal["nothing", "downtime", "shortfall"] = "nothing"
    """Whether the credit is further scaled by the size of the degradation (I-B6)."""
    issued: Literal["without claim", "on claim"] = "without claim"
    paid: str = ""
    """How and by when; empty: not said."""
    cap: Percent | None = None


class Uptime(Item):
    """The uptime promise of a policy, for all plans or some."""

    absent: ClassVar[Mapping[str, tuple[str, Text]]] = {
        "denominator": (
            "SV-A05",
            Text(
                "Say of what downtime is a share: 'denominator: calendar month', 'service time' or 'net of exclusions'.",
                "Dites de quoi la panne est une part : « denominator: calendar month », « service time » ou « net of "
                "exclusions ».",
            ),
        ),
        "tz": (
            "SV-A11",
            Text(
                "Name the zone whose months count: 'tz: America/Toronto'.",
                "Nommez le fuseau dont les mois comptent : « tz: America/Toronto ».",
            ),
        ),
    }
    service: str
    plans: Words = ()
    target: Annotated[UptimeTarget, Short(_target, {"type": "string"})]
    by_plan: dict[str, Strength] = field(default_factory=dict)
    """Plan → strength, where it differs."""
    tz: str
    """The zone whose months count."""
    denominator: Literal["service time", "calendar month", "net of exclusions", "net of maintenance"]
    service_hours: str | None = None
    """A calendar: downtime outside it does not count; None: always."""
    severities: Words = ("major",)
    environments: Words = ("production",)
    scopes: Words = ("all", "client")
    components: Words = ()
    """Empty: any."""
    cited_by: dict[
        Literal["severities", "environments", "scopes", "components", "service hours", "base", "zone", "excluded"],
        Words,
    ] = field(default_factory=dict)
    """Clauses by what they decide, where the part as a whole does not carry them."""
    maintenance: NoticeRule | None = None
    excluded: Words = ()
    """Categories of the `exclusions:` section."""
    standing: tuple[StandingWindow, ...] = ()
    unknown: Literal["up", "down", "exclude"] = "up"
    shortest_outage: int = 0
    """Seconds; shorter outages are not counted."""
    check_every: SpanField | None = None
    credits: Credits | Literal["none"] | None = None
    """`none`: it is said that there are none; None: the source does not say."""
    also_excluded_from_targets: bool = False
