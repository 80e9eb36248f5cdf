"""`servanda publish`: a policy as a document, or its rules for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from servanda.cli.files import UNREADABLE, refuse
from servanda.cli.policies import usable_policy
from servanda.engine.policy.policy import Policy
from servanda.engine.text import Language, Text
from servanda.policy_files import UnreadableError


@click.command(
    name="publish",
    epilog="""\b
Examples:
  servanda publish policies/kiwi-stage-plus.yaml --lang fr --to kiwi.html
  servanda publish policies/qiscus.yaml --to qiscus.pdf
  servanda publish policies/aidi.yaml --to rules.json      every rule of the policy, for programs""",
)
@click.argument("policy", type=click.Path(allow_dash=True))
@click.option(
    "--to",
    "target",
    type=click.Path(),
    required=True,
    help="Where it is written: .html, .pdf or .md; .json or .yaml for the rules.",
)
@click.option("--overlay", "overlays", multiple=True, help="A client's own terms or a what-if, laid on the policy.")
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(policy: str, target: str, overlays: tuple[str, ...], language: Language) -> None:
    """Write POLICY as a handsome document: clauses and what is assumed stand in its margin."""
    write = _FORMS.get(Path(target).suffix.lower())
    if write is None:
        raise click.BadParameter(f"'{target}' does not end in one of {', '.join(_FORMS)}", param_hint="--to")
    try:
        content = write(usable_policy(policy, overlays), language)
        Path(target).write_bytes(content)
    except UnreadableError as error:
        refuse(error, language)
    except OSError as error:
        said = error.strerror or type(error).__name__
        _fail(Text(f"{target} cannot be written: {said}.", f"{target} ne peut pas être écrit : {said}."), language)
    except _Unavailable as error:
        _fail(error.text, language)
    click.echo(Text(f"Written: {target}", f"Écrit : {target}").of(language))


class _Unavailable(Exception):
    """A form that this machine cannot write."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def _fail(text: Text, language: Language) -> None:
    sys.stderr.write(text.of(language) + "\n")
    raise SystemExit(UNREADABLE)


def _html(policy: Policy, language: Language) -> bytes:
    from servanda.publishing.html import write_html
    from servanda.publishing.pages import page_of

    return write_html(page_of(policy, language)).encode()


def _markdown(policy: Policy, language: Language) -> bytes:
    from servanda.publishing.markdown import write_markdown
    from servanda.publishing.pages import page_of

    return write_markdown(page_of(policy, language)).encode()


def _pdf(policy: Policy, language: Language) -> bytes:
    from servanda.publishing.pages import page_of
    from servanda.publishing.pdf import PdfUnavailableError, write_pdf

    try:
        return write_pdf(page_of(policy, language))
    except PdfUnavailableError as error:
        raise _Unavailable(error.text) from error


def _json(policy: Policy, _: Language) -> bytes:
    from servanda.engine.policy.rules import rule_record, rules_of

    records = [rule_record(rule) for rule in rules_of(policy)]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def _yaml(policy: Policy, _: Language) -> bytes:
    from servanda.engine.policy.rules import write_rules

    return write_rules(policy).encode()


_FORMS: Mapping[str, Callable[[Policy, Language], bytes]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".md": _markdown,
    ".json": _json,
    ".yaml": _yaml,
}
