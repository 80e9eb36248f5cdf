"""`servanda quote`: an agreement priced line by line, one request priced and shared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.quote import command

POLICIES = Path(__file__).parents[2] / "policies"
KIWI, AIDI, QISCUS, CIRRUS = (
    str(POLICIES / f"{name}.yaml") for name in ("kiwi-stage-plus", "aidi", "qiscus", "cirrus-shield")
)
CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parents[1] / "examples/policies.json").read_text("utf-8"))["scenarios"]
}


def _run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def _answer(*words: str) -> dict[str, Any]:
    result = _run(*words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_price_of_plus_follows_from_the_subscription() -> None:
    case = CASES["K-S17"]
    facts = case["facts"]
    fee = f"annual subscription={facts['annual_subscription']} {facts['currency']}"

    answer = _answer(KIWI, "--plan", facts["plan"], "--fee", fee)

    assert answer["lines"][1]["amount"] == case["expected"]["plus_annual_price"]
    assert answer["totals"] == [
        {"amount": case["expected"]["total"], "currency": "CAD", "per": "year", "complete": True}
    ]


def test_a_feature_for_the_ministry_is_shared_over_the_establishments() -> None:
    case = CASES["K-S18"]
    facts = case["facts"]
    payers = [word for name in facts["establishments"] for word in ("--payer", name)]
    price = f"{facts['effort_price']} {facts['currency']}"

    answer = _answer(KIWI, "--kind", "feature", "--fact", f"sponsor={facts['requested_by']}", "--price", price, *payers)

    expected = [{"payer": share["establishment"], "amount": share["amount"]} for share in case["expected"]["shares"]]
    assert answer["shares"] == expected


def test_a_request_outside_the_contract_waits_for_the_account_manager() -> None:
    expected = CASES["A-S20"]["expected"]

    answer = _answer(AIDI, "--kind", "out-of-scope")

    assert (answer["through"], answer["work_may_start"]) == (expected["referred_to"], expected["work_may_start"])
    assert set(answer["clauses"]) == {"A42", "A43"}
    assert _answer(AIDI, "--kind", "out-of-scope", "--agreed")["work_may_start"] is True


def test_add_ons_that_exclude_each_other_are_bad_news() -> None:
    result = _run(QISCUS, "--plan", "premium", "--addon", "8x7", "--addon", "24x7", "--format", "json")

    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["lines"]) == (1, [])
    assert answer["refusal"]["offers"] == ["8x7", "24x7"]
    assert "s’excluent" in _run(QISCUS, "--plan", "premium", "--addon", "8x7", "--addon", "24x7", "--lang", "fr").stdout


def test_the_text_answer_reads_as_an_account() -> None:
    result = _run(KIWI, "--plan", "PLUS", "--fee", "annual subscription=48000.00 CAD", "--lang", "fr")

    assert result.stdout.splitlines() == [
        "«\u202fabonnement annuel\u202f»\u202f: 48\u202f000,00\u00a0CAD, comme convenu.",
        "«\u202fForfait PLUS\u202f»\u202f: 20\u202f% de «\u202fabonnement annuel\u202f» (48\u202f000,00\u00a0CAD), "
        "soit 9\u202f600,00\u00a0CAD. (K12, K14)",
        "Total\u202f: 57\u202f600,00\u00a0CAD par an",
    ]


def test_a_total_that_is_not_complete_says_so() -> None:
    result = _run(QISCUS, "--plan", "premium", "--addon", "8x7")

    assert "Total so far: 216,000,000.00\u00a0IDR per year" in result.stdout
    assert "the policy states no price" in result.stdout


def test_what_did_not_apply_is_listed_after_what_did() -> None:
    result = _run(KIWI, "--kind", "bug", "--fact", "cause=client")

    assert result.stdout.splitlines()[0].startswith("“Bug with another cause”: priced by a quote.")
    assert "  “Bug caused by the platform” does not apply." in result.stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((KIWI,), "either --plan"),
        ((KIWI, "--plan", "PLUS", "--kind", "bug"), "either --plan"),
        ((KIWI, "--plan", "PLSU"), "Did you mean 'PLUS'?"),
        ((KIWI, "--kind", "bugg"), "Did you mean 'bug'?"),
        ((KIWI, "--kind", "bug", "--fact", "cause"), "name=value"),
        ((KIWI, "--plan", "PLUS", "--fee", "48000"), "names no amount"),
        ((KIWI, "--plan", "PLUS", "--fee", "annual subscription=a lot"), "is not an amount"),
        ((KIWI, "--kind", "bug", "--price", "1.00 CAD", "--payer", "A"), "does not share"),
        ((KIWI, "--kind", "feature", "--fact", "sponsor=MSSS", "--price", "1.005 CAD", "--payer", "A"), "2 decimals"),
        (("nowhere.yaml", "--plan", "PLUS"), "There is no file"),
    ],
)
def test_bad_questions_are_refused_with_what_would_be_right(words: tuple[str, ...], said: str) -> None:
    result = _run(*words)

    assert result.exit_code == 2
    assert said in result.stderr
