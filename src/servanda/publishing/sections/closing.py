"""Everything else that the policy says: who may see what, claims, definitions, statements, what is assumed."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.document import Assumption, Statement
from servanda.engine.policy.fields import Item
from servanda.engine.policy.hours_text import write_day
from servanda.publishing.blocks import (
    Block,
    Cell,
    Entries,
    Entry,
    Grid,
    Heading,
    Paragraph,
    Row,
    Section,
    without_empty_columns,
)
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import STATEMENTS


def access(scribe: Scribe) -> Section | None:
    """Who may ask, and who may see the client's data."""
    part = scribe.document.access
    if part is None:
        return None
    said: list[Item | None] = [part, part.administrators_only, part.identity, part.data_by_country]
    blocks: list[Block] = [block for one in said for block in scribe.paragraph(one)]
    return Section("access", scribe.both("Access and identity", "Accès et identité"), tuple(blocks)) if blocks else None


def governance(scribe: Scribe) -> Section | None:
    """Review, announcement of changes, what prevails."""
    part = scribe.document.governance
    if part is None:
        return None
    blocks: list[Block] = [*scribe.paragraph(part)]
    for one in (part.review, part.announcing, part.precedence):
        blocks += scribe.paragraph(one)
    dated = []
    if part.review_every:
        every = scribe.span(part.review_every)
        dated.append(Entry(scribe.both("Review", "Révision"), scribe.both(f"every {every}", f"tous les {every}")))
    if part.last_review:
        dated.append(Entry(scribe.both("Last review", "Dernière révision"), scribe.say(write_day(part.last_review))))
    if part.announce:
        ahead = scribe.span(part.announce)
        dated.append(
            Entry(
                scribe.both("Changes announced", "Annonce des changements"),
                scribe.both(f"{ahead} before", f"{ahead} avant"),
            )
        )
    if dated:
        blocks.append(Entries(tuple(dated)))
    return (
        Section("governance", scribe.both("Review and changes", "Révision et changements"), tuple(blocks))
        if blocks
        else None
    )


def statements(scribe: Scribe) -> Section | None:
    """Definitions, obligations, notes, links; and the claims that are advertised."""
    blocks: list[Block] = []
    claims = scribe.document.claims
    if claims:
        blocks.append(Heading(scribe.both("Claims", "Affirmations")))
        blocks.append(Entries(tuple(_claim(scribe, number) for number in range(len(claims)))))
    for kind, title in STATEMENTS.items():
        found = [one for one in scribe.document.statements if one.kind == kind]
        if found:
            blocks.append(Heading(scribe.say(title)))
            blocks += _statements(scribe, found)
    return Section("statements", scribe.both("Also said", "Aussi énoncé"), tuple(blocks)) if blocks else None


def _claim(scribe: Scribe, number: int) -> Entry:
    claim = scribe.document.claims[number]
    said = f"{claim.times_faster}×: {scribe.plans((claim.plan,))} / {scribe.plans((claim.than,))}"
    return Entry(scribe.say(claim.text) or said, "" if not claim.text else f"{said}.", scribe.margin(claim))


def _statements(scribe: Scribe, found: list[Statement]) -> Iterator[Block]:
    defined = tuple(Entry(scribe.say(one.term), _said(scribe, one), scribe.margin(one)) for one in found if one.term)
    if defined:
        yield Entries(defined)
    for one in found:
        if not one.term:
            yield Paragraph(_said(scribe, one) or scribe.say(one.name), scribe.margin(one))


def _said(scribe: Scribe, one: Statement) -> str:
    return " ".join(filter(None, (scribe.say(one.text), one.target)))


def assumptions(scribe: Scribe) -> Section | None:
    """What the source leaves open, how it is read, and how it could also be read."""
    found = scribe.document.assumptions
    if not found:
        return None
    rows = tuple(_assumption(scribe, one) for one in found)
    heads = scribe.both(
        "What is open,How it is read,It could also mean", "Ce qui est ouvert,Lecture retenue,Autres lectures"
    ).split(",")
    lead = Paragraph(
        scribe.both(
            "The source leaves these points open. They are read as follows until the vendor says otherwise.",
            "La source laisse ces points ouverts. Ils se lisent ainsi jusqu’à ce que le fournisseur en dise davantage.",
        )
    )
    grid = without_empty_columns(Grid(scribe.both("Assumptions", "Hypothèses"), tuple(heads), rows))
    return Section("assumptions", scribe.both("What is assumed", "Ce qui est supposé"), (lead, grid))


def _assumption(scribe: Scribe, one: Assumption) -> Row:
    others = " · ".join(scribe.say(text) for text in one.alternatives)
    return Row(scribe.say(one.about), (Cell(scribe.say(one.read_as)), Cell(others or "–")), scribe.margin(one))
