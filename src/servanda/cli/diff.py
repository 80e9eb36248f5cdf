"""`servanda diff`: what changed between two versions of a policy, in sentences, with requests that show it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from servanda.cli.files import refuse
from servanda.cli.policies import usable_policy
from servanda.engine.instants import write_instant
from servanda.engine.policy.diff import Change, Effect, Example, diff_policies
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language, Text
from servanda.policy_files import UnreadableError

_EFFECTS: dict[Effect, tuple[str, str, Text]] = {
    "better": ("+", "green", Text("better for clients", "plus favorable aux clients")),
    "worse": ("−", "red", Text("worse for clients", "moins favorable aux clients")),
    "mixed": ("±", "yellow", Text("better and worse, as it falls", "plus ou moins favorable, selon le cas")),
    "neutral": ("·", "white", Text("no difference that counts", "sans incidence")),
}


@click.command(
    name="diff",
    epilog="""\b
Examples:
  servanda diff policies/kiwi-stage-plus.yaml next/kiwi-stage-plus.yaml
  servanda diff policies/qiscus.yaml policies/qiscus.yaml --overlay acme.yaml --lang fr
  git show HEAD~1:policies/aidi.yaml | servanda diff - policies/aidi.yaml --format json""",
)
@click.argument("old", type=click.Path(allow_dash=True))
@click.argument("new", type=click.Path(allow_dash=True))
@click.option("--overlay", "overlays", multiple=True, help="Laid on NEW: a client's own terms or a what-if.")
@click.option("--at", "at", type=click.DateTime(["%Y-%m-%d"]), help="When the example requests are opened.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(old: str, new: str, overlays: tuple[str, ...], at: Any, shape: str, language: Language) -> None:
    """What changed from the policy OLD to the policy NEW, and what it means for clients.

    What only moved in the file is no change. The exit status is 0 whatever changed.
    """
    try:
        versions = usable_policy(old), usable_policy(new, overlays)
    except UnreadableError as error:
        refuse(error, language)
    day: date | None = at.date() if at else None
    changes = diff_policies(*versions, at=day)
    if shape == "json":
        click.echo(json.dumps(_json(versions, changes, language), ensure_ascii=False, indent=1))
        return
    for line in _lines(changes, language):
        click.echo(line)


def _json(versions: tuple[Policy, Policy], changes: list[Change], language: Language) -> dict[str, Any]:
    old, new = ({"id": policy.id, "version": policy.version} for policy in versions)
    return {"old": old, "new": new, "changes": [_change(versions[1], change, language) for change in changes]}


def _change(policy: Policy, change: Change, language: Language) -> dict[str, Any]:
    return {
        "section": change.section,
        "path": change.path,
        "says": change.says.of(language),
        "effect": change.effect,
        "before": change.before.of(language) or None,
        "after": change.after.of(language) or None,
        "clauses": list(change.clauses),
        "place": str(change.place),
        "examples": [_example(policy, example, language) for example in change.examples],
    }


def _example(policy: Policy, example: Example, language: Language) -> dict[str, Any]:
    opened, before, after = (
        None if at is None else write_instant(at, policy.zone) for at in (example.opened, example.before, example.after)
    )
    return {
        "plan": example.plan,
        "addons": list(example.addons),
        "priority": example.priority,
        "metric": example.metric,
        "opened": opened,
        "due_before": before,
        "due_after": after,
        "says": example.says.of(language),
    }


def _lines(changes: list[Change], language: Language) -> Iterator[str]:
    if not changes:
        yield Text("Nothing changed.", "Rien n’a changé.").of(language)
        return
    for change in changes:
        sign, colour, _ = _EFFECTS[change.effect]
        clauses = click.style(f" ({', '.join(change.clauses)})", fg="blue") if change.clauses else ""
        yield f"{click.style(sign, fg=colour, bold=True)} {change.says.of(language)}{clauses}"
        for example in change.examples:
            yield click.style(f"    {example.says.of(language)}", dim=True)
    yield ""
    yield _summary(changes, language)


def _summary(changes: list[Change], language: Language) -> str:
    counted = [(effect, sum(change.effect == effect for change in changes)) for effect in _EFFECTS]
    return ", ".join(f"{number} {_EFFECTS[effect][2].of(language)}" for effect, number in counted if number)
