"""The account of a month: complete, in both languages, with the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from months import aidi, at, better, outage, qiscus, steady
from test_uptime_properties import _FACTS, MONTH, _terms

from servanda.engine.because import Because
from servanda.engine.prose import Prose
from servanda.engine.text import Text
from servanda.engine.uptime import sayings
from servanda.engine.uptime.answer import account_text, answer
from servanda.engine.uptime.model import (
    Agreement,
    CreditStep,
    CreditTable,
    Exclusion,
    Facts,
    Maintenance,
    Scaling,
    Tiers,
    Unknown,
    UptimeTerms,
)
from servanda.engine.uptime.month import Figure, month_figure
from servanda.engine.uptime.sayings import SAYINGS
from servanda.engine.uptime.window import Month

ROOM = Path(sayings.__file__).parent
_FIELD = re.compile(r"\{(\w+)(?:@(\w+))?\}")
_KEY = re.compile(r'"(uptime\.[a-z.-]+[a-z])"')
_BUILT = (
    {f"uptime.target.{manner}.{verdict}" for manner in ("at-least", "above") for verdict in ("met", "missed")}
    | {
        f"uptime.step.{limit}.{verdict}"
        for limit in ("below", "at-or-below")
        for verdict in ("reached", "deeper", "not-reached")
    }
    | {f"uptime.{kind}.{where}" for kind in ("outages", "exclusions") for where in ("none", "elsewhere")}
    | {f"uptime.outage.{part}" for part in ("severities", "environments", "components")}
)


def test_every_key_has_a_saying_and_every_saying_is_used() -> None:
    used = {
        key for path in ROOM.glob("*.py") if path.name != "sayings.py" for key in _KEY.findall(path.read_text("utf-8"))
    }

    assert set(SAYINGS) == used | _BUILT


@pytest.mark.parametrize("key", sorted(SAYINGS))
def test_a_saying_fills_the_same_fields_in_both_languages(key: str) -> None:
    saying = SAYINGS[key]

    assert sorted(_FIELD.findall(saying.en)) == sorted(_FIELD.findall(saying.fr))
    assert saying.missing() == ()


@pytest.mark.parametrize("key", sorted(SAYINGS))
def test_french_is_typeset_as_french(key: str) -> None:
    french = SAYINGS[key].fr

    assert not re.search(r"[^\u202f][:;!?»%](?=[ .,)]|$)", french), "a narrow no-break space stands before it"
    assert not re.search("«[^\u202f]", french)
    assert "'" not in french


def _all(nodes: tuple[Because, ...]) -> Iterator[Because]:
    for node in nodes:
        yield node
        yield from _all(node.because)


def _digits(text: str) -> list[str]:
    joined = re.sub("(?<=\\d)[,\u202f](?=\\d{3}(?!\\d))", "", text)
    return sorted(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", joined.replace("1er", "1")))


@steady
@given(_terms(), _FACTS)
def test_french_and_english_tell_the_same_numbers(terms: UptimeTerms, facts: Facts) -> None:
    figure = month_figure(terms, facts, MONTH, client="acme")
    english, french = (Prose(SAYINGS, language, terms.zone) for language in ("en", "fr"))

    for node in _all(figure.because):
        assert _digits(english.say(node)) == _digits(french.say(node))


def _october() -> tuple[Figure, UptimeTerms]:
    terms = better(
        credits=CreditTable(
            (CreditStep(Decimal("99.95"), Decimal(25), clauses=("B4",)), CreditStep(Decimal("99.9"), Decimal(50))),
            on_claim=False,
            payment=Text("on the next invoice.", "sur la facture suivante."),
            clauses=("B5",),
        )
    )
    facts = Facts(
        Agreement(annual_fee=Decimal("10000.06"), currency="CAD", client="acme"),
        (outage("2026-10-10T10:00-04:00", seconds=1400), outage("2026-10-11T01:50-04:00", "2026-10-11T03:00-04:00")),
        (
            Maintenance(
                at("2026-10-11T02:00-04:00"), at("2026-10-11T04:00-04:00"), received=at("2026-10-09T09:00-04:00")
            ),
        ),
        (Exclusion(at("2026-10-10T10:00-04:00"), at("2026-10-10T10:01-04:00"), "third_party", approved=True),),
        (Unknown(at("2026-10-20T10:00-04:00"), at("2026-10-20T11:00-04:00")),),
    )
    return month_figure(terms, facts, Month(2026, 10)), terms


def test_the_account_prints_the_arithmetic_from_the_month_to_the_amount() -> None:
    text = account_text(*_october()).replace("\u00a0", " ")

    for line in (
        "Uptime          99.9275 %",
        "Month: October 2026 (America/Toronto), 744 h (2,678,400 s).",
        "Notice received Fri 9 Oct 2026 09:00, 41 h before the start; at least 24 h are required.",
        "Downtime: outages 1 h 33 min 20 s (5,600 s) less what is excluded of them 1 h 1 min (3,660 s) = 32 min 20 s (1,940 s).",
        "Uptime: (2,678,400 − 1,940) / 2,678,400 = 133,823/133,920 = 99.9275 %, truncated.",
        "At least 99.95 % is promised: up to 22 min 19 s (1,339 s) of downtime. Missed by 10 min 1 s (601 s).",
        "Below 99.95 %: 25 %. Reached: more than 22 min 19 s (1,339 s) of downtime. [B4]",
        "Below 99.9 %: 50 %. Not reached: up to 44 min 38 s (2,678 s) of downtime, 12 min 18 s (738 s) left.",
        "10,000.06 CAD a year × 1/12 × 25 % = 208.334583…, rounded once, half up: 208.33 CAD. [B5]",
        "It is issued without a claim.",
        "Payment: on the next invoice.",
        "coverage is 99.8655 %.",
    ):
        assert line in text


def test_the_account_is_told_in_french() -> None:
    text = account_text(*_october(), "fr")

    for line in (
        "Objectif        au moins 99,95\u202f%\u202f: manqué",
        "Crédit          25\u202f%, 208,33\u00a0CAD",
        "10\u202f000,06\u00a0CAD par an × 1/12 × 25\u202f% = 208,334583…, arrondi une fois, au plus proche\u202f: 208,33\u00a0CAD.",
        "Préavis reçu le ven.\u00a09\u00a0oct.\u00a02026\u00a009:00, 41\u00a0h avant le début\u202f; il en faut au moins 24\u00a0h.",
    ):
        assert line in text


def test_the_answer_has_every_field_of_the_contract() -> None:
    found = answer(*_october())
    promised = {
        "window_start": "2026-10-01T00:00:00-04:00",
        "window_end": "2026-11-01T00:00:00-04:00",
        "provisional": False,
        "service_seconds": 2678400,
        "base_seconds": 2678400,
        "outage_seconds": 5600,
        "excluded_seconds": 3660,
        "unknown_seconds": 3600,
        "downtime_seconds": 1940,
        "uptime": [133823, 133920],
        "uptime_percent": "99.9275",
        "target_met": False,
        "credit": {"percent": "25", "amount": "208.33", "currency": "CAD"},
    }

    assert promised.items() <= found.items()
    assert found["breach"] is True
    assert found["allowances"][0] == {"limit": "99.95", "inclusive": False, "seconds": 1339, "left_seconds": -601}
    assert {one["class"] for one in found["why"]} == {"up", "down", "excluded outage", "excluded", "unknown"}
    assert set(found["because"][0]) == {"says", "clauses", "applied", "from", "to", "because"}


def _heads(text: str) -> str:
    return text.split("\n·")[0].replace("\u00a0", " ")


def test_the_heading_says_what_there_is_to_say() -> None:
    facts = Facts(Agreement(annual_fee=Decimal(1200)), (outage("2026-04-02T10:00Z", seconds=3600),))
    ongoing = month_figure(better(), facts, Month(2026, 4), as_of=at("2026-04-03T00:00Z"))
    closed = month_figure(better(), Facts(outages=facts.outages), Month(2026, 4))

    assert "Credit          not yet\n  State           provisional: the month is not over" in _heads(
        account_text(ongoing, better())
    )
    assert "Credit          50 %\n" in _heads(account_text(closed, better()))
    assert "Credit          none agreed" in _heads(account_text(month_figure(aidi(), facts, Month(2026, 4)), aidi()))


def _told(terms: UptimeTerms, facts: Facts, month: str = "2026-04") -> str:
    return account_text(month_figure(terms, facts, Month.parse(month)), terms).replace("\u00a0", " ")


def test_scaled_capped_and_feeless_credits_are_explained() -> None:
    steps = (CreditStep(Decimal("99.95"), Decimal(25), inclusive=True), CreditStep(Decimal("99.9"), Decimal(50)))
    down = (outage("2026-04-02T10:00Z", seconds=259200),)
    paid = Facts(Agreement(annual_fee=Decimal(12000)), down)

    def table(**rules: object) -> UptimeTerms:
        return better(credits=CreditTable(steps, **rules))  # type: ignore[arg-type]

    assert "Times the share of the base that was down, 1/10." in _told(table(scaling=Scaling.DOWNTIME), paid)
    assert "Times the part of the target that was missed, 199/1,999." in _told(table(scaling=Scaling.SHORTFALL), paid)
    assert "Limited to 60 %." in _told(table(tiers=Tiers.SUM, cap=Decimal(60)), paid)
    assert "No currency is given; the amount is rounded to two decimals." in _told(table(), paid)
    assert "No annual fee is given, so there is no amount." in _told(table(), Facts(outages=down))
    assert "The client must claim it." in _told(table(on_claim=True), paid)
    assert "99.95 % or below: 25 %. Reached, but a deeper step pays" in _told(table(), paid)
    assert "99.95 % or below: 25 %. Not reached: up to 21 min 35 s" in _told(table(), Facts())
    assert "Credit: none, no step was reached." in _told(table(), Facts())


def test_a_small_outage_of_chat_is_told_in_one_line() -> None:
    text = _told(qiscus(), Facts(outages=(outage("2026-06-10T08:00+07:00", seconds=30, component="chat"),)), "2026-06")

    assert "One outage: 30 s count." in text
    assert "No credit is agreed." in text


def test_an_outage_that_goes_on_says_so() -> None:
    text = _told(better(), Facts(outages=(outage("2026-04-30T23:00-04:00"),)))

    assert "Outage, Thu 30 Apr 2026 23:00 – still going on (major): counts." in text


def test_facts_of_another_month_are_not_passed_over_in_silence() -> None:
    window = Maintenance(at("2026-04-11T02:00-04:00"), at("2026-04-11T04:00-04:00"))
    text = _told(better(), Facts(outages=(outage("2026-04-10T10:00Z", seconds=9),), maintenance=(window,)), "2026-05")

    assert "No outage of the 1 recorded lies in this month." in text
    assert "No exclusion of the 1 recorded lies in this month." in text
    assert "No outage is recorded." in _told(better(), Facts())


def test_an_outage_that_does_not_count_says_of_which_kind_or_whose_it_is() -> None:
    slow = outage("2026-04-10T10:00Z", seconds=9, severity="degraded")
    others = outage("2026-04-10T10:00Z", seconds=9, scope="client", client="other")
    figure = month_figure(aidi(), Facts(Agreement(client="acme"), (slow, others)), Month(2026, 4))
    nobodys = month_figure(aidi(), Facts(outages=(others,)), Month(2026, 4))

    assert "Sa gravité (dégradée) n’est pas de celles qui comptent." in account_text(figure, aidi(), "fr")
    assert "It concerns the client other only." in account_text(figure, aidi())
    assert "It concerns the client other, and this figure is for no client" in account_text(nobodys, aidi())
