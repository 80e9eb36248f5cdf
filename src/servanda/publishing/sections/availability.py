"""The uptime promise: what is counted, what is not, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.uptime_section import Credits, Uptime
from servanda.engine.requests.sayings import STRENGTH
from servanda.publishing.blocks import Block, Cell, Entries, Entry, Grid, Heading, Margin, Paragraph, Row, Section
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import DENOMINATORS


def uptime(scribe: Scribe) -> Section | None:
    """Every uptime promise, then the causes that are not counted."""
    document = scribe.document
    if not document.uptime and not document.exclusions:
        return None
    blocks: list[Block] = []
    for promise in document.uptime:
        blocks += _uptime(scribe, promise)
    if document.exclusions:
        blocks.append(Heading(scribe.both("Causes that are not counted", "Causes qui ne comptent pas")))
        entries = []
        for name, cause in document.exclusions.items():
            both = "targets" in cause.from_
            said = scribe.both("Also sets targets aside.", "Écarte aussi les délais.") if both else ""
            opened = (
                scribe.both("The source leaves the list open.", "La source laisse la liste ouverte.")
                if cause.open_list
                else ""
            )
            entries.append(scribe.entry(cause, name, said, opened))
        blocks.append(Entries(tuple(entries)))
    return Section("uptime", scribe.both("Uptime", "Disponibilité"), tuple(blocks))


def _uptime(scribe: Scribe, promise: Uptime) -> Iterator[Block]:
    yield Heading(scribe.name(promise, promise.service), scribe.margin(promise, promise.target))
    if promise.text:
        yield Paragraph(scribe.say(promise.text))
    yield Entries(tuple(_terms(scribe, promise)))
    if promise.credits == "none":
        yield Paragraph(scribe.both("No credits are given.", "Aucun crédit n’est accordé."))
    elif promise.credits is None:
        said = scribe.both(
            "The source does not say what follows when the target is missed.",
            "La source ne dit pas ce qui suit quand la cible est manquée.",
        )
        yield Paragraph(said, kind="warning")
    else:
        yield from _credits(scribe, promise.credits)


def _terms(scribe: Scribe, promise: Uptime) -> Iterator[Entry]:
    target = promise.target
    rate, strength = scribe.percent(target.at_least), scribe.say(STRENGTH[target.strength])
    yield Entry(
        scribe.both("Target", "Cible"),
        scribe.both(f"At least {rate} ({strength}).", f"Au moins {rate} ({strength})."),
        scribe.margin(target),
    )
    base = scribe.say(DENOMINATORS[promise.denominator])
    yield Entry(
        scribe.both("Counted over", "Calculée sur"),
        scribe.sentence(scribe.both(f"{base}, by the clocks of {promise.tz}.", f"{base}, à l’heure de {promise.tz}.")),
        _cited(promise, "base", "zone"),
    )
    if promise.service_hours:
        hours = scribe.calendar(promise.service_hours)
        said = scribe.both(
            f"Downtime outside “{hours}” does not count.", f"Une panne hors de « {hours} » ne compte pas."
        )
        yield Entry(scribe.both("Service hours", "Heures de service"), said, _cited(promise, "service hours"))
    yield _counts(scribe, promise)
    if promise.maintenance:
        yield _maintenance(scribe, promise)
    if promise.excluded:
        causes = scribe.named(promise.excluded, scribe.document.exclusions)
        yield Entry(scribe.both("Not counted", "Ne comptent pas"), f"{causes}.", _cited(promise, "excluded"))
    for plan, own in promise.by_plan.items():
        yield Entry(scribe.plans((plan,)), scribe.sentence(f"{scribe.say(STRENGTH[own])}."))


def _counts(scribe: Scribe, promise: Uptime) -> Entry:
    names = scribe.listed(promise.environments)
    everybody = "client" not in promise.scopes
    said = scribe.both(f"Outages in: {names}.", f"Les pannes de : {names}.")
    if everybody:
        said += " " + scribe.both("Only outages that everybody has.", "Seulement celles qui touchent tout le monde.")
    margin = _cited(promise, "severities", "environments", "scopes", "components")
    return Entry(scribe.both("Counts", "Comptent"), said, margin)


def _maintenance(scribe: Scribe, promise: Uptime) -> Entry:
    rule = promise.maintenance
    assert rule is not None  # noqa: S101 - the caller looked
    said = [scribe.say(rule.text)]
    if rule.notice:
        notice = scribe.span(rule.notice)
        said.append(scribe.both(f"Notice: at least {notice}.", f"Préavis : au moins {notice}."))
    if rule.states:
        states = scribe.listed(rule.states)
        said.append(scribe.both(f"The notice states {states}.", f"L’avis précise : {states}."))
    return Entry(
        scribe.both("Planned maintenance", "Maintenance planifiée"), " ".join(filter(None, said)), scribe.margin(rule)
    )


def _cited(promise: Uptime, *names: str) -> Margin:
    found = [clause for name in names for clause in promise.cited_by.get(name, ())]  # type: ignore[call-overload]
    return Margin(tuple(dict.fromkeys(found)))


def _credits(scribe: Scribe, credits: Credits) -> Iterator[Block]:
    yield Heading(scribe.both("Credits", "Crédits"), scribe.margin(credits))
    if credits.text:
        yield Paragraph(scribe.say(credits.text))
    rows = []
    for step in credits.steps:
        limit = scribe.percent(step.below)
        head = scribe.both(f"below {limit}", f"moins de {limit}")
        if step.inclusive:
            head = scribe.both(f"at or below {limit}", f"{limit} ou moins")
        rows.append(Row(head, (Cell(scribe.percent(step.credit)),), scribe.margin(step)))
    heads = scribe.both("Uptime of the month,Credit", "Disponibilité du mois,Crédit").split(",")
    base = {
        "annual fee / 12": scribe.both("one twelfth of the annual fee", "un douzième des frais annuels"),
        "annual fee by days of year": scribe.both(
            "the annual fee by days of the year", "les frais annuels, au prorata des jours de l’année"
        ),
        "annual fee by days of 365": scribe.both(
            "the annual fee by days of 365", "les frais annuels, au prorata des jours sur 365"
        ),
    }[credits.base]
    yield Grid(scribe.both(f"Percent of {base}", f"En pourcentage : {base}"), tuple(heads), tuple(rows))
