"""The facts file of a month, read strictly: every problem at once, with its line and column (``CONTRACT``: uptime)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from servanda.engine.diagnostics import Finding
from servanda.engine.instants import NaiveInstantError, parse_instant, write_instant
from servanda.engine.policy.fields import Words
from servanda.engine.policy.shape import Form, Part, Reader, ShapeError
from servanda.engine.source import Items, Node, Scalar, Table
from servanda.engine.text import Text
from servanda.engine.uptime.model import Agreement, Exclusion, Facts, Maintenance, Outage, Unknown

NEVER = "never"
"""What stands for a receipt that did not happen: ``received: never``, or null."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")
_MONEY = re.compile(r"\d{1,15}(\.\d{1,6})?$")
_CURRENCY = re.compile(r"[A-Z]{3}$")
_YEARS = range(1970, 2201)
_INSTANT = {"type": "string", "format": "date-time"}


def read_facts(node: Node) -> tuple[Facts | None, list[Finding]]:
    """The facts that stand at `node`, or None where something in it is wrong, and every finding."""
    reader = Reader()
    document = reader.read(_Document, _without_nulls(node))
    return (None if reader.findings else document.facts()), reader.findings


def _without_nulls(node: Node) -> Node:
    """JSON writes null for what is not there; a receipt that is null did not happen."""
    if isinstance(node, Items):
        return Items([_without_nulls(item) for item in node.items], node.place)
    if not isinstance(node, Table):
        return node
    pairs = {}
    for key, value in node.pairs.items():
        if not _is_null(value):
            pairs[key] = _without_nulls(value)
        elif key == "received":
            pairs[key] = Scalar(NEVER, value.place)
    return Table(pairs, node.place, node.key_places)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value in ("", "~", "null")


def _text(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise ShapeError(Text("One value is expected here.", "On attend ici une seule valeur."))
    return node.value.strip()


def _instant(node: Node) -> int:
    text = _text(node)
    try:
        found = parse_instant(text)
    except NaiveInstantError:
        raise ShapeError(
            Text(f"'{text}' has no offset from UTC.", f"« {text} » n’a pas de décalage par rapport à UTC."),
            Text(
                f"Write {text}Z, or the local offset, such as {text}-05:00.",
                f"Écrivez {text}Z, ou le décalage local, par exemple {text}-05:00.",
            ),
        ) from None
    except ValueError:
        raise ShapeError(
            Text(f"'{text}' is not a date and time.", f"« {text} » n’est pas une date avec son heure."),
            Text("Write it such as 2026-02-06T16:30-05:00.", "Écrivez par exemple 2026-02-06T16:30-05:00."),
        ) from None
    if int(text[:4]) not in _YEARS:
        raise ShapeError(_out_of_years(text))
    return found


def _out_of_years(text: str) -> Text:
    first, last = _YEARS[0], _YEARS[-1]
    return Text(f"'{text}' is not between {first} and {last}.", f"« {text} » n’est pas entre {first} et {last}.")


@dataclass(frozen=True, slots=True)
class _Receipt:
    """When a notice arrived; None: it never did, which is not the same as a receipt that nobody recorded."""

    at: int | None


def _receipt(node: Node) -> _Receipt:
    return _Receipt(None if _text(node).casefold() == NEVER else _instant(node))


def _bound(node: Node) -> date | int:
    text = _text(node)
    if not _DATE.match(text):
        return _instant(node)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ShapeError(
            Text(f"'{text}' is not a day of the calendar.", f"« {text} » n’est pas un jour du calendrier.")
        ) from None
    if found.year not in _YEARS:
        raise ShapeError(_out_of_years(text))
    return found


def _money(node: Node) -> Decimal:
    text = _text(node)
    if not _MONEY.match(text):
        raise ShapeError(
            Text(f"'{text}' is not an amount of money.", f"« {text} » n’est pas un montant."),
            Text(
                "Write digits and a point, such as 12000.00; the currency stands beside it.",
                "Écrivez des chiffres et un point, par exemple 12000.00 ; la monnaie s’écrit à côté.",
            ),
        )
    return Decimal(text)


def _currency(node: Node) -> str:
    text = _text(node).upper()
    if not _CURRENCY.match(text):
        raise ShapeError(
            Text(f"'{text}' is not a currency.", f"« {text} » n’est pas une monnaie."),
            Text("Write its three letters, such as CAD.", "Écrivez ses trois lettres, par exemple CAD."),
        )
    return text


InstantField = Annotated[int, Form(_instant, _INSTANT)]
BoundField = Annotated[date | int, Form(_bound, {"type": "string"})]
ReceiptField = Annotated[_Receipt, Form(_receipt, {"type": ["string", "null"]})]
MoneyField = Annotated[Decimal, Form(_money, {"type": ["string", "number"]})]
CurrencyField = Annotated[str, Form(_currency, {"type": "string", "pattern": "^[A-Za-z]{3}$"})]


def _reversed(start: int, end: int | None) -> tuple[Text, ...]:
    if end is None or start <= end:
        return ()
    begins, ends = write_instant(start), write_instant(end)
    return (
        Text(
            f"The end ({ends}) is before the start ({begins}).",
            f"La fin ({ends}) précède le début ({begins}).",
        ),
    )


class _Agreement(Part):
    plan: str | None = None
    annual_fee: MoneyField | None = None
    currency: CurrencyField | None = None
    since: BoundField | None = None
    until: BoundField | None = None
    client: str | None = None

    def problems(self) -> tuple[Text, ...]:
        if self._is_empty():
            return (Text("'until' is not after 'since'.", "« until » n’est pas après « since »."),)
        return ()

    def _is_empty(self) -> bool:
        """A date and an instant can only be compared in the agreement's zone, which the facts do not know."""
        if isinstance(self.since, int) and isinstance(self.until, int):
            return self.since >= self.until
        if isinstance(self.since, date) and isinstance(self.until, date):
            return self.since >= self.until
        return False

    def fact(self) -> Agreement:
        """As the engine takes it."""
        return Agreement(self.plan, self.annual_fee, self.currency, self.since, self.until, self.client)


class _Outage(Part):
    start: InstantField
    end: InstantField | None = None
    severity: Literal["major", "partial", "degraded"] | None = None
    environment: str | None = None
    scope: Literal["all", "client"] | None = None
    client: str | None = None
    component: str | None = None
    cause: str | None = None
    void: bool = False
    id: str | None = None

    def problems(self) -> tuple[Text, ...]:
        return (*_reversed(self.start, self.end), *self._scope_problems())

    def _scope_problems(self) -> tuple[Text, ...]:
        if self.scope == "client" and self.client is None:
            return (
                Text(
                    "With 'scope: client', name the client: 'client: acme'.",
                    "Avec « scope: client », nommez le client : « client: acme ».",
                ),
            )
        if self.scope == "all" and self.client is not None:
            return (
                Text(
                    f"'scope: all' and 'client: {self.client}' contradict each other; keep one.",
                    f"« scope: all » et « client: {self.client} » se contredisent ; gardez l’un des deux.",
                ),
            )
        return ()

    def fact(self) -> Outage:
        """As the engine takes it; an outage that names a client is that client's."""
        assumed = [name for name in ("severity", "environment") if getattr(self, name) is None]
        scope = self.scope or ("client" if self.client else "all")
        if self.scope is None and self.client is None:
            assumed.append("scope")
        return Outage(
            start=self.start,
            end=self.end,
            severity=self.severity or "major",
            environment=self.environment or "production",
            scope=scope,
            client=self.client,
            component=self.component,
            cause=self.cause,
            void=self.void,
            id=self.id,
            assumed=tuple(assumed),
        )


class _Maintenance(Part):
    start: InstantField
    end: InstantField
    announced: InstantField | None = None
    received: ReceiptField | None = None
    states: Words | None = None
    kind: str | None = None
    cancelled: bool = False
    id: str | None = None

    def problems(self) -> tuple[Text, ...]:
        return (*_reversed(self.start, self.end), *self._receipt_problems())

    def _receipt_problems(self) -> tuple[Text, ...]:
        received = self.received.at if self.received else None
        if received is None or self.announced is None or self.announced <= received:
            return ()
        return (
            Text(
                "The notice is received before it is announced.",
                "Le préavis est reçu avant d’être annoncé.",
            ),
        )

    def fact(self) -> Maintenance:
        """As the engine takes it; where nobody recorded the receipt, the notice arrived when it was announced."""
        return Maintenance(
            start=self.start,
            end=self.end,
            announced=self.announced,
            received=self.received.at if self.received else self.announced,
            states=self.states,
            kind=self.kind,
            cancelled=self.cancelled,
            id=self.id,
            receipt_assumed=self.received is None and self.announced is not None,
        )


class _Exclusion(Part):
    start: InstantField
    end: InstantField
    category: str
    approved: bool | None = None
    evidence: str | None = None
    client: str | None = None
    id: str | None = None

    def problems(self) -> tuple[Text, ...]:
        return _reversed(self.start, self.end)

    def fact(self) -> Exclusion:
        """As the engine takes it."""
        return Exclusion(self.start, self.end, self.category, self.approved, self.evidence, self.client, self.id)


class _Unknown(Part):
    start: InstantField
    end: InstantField

    def problems(self) -> tuple[Text, ...]:
        return _reversed(self.start, self.end)


class _Document(Part):
    agreement: _Agreement = _Agreement()
    outages: tuple[_Outage, ...] = ()
    maintenance: tuple[_Maintenance, ...] = ()
    exclusions: tuple[_Exclusion, ...] = ()
    unknown: tuple[_Unknown, ...] = ()

    def facts(self) -> Facts:
        """As the engine takes them."""
        return Facts(
            agreement=self.agreement.fact(),
            outages=tuple(one.fact() for one in self.outages),
            maintenance=tuple(one.fact() for one in self.maintenance),
            exclusions=tuple(one.fact() for one in self.exclusions),
            unknown=tuple(Unknown(one.start, one.end) for one in self.unknown),
        )
