"""`servanda lint`: findings for people, for programs, and as SARIF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.lint import command

POLICIES = Path(__file__).parents[2] / "policies"
KIWI = str(POLICIES / "kiwi-stage-plus.yaml")
DAY = ("--at", "2026-03-02")
SMALL = """\
policy: small
title: {en: Support, fr: Soutien}
vendor: {name: Small}
effective: {from: 2025-09-01, tz: America/Toronto, clause: S1}
languages: {source: en, published: [en, fr], offered: [en, fr]}
calendars:
  office: {tz: America/Toronto, open: [mon-fri 09:00-17:00], clause: S1}
default_calendar: office
plans: {basic: {name: {en: Basic, fr: De base}, clause: S1}}
kinds: {incident: {name: {en: Incident, fr: Incident}, clause: S1}}
channels: {email: {name: {en: E-mail, fr: Courriel}, address: help@small.example, clause: S1}}
classify:
  stated: priority
  levels: {high: {name: {en: High, fr: Haute}}}
  facts: {priority: {ask: {en: How urgent, fr: Quelle urgence}, values: {high: {name: {en: High, fr: Haute}}}}}
targets:
  longest_wait: 999 clock hours
  clause: S1
  table: {high: {basic: 2 business hours / 8 business hours}}
clocks:
  response: {counts: {en: First answer by a person., fr: Première réponse d’une personne.}, clause: S1}
  resolution: {counts: {en: Until it is resolved., fr: Jusqu’à la résolution.}, clause: S1}
prices: {basic: {included: true, clause: S1}}
"""
SLOW = SMALL.replace("2 business hours / 8 business hours", "2 business days / 8 business hours")


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, words, input=stdin)


def listed(*words: str, stdin: str | bytes | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*words, "--format", "json", *DAY, stdin=stdin).stdout)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SLOW, encoding="utf-8")
    return path


def test_a_finding_has_every_field_of_the_contract(file: Path) -> None:
    (finding,) = listed(str(file))

    assert finding == {
        "code": "SV-T01",
        "severity": "E",
        "file": str(file),
        "line": 19,
        "column": 25,
        "clause": "S1",
        "at": "targets/table/high/basic",
        "wording": "2 business days / 8 business hours",
        "message": "high basic: the response (2 business days) is due after the resolution (8 business hours).",
        "example": "high basic, raised Wed\u00a011\u00a0Mar\u00a02026\u00a009:00: response due "
        "Fri\u00a013\u00a0Mar\u00a02026\u00a009:00, resolution due Wed\u00a011\u00a0Mar\u00a02026\u00a017:00.",
        "fix": "Correct one of the two, or swap them; a response must fall due before its resolution.",
        "help": "docs/lint/SV-T01.md",
        "accepted": None,
    }


@pytest.mark.parametrize(
    ("content", "status"),
    [(SMALL, 0), (SLOW, 1), ("policy: [", 2), ("- a\n", 2), ("", 2), ("\x00\x01", 2), ("policy: x\n", 2)],
)
def test_the_exit_status_is_0_when_fine_1_on_errors_2_when_unreadable(content: str, status: int) -> None:
    result = run("-", *DAY, stdin=content)

    assert result.exit_code == status
    assert isinstance(result.exception, SystemExit | None)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.yaml"), *DAY)

    assert result.exit_code == 2
    assert "none.yaml" in result.stderr
    assert "There is no file" in result.stderr


def test_findings_of_a_file_that_cannot_be_read_are_listed_for_programs_too() -> None:
    result = run("-", "--format", "json", *DAY, stdin="policy: x\nplanss: {}\n")
    messages = [finding["message"] for finding in json.loads(result.stdout)]

    assert result.exit_code == 2
    assert "Unknown key 'planss'." in messages
    assert len(messages) > 5


def test_accepted_findings_are_listed_and_do_not_decide_the_status(file: Path) -> None:
    entry = "{code: SV-T01, at: targets, until: 2026-12-31, why: {en: It is meant., fr: C’est voulu.}}"
    file.write_text(f"{SLOW}accept: [{entry}]\n", encoding="utf-8")

    (finding,) = listed(str(file))

    assert finding["accepted"] == {"until": "2026-12-31", "why": "It is meant."}
    assert run(str(file), *DAY).exit_code == 0
    assert "Accepted until 2026-12-31: It is meant." in run(str(file), *DAY).stdout


def test_after_the_date_of_an_acceptance_the_finding_counts_again() -> None:
    codes = {finding["code"]: finding["accepted"] for finding in listed(KIWI)}
    later = json.loads(run(KIWI, "--format", "json", "--at", "2027-07-01").stdout)

    assert codes["SV-T01"] is not None
    assert {finding["code"]: finding["accepted"] for finding in later}["SV-T01"] is None
    assert "SV-D06" in {finding["code"] for finding in later}


def test_people_read_place_message_example_cure_and_a_summary(file: Path) -> None:
    said = run(str(file), *DAY).stdout.replace("\u00a0", " ")

    assert f"{file}:19:25 SV-T01 error S1" in said
    assert "For example: high basic, raised Wed 11 Mar 2026 09:00" in said
    assert "→ Correct one of the two" in said
    assert said.endswith("1 file: 1 error.\n")


def test_french_is_well_typeset(file: Path) -> None:
    said = run(str(file), *DAY, "--lang", "fr").stdout

    assert "erreur" in said
    assert "high basic\u202f: la prise en charge" in said
    assert "Par exemple\u202f: " in said
    assert said.endswith("1 fichier\u202f: 1 erreur.\n")


def test_a_clean_policy_gets_one_line() -> None:
    assert run("-", *DAY, stdin=SMALL).stdout == "1 file: nothing found.\n"


def test_a_folder_stands_for_the_policies_in_it() -> None:
    files = {Path(finding["file"]).name for finding in listed(str(POLICIES))}

    assert files >= {f"{name}.yaml" for name in ("kiwi-stage-plus", "better-impact", "aidi", "cirrus-shield", "qiscus")}


def test_two_versions_of_one_policy_are_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "1.yaml", tmp_path / "2.yaml"
    old.write_text(SMALL, encoding="utf-8")
    slower = SMALL.replace("8 business hours", "2 business days").replace("2025-09-01", "2026-09-01")
    new.write_text(slower, encoding="utf-8")

    assert {finding["code"] for finding in listed(str(old), str(new))} == {"SV-D05"}


def test_a_day_that_is_no_date_is_refused_with_what_would_be_right() -> None:
    result = run(KIWI, "--at", "next week")

    assert result.exit_code == 2
    assert "2026-01-31" in result.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_that_calendars_do_not_reach_is_refused_with_those_that_they_do(day: str) -> None:
    refused = run(KIWI, "--at", day)
    assert refused.exit_code == 2
    assert f"calendars do not reach {day}; give a day from 1990-01-01 to 2099-12-31" in refused.stderr


@pytest.mark.parametrize("day", ["1990-01-01", "2099-12-31"])
def test_the_first_and_the_last_day_that_calendars_reach_can_be_asked_for(day: str) -> None:
    assert run(KIWI, "--at", day).exit_code in (0, 1)


def test_sarif_names_rules_places_levels_and_suppressions() -> None:
    log = json.loads(run(KIWI, "--format", "sarif", *DAY).stdout)
    (only,) = log["runs"]
    driver, results = only["tool"]["driver"], only["results"]

    assert (log["version"], log["$schema"].rpartition("/")[2]) == ("2.1.0", "sarif-2.1.0.json")
    assert [rule["id"] for rule in driver["rules"]] == sorted({result["ruleId"] for result in results})
    for result in results:
        rule = driver["rules"][result["ruleIndex"]]
        place = result["locations"][0]["physicalLocation"]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert place["artifactLocation"]["uri"].endswith("kiwi-stage-plus.yaml")
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
    (accepted,) = (result for result in results if "suppressions" in result)
    assert accepted["ruleId"] == "SV-T01"
    assert accepted["suppressions"][0]["kind"] == "external"
    assert accepted["suppressions"][0]["justification"]


def test_json_and_sarif_hold_the_same_findings() -> None:
    log = json.loads(run(KIWI, "--format", "sarif", *DAY).stdout)

    assert [result["ruleId"] for result in log["runs"][0]["results"]] == [finding["code"] for finding in listed(KIWI)]
