"""Which outages count, and which approved exclusions apply (``UPTIME``: Definition 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.engine.because import Because
from servanda.engine.text import Text
from servanda.engine.uptime.model import ExcludedCategory, Exclusion, Outage, UptimeTerms, word

_SEVERITIES = {
    "major": Text("major", "majeure"),
    "partial": Text("partial", "partielle"),
    "degraded": Text("degraded", "dégradée"),
}
_CATEGORIES = {
    "customer": Text("client’s own systems", "systèmes du client"),
    "customer_internet": Text("client’s internet access", "accès Internet du client"),
    "force_majeure": Text("force majeure", "force majeure"),
    "prohibited_use": Text("prohibited use", "usage interdit"),
    "third_party": Text("third party", "tiers"),
}
_GOING_ON = Text("still going on", "toujours en cours")


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether one fact applies, and why."""

    applies: bool
    because: Because


def judge_outage(outage: Outage, terms: UptimeTerms, client: str | None) -> Judged:
    """Whether an outage counts for `client`; for nobody in particular where that is None."""
    refusals = tuple(_refusals(outage, terms, client))
    because = Because(
        "uptime.outage.ignored" if refusals else "uptime.outage.counts",
        {
            "start": outage.start,
            "end": _GOING_ON if outage.end is None else outage.end,
            "severity": _SEVERITIES.get(word(outage.severity), Text(outage.severity, outage.severity)),
            "id": named(outage.id),
        },
        start=outage.start,
        end=outage.end,
        applied=not refusals,
        because=refusals + tuple(_remarks(outage, terms)),
    )
    return Judged(not refusals, because)


def _refusals(outage: Outage, terms: UptimeTerms, client: str | None) -> Iterator[Because]:
    if outage.void:
        yield Because("uptime.outage.void", applied=False)
    yield from _unlisted("severities", outage.severity, terms.counts.severities, terms)
    yield from _unlisted("environments", outage.environment, terms.counts.environments, terms)
    if outage.component is not None:
        yield from _unlisted("components", outage.component, terms.counts.components, terms)
    yield from _scope(outage, terms, client)


def _unlisted(part: str, name: str, counted: tuple[str, ...] | None, terms: UptimeTerms) -> Iterator[Because]:
    if counted is None or word(name) in map(word, counted):
        return
    shown = _SEVERITIES.get(word(name), Text(name, name)) if part == "severities" else name
    clauses = terms.counts.clauses.get(part, ())
    yield Because(f"uptime.outage.{part}", {"name": shown}, clauses, applied=False)


def _scope(outage: Outage, terms: UptimeTerms, client: str | None) -> Iterator[Because]:
    clauses = terms.counts.clauses.get("scopes", ())
    scope = word(outage.scope)
    if scope not in map(word, terms.counts.scopes):
        yield Because("uptime.outage.others-reach-it", clauses=clauses, applied=False)
    elif scope == "client" and client is None:
        yield Because("uptime.outage.no-client", {"client": outage.client or "?"}, clauses, applied=False)
    elif scope == "client" and outage.client != client:
        yield Because("uptime.outage.other-client", {"client": outage.client or "?"}, clauses, applied=False)


def _remarks(outage: Outage, terms: UptimeTerms) -> Iterator[Because]:
    if outage.cause is not None:
        category = listed(outage.cause, terms)
        if category is None:
            yield Because("uptime.outage.cause-unlisted", {"cause": category_name(outage.cause)}, applied=False)
        else:
            values = {"cause": label_of(category)}
            yield Because("uptime.outage.cause-alone", values, category.clauses, applied=False)


def judge_exclusion(exclusion: Exclusion, terms: UptimeTerms, client: str | None) -> Judged:
    """Whether a claimed exclusion applies: approved, of a category that the agreement lists, for this client."""
    category = listed(exclusion.category, terms)
    refusals = tuple(_objections(exclusion, terms, client, category))
    because = Because(
        "uptime.exclusion.refused" if refusals else "uptime.exclusion.applies",
        {
            "start": exclusion.start,
            "end": exclusion.end,
            "category": label_of(category) if category else category_name(exclusion.category),
            "id": named(exclusion.id),
        },
        clauses=category.clauses if category else (),
        start=exclusion.start,
        end=exclusion.end,
        applied=not refusals,
        because=refusals + tuple(_grounds(exclusion, terms, category)),
    )
    return Judged(not refusals, because)


def _objections(
    exclusion: Exclusion, terms: UptimeTerms, client: str | None, category: ExcludedCategory | None
) -> Iterator[Because]:
    if exclusion.approved is None:
        yield Because("uptime.exclusion.claimed", applied=False)
    elif not exclusion.approved:
        yield Because("uptime.exclusion.rejected", applied=False)
    if category is None and not terms.excluded_list_is_open:
        yield Because("uptime.exclusion.unlisted", {"category": category_name(exclusion.category)}, applied=False)
    if exclusion.client is not None and exclusion.client != client:
        yield Because("uptime.exclusion.other-client", {"client": exclusion.client}, applied=False)
    if terms.evidence_required and not exclusion.evidence:
        yield Because("uptime.exclusion.no-evidence", applied=False)


def _grounds(exclusion: Exclusion, terms: UptimeTerms, category: ExcludedCategory | None) -> Iterator[Because]:
    if exclusion.evidence:
        yield Because("uptime.exclusion.evidence", {"evidence": exclusion.evidence})
    if category is None and terms.excluded_list_is_open:
        yield Because("uptime.exclusion.open-list", clauses=terms.open_list_clauses)


def listed(name: str, terms: UptimeTerms) -> ExcludedCategory | None:
    """The category of the agreement with this name, if it lists it."""
    return next((category for category in terms.excluded if word(category.name) == word(name)), None)


def label_of(category: ExcludedCategory) -> Text:
    """The category in words: the agreement's, or else the usual ones."""
    return category.label or category_name(category.name)


def category_name(name: str) -> Text:
    """A category that no agreement has put in words."""
    return _CATEGORIES.get(word(name), Text(name.replace("_", " "), name.replace("_", " ")))


def named(name: str | None) -> Text:
    """How the id of a fact is appended to a sentence."""
    return Text(f" ({name})", f" ({name})") if name else Text()
