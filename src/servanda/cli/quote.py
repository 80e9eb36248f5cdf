"""`servanda quote`: what an agreement costs line by line, or what one request costs and who pays which share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import click

from servanda.cli.files import refuse
from servanda.cli.policies import usable_policy
from servanda.engine.because import Because
from servanda.engine.diagnostics import Finding, Place, Severity, nearest
from servanda.engine.entitlements.charges import ChargeVerdict, charge_for
from servanda.engine.entitlements.lines import Fee, Line, Period
from servanda.engine.entitlements.quotes import Quote, QuoteError, Total, make_quote
from servanda.engine.entitlements.sayings import SAYINGS
from servanda.engine.entitlements.shares import PayerShare, ShareError, share_equally, share_pro_rata
from servanda.engine.policy.offer import Share
from servanda.engine.policy.policy import Policy
from servanda.engine.prose import Prose
from servanda.engine.text import Language, Text
from servanda.engine.uptime.wording import money
from servanda.policy_files import UnreadableError

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?: ([A-Za-z]{3}))?(?:/(year|month|once))?")
_BAD_NEWS = 1


class Amount(click.ParamType[Fee]):
    """``48000.00 CAD``, ``1200 EUR/once``."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fee:
        """Read `value`, or fail with what would be right."""
        if isinstance(value, Fee):
            return value
        found = _AMOUNT.fullmatch(str(value).strip())
        if found is None:
            self.fail(f"'{value}' is not an amount such as '48000.00 CAD' or '1200 CAD/once'", param, ctx)
        per: Period = found[3] or "year"  # type: ignore[assignment]
        return Fee(Decimal(found[1]), found[2].upper() if found[2] else None, per)


class NamedAmount(click.ParamType[tuple[str, Fee]]):
    """``annual subscription=48000.00 CAD``."""

    name = "line=amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Fee]:
        """Read `value`, or fail with what would be right."""
        if isinstance(value, tuple):
            return value
        name, equals, amount = str(value).partition("=")
        if not equals:
            self.fail(f"'{value}' names no amount; write for example 'annual subscription=48000.00 CAD'", param, ctx)
        return name.strip(), Amount().convert(amount, param, ctx)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The price of one request and its payers, as they were given."""

    facts: tuple[str, ...]
    agreed: bool
    price: Fee | None
    payers: tuple[str, ...]


@click.command(
    name="quote",
    epilog="""\b
Examples:
  servanda quote policies/kiwi-stage-plus.yaml --plan PLUS --fee "annual subscription=48000.00 CAD"
  servanda quote policies/qiscus.yaml --plan premium --addon 8x7 --format json
  servanda quote policies/aidi.yaml --kind out-of-scope
  servanda quote policies/kiwi-stage-plus.yaml --kind feature --fact sponsor=MSSS \\
    --price "100000.00 CAD" --payer A --payer B --payer C""",
)
@click.argument("policy", type=click.Path(allow_dash=True))
@click.option("--plan", help="The plan to price.")
@click.option("--addon", "addons", multiple=True, help="An add-on of the plan; may be given several times.")
@click.option(
    "--fee", "fees", type=NamedAmount(), multiple=True, help="What the agreement prices: LINE=AMOUNT CURRENCY."
)
@click.option("--kind", help="Price one request of this kind instead of a plan.")
@click.option("--fact", "facts", multiple=True, help="What is known of the request: cause=client.")
@click.option("--agreed", is_flag=True, help="Scope and cost of the request are agreed.")
@click.option("--price", type=Amount(), help="The price of the request, to be shared over the payers.")
@click.option("--payer", "payers", multiple=True, help="Who shares: NAME, or NAME=WEIGHT for pro rata shares.")
@click.option("--overlay", "overlays", multiple=True, help="A client's own terms or a what-if, laid on the policy.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
def command(
    policy: str,
    *,
    plan: str | None,
    addons: tuple[str, ...],
    fees: tuple[tuple[str, Fee], ...],
    kind: str | None,
    facts: tuple[str, ...],
    agreed: bool,
    price: Fee | None,
    payers: tuple[str, ...],
    overlays: tuple[str, ...],
    shape: str,
    language: Language,
) -> None:
    """What a plan of POLICY costs with its add-ons, or what one request of a kind costs.

    Ends with 1 where the add-ons cannot be had together.
    """
    if (plan is None) == (kind is None):
        raise click.UsageError("Give either --plan, for an agreement, or --kind, for one request.")
    try:
        read = usable_policy(policy, overlays)
        if plan is not None:
            quote = make_quote(read, plan=plan, addons=addons, fees=dict(fees))
            _print(_quote_json(quote, read, language), _quote_lines(quote, language), shape)
            raise SystemExit(_BAD_NEWS if quote.refusal else 0)
        asked = _Asked(facts, agreed, price, payers)
        verdict, shares = _charge(read, str(kind), asked)
        _print(_charge_json(verdict, shares, language), _charge_lines(verdict, shares, asked, language), shape)
    except UnreadableError as error:
        refuse(error, language)
    except (QuoteError, ShareError) as error:
        refuse(UnreadableError([_wrong(policy, error.text)]), language)


def _print(record: dict[str, Any], lines: Iterator[str], shape: str) -> None:
    if shape == "json":
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    for line in lines:
        click.echo(line)


def _wrong(path: str, text: Text) -> Finding:
    return Finding("SV-S03", Severity.ERROR, Place(path), text)


# One agreement


def _quote_json(quote: Quote, policy: Policy, language: Language) -> dict[str, Any]:
    return {
        "policy": {"id": policy.id, "version": policy.version},
        "plan": quote.plan,
        "addons": list(quote.addons),
        "refusal": _refusal_json(quote, language),
        "lines": [_line_json(line, language) for line in quote.lines],
        "totals": [_total_json(total) for total in quote.totals],
    }


def _refusal_json(quote: Quote, language: Language) -> dict[str, Any] | None:
    if quote.refusal is None:
        return None
    refusal = quote.refusal
    return {"says": refusal.text.of(language), "clauses": list(refusal.clauses), "offers": list(refusal.offers)}


def _line_json(line: Line, language: Language) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.name.of(language),
        "kind": line.kind,
        "amount": None if line.amount is None else str(line.amount),
        "currency": line.currency,
        "per": line.per,
        "because": _because_json(line.because, Prose(SAYINGS, language)),
    }


def _total_json(total: Total) -> dict[str, Any]:
    return {"amount": str(total.amount), "currency": total.currency, "per": total.per, "complete": total.complete}


_PER = {
    "": Text("", ""),
    "year": Text(" per year", " par an"),
    "month": Text(" per month", " par mois"),
    "once": Text(", once", ", une fois"),
}


def _quote_lines(quote: Quote, language: Language) -> Iterator[str]:
    if quote.refusal:
        yield click.style(quote.refusal.text.of(language), fg="red")
        return
    prose = Prose(SAYINGS, language)
    for line in quote.lines:
        clauses = click.style(f" ({', '.join(line.because.clauses)})", fg="blue") if line.because.clauses else ""
        yield f"{prose.say(line.because)}{clauses}"
    for total in quote.totals:
        amount = money(total.amount, total.currency).of(language) + _PER[total.per].of(language)
        said = Text("Total: ", "Total : ") if total.complete else Text("Total so far: ", "Total provisoire : ")
        yield click.style(f"{said.of(language)}{amount}", bold=True)


# One request


def _charge(policy: Policy, kind: str, asked: _Asked) -> tuple[ChargeVerdict, tuple[PayerShare, ...]]:
    if kind not in policy.document.kinds:
        near = nearest(kind, policy.document.kinds)
        known = ", ".join(policy.document.kinds)
        text = Text(f"There is no request kind '{kind}'.", f"Il n’y a pas de type de demande « {kind} ».")
        hint = Text(
            f"Did you mean '{near}'?" if near else f"Known: {known}.",
            f"Vouliez-vous dire « {near} » ?" if near else f"Connus : {known}.",
        )
        raise QuoteError((text, hint))
    facts = dict(fact.split("=", 1) for fact in asked.facts if "=" in fact)
    if len(facts) < len(asked.facts):
        raise QuoteError((Text("Write a fact as name=value.", "Écrivez un fait ainsi : nom=valeur."),))
    verdict = charge_for(policy, kind, facts, agreed=asked.agreed)
    return verdict, _shares(verdict.share, asked)


def _shares(rule: Share | None, asked: _Asked) -> tuple[PayerShare, ...]:
    if asked.price is None or not asked.payers:
        return ()
    if rule is None:
        raise ShareError((Text("The policy does not share this charge.", "La politique ne répartit pas ces frais."),))
    names = [payer.partition("=")[0] for payer in asked.payers]
    if rule.how == "equal":
        return share_equally(asked.price.amount, names, currency=asked.price.currency, remainder=rule.remainder)
    weights = {payer.partition("=")[0]: Fee(Decimal(1)) for payer in asked.payers} | {
        name: Amount().convert(weight, None, None)
        for name, equals, weight in (payer.partition("=") for payer in asked.payers)
        if equals
    }
    return share_pro_rata(
        asked.price.amount,
        {name: weight.amount for name, weight in weights.items()},
        currency=asked.price.currency,
        remainder=rule.remainder,
        named=names,
    )


def _charge_json(verdict: ChargeVerdict, shares: tuple[PayerShare, ...], language: Language) -> dict[str, Any]:
    return {
        "charge": verdict.charge,
        "price": None if verdict.price is None else str(verdict.price),
        "currency": verdict.currency,
        "quote": verdict.quote,
        "through": verdict.through or None,
        "before_work": verdict.before_work,
        "work_may_start": verdict.work_may_start,
        "missing": list(verdict.missing),
        "clauses": list(verdict.clauses),
        "shares": [{"payer": share.payer, "amount": str(share.amount)} for share in shares],
        "because": _because_json(verdict.because, Prose(SAYINGS, language)),
    }


def _charge_lines(
    verdict: ChargeVerdict, shares: tuple[PayerShare, ...], asked: _Asked, language: Language
) -> Iterator[str]:
    prose = Prose(SAYINGS, language)
    clauses = click.style(f" ({', '.join(verdict.clauses)})", fg="blue") if verdict.clauses else ""
    yield click.style(prose.say(verdict.because), bold=True) + clauses
    for fact in verdict.because.because:
        yield "  " + (prose.say(fact) if fact.applied else click.style(prose.say(fact), dim=True))
    for share in shares:
        yield f"  {share.payer}: {money(share.amount, asked.price.currency if asked.price else None).of(language)}"


def _because_json(node: Because, prose: Prose) -> dict[str, Any]:
    return {
        "says": prose.say(node),
        "clauses": list(node.clauses),
        "applied": node.applied,
        "because": [_because_json(inner, prose) for inner in node.because],
    }
