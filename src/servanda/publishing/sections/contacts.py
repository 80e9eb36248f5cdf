"""Who is called when, on which condition."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.clocks import METRICS, Contact, Ladder, Step
from servanda.engine.policy.promise import PromiseError, parse_span
from servanda.engine.prose import NBSP
from servanda.publishing.blocks import Block, Cell, Grid, Heading, Line, Row, Section, without_empty_columns
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import STEP_CONDITIONS


def contacts(scribe: Scribe) -> Section | None:
    """The contacts, then each ladder step by step."""
    document = scribe.document
    if not document.ladders and not document.contacts:
        return None
    blocks: list[Block] = [_contact(scribe, key, contact) for key, contact in document.contacts.items()]
    for key, ladder in document.ladders.items():
        blocks += _ladder(scribe, key, ladder)
    return Section("contacts", scribe.both("Who is called when", "Qui est appelé, et quand"), tuple(blocks))


def _contact(scribe: Scribe, key: str, contact: Contact) -> Line:
    said = " ".join(part for part in (scribe.say(contact.text), contact.address) if part)
    name = scribe.name_of(scribe.document.contacts, key)
    return scribe.line(contact, name=name, text=said, points=_contact_points(scribe, contact))


def _contact_points(scribe: Scribe, contact: Contact) -> Iterator[str]:
    if contact.by:
        channel = scribe.name_of(scribe.document.channels, contact.by)
        yield scribe.both(f"Told by: {channel}.", f"Avisé par : {channel}.")
    if contact.placeholder:
        yield scribe.both("The name is still to be provided.", "Le nom reste à fournir.")
    if contact.outside_hours and not contact.text:
        yield scribe.both(
            "Outside support hours too, where the client’s record names them; no clock starts for it.",
            "Aussi hors des heures de soutien, là où la fiche du client le désigne ; aucun délai ne court de ce fait.",
        )


def _ladder(scribe: Scribe, key: str, ladder: Ladder) -> Iterator[Block]:
    name = scribe.name_of(scribe.document.ladders, key)
    holders = _holders(scribe, key)
    whom = (scribe.both(f"For {holders}.", f"Pour {holders}."),) if holders else ()
    yield Heading(name)
    lead = scribe.line(
        ladder, name="", text="".join(whom) if not ladder.text else "", points=whom if ladder.text else ()
    )
    if lead.text or lead.margin:
        yield lead
    after, who, by = scribe.both("After", "Après"), scribe.both("Who", "Qui"), scribe.both("By", "Par")
    heads = (after, who, by, scribe.both("If", "Si"))
    end = _end(scribe, ladder)
    yield without_empty_columns(
        Grid(
            caption=scribe.both(f"{name}: {end}", f"{name} : {end}"),
            heads=tuple(Cell(head) for head in heads),
            rows=tuple(_step(scribe, step) for step in ladder.steps),
        )
    )


def _holders(scribe: Scribe, ladder: str) -> str:
    document = scribe.document
    plans = [key for key, plan in document.plans.items() if plan.ladder == ladder]
    addons = [key for key, addon in document.addons.items() if addon.ladder == ladder]
    return scribe.plans((*plans, *addons))


def _end(scribe: Scribe, ladder: Ladder) -> str:
    if ladder.end == "silence":
        return scribe.both(
            "after the last step nobody else is called.", "après la dernière étape, plus personne n’est appelé."
        )
    if ladder.every is None:
        return scribe.both("the last step is repeated.", "la dernière étape se répète.")
    every = scribe.span(ladder.every)
    return scribe.both(
        f"the last step is repeated, at intervals of {every}.",
        f"la dernière étape se répète, par intervalles de {every}.",
    )


def _step(scribe: Scribe, step: Step) -> Row:
    named = scribe.document.contacts
    contact = named.get(step.tell or "")
    who = scribe.name_of(named, step.tell) if step.tell else scribe.both("nobody", "personne")
    aside = scribe.both("name to be provided", "nom à fournir") if contact and contact.placeholder else ""
    by = step.by or (contact.by if contact else "")
    channel = scribe.name_of(scribe.document.channels, by) if by else ""
    why = "" if step.why.en == step.if_ else scribe.say(step.why)
    cells = (Cell(who, aside, says=why), Cell(channel), Cell(scribe.say(STEP_CONDITIONS[step.if_])))
    return Row(Cell(_after(scribe, step.at)), cells, scribe.margin(step))


def _after(scribe: Scribe, written: str) -> str:
    """When a rung is reached, in words."""
    try:
        span = parse_span(written)
    except PromiseError:
        share, _of, metric = written.partition(" of ")
        called = scribe.metric(metric).lower() if metric in METRICS else metric
        share = share.replace(" ", NBSP)
        return scribe.both(f"{share} of the {called}", f"{share} du délai ({called})")
    return scribe.span(span) if span.number else scribe.both("at once", "aussitôt")
