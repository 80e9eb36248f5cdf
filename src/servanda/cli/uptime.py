"""`servanda uptime`: the contractual uptime of one month, the credit, and the arithmetic."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import Any, NoReturn

import click

from servanda.cli.files import UNREADABLE, read_text, refuse
from servanda.cli.policies import Instant, usable_versions
from servanda.engine.calendars.errors import CalendarError
from servanda.engine.diagnostics import Finding, Severity, nearest
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.uptime import uptime_terms
from servanda.engine.policy.versions import NotInForceError, version_for
from servanda.engine.source import Node, Table, read_tree
from servanda.engine.text import LANGUAGES, Language, Text
from servanda.engine.uptime.answer import account_text, answer
from servanda.engine.uptime.facts import read_facts
from servanda.engine.uptime.model import Facts, UptimeTerms
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.window import Month, UptimeError
from servanda.policy_files import UnreadableError


@click.command(
    name="uptime",
    epilog="""\b
Examples:
  servanda uptime policies/better-impact.yaml facts.yaml --month 2026-02
  servanda uptime policies/aidi.yaml facts.yaml --month 2026-05 --client acme --lang fr
  echo '{"agreement": {"plan": "member", "annual_fee": "12000.00", "currency": "CAD"},
    "outages": [{"start": "2026-02-10T10:00-05:00", "end": "2026-02-10T10:21-05:00"}]}' |
    servanda uptime policies/better-impact.yaml - --month 2026-02 --format json""",
)
@click.argument("policy", type=click.Path(allow_dash=True))
@click.argument("facts", type=click.Path(allow_dash=True))
@click.option(
    "--month", "month_text", required=True, metavar="YYYY-MM", help="The calendar month, in the policy's zone."
)
@click.option("--client", help="Whose month it is; default the client of the agreement.")
@click.option("--as-of", "as_of", type=Instant(), help="Cut a month that is not over, at this instant.")
@click.option("--overlay", "overlays", multiple=True, help="A client's own terms or a what-if, laid on the policy.")
@click.option("--statement", help="Also write a statement to this file, for `servanda verify`.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(
    policy: str,
    facts: str,
    month_text: str,
    client: str | None,
    as_of: int | None,
    overlays: tuple[str, ...],
    statement: str | None,
    shape: str,
    language: Language,
) -> None:
    """The uptime of a month as POLICY defines it, from the outages, maintenance and exclusions in FACTS.

    POLICY is a file, or a folder with the versions of one policy: the one in force when the month begins judges it.
    FACTS is a YAML or JSON file, or `-`. A missed target is an answer: the exit status is 0.
    """
    try:
        written = read_text(facts)
        versions, (node, read) = usable_versions(policy, overlays), _read_facts(written, facts)
        month = Month.parse(month_text)
        judging = _version(versions, month)
        read = _with_plan(judging, node, read)
        terms = uptime_terms(judging, read.agreement.plan)
        figure = month_figure(terms, read, month, client=client, as_of=as_of)
        if statement:
            from servanda.cli.evidence import write_uptime

            write_uptime(
                statement,
                judging,
                (facts, written),
                overlays=overlays,
                month=month,
                client=client,
                as_of=as_of,
                language=language,
            )
    except UnreadableError as error:
        refuse(error, language)
    except (UptimeError, NotInForceError) as error:
        _refuse(error.text, language)
    except CalendarError as error:
        _refuse(error.message, language)
    if shape == "json":
        click.echo(json.dumps(_json(judging, read, figure, terms, language), ensure_ascii=False, indent=1))
        return
    for line in account_text(figure, terms, language).splitlines():
        click.echo(click.style(line, dim=True) if line.lstrip().startswith("○") else line)


def _read_facts(text: str, path: str) -> tuple[Node, Facts]:
    node, findings = read_tree(text, path)
    if node is None or findings:
        raise UnreadableError(findings)
    facts, findings = read_facts(node)
    if facts is None:
        raise UnreadableError(_with_cure(finding) for finding in findings)
    return node, facts


def _with_cure(finding: Finding) -> Finding:
    """What is wrong and what would be right, in one line."""
    en, fr = (f"{finding.message.of(one)} {finding.fix.of(one)}".strip() for one in LANGUAGES)
    return replace(finding, message=Text(en, fr), fix=Text())


def _version(versions: list[Policy], month: Month) -> Policy:
    """The version in force when the month begins, else the one with which it ends. Raises NotInForceError."""
    zone = versions[-1].zone
    first, last = month.start(zone), month.next().start(zone) - 1
    try:
        return version_for(versions, opened=first, as_of=first)
    except NotInForceError:
        return version_for(versions, opened=last, as_of=last)


def _with_plan(policy: Policy, node: Node, facts: Facts) -> Facts:
    """The facts with the plan of the policy, where it has only one. Raises UnreadableError for an unknown plan."""
    plan, plans = facts.agreement.plan, policy.document.plans
    if plan is None:
        return replace(facts, agreement=replace(facts.agreement, plan=next(iter(plans)))) if len(plans) == 1 else facts
    if plan in plans:
        return facts
    near, known = nearest(plan, plans), ", ".join(plans)
    hint = (
        (f"did you mean {near}?", f"vouliez-vous dire {near} ?") if near else (f"it has {known}.", f"elle a {known}.")
    )
    text = Text(
        f"{policy.id} has no plan '{plan}'; {hint[0]}", f"{policy.id} n’a pas de formule « {plan} » ; {hint[1]}"
    )
    raise UnreadableError([Finding("SV-S03", Severity.ERROR, _plan_node(node).place, text)])


def _plan_node(node: Node) -> Node:
    for key in ("agreement", "plan"):
        node = node.pairs.get(key, node) if isinstance(node, Table) else node
    return node


def _refuse(text: Text, language: Language) -> NoReturn:
    sys.stderr.write(f"{text.of(language)}\n")
    raise SystemExit(UNREADABLE)


def _json(policy: Policy, facts: Facts, figure: Figure, terms: UptimeTerms, language: Language) -> dict[str, Any]:
    head = {"policy": {"id": policy.id, "version": policy.version}, "plan": facts.agreement.plan}
    return head | answer(figure, terms, language)
