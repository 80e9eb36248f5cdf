"""`servanda verify`: does the answer of a statement follow from its facts?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from servanda.cli.files import read_text, refuse
from servanda.engine.diagnostics import Finding, Place, Severity
from servanda.engine.text import Language, Text
from servanda.policy_files import UnreadableError
from servanda.statement_shape import read_statement
from servanda.statements import Difference, StatementError, Verification, Written, verify

WRONG = 1
"""The exit status for a statement that does not follow from its facts."""


@click.command(
    name="verify",
    epilog="""\b
Examples:
  servanda uptime policies/better-impact.yaml facts.yaml --month 2026-02 --statement february.json
  servanda verify february.json
  servanda verify february.json --policy policies/better-impact.yaml --lang fr""",
)
@click.argument("statement", type=click.Path(allow_dash=True))
@click.option("--policy", help="Also compare the policy that the statement carries with this file.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(statement: str, policy: str | None, shape: str, language: Language) -> None:
    """Compute the answer of STATEMENT again, from the policy and the facts that it carries, and compare every value.

    STATEMENT is a file that `servanda uptime` or `servanda explain` wrote with `--statement`, or `-`. Nothing else is
    read: no other file, and no clock. The exit status is 0 where everything follows, 1 where something does not.
    """
    try:
        read = read_statement(read_text(statement), statement)
        verification = _verify(read, statement)
        published = Written(read_text(policy)).sha256 if policy else None
    except UnreadableError as error:
        refuse(error, language)
    except StatementError as error:
        refuse(UnreadableError(error.findings), language)
    other = published is not None and published != Written(read["policy"]["text"]).sha256
    verified = verification.verified and not other
    if shape == "json":
        click.echo(json.dumps(_json(read, verification, verified, published), ensure_ascii=False, indent=1))
    else:
        for line in _lines(read, verification, published, language):
            click.echo(line)
    raise SystemExit(0 if verified else WRONG)


def _verify(read: dict[str, Any], path: str) -> Verification:
    """Raises StatementError, also for an overlay or a policy that a wrong text keeps from being read."""
    try:
        return verify(read)
    except StatementError as error:
        place = Place(path)
        said = Text(
            "What this statement carries cannot be computed:", "Le contenu de ce relevé ne permet aucun calcul :"
        )
        raise StatementError([Finding("SV-S01", Severity.ERROR, place, said), *error.findings]) from error


def _json(read: dict[str, Any], verification: Verification, verified: bool, published: str | None) -> dict[str, Any]:
    return {
        "verified": verified,
        "kind": read["kind"],
        "policy": {key: read["policy"][key] for key in ("id", "version", "sha256")},
        "published_sha256": published,
        "agreeing": verification.agreeing,
        "differing": [_difference(one) for one in verification.differing],
        "worded_otherwise": [_difference(one) for one in verification.worded],
        "notes": [note.en for note in verification.notes],
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {"path": one.path, "stated": one.stated, "computed": one.computed}


def _lines(
    read: dict[str, Any], verification: Verification, published: str | None, language: Language
) -> Iterator[str]:
    yield click.style(_subject(read).of(language), bold=True)
    for one in verification.differing:
        stated, computed = (json.dumps(value, ensure_ascii=False) for value in (one.stated, one.computed))
        said = Text(
            f"{one.path}: stated {stated}, computed {computed}", f"{one.path} : énoncé {stated}, calculé {computed}"
        )
        yield click.style(f"  ✗ {said.of(language)}", fg="red")
    if published is not None:
        yield _published(published == Written(read["policy"]["text"]).sha256, language)
    if verification.worded:
        count = len(verification.worded)
        said = Text(f"Sentences worded otherwise: {count}", f"Phrases formulées autrement : {count}")
        yield click.style(f"  · {said.of(language)}", fg="yellow")
    for note in verification.notes:
        yield click.style(f"  · {note.of(language)}", fg="yellow")
    yield _verdict(verification).of(language)


def _published(same: bool, language: Language) -> str:
    if same:
        said = Text("The policy is the one in that file.", "La politique est celle de ce fichier.")
        return f"  ✓ {said.of(language)}"
    other = Text("The policy is not the one in that file.", "La politique n’est pas celle de ce fichier.")
    return click.style(f"  ✗ {other.of(language)}", fg="red")


def _subject(read: dict[str, Any]) -> Text:
    policy, asked = read["policy"], read["arguments"]
    name = f"{policy['id']} {policy['version']}"
    if read["kind"] == "uptime":
        month = asked["month"]
        return Text(f"{name}: uptime of {month}", f"{name} : disponibilité de {month}")
    at = asked["as_of"]
    return Text(f"{name}: what was promised, as of {at}", f"{name} : ce qui était promis, au {at}")


def _verdict(verification: Verification) -> Text:
    agreeing, differing = verification.agreeing, len(verification.differing)
    if verification.verified:
        return Text(
            f"Everything follows from the facts. Values compared: {agreeing}.",
            f"Tout découle des faits. Valeurs comparées : {agreeing}.",
        )
    return Text(
        f"This does not follow from the facts. Values that agree: {agreeing}, that differ: {differing}.",
        f"Ceci ne découle pas des faits. Valeurs concordantes : {agreeing}, divergentes : {differing}.",
    )
