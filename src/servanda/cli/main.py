"""The `servanda` command. Each subcommand is a module, imported only when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

from servanda import __version__

COMMANDS: Mapping[str, str] = {
    "explain": "What was promised for one request, by when, and why.",
    "lint": "Everything that is wrong with a policy, with an example of the harm.",
    "hours": "Ask a calendar: deadlines, elapsed time, business days, what is open.",
    "uptime": "The contractual uptime of one month, and the credit.",
    "lock": "Write or check the holiday tables that a policy names.",
    "diff": "What changed between two versions, with examples.",
    "publish": "A policy as a document: HTML, PDF or Markdown.",
    "quote": "What an agreement costs, line by line.",
    "schema": "The JSON Schema of policy files, for editors.",
    "replay": "The verdicts of a policy over many past requests.",
    "verify": "Check that a statement's figure follows from its facts.",
}
"""Every subcommand with its one-line help; so that `--help` imports none of them."""


class _Lazy(click.Group):
    """A group that imports a subcommand when it is called or completed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"servanda.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Lazy,
    epilog="""\b
Examples:
  servanda lint policies/kiwi-stage-plus.yaml
  servanda explain policies/kiwi-stage-plus.yaml case.yaml
  servanda hours policies/better-impact.yaml week open --at 2026-07-01T10:00-04:00
  eval "$(_SERVANDA_COMPLETE=bash_source servanda)"    complete commands and options in this shell""",
)
@click.version_option(__version__, prog_name="servanda")
def main() -> None:
    """Write a support policy once, as data; ask what it promises; prove what was kept.

    Every command takes `-` for standard input, `--format json` for programs and `--lang fr` for French. It ends with
    0 when it is done, 1 when the answer is bad news, 2 when the input cannot be read.
    """
