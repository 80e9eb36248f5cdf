"""`servanda replay`: nothing is printed half-done, and every problem of a history is listed with its line."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.explain import command as explain
from servanda.cli.replay import command, progress

POLICIES = Path(__file__).parents[2] / "policies"
KIWI = str(POLICIES / "kiwi-stage-plus.yaml")
AT = ("--at", "2026-04-01T12:00-04:00")


def case(number: int, response: str = "09:30", **client: str) -> dict[str, Any]:
    """A P1 of 10 March at 9:00, answered on that day."""
    return {
        "id": f"T-{number}",
        "client": {"plan": "BASIC"} | client,
        "request": {"opened": "2026-03-10T09:00-04:00", "facts": {"impact": "extended", "urgency": "critical"}},
        "events": [{"at": f"2026-03-10T{response}-04:00", "event": "response"}],
    }


def lines(*cases: Any) -> str:
    return "".join(f"{json.dumps(one)}\n" for one in cases)


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, [*words, *AT], input=stdin)


@pytest.fixture
def history(tmp_path: Path) -> str:
    path = tmp_path / "history.jsonl"
    path.write_text(lines(case(1), case(2, "11:00"), case(3, plan="PLUS")), encoding="utf-8")
    return str(path)


@pytest.fixture
def faster(tmp_path: Path) -> str:
    """An overlay that halves the first response of P1 under BASIC."""
    path = tmp_path / "faster.yaml"
    path.write_text(
        "overlay: faster\nof: kiwi-stage-plus\nwhy: {en: What if, fr: Et si}\n"
        "set:\n  targets/table/P1/BASIC/response: 20 business minutes\n",
        encoding="utf-8",
    )
    return str(path)


def test_people_read_a_table_of_what_was_kept(history: str) -> None:
    shown = run(KIWI, history)

    assert shown.exit_code == 0
    assert "Requests: 3" in shown.stdout
    assert next(line for line in shown.stdout.splitlines() if "BASIC" in line).split() == [
        *["First", "response", "BASIC", "P1", "1", "1"],
        "50.00%",
        "50.00%",
    ]


def test_excused_breaches_are_counted_apart() -> None:
    excused = case(4, "11:00")
    excused["events"].insert(0, {"at": "2026-03-10T09:05-04:00", "event": "duty-missed", "duty": "resources"})
    shown = run(KIWI, "-", stdin=lines(case(1), excused)).stdout.splitlines()

    assert shown[3].split()[-2:] == ["without", "excused"]
    assert shown[4].split() == ["First", "response", "BASIC", "P1", "1", "0", "1", "50.00%", "100.00%"]


def test_french_is_typeset(history: str) -> None:
    shown = run(KIWI, history, "--lang", "fr").stdout

    assert "Demandes\u202f: 3, ouvertes du mar." in shown
    assert "50,00\u202f%" in shown


def test_programs_read_json(history: str) -> None:
    told = json.loads(run(KIWI, history, "--format", "json").stdout)

    assert (told["requests"], told["judged"], told["against"]) == (3, 3, None)
    assert told["totals"][0]["metric"] == "response"
    assert (told["totals"][0]["met"], told["totals"][0]["breached"]) == (2, 1)


def test_jsonl_answers_every_case_on_a_line_of_its_own_in_order(history: str) -> None:
    told = [json.loads(line) for line in run(KIWI, history, "--format", "jsonl").stdout.splitlines()]

    assert [(one["id"], one["line"], one["targets"][0]["state"]) for one in told] == [
        ("T-1", 1, "met"),
        ("T-2", 2, "breached"),
        ("T-3", 3, "met"),
    ]


def test_jsonl_says_why_a_case_is_not_judged() -> None:
    early, late = case(1), case(2)
    early["request"]["opened"], late["request"]["opened"] = "2020-03-10T09:00-04:00", "2026-05-01T09:00-04:00"
    early["events"] = late["events"] = []
    told = run(KIWI, "-", "--format", "jsonl", stdin=lines(early, late)).stdout.splitlines()

    assert [json.loads(line)["not_judged"] for line in told] == ["not in force", "not yet opened"]


def test_both_languages_tell_the_same_numbers(history: str, faster: str) -> None:
    english, french = (
        re.findall(r"\d+", run(KIWI, history, "--what-if", faster, "--lang", language).stdout)
        for language in ("en", "fr")
    )

    assert english == french


@pytest.mark.parametrize("shape", ["json", "yaml"])
def test_a_list_of_cases_says_the_same_as_lines(history: str, shape: str) -> None:
    cases = [json.loads(line) for line in Path(history).read_text(encoding="utf-8").splitlines()]
    text = json.dumps(cases, indent=2) if shape == "json" else "".join(f"- {json.dumps(one)}\n" for one in cases)

    assert run(KIWI, "-", "--format", "json", stdin=text).stdout == run(KIWI, history, "--format", "json").stdout


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    text = "\ufeff" + lines(case(1)) + "\n   \n" + lines(case(2))

    assert json.loads(run(KIWI, "-", "--format", "json", stdin=text.encode()).stdout)["requests"] == 2


@pytest.mark.parametrize("shape", ["text", "json", "jsonl"])
def test_every_bad_line_is_listed_and_nothing_is_printed(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "history.jsonl"
    unknown = case(2, plan="GOLD")
    path.write_bytes((lines(case(1), unknown) + "{not json\n").encode() + b"\xff\xfe\n" + lines(case(3)).encode())
    shown = run(KIWI, str(path), "--format", shape)

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert [line.split(" ")[0].rsplit(":", 2)[1] for line in shown.stderr.splitlines()] == ["2", "3", "4"]
    assert "GOLD" in shown.stderr.splitlines()[0]


def test_very_many_problems_are_counted_rather_than_listed() -> None:
    shown = run(KIWI, "-", stdin='{"a": 1}\n' * 1200)

    assert shown.exit_code == 2
    assert len(shown.stderr.splitlines()) == 1001
    assert "not listed" in shown.stderr.splitlines()[-1]


def test_a_request_beyond_the_holiday_tables_is_named() -> None:
    done = case(1)
    done["events"].append({"at": "2026-03-10T10:00-04:00", "event": "resolved"})
    asked = case(2)
    asked["request"]["opened"], asked["events"] = "2089-03-10T09:00-04:00", []
    shown = CliRunner().invoke(command, [KIWI, "-", "--at", "2090-01-01T00:00Z"], input=lines(done, asked))

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert [line.split(" ")[0] for line in shown.stderr.splitlines()] == ["-:2:1"]


@pytest.mark.parametrize("text", ["", "\n\n", "[]"])
def test_a_history_without_cases_is_no_answer(text: str) -> None:
    shown = run(KIWI, "-", stdin=text)

    assert shown.exit_code == 2
    assert shown.stderr


def test_a_missing_file_is_said_plainly() -> None:
    shown = run(KIWI, "nowhere.jsonl", "--lang", "fr")

    assert shown.exit_code == 2
    assert "nowhere.jsonl n’existe pas" in shown.stderr


def test_a_what_if_changes_nothing_and_says_which_requests_would_differ(history: str, faster: str) -> None:
    before = json.loads(run(KIWI, history, "--format", "json").stdout)
    told = json.loads(run(KIWI, history, "--what-if", faster, "--format", "json").stdout)

    against = told.pop("against")
    assert told == {key: value for key, value in before.items() if key != "against"}
    assert (against["policy"]["version"], against["differing"]) == ("1+faster", 2)
    assert against["outcomes"] == [{"metric": "response", "before": "met", "after": "breached", "clocks": 1}]
    assert against["statistics"]["totals"][0]["breached"] == 2
    assert [example["id"] for example in against["examples"]] == ["T-1", "T-2"]


def test_people_read_the_what_if_with_examples(history: str, faster: str) -> None:
    shown = run(KIWI, history, "--what-if", faster).stdout

    assert "Requests treated otherwise: 2 of 3." in shown
    assert "First response: met → breached: 1" in shown
    assert "T-1, opened" in shown


def test_jsonl_puts_the_difference_beside_each_answer(history: str, faster: str) -> None:
    told = [
        json.loads(line) for line in run(KIWI, history, "--what-if", faster, "--format", "jsonl").stdout.splitlines()
    ]

    assert [one["against"] is None for one in told] == [False, False, True]


def test_the_same_policy_as_the_other_one_makes_no_difference(history: str) -> None:
    told = json.loads(run(KIWI, history, "--against", KIWI, "--format", "json").stdout)

    assert (told["against"]["differing"], told["against"]["examples"]) == (0, [])


def test_the_mean_of_a_month_is_explained() -> None:
    asked = {
        "request": {"opened": "2026-02-10T21:00-05:00"},
        "events": [{"at": "2026-02-10T21:05-05:00", "event": "response"}],
    }
    shown = run(str(POLICIES / "better-impact.yaml"), "-", stdin=lines(asked)).stdout

    assert "First response, February\u00a02026: 5 min on average" in shown
    assert "(B13)" in shown


@pytest.mark.parametrize(
    ("promise", "says"),
    [
        ("mean under 15 business minutes over fortnight", "'fortnight' is not a period"),
        ("mean under 2 business days over calendar month", "days are not a fixed length"),
    ],
)
def test_a_mean_that_cannot_be_taken_is_refused_with_its_line(tmp_path: Path, promise: str, says: str) -> None:
    text = (POLICIES / "better-impact.yaml").read_text(encoding="utf-8")
    path = tmp_path / "policy.yaml"
    path.write_text(
        text.replace("mean under 15 business minutes of week over calendar month", promise), encoding="utf-8"
    )
    shown = run(str(path), "-", stdin=lines(case(1)))

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert says in shown.stderr


def test_a_line_of_a_history_is_a_case_that_can_be_explained(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case(1)), encoding="utf-8")

    assert CliRunner().invoke(explain, [KIWI, str(path), *AT]).exit_code == 0


class Terminal(io.StringIO):
    """A standard error at which a person sits."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("size", "shown"), [(10, False), (300_000, True)])
def test_a_person_who_waits_sees_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, shown: bool) -> None:
    path, terminal = tmp_path / "history.jsonl", Terminal()
    path.write_bytes(b"\n" * size)
    monkeypatch.setattr("sys.stderr", terminal)

    with progress(str(path), "fr") as seen:
        seen(size // 2)

    assert ("Lecture" in terminal.getvalue()) is shown
