"""A mean as people read it, with its because, and as programs read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from servanda.engine.because import Because
from servanda.engine.instants import SECOND, moment, write_instant
from servanda.engine.policy.periods import write_period
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import Prose
from servanda.engine.requests.answer import because_json
from servanda.engine.requests.means import MeanFigure, Measured, minutes, month_of
from servanda.engine.requests.sayings import METRIC
from servanda.engine.text import Language, Text

LISTED = 50
"""How many requests the because names one by one; the longest ones."""

SAYINGS: Mapping[str, Text] = {
    "mean.figure": Text(
        "{metric}, {period}: {mean@number} min on average; promised: {promise}. {verdict}.",
        "{metric}, {period} : {mean@number} min en moyenne ; promesse : {promise}. {verdict}.",
    ),
    "mean.empty": Text(
        "{metric}, {period}: no request was opened, so there is no mean; promised: {promise}.",
        "{metric}, {period} : aucune demande ouverte, donc aucune moyenne ; promesse : {promise}.",
    ),
    "mean.period": Text(
        "Counted are the requests opened from {start@instant} to {end@instant}: {over}.",
        "On compte les demandes ouvertes du {start@instant} au {end@instant} : {over}.",
    ),
    "mean.client": Text("Only requests of {client}.", "Seulement les demandes de {client}."),
    "mean.sum": Text(
        "Requests: {number}. Support time together: {total@duration}; "
        "the limit is {limit@duration} for each, {budget@duration} in all.",
        "Demandes : {number}. Temps de soutien cumulé : {total@duration} ; "
        "la limite est de {limit@duration} par demande, {budget@duration} en tout.",
    ),
    "mean.strict": Text(
        "The limit itself is too much: the mean has to stay under it.",
        "La limite elle-même est de trop : la moyenne doit lui rester inférieure.",
    ),
    "mean.inclusive": Text("The limit itself is still kept.", "La limite elle-même est encore respectée."),
    "mean.request": Text(
        "{name}, opened {opened@instant}: {spent@duration}.", "{name}, ouverte le {opened@instant} : {spent@duration}."
    ),
    "mean.running": Text(
        "{name}, opened {opened@instant}: {spent@duration} so far, and no answer yet.",
        "{name}, ouverte le {opened@instant} : {spent@duration} à ce jour, encore sans réponse.",
    ),
    "mean.more": Text("Shorter ones, not listed: {number}.", "Plus courtes, non énumérées : {number}."),
    "mean.indicator": Text(
        "Longer than {indicator@duration}: {number}. The indicator binds no single request.",
        "Au-delà de {indicator@duration} : {number}. L’indicateur n’engage pour aucune demande prise seule.",
    ),
    "mean.left": Text(
        "Left for the requests counted: {left@duration}. One more answer has to take less than {next@duration}.",
        "Reste pour les demandes comptées : {left@duration}. Une réponse de plus doit prendre moins de {next@duration}.",
    ),
    "mean.left-inclusive": Text(
        "Left for the requests counted: {left@duration}. One more answer may take up to {next@duration}.",
        "Reste pour les demandes comptées : {left@duration}. Une réponse de plus peut prendre jusqu’à {next@duration}.",
    ),
    "mean.recovers": Text(
        "Over by {over@duration}. Further answers given at once that would bring the mean back: {number}.",
        "Dépassement de {over@duration}. Réponses immédiates qui rétabliraient la moyenne : {number}.",
    ),
    "mean.unfinished": Text("The period is not over.", "La période n’est pas finie."),
    "mean.unanswered": Text(
        "Without an answer, counted with the time so far: {number}.",
        "Sans réponse, comptées avec le temps écoulé à ce jour : {number}.",
    ),
}

_VERDICT: Mapping[tuple[bool, bool], Text] = {
    (True, False): Text("Kept", "Tenue"),
    (False, False): Text("Missed", "Manquée"),
    (True, True): Text("Kept so far", "Tenue jusqu’ici"),
    (False, True): Text("Missed so far", "Manquée jusqu’ici"),
}


def mean_because(policy: Policy, figure: MeanFigure) -> Because:
    """Why a mean is what it is: the requests, the sum against the limit, and what is left."""
    rule = figure.rule
    values: dict[str, Any] = {
        "metric": METRIC[rule.metric],
        "period": period_name(policy, figure),
        "promise": policy.in_words(rule.promise),
    }
    parts = tuple(_parts(figure))
    if figure.mean is None:
        return Because("mean.empty", values, rule.clauses, figure.start, figure.end, because=parts)
    values |= {"mean": minutes(figure.mean), "verdict": _VERDICT[bool(figure.met), figure.provisional]}
    return Because("mean.figure", values, rule.clauses, figure.start, figure.end, because=parts)


def period_name(policy: Policy, figure: MeanFigure) -> Text:
    """``February 2026``, or the dates of a rolling period."""
    if figure.period.days is None:
        return month_of(policy, figure.start).name
    first = moment(figure.start, policy.zone).date()
    last = moment(figure.end, policy.zone).date() - timedelta(days=1)
    return Text(f"{first} to {last}", f"du {first} au {last}")


def _parts(figure: MeanFigure) -> Iterator[Because]:
    over = write_period(figure.period)
    yield Because("mean.period", {"start": figure.start, "end": figure.end, "over": over})
    if figure.client is not None:
        yield Because("mean.client", {"client": figure.client or "–"})
    if not figure.counted:
        return
    yield _sum(figure)
    number = figure.over_indicator
    yield Because("mean.indicator", {"indicator": figure.indicator, "number": number}, figure.rule.clauses)
    yield _left(figure)
    if figure.running:
        yield Because("mean.unanswered", {"number": figure.running})
    if figure.as_of < figure.end:
        yield Because("mean.unfinished")


def _sum(figure: MeanFigure) -> Because:
    longest = sorted(figure.counted, key=lambda one: -one.spent)[:LISTED]
    listed = [_request(one) for one in sorted(longest, key=lambda one: (one.opened, one.id))]
    if figure.number > LISTED:
        listed.append(Because("mean.more", {"number": figure.number - LISTED}))
    values = {
        "number": figure.number,
        "total": figure.total,
        "limit": figure.limit,
        "budget": figure.limit * figure.number,
    }
    compared = Because("mean.strict" if figure.strict else "mean.inclusive", {}, figure.rule.clauses)
    return Because("mean.sum", values, because=(compared, *listed))


def _request(one: Measured) -> Because:
    name = one.id or Text("A request", "Une demande")
    values = {"name": name, "opened": one.opened, "spent": one.spent}
    return Because("mean.running" if one.stopped is None else "mean.request", values, (), one.opened, one.stopped)


def _left(figure: MeanFigure) -> Because:
    if not figure.met:
        return Because("mean.recovers", {"over": -figure.left, "number": figure.recovers_after})
    values = {"left": figure.left, "next": figure.next_may_take}
    return Because("mean.left" if figure.strict else "mean.left-inclusive", values)


def mean_prose(policy: Policy, language: Language) -> Prose:
    """What writes the because of a mean in a language, with times in the policy's zone."""
    return Prose(SAYINGS, language, policy.zone)


def mean_json(policy: Policy, figure: MeanFigure, language: Language = "en") -> dict[str, Any]:
    """The figure as JSON: instants in the policy's zone, lengths in whole seconds, the mean as a reduced fraction of
    seconds and as minutes cut after four decimals."""
    zone, mean = policy.zone, figure.mean

    def write(at: int | None) -> str | None:
        return None if at is None else write_instant(at, zone)

    return {
        "metric": figure.rule.metric,
        "rule": figure.rule.id,
        "promise": str(figure.rule.promise),
        "clauses": list(figure.rule.clauses),
        "client": figure.client,
        "from": write(figure.start),
        "to": write(figure.end),
        "provisional": figure.provisional,
        "requests": figure.number,
        "running": figure.running,
        "total_seconds": figure.total // SECOND,
        "mean_seconds": None if mean is None else [mean.numerator, mean.denominator],
        "mean_minutes": None if mean is None else minutes(mean),
        "limit_seconds": figure.limit // SECOND,
        "strict": figure.strict,
        "met": figure.met,
        "over_indicator": figure.over_indicator,
        "left_seconds": figure.left // SECOND,
        "next_may_take_seconds": max(figure.next_may_take // SECOND, 0),
        "recovers_after": figure.recovers_after,
        "because": because_json([mean_because(policy, figure)], mean_prose(policy, language), write),
    }
