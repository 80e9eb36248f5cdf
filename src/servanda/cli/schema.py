"""`servanda schema`: the JSON Schema of policy files, for editors."""

from __future__ import annotations

import json

import click

MODELINE = "# yaml-language-server: $schema=schema.json"


@click.command(
    name="schema",
    epilog="""\b
Examples:
  servanda schema > schema.json
  servanda schema overlay > overlay.schema.json
\b
Then begin a policy with this line, and editors with a YAML language server complete and check it:
  # yaml-language-server: $schema=schema.json""",
)
@click.argument("kind", type=click.Choice(["policy", "overlay"]), default="policy")
def command(kind: str) -> None:
    """Print the JSON Schema (2020-12) of policies, or of overlays."""
    from servanda.engine.policy.overlay import Overlay
    from servanda.engine.policy.schema import schema_of

    schema = schema_of(Overlay, "A Servanda overlay") if kind == "overlay" else schema_of()
    click.echo(json.dumps(schema, ensure_ascii=False, indent=1))
