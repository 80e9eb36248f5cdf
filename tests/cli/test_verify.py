"""`servanda verify`: a statement carries everything that its answer follows from, and nothing can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli.explain import command as explain
from servanda.cli.uptime import command as uptime
from servanda.cli.verify import command
from servanda.statements import FORMAT, compare, recompute

POLICIES = Path(__file__).parents[2] / "policies"
FACTS = """\
agreement: {plan: member, annual_fee: "12000.00", currency: CAD, client: acme.example}
outages:
  - {start: 2026-02-10T10:00-05:00, end: 2026-02-10T10:21-05:00}
"""
CASE = """\
client: {plan: BASIC}
request: {opened: 2026-04-02T16:30, facts: {impact: extended, urgency: critical}}
events:
  - {at: 2026-04-07T09:20, event: response}
"""
OVERLAY = """\
overlay: acme
of: kiwi-stage-plus
why: {en: Agreed with the client, fr: Convenu avec le client}
set:
  targets/table/P1/BASIC/response: 4 business hours
"""

Statement = dict[str, Any]


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(command, words, input=stdin)


def checked(statement: Statement, *words: str) -> Result:
    return run("-", *words, stdin=json.dumps(statement))


@pytest.fixture(scope="module")
def february(tmp_path_factory: pytest.TempPathFactory) -> Statement:
    """The statement of a month with a credit."""
    tmp_path = tmp_path_factory.mktemp("february")
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    path = tmp_path / "february.json"
    policy = str(POLICIES / "better-impact.yaml")
    asked = [policy, str(tmp_path / "facts.yaml"), "--month", "2026-02", "--statement", str(path)]
    done = CliRunner().invoke(uptime, asked)
    assert done.exit_code == 0, done.stderr
    found: Statement = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def request_of_april(tmp_path_factory: pytest.TempPathFactory) -> Statement:
    """The statement of a request over Easter, under terms of the client's own."""
    tmp_path = tmp_path_factory.mktemp("april")
    overlay, path = tmp_path / "acme.yaml", tmp_path / "request.json"
    overlay.write_text(OVERLAY, encoding="utf-8")
    asked = [str(POLICIES / "kiwi-stage-plus.yaml"), "-", "--overlay", str(overlay), "--statement", str(path)]
    done = CliRunner().invoke(explain, [*asked, "--at", "2026-05-01T00:00Z", "--lang", "fr"], input=CASE)
    assert done.exit_code == 0, done.stderr
    found: Statement = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_statement_of_a_month_verifies(february: Statement) -> None:
    shown = checked(february)

    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "Everything follows from the facts." in shown.stdout
    assert february["answer"]["credit"] == {"percent": "25", "amount": "250.00", "currency": "CAD"}


def test_a_statement_of_a_request_verifies_with_the_clients_own_terms(request_of_april: Statement) -> None:
    shown = checked(request_of_april, "--lang", "fr")

    assert shown.exit_code == 0
    assert "Tout découle des faits." in shown.stdout
    assert request_of_april["policy"]["version"] == "1+acme"
    assert request_of_april["answer"]["targets"][0]["promise"] == "4 business hours"


def test_a_statement_carries_texts_and_names_no_folder(request_of_april: Statement) -> None:
    policy = request_of_april["policy"]

    assert policy["text"] == (POLICIES / "kiwi-stage-plus.yaml").read_text(encoding="utf-8")
    assert list(policy["tables"]) == ["quebec"]
    assert request_of_april["facts"]["text"] == CASE
    assert [one["file"] for one in policy["overlays"]] == ["acme.yaml"]
    assert str(POLICIES) not in json.dumps(request_of_april)


def test_checksums_are_those_of_the_files(february: Statement) -> None:
    files = [(february["policy"], POLICIES / "better-impact.yaml")]
    files += [(table, POLICIES / f"holidays/{name}.yaml") for name, table in february["policy"]["tables"].items()]

    assert [said["sha256"] for said, _ in files] == [hashlib.sha256(path.read_bytes()).hexdigest() for _, path in files]


def test_line_ends_of_another_system_are_kept(tmp_path: Path) -> None:
    facts, path = tmp_path / "facts.yaml", tmp_path / "statement.json"
    facts.write_bytes(FACTS.replace("\n", "\r\n").encode())
    asked = [str(POLICIES / "better-impact.yaml"), str(facts), "--month", "2026-02", "--statement", str(path)]
    assert CliRunner().invoke(uptime, asked).exit_code == 0
    found = json.loads(path.read_text(encoding="utf-8"))

    assert found["facts"]["sha256"] == hashlib.sha256(facts.read_bytes()).hexdigest()
    assert checked(found).exit_code == 0


def test_it_verifies_where_the_policy_is_not_known(february: Statement, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)

    assert checked(february).exit_code == 0


def changed(statement: Statement, path: str, value: Any) -> Statement:
    copy: Statement = json.loads(json.dumps(statement))
    at: Any = copy
    *steps, last = path.split("/")
    for step in steps:
        at = at[int(step) if isinstance(at, list) else step]
    at[int(last) if isinstance(at, list) else last] = value
    return copy


@pytest.mark.parametrize(
    ("path", "value", "differing"),
    [
        ("answer/downtime_seconds", 1209, "downtime_seconds"),
        ("answer/uptime_percent", "99.9500", "uptime_percent"),
        ("answer/target_met", True, "target_met"),
        ("answer/target_met", 0, "target_met"),
        ("answer/credit/amount", "2500.00", "credit/amount"),
        ("answer/credit", None, "credit"),
        ("answer/because/0/says", "Nothing happened.", "because/1/says"),
        ("answer/excluded_by", ["a new one"], "excluded_by/1"),
        ("answer/new", 1, "new"),
        ("arguments/month", "2026-03", "window_start"),
        ("facts/text", FACTS.replace("12000", "24000"), "facts/sha256"),
        ("facts/sha256", "0" * 64, "facts/sha256"),
        ("policy/sha256", "0" * 64, "policy/sha256"),
        ("policy/version", "2", "statement/policy/version"),
        ("policy/id", "other", "statement/policy/id"),
        ("policy/tables/canada/sha256", "0" * 64, "policy/tables/canada/sha256"),
    ],
)
def test_whatever_is_changed_is_found(february: Statement, path: str, value: Any, differing: str) -> None:
    shown = checked(changed(february, path, value), "--format", "json")

    assert shown.exit_code == 1
    told = json.loads(shown.stdout)
    assert told["verified"] is False
    assert differing in [one["path"] for one in told["differing"]]


def test_every_single_value_of_an_answer_is_compared(february: Statement) -> None:
    def leaves(value: Any, path: str) -> list[str]:
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        below = [leaf for key, part in parts for leaf in leaves(part, f"{path}/{key}")]
        return below or [path]

    computed = recompute(february)
    paths = leaves(february["answer"], "answer")

    assert [path for path in paths if compare(changed(february, path, "forged"), computed).verified] == []
    assert compare(february, computed).verified


def test_a_changed_figure_is_shown_with_what_follows_instead(february: Statement) -> None:
    shown = checked(changed(february, "answer/downtime_seconds", 1000), "--lang", "fr")

    assert "✗ downtime_seconds\u202f: énoncé 1000, calculé 1260" in shown.stdout
    assert "Ceci ne découle pas des faits." in shown.stdout


def test_other_words_of_another_version_do_not_count_against_a_statement(february: Statement) -> None:
    old = changed(changed(february, "versions/servanda", "0.0.1"), "answer/because/0/says", "In other words.")
    told = json.loads(checked(old, "--format", "json").stdout)

    assert told["verified"] is True
    assert [one["path"] for one in told["worded_otherwise"]] == ["because/1/says"]
    assert told["notes"] == ["Made with Servanda 0.0.1, verified with 0.1.0."]
    assert checked(changed(old, "answer/downtime_seconds", 0)).exit_code == 1


def test_the_policy_may_be_compared_with_the_published_one(february: Statement) -> None:
    same = checked(february, "--policy", str(POLICIES / "better-impact.yaml"))
    other = checked(february, "--policy", str(POLICIES / "aidi.yaml"))

    assert (same.exit_code, other.exit_code) == (0, 1)
    assert "✓ The policy is the one in that file." in same.stdout
    assert "✗ The policy is not the one in that file." in other.stdout


# What is no statement


def without(key: str) -> Callable[[Statement], Statement]:
    return lambda statement: {name: value for name, value in statement.items() if name != key}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (without("facts"), "facts is missing"),
        (lambda one: one | {"polcy": {}}, "Did you mean 'policy'?"),
        (lambda one: one | {"servanda": "9"}, f"reads shape {FORMAT}"),
        (lambda one: one | {"kind": "horoscope"}, "kind is one of explain, uptime"),
        (lambda one: one | {"answer": []}, "answer is an object"),
        (lambda one: changed(one, "arguments/month", "2026-13"), "arguments/month is a month"),
        (lambda one: changed(one, "arguments/as_of", "2026-02-01T10:00"), "arguments/as_of is an instant"),
        (lambda one: changed(one, "arguments/client", 7), "arguments/client is a word"),
        (lambda one: changed(one, "arguments/language", "de"), "arguments/language is en or fr"),
        (lambda one: changed(one, "policy/overlays", [{}]), "policy/overlays/1/text is missing"),
        (lambda one: changed(one, "policy/tables/canada", 1), "policy/tables/canada is an object"),
        (lambda one: changed(one, "policy/text", "policy: \ud800\n"), "\\ud800 is half a character"),
        (lambda one: changed(one, "policy/text", "policy: x\n"), "cannot be computed"),
        (lambda one: changed(one, "facts/text", "agreement: 7\n"), "cannot be computed"),
    ],
)
def test_what_is_no_statement_is_told_in_full(
    february: Statement, change: Callable[[Statement], Statement], says: str
) -> None:
    shown = checked(change(february))

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert says in shown.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "This is not JSON"),
        ("{", "This is not JSON"),
        ("[1, 2]", "A statement is a JSON object"),
        ('{"servanda": "1", "servanda": "1"}', "given twice"),
        ("[" * 100_000, "Nested too deeply"),
    ],
)
def test_what_is_no_json_at_all_is_told_plainly(text: str, says: str) -> None:
    shown = run("-", stdin=text)

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert says in shown.stderr


def test_all_that_is_missing_is_listed_at_once() -> None:
    shown = run("-", stdin='{"servanda": "1"}')

    assert len(shown.stderr.splitlines()) == 6


def test_a_statement_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    asked = [str(POLICIES / "kiwi-stage-plus.yaml"), "-", "--statement", str(tmp_path / "no/such/folder.json")]
    done = CliRunner().invoke(explain, [*asked, "--at", "2026-05-01T00:00Z"], input=CASE)

    assert (done.exit_code, done.stdout) == (2, "")
    assert "cannot be written" in done.stderr


def test_a_policy_from_standard_input_cannot_be_stated(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    text = (POLICIES / "kiwi-stage-plus.yaml").read_text(encoding="utf-8")
    asked = ["-", str(tmp_path / "case.yaml"), "--statement", str(tmp_path / "s.json")]
    done = CliRunner().invoke(explain, asked, input=text)

    assert done.exit_code == 2
    assert "instead of '-'" in done.stderr
