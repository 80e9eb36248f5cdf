"""`servanda hours`: one question, or a file of them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.hours import command

POLICY = """\
calendars:
  office: {tz: America/Toronto, open: [mon-fri 09:00-17:00], closed: [{holidays: quebec}]}
  week:
    tz: America/Toronto
    open: [mon 05:00 to fri 16:00]
    closed:
      - {holidays: canada, from: 09:00, to: 17:00}
      - {holidays: uk, from: 05:00, to: 09:00}
      - {holidays: australia, from: 20:00, to: 05:00, evening: before}
  days: {tz: America/Toronto, open: [mon-fri], closed: [{holidays: canada}]}
  always: {tz: Europe/Paris, open: always}
  never: {tz: UTC, open: [mon-fri], closed: [{from: 1980-01-01T00:00, to: 2110-01-01T00:00}]}
"""


@pytest.fixture
def policy(tmp_path: Path) -> str:
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return str(path)


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, words, input=stdin)


def answer(*words: str) -> dict[str, Any]:
    result = run(*words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def batch(policy: str, calendar: str, *lines: object) -> list[dict[str, Any]]:
    asked = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = run(policy, calendar, "--batch", "-", stdin=asked)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_deadline_has_a_due_instant_and_a_last_one(policy: str) -> None:
    start = "2026-04-02T15:00-04:00"

    assert answer(policy, "office", "deadline", "--from", start, "--work", "7200") == {
        "due": "2026-04-02T17:00:00-04:00",
        "breach_after": "2026-04-06T09:00:00-04:00",
    }
    assert answer(policy, "office", "deadline", "--from", start, "--work", "-3600")["due"] == (
        "2026-04-02T14:00:00-04:00"
    )


def test_elapsed_time_is_in_whole_seconds_rounded_down(policy: str) -> None:
    asked = ("--from", "2026-02-06T16:30:00.5-05:00", "--to", "2026-02-09T09:30:00.25-05:00")

    assert answer(policy, "office", "elapsed", *asked) == {"seconds": 3599}


def test_business_days_may_be_those_of_another_calendar(policy: str) -> None:
    asked = ("days", "--from", "2026-06-12T17:00-04:00", "--days", "1")

    assert answer(policy, "week", *asked, "--days-of", "days") == {"due": "2026-06-16T05:00:00-04:00"}
    assert answer(policy, "office", *asked, "--rule", "end-of-day") == {"due": "2026-06-16T17:00:00-04:00"}


def test_open_says_when_that_changes(policy: str) -> None:
    assert answer(policy, "week", "open", "--at", "2026-04-02T20:30-04:00") == {
        "open": False,
        "next_open": "2026-04-06T05:00:00-04:00",
        "next_close": "2026-04-10T16:00:00-04:00",
    }
    assert answer(policy, "week", "open", "--at", "2026-07-01T08:00-04:00") == {
        "open": True,
        "next_open": "2026-07-01T17:00:00-04:00",
        "next_close": "2026-07-01T09:00:00-04:00",
    }
    assert answer(policy, "always", "open", "--at", "2026-07-01T08:00Z") == {
        "open": True,
        "next_open": None,
        "next_close": None,
    }


def test_what_a_holiday_table_does_not_know_is_said(policy: str) -> None:
    asked = ("office", "open", "--at", "2040-12-31T18:00-05:00")

    assert answer(policy, *asked) == {
        "open": False,
        "next_open": None,
        "next_close": None,
        "known_until": "2040-12-31",
    }
    assert "the holiday table ends on 2040-12-31" in run(policy, *asked).stdout


def test_a_list_ends_before_its_last_date_and_names_what_is_closed(policy: str) -> None:
    assert answer(policy, "office", "list", "--from", "2026-06-23", "--to", "2026-06-25") == {
        "windows": [{"from": "2026-06-23T09:00:00-04:00", "to": "2026-06-23T17:00:00-04:00"}],
        "closed": [
            {
                "from": "2026-06-24T09:00:00-04:00",
                "to": "2026-06-24T17:00:00-04:00",
                "why": "holiday",
                "name": {"en": "Saint-Jean-Baptiste Day", "fr": "Fête nationale du Québec"},
                "table": "quebec",
            }
        ],
    }


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ("office", "deadline", "--from", "2026-04-02T15:00-04:00", "--work", "7200"),
            ["Due Thu 2 Apr 2026 17:00", "Late only after Mon 6 Apr 2026 09:00", "Times are those of America/Toronto."],
        ),
        (
            ("office", "deadline", "--from", "2026-04-02T15:00-04:00", "--work", "3600", "--lang", "fr"),
            ["Échéance\u202f: jeu. 2 avr. 2026 16:00", "Heures de America/Toronto."],
        ),
        (
            ("office", "elapsed", "--from", "2026-02-06T16:30-05:00", "--to", "2026-02-09T09:30-05:00"),
            ["1 h", "Times are those of America/Toronto."],
        ),
        (
            ("office", "days", "--from", "2026-02-06T16:30-05:00", "--days", "1"),
            ["Due Mon 9 Feb 2026 16:30", "Times are those of America/Toronto."],
        ),
        (
            ("week", "open", "--at", "2026-07-01T08:00-04:00", "--lang", "fr"),
            ["Ouvert.", "Ferme mer. 1er juill. 2026 09:00", "Ouvre mer. 1er juill. 2026 17:00"],
        ),
        (("always", "open", "--at", "2026-07-01T08:00Z"), ["Open.", "It does not close.", "It does not open again."]),
        (("never", "open", "--at", "2026-07-01T08:00Z"), ["Closed.", "It does not open again.", "It does not close."]),
        (
            ("office", "list", "--from", "2026-06-23", "--to", "2026-06-25", "--lang", "fr"),
            [
                "Ouvert mar. 23 juin 2026 09:00 – mar. 23 juin 2026 17:00",
                "Fermé mer. 24 juin 2026 09:00 – mer. 24 juin 2026 17:00 (Fête nationale du Québec)",
            ],
        ),
    ],
)
def test_people_read_sentences(policy: str, words: tuple[str, ...], lines: list[str]) -> None:
    result = run(policy, *words)

    assert result.exit_code == 0
    assert result.stdout.replace("\u00a0", " ").splitlines()[: len(lines)] == lines


def test_a_file_of_questions_is_answered_line_by_line(policy: str) -> None:
    assert batch(
        policy,
        "week",
        {"op": "deadline", "from": "2026-02-06T15:30-05:00", "work": 3600},
        {"op": "elapsed", "from": "2026-02-13T15:50-05:00", "to": "2026-02-16T05:02-05:00"},
        {"op": "days", "from": "2026-06-12T17:00-04:00", "days": 1, "days_of": "days"},
        {"op": "open", "at": "2026-02-10T21:00-05:00"},
        {"op": "list", "from": "2026-07-01", "to": "2026-07-02"},
        {"op": "deadline", "from": "2026-04-02T20:30-04:00", "work": 0},
    ) == [
        {"due": "2026-02-09T05:30:00-05:00", "breach_after": "2026-02-09T05:30:00-05:00"},
        {"seconds": 720},
        {"due": "2026-06-16T05:00:00-04:00"},
        {"open": True, "next_open": "2026-02-16T05:00:00-05:00", "next_close": "2026-02-13T16:00:00-05:00"},
        {
            "windows": [
                {"from": "2026-07-01T00:00:00-04:00", "to": "2026-07-01T09:00:00-04:00"},
                {"from": "2026-07-01T17:00:00-04:00", "to": "2026-07-02T00:00:00-04:00"},
            ],
            "closed": [
                {
                    "from": "2026-07-01T09:00:00-04:00",
                    "to": "2026-07-01T17:00:00-04:00",
                    "why": "holiday",
                    "name": {"en": "Canada Day", "fr": "Fête du Canada"},
                    "table": "canada",
                }
            ],
        },
        {"due": "2026-04-06T05:00:00-04:00", "breach_after": "2026-04-06T05:00:00-04:00"},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "not JSON"),
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "an object such as"),
        ({}, "op is missing"),
        ({"op": "dedline"}, "did you mean deadline?"),
        ({"op": ["deadline"]}, "not one of"),
        ({"op": "deadline"}, "from is missing. work is missing."),
        ({"op": "deadline", "from": "2026-02-06T16:30", "work": 1}, "2026-02-06T16:30Z"),
        ({"op": "deadline", "from": "Friday", "work": 1}, "write 2026-02-06T16:30-05:00"),
        ({"op": "deadline", "from": "2026-02-30T16:30Z", "work": 1}, "2026-02-30T16:30Z is not a date and time"),
        ({"op": "deadline", "from": 5, "work": 1}, "from is a text"),
        ({"op": "deadline", "from": "2026-02-06T16:30Z", "work": 1.5}, "1.5 is not a whole number"),
        ({"op": "deadline", "from": "2026-02-06T16:30Z", "work": "1"}, '"1" is not a whole number'),
        ({"op": "deadline", "from": "2026-02-06T16:30Z", "work": True}, "true is not a whole number"),
        ({"op": "deadline", "from": "2026-02-06T16:30Z", "wrk": 1}, "did you mean work?"),
        ({"op": "deadline", "from": "2026-02-06T16:30Z", "work": 10**30}, "servanda lock"),
        ({"op": "deadline", "from": "0001-01-01T00:00+14:00", "work": 1}, "covers"),
        ({"op": "deadline", "from": "9999-12-31T23:59-14:00", "work": 1}, "covers"),
        ({"op": "elapsed", "from": "2026-02-06T16:30Z", "to": "2026-02-05T16:30Z"}, "before the start"),
        ({"op": "days", "from": "2026-02-06T16:30Z", "days": 10**9}, "servanda lock"),
        ({"op": "days", "from": "2026-02-06T16:30Z", "days": 1, "rule": "sametime"}, "did you mean same-time?"),
        ({"op": "days", "from": "2026-02-06T16:30Z", "days": 1, "days_of": "offices"}, "did you mean office?"),
        ({"op": "list", "from": "2026-02-06T16:30Z", "to": "20260207"}, "write 2026-12-25"),
        ({"op": "list", "from": "2026-02-07", "to": "2026-02-06"}, "before the start"),
        ({"op": "open", "at": None}, "at is missing"),
    ],
)
def test_a_bad_line_is_answered_and_the_rest_go_on(policy: str, line: object, said: str) -> None:
    good = {"op": "elapsed", "from": "2026-02-06T16:30-05:00", "to": "2026-02-06T16:31-05:00"}
    answers = batch(policy, "office", good, line, good)

    assert answers[0] == answers[2] == {"seconds": 60}
    assert list(answers[1]) == ["error"]
    assert said in answers[1]["error"]


def test_bytes_that_are_no_text_are_one_bad_line(policy: str) -> None:
    result = run(policy, "office", "--batch", "-", stdin=b'\xff\xfe{"op"}\n{"op": "open", "at": "2026-02-06T16:30Z"}\n')
    lines = result.stdout.splitlines()

    assert "error" in json.loads(lines[0])
    assert json.loads(lines[1])["open"] is True


def test_errors_of_a_batch_speak_french_too(policy: str) -> None:
    result = run(policy, "office", "--batch", "-", "--lang", "fr", stdin='{"op": "elapsed", "fron": "x"}\n')

    assert json.loads(result.stdout) == {
        "error": "from manque. to manque. Champ inconnu fron\u202f; vouliez-vous dire from\u202f?"
    }


def test_a_batch_may_be_a_file_and_a_hundred_thousand_lines_take_seconds(policy: str, tmp_path: Path) -> None:
    lines = [
        json.dumps({"op": "deadline", "from": f"2026-{1 + number % 12:02}-{1 + number % 28:02}T10:30Z", "work": number})
        for number in range(20_000)
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    began = time.process_time()
    result = run(policy, "office", "--batch", str(path))

    assert time.process_time() - began < 5
    assert len(result.stdout.splitlines()) == 20_000
    assert "error" not in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("offices", "open", "--at", "2026-02-06T16:30Z"), "Did you mean office?"),
        (("office", "open", "--at", "2026-02-06T16:30"), "2026-02-06T16:30Z"),
        (("office", "open"), "at is missing"),
        (("office", "open", "--at", "2026-02-06T16:30Z", "--work", "5"), "Unknown field work"),
        (("office", "open", "--at", "2050-02-06T16:30Z"), "servanda lock"),
        (("never", "deadline", "--from", "2026-02-06T16:30Z", "--work", "5"), "never opens"),
        (("office",), "give either a question"),
        (("office", "open", "--batch", "x"), "give either a question"),
        (("office", "--batch", "nosuch.jsonl"), "nosuch.jsonl"),
        (("office", "sing"), "'sing' is not one of"),
    ],
)
def test_what_cannot_be_asked_ends_with_status_two_and_a_reason(policy: str, words: tuple[str, ...], said: str) -> None:
    result = run(policy, *words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


@pytest.mark.parametrize(
    ("calendar", "cure"),
    [
        ("tz: UTC, open: always, clsoed: []", "Did you mean closed?"),
        ("tz: toronto, open: always", "Did you mean America/Toronto?"),
    ],
)
def test_what_would_be_right_is_said_once(calendar: str, cure: str) -> None:
    result = run("-", "office", "open", "--at", "2026-02-06T16:30Z", stdin=f"calendars: {{office: {{{calendar}}}}}\n")

    assert result.exit_code == 2
    assert result.stderr.count(cure) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ":1:1 SV-S01 The file is empty."),
        (b"- a\n", ":1:1 SV-S01 Here stands a mapping"),
        (b"calendar: {}\n", "Did you mean calendar to be it?"),
        (b"calendars: {office: {tz: Eastern, open: always}}\n", ":1:26 SV-C02 'Eastern'"),
        (b"calendars: {office: {tz: UTC, open: always, closed: [{holidays: spain}]}}\n", "SV-S03"),
        (b"holidays: {canada: {}}\ncalendars: {office: {tz: UTC, open: always}}\n", "country: CA"),
        (b"\x7fELF\x02\x00\x00", "SV-S01"),
        (b"\xff\xff\n", ":1:1 SV-S01 This is not text in UTF-8"),
        (b"a: b\n" * 1_000_000, "longer than 1,000,000"),
        (b"[" * 10_000, "SV-S01"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_by_everything_wrong_with_it(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes(content)
    began = time.process_time()
    result = run(str(path), "office", "open", "--at", "2026-02-06T16:30Z")

    assert time.process_time() - began < 2
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_missing_file_or_a_folder_is_named(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.yaml", "There is no file"), (tmp_path, "is a folder")):
        result = run(str(path), "office", "open", "--at", "2026-02-06T16:30Z")
        assert result.exit_code == 2
        assert said in result.stderr


def test_the_policy_may_come_from_standard_input() -> None:
    result = run("-", "office", "open", "--at", "2026-12-25T12:00-05:00", "--format", "json", stdin=POLICY)

    assert json.loads(result.stdout)["open"] is False


def test_only_one_thing_can_come_from_standard_input() -> None:
    assert "only one of POLICY and --batch" in run("-", "office", "--batch", "-", stdin=POLICY).stderr


def test_tables_are_looked_for_in_the_file_then_beside_it(tmp_path: Path) -> None:
    inline = "holidays: {own: {covers: {from: 2026-01-01, to: 2026-12-31}, dates: [2026-02-06]}}\n"
    calendars = "calendars: {office: {tz: UTC, open: always, closed: [{holidays: [own, canada]}]}}\n"
    path = tmp_path / "policy.yaml"
    path.write_text(inline + calendars, encoding="utf-8")
    (tmp_path / "holidays").mkdir()
    beside = tmp_path / "holidays" / "canada.yaml"
    beside.write_text("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [2026-02-05]}", encoding="utf-8")

    for day, expected in (("2026-02-06", False), ("2026-02-05", False), ("2026-07-01", True)):
        assert answer(str(path), "office", "open", "--at", f"{day}T12:00Z")["open"] is expected
    beside.write_text("{covers: {from: 2026-01-01, to: 2026-12-31}, dates: [July]}", encoding="utf-8")
    result = run(str(path), "office", "open", "--at", "2026-02-06T12:00Z")
    assert result.exit_code == 2
    assert f"{beside}:1:" in result.stderr
