"""What a month below the uptime target gives back."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.engine.policy.uptime_section import Credits, CreditStep, Uptime
from servanda.publishing.blocks import Block, Cell, Grid, Line, Row
from servanda.publishing.scribe import Scribe
from servanda.publishing.vocabulary import CREDIT_BASES, CREDIT_ISSUE, CREDIT_STEPS


def credits_of(scribe: Scribe, promise: Uptime) -> Iterator[Block]:
    """The credits with their steps, or that there are none, or that the source does not say."""
    name, found = scribe.both("Credits", "Crédits"), promise.credits
    if not isinstance(found, Credits):
        yield Line(_no_credits(scribe, said=found == "none"), name)
        return
    yield scribe.line(found, name=name, points=_points(scribe, found))
    heads = scribe.both("Uptime", "Disponibilité"), scribe.both("Credit", "Crédit")
    yield Grid(
        caption=scribe.both("What a month below the target gives back", "Ce que rend un mois sous l’objectif"),
        heads=tuple(Cell(head) for head in heads),
        rows=tuple(_step(scribe, step) for step in found.steps),
    )


def _no_credits(scribe: Scribe, *, said: bool) -> str:
    if said:
        return scribe.both(
            "No credit is agreed for a month below the target.",
            "Aucun crédit n’est convenu pour un mois sous l’objectif.",
        )
    return scribe.both(
        "The policy does not say what follows when the target is missed.",
        "La politique ne dit pas ce qui suit quand l’objectif est manqué.",
    )


def _step(scribe: Scribe, step: CreditStep) -> Row:
    limit = scribe.percent(step.below)
    head = scribe.both(f"below {limit}", f"sous {limit}")
    if step.inclusive:
        head = scribe.both(f"{limit} or below", f"{limit} ou moins")
    return Row(Cell(head), (Cell(scribe.percent(step.credit)),), scribe.margin(step))


def _points(scribe: Scribe, found: Credits) -> Iterator[str]:
    yield scribe.say(CREDIT_BASES[found.base])
    yield scribe.say(CREDIT_STEPS[found.apply])
    yield scribe.say(CREDIT_ISSUE[found.issued])
    if found.cap is not None:
        cap = scribe.percent(found.cap)
        yield scribe.both(f"At most {cap}.", f"Au plus {cap}.")
