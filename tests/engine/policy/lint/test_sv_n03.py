"""SV-N03: a promised term that is never defined."""

from __future__ import annotations

from clean import REMOVE, check_finds, lint


def test_a_metric_without_meaning_is_found_with_an_automatic_message() -> None:
    finding = check_finds("SV-N03", {"clocks/response": REMOVE}, severity="W")

    assert "response" in finding.message.en
    assert "an automatic message Mon\u00a016\u00a0Mar\u00a02026\u00a009:01" in finding.example.en


def test_a_meaning_that_was_assumed_is_found() -> None:
    found = lint({"clocks/response/assumed": "[what counts]", "clocks/resolution/assumed": "[what counts]"})

    assert [finding.code for finding in found] == ["SV-N03"]
    assert "response and resolution" in found[0].message.en


def test_a_definition_among_the_statements_is_enough() -> None:
    defined = (
        "[{kind: definition, term: {en: Response time, fr: Délai}, text: {en: First answer., fr: Première réponse.}}]"
    )

    assert lint({"clocks/response": REMOVE, "statements": defined}) == []


def test_a_mean_has_no_due_time_to_show() -> None:
    mean = "{response: mean under 2 business hours over calendar month}"
    table = {f"targets/table/{priority}": f"{{basic: {mean}, plus: {mean}}}" for priority in ("high", "low")}

    found = lint({**table, "clocks/response": REMOVE})

    shown = next(finding for finding in found if finding.code == "SV-N03")
    assert "within a minute, a person the next day" in shown.example.en
