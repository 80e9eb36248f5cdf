"""The figure of a month as programs read it (``CONTRACT``: uptime) and as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import Any

from servanda.engine.because import Because
from servanda.engine.instants import write_instant
from servanda.engine.prose import Prose
from servanda.engine.text import Language, Text
from servanda.engine.uptime.credits import Credit
from servanda.engine.uptime.model import Comparison, Target, UptimeTerms
from servanda.engine.uptime.month import Figure
from servanda.engine.uptime.sayings import SAYINGS
from servanda.engine.uptime.wording import lasting, money, percent


def answer(figure: Figure, terms: UptimeTerms, language: Language = "en") -> dict[str, Any]:
    """The figure as JSON: instants in the zone of the terms, lengths in whole seconds, money as decimal strings."""
    zone = terms.zone
    return {
        "month": str(figure.month),
        "client": figure.client,
        "window_start": write_instant(figure.window_start, zone),
        "window_end": write_instant(figure.window_end, zone),
        "provisional": figure.provisional,
        "service_seconds": figure.service_seconds,
        "base": terms.base.value,
        "base_seconds": figure.base_seconds,
        "outage_seconds": figure.outage_seconds,
        "excluded_seconds": figure.excluded_seconds,
        "exclusion_seconds": figure.exclusion_seconds,
        "unknown_seconds": figure.unknown_seconds,
        "coverage": list(figure.coverage),
        "downtime_seconds": figure.downtime_seconds,
        "uptime": None if figure.uptime is None else list(figure.uptime),
        "uptime_percent": figure.uptime_percent,
        "target": _target(figure.target),
        "strength": figure.strength.value,
        "target_met": figure.target_met,
        "breach": figure.breach,
        "credit": _credit(figure.credit),
        "excluded_by": [
            {
                "reason": one.reason,
                "label": one.label.of(language),
                "seconds": one.seconds,
                "clauses": list(one.clauses),
            }
            for one in figure.excluded_by
        ],
        "allowances": [
            {
                "limit": str(one.limit),
                "inclusive": one.inclusive,
                "seconds": one.seconds,
                "left_seconds": one.left_seconds,
            }
            for one in figure.allowances
        ],
        "why": [
            {"from": write_instant(one.start, zone), "to": write_instant(one.end, zone), "class": one.kind.value}
            for one in figure.why
        ],
        "because": [tell(one, Prose(SAYINGS, language, zone)) for one in figure.because],
    }


def _target(target: Target | None) -> dict[str, str] | None:
    return None if target is None else {"percent": str(target.percent), "comparison": target.comparison.value}


def _credit(credit: Credit | None) -> dict[str, str | None] | None:
    if credit is None:
        return None
    amount = None if credit.amount is None else str(credit.amount)
    return {"percent": str(credit.percent), "amount": amount, "currency": credit.currency}


def tell(because: Because, prose: Prose) -> dict[str, Any]:
    """One node of the because, and what it stands on."""
    return {
        "says": prose.say(because),
        "clauses": list(because.clauses),
        "applied": because.applied,
        "from": None if because.start is None else write_instant(because.start, prose.zone),
        "to": None if because.end is None else write_instant(because.end, prose.zone),
        "because": [tell(one, prose) for one in because.because],
    }


def account_text(figure: Figure, terms: UptimeTerms, language: Language = "en") -> str:
    """The account as plain text: the verdict first, then every step, indented under what it explains."""
    prose = Prose(SAYINGS, language, terms.zone)
    return "\n".join((*_heading(figure, terms, language), "", *lines_of(figure.because, prose))) + "\n"


def lines_of(nodes: Iterable[Because], prose: Prose, depth: int = 0) -> Iterator[str]:
    """Each node on a line of its own; a rule that did not apply is marked so."""
    for node in nodes:
        clauses = f" [{', '.join(node.clauses)}]" if node.clauses else ""
        yield f"{'  ' * depth}{'·' if node.applied else '○'} {prose.say(node)}{clauses}"
        yield from lines_of(node.because, prose, depth + 1)


def _heading(figure: Figure, terms: UptimeTerms, language: Language) -> Iterator[str]:
    whose = Text(f", {figure.client}", f", {figure.client}") if figure.client else Text()
    yield f"{terms.service.of(language)}, {figure.month.name.of(language)} ({zone_name(terms.zone)}){whose.of(language)}"
    yield ""
    for label, value in _rows(figure, terms):
        yield f"  {label.of(language):<16}{value.of(language)}"


_YES, _NO = Text("met", "tenu"), Text("missed", "manqué")
_PROVISIONAL = Text("provisional: the month is not over", "provisoire : le mois n’est pas fini")
_NOT_APPLICABLE = Text("not applicable", "sans objet")


def _rows(figure: Figure, terms: UptimeTerms) -> Iterator[tuple[Text, Text]]:
    shown = figure.uptime_percent
    yield Text("Uptime", "Disponibilité"), percent(shown) if shown else _NOT_APPLICABLE
    yield Text("Downtime", "Indisponibilité"), lasting(figure.downtime_seconds)
    if figure.target is not None:
        yield Text("Target", "Objectif"), _held(figure, figure.target)
    yield Text("Credit", "Crédit"), _credit_words(figure, terms)
    if figure.provisional:
        yield Text("State", "État"), _PROVISIONAL


def _held(figure: Figure, target: Target) -> Text:
    limit = percent(target.percent)
    words = Text("above", "plus de") if target.comparison is Comparison.ABOVE else Text("at least", "au moins")
    verdict = _NOT_APPLICABLE if figure.target_met is None else (_YES if figure.target_met else _NO)
    return Text(
        f"{words.en} {limit.en}: {verdict.en}",
        f"{words.fr} {limit.fr} : {verdict.fr}",
    )


def _credit_words(figure: Figure, terms: UptimeTerms) -> Text:
    credit = figure.credit
    if terms.credits is None:
        return Text("none agreed", "aucun n’est convenu")
    if credit is None:
        return Text("not yet", "pas encore") if figure.provisional else _NOT_APPLICABLE
    share = percent(credit.percent)
    if credit.amount is None:
        return share
    amount = money(credit.amount, credit.currency)
    return Text(f"{share.en}, {amount.en}", f"{share.fr}, {amount.fr}")


def zone_name(zone: tzinfo) -> str:
    """``America/Toronto``."""
    return str(zone)
