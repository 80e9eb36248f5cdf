"""Everything else that the policy says: definitions and statements, what is assumed, how it changes."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.document import Assumption, Governance, Statement
from servanda.engine.policy.fields import Item
from servanda.engine.policy.hours_text import write_day
from servanda.publishing.blocks import Block, Heading, Line, Margin, Section
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import LANGUAGES


def statements(scribe: Scribe) -> Section | None:
    """Definitions first, then sentences that are no rule of time or money."""
    found = scribe.document.statements
    definitions = [each for each in found if each.kind == "definition"]
    others = [each for each in found if each.kind not in {"definition", "gap"}]
    if not definitions and not others:
        return None
    blocks: list[Block] = []
    if definitions:
        blocks.append(Heading(scribe.both("Definitions", "Définitions")))
        blocks += [scribe.line(each, name=scribe.say(each.term) or None) for each in definitions]
    if others:
        blocks.append(Heading(scribe.both("Statements", "Énoncés")))
        blocks += [_statement(scribe, each) for each in others]
    title = scribe.both("Definitions and statements", "Définitions et énoncés")
    return Section("statements", title, tuple(blocks))


def _statement(scribe: Scribe, each: Statement) -> Line:
    said = " ".join(filter(None, (scribe.say(each.text), each.target)))
    return scribe.line(each, text=said, points=_statement_points(scribe, each))


def _statement_points(scribe: Scribe, each: Statement) -> Iterator[str]:
    if each.kind == "statement":
        yield scribe.both("No obligation follows from it.", "Aucune obligation n’en découle.")
    if each.kind == "link" and not each.target:
        yield scribe.both(
            "The source cites it without saying where it is.", "Le texte le cite sans dire où il se trouve."
        )
    if each.kind == "note" and not each.anchored:
        yield scribe.both(
            "A note whose mark stands nowhere in the source.",
            "Une note dont l’appel ne figure nulle part dans le texte d’origine.",
        )


def assumptions(scribe: Scribe) -> Section | None:
    """What the source leaves open, how it is read here, and how else it might be."""
    found = [_assumption(scribe, each) for each in scribe.document.assumptions]
    gaps = [scribe.line(each) for each in scribe.document.statements if each.kind == "gap"]
    if not found and not gaps:
        return None
    said = scribe.both(
        "The published text leaves these points open. Until the vendor decides, they are read as follows.",
        "Le texte publié laisse ces points ouverts. D’ici à ce que le fournisseur tranche, on les lit ainsi.",
    )
    return Section("assumptions", scribe.both("What is assumed", "Ce qui est supposé"), (Line(said), *found, *gaps))


def _assumption(scribe: Scribe, each: Assumption) -> Line:
    others = [scribe.say(other) for other in each.alternatives]
    points = tuple(scribe.both(f"Other reading: {other}", f"Autre lecture : {other}") for other in others)
    numbers = (*each.cited, *((each.ruling,) if each.ruling else ()))
    return Line(scribe.say(each.read_as), scribe.say(each.about), points, Margin(scribe.clauses(numbers)))


def governance(scribe: Scribe) -> Section:
    """Since when it is in force, in which languages, how it changes."""
    blocks: list[Block] = [_in_force(scribe), _languages(scribe)]
    if scribe.document.governance:
        blocks += _changes(scribe, scribe.document.governance)
    return Section("governance", scribe.both("Version and changes", "Version et changements"), tuple(blocks))


def _in_force(scribe: Scribe) -> Line:
    effective, version = scribe.document.effective, scribe.document.version
    points = [f"Version {version}."]
    if effective.to:
        end = scribe.say(write_day(effective.to))
        points.append(scribe.both(f"Until {end}, not included.", f"Jusqu’au {end}, exclu."))
    name = scribe.both("In force", "En vigueur")
    return scribe.line(effective, name=name, text=scribe.say(effective.text) or f"{scribe.since()}.", points=points)


def _languages(scribe: Scribe) -> Line:
    languages = scribe.document.languages
    points = []
    for missing, called in LANGUAGES.items():
        if missing not in languages.published:
            points.append(
                scribe.both(
                    f"The vendor does not publish it in {called.en}: that text is ours.",
                    f"Le fournisseur ne la publie pas en {called.fr} : ce texte est le nôtre.",
                )
            )
    source = LANGUAGES[languages.source]
    said = scribe.both(f"The text that counts is in {source.en}.", f"Le texte qui fait foi est en {source.fr}.")
    margin = scribe.margin(languages)  # its `source` is the language, not a wording
    return Line(said, scribe.both("Language", "Langue"), tuple(points), Margin(margin.clauses, margin.assumed))


def _changes(scribe: Scribe, rules: Governance) -> Iterator[Line]:
    if rules.text:
        yield scribe.line(rules)
    if rules.review_every or rules.review or rules.last_review:
        yield _review(scribe, rules)
    if rules.announce or rules.announcing:
        ahead = scribe.span(rules.announce) if rules.announce else ""
        said = scribe.both(
            f"Changes are announced at least {ahead} before they take effect.",
            f"Les changements sont annoncés au moins {ahead} avant leur entrée en vigueur.",
        )
        name = scribe.both("Announcement", "Annonce")
        yield scribe.line(rules.announcing or rules, name=name, text=_own(scribe, rules.announcing) or said)
    if rules.precedence:
        yield scribe.line(
            rules.precedence, name=scribe.say(rules.precedence.name) or scribe.both("Precedence", "Préséance")
        )


def _review(scribe: Scribe, rules: Governance) -> Line:
    said = [_own(scribe, rules.review)]
    if rules.review_every and not said[0]:
        every = scribe.span(rules.review_every)
        said.append(scribe.both(f"Reviewed every {every}.", f"Révisée tous les {every}."))
    if rules.last_review:
        day = scribe.say(write_day(rules.last_review))
        said.append(scribe.both(f"Last reviewed on {day}.", f"Dernière révision : {day}."))
    name = scribe.both("Review", "Révision")
    return scribe.line(rules.review or rules, name=name, text=" ".join(filter(None, said)))


def _own(scribe: Scribe, item: Item | None) -> str:
    return scribe.say(item.text) if item else ""
