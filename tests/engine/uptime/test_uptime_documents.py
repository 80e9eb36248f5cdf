"""The tables and the account of docs/algorithms/uptime.md and credits.md say what the code does."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from months import aidi, at, better, outage
from test_uptime_thresholds import BETTER_STEPS
from test_uptime_tricky import keys

from servanda.engine.instants import SECOND
from servanda.engine.source import read_tree
from servanda.engine.text import Text
from servanda.engine.uptime.answer import account_text
from servanda.engine.uptime.checks import Confirmation, observe
from servanda.engine.uptime.credits import Share, allowance
from servanda.engine.uptime.facts import read_facts
from servanda.engine.uptime.model import (
    Agreement,
    Base,
    CreditTable,
    Exclusion,
    Facts,
    Maintenance,
    MaintenanceRule,
    Proration,
    Scaling,
    Tiers,
)
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.notices import judge_notice
from servanda.engine.uptime.window import Month

_DOCS = Path(__file__).parents[3] / "docs" / "algorithms"
UPTIME = (_DOCS / "uptime.md").read_text("utf-8")
CREDITS = (_DOCS / "credits.md").read_text("utf-8")
Row = dict[str, str]


def _rows(page: str, heading: str) -> list[Row]:
    """The rows of the first table under a heading, by column."""
    section = page.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip().strip("`") for cell in line] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _each(page: str, heading: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", _rows(page, heading), ids=lambda row: " ".join(row.values()))


@_each(UPTIME, "How much a month bears")
def test_a_month_bears_what_the_page_says(row: Row) -> None:
    figure = month_figure(better(zone=ZoneInfo(row["zone"])), Facts(), Month.parse(row["month"]))

    assert figure.base_seconds == int(row["seconds"])
    for limit in ("99.95", "99"):
        assert allowance(Share(figure.base_seconds, 0), Decimal(limit)).seconds == int(row[f"{limit} % bears"])


@_each(UPTIME, "When notice qualifies")
def test_notice_qualifies_as_the_page_says(row: Row) -> None:
    start = at(row["planned start"])
    received = None if row["received"] == "never" else at(row["received"])
    rule = MaintenanceRule(
        min_notice_seconds=int(row["at least"].removesuffix(" h")) * 3600,
        strictly_before=row["before the start"] == "yes",
    )
    notice = judge_notice(Maintenance(start, start + SECOND, received=received), rule)

    assert str("–" if notice.seconds is None else notice.seconds) == row["notice"]
    assert ("yes" if notice.qualifies else "no") == row["excluded"]


_MARKS = {
    "void": {"void": True},
    "degraded": {"severity": "degraded"},
    "staging": {"environment": "staging"},
    "acme": {"scope": "client", "client": "acme"},
    "other": {"scope": "client", "client": "other"},
}


@_each(UPTIME, "What counts")
def test_an_outage_counts_as_the_page_says(row: Row) -> None:
    span, _, mark = row["outage"].partition(", ")
    one = outage(*span.split(" to "), **_MARKS.get(mark, {}))
    terms = {"bi": better(), "ai": aidi()}[row["terms"]]
    figure = month_figure(terms, Facts(outages=(one,)), Month(2026, 4), client="acme")

    assert figure.downtime_seconds == int(row["counted seconds"])
    assert not row["because"] or row["because"] in keys(figure.because)


@_each(UPTIME, "The same outage, four bases")
def test_a_base_changes_the_figure_as_the_page_says(row: Row) -> None:
    approved = Exclusion(at("2026-04-20T09:30-04:00"), at("2026-04-20T10:30-04:00"), "customer", approved=True)
    facts = Facts(outages=(outage("2026-04-17T16:00-04:00", "2026-04-20T10:00-04:00"),), exclusions=(approved,))
    figure = month_figure(aidi(base=Base(row["base"])), facts, Month(2026, 4))

    assert figure.base_seconds == int(row["seconds"])
    assert figure.downtime_seconds == int(row["downtime"])
    assert f"{figure.uptime_percent} %" == row["uptime"]


@_each(UPTIME, "From checks to outages")
def test_checks_become_what_the_page_says(row: Row) -> None:
    minute = 60 * SECOND
    checks = [(number * minute, state == "d") for number, state in enumerate(row["checks"]) if state != "."]
    rule = Confirmation(int(row["failures to open"]), int(row["successes to close"]), holds_seconds=120)
    observed = observe(checks, rule, since=0, until=len(row["checks"]) * minute)

    for column in ("outages", "unknown"):
        spans = getattr(observed, column)
        assert ", ".join(f"{start // minute}-{end // minute}" for start, end in spans) == row[column]


def test_the_month_is_told_as_the_page_prints_it() -> None:
    section = UPTIME.split("\n## A month, told\n")[1]
    (facts_text,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    (account,) = re.findall(r"```text\n(.*?)```", section, re.DOTALL)
    node, _ = read_tree(facts_text)
    assert node is not None
    facts, findings = read_facts(node)
    assert facts is not None, findings
    terms = better(service=Text("The system", "Le système"))

    assert account_text(month_figure(terms, facts, Month(2026, 4)), terms).replace("\u00a0", " ") == account


def _figure(seconds: int, table: CreditTable, agreement: Agreement, month: str = "2026-04") -> Figure:
    facts = Facts(agreement=agreement, outages=(outage(f"{month}-10T12:00Z", seconds=seconds),))
    return month_figure(better(credits=table), facts, Month.parse(month))


FEE = Agreement(annual_fee=Decimal(12000), currency="CAD")


@_each(CREDITS, "Limits are strict")
def test_a_limit_is_strict_as_the_page_says(row: Row) -> None:
    figure = _figure(int(row["downtime"]), CreditTable(BETTER_STEPS), FEE)

    assert figure.uptime_percent == row["uptime, printed"]
    assert figure.credit is not None
    assert (str(figure.credit.percent), str(figure.credit.amount)) == (row["credit"], row["amount"])


@_each(CREDITS, "A part of the annual fee")
def test_a_part_of_the_fee_is_what_the_page_says(row: Row) -> None:
    fee, currency = row["annual fee"].split()
    table = CreditTable(BETTER_STEPS, proration=Proration(row["part of the fee"]))
    credit = _figure(1340, table, Agreement(annual_fee=Decimal(fee), currency=currency), row["month"]).credit

    assert credit is not None
    assert (credit.percent, str(credit.amount)) == (25, row["amount"])


@_each(CREDITS, "Other readings")
def test_another_reading_pays_what_the_page_says(row: Row) -> None:
    table = CreditTable(
        BETTER_STEPS,
        tiers=Tiers(row["steps"]),
        scaling=Scaling(row["scaled by"]),
        cap=Decimal(row["cap"]) if row["cap"] else None,
    )
    credit = _figure(int(row["downtime"]), table, FEE).credit

    assert credit is not None
    assert (str(credit.percent), str(credit.amount)) == (row["credit"], row["amount"])
