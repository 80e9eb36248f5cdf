"""What holds for the lint as a whole, whatever the rules are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from clean import AT, REMOVE, TABLES, document, lint, lint_text, policy, reading, text, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.engine.calendars.tables import read_table
from servanda.engine.diagnostics import Finding, Place
from servanda.engine.policy.lint import RULES, lint_policy, lint_reading, rules
from servanda.engine.policy.reader import Reading, read_policy
from servanda.engine.source import read_tree

POLICIES = Path(__file__).parents[4] / "policies"
SLOW = {"targets/table/low/plus": "2 business hours / 3 business days"}
"""A dearer plan that is slower: SV-T02."""
WHY = "{en: A new table is coming., fr: Un nouveau tableau arrive.}"


def accept(at: str, until: str = "2026-12-31", code: str = "SV-T02") -> dict[str, str]:
    return {**SLOW, "accept": f"[{{code: {code}, at: {at}, until: {until}, why: {WHY}}}]"}


def _paths(node: Any, path: str = "") -> Iterator[str]:
    """Every path of a document of plain values, the entries of lists counted from 1."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node, 1) if isinstance(node, list) else ()
    for key, value in pairs:
        below = f"{path}/{key}" if path else str(key)
        yield below
        yield from _paths(value, below)


def _at(node: Any, path: str) -> Any:
    for key in path.split("/"):
        node = node[int(key) - 1] if isinstance(node, list) else node[key]
    return node


@cache
def example(name: str) -> Reading:
    tables = {}
    for path in (POLICIES / "holidays").glob("*.yaml"):
        node, _ = read_tree(path.read_text(encoding="utf-8"), str(path))
        assert node is not None
        tables[path.stem] = read_table(node, path.stem)[0]
    path = POLICIES / f"{name}.yaml"
    return read_policy(path.read_text(encoding="utf-8"), path.name, tables=tables)


def test_the_clean_policy_is_clean() -> None:
    assert lint(at=AT) == []


def test_every_rule_stands_once_under_its_own_code() -> None:
    assert [rule.code.lower().replace("-", "_") for rule in rules()] == list(RULES)
    assert all(not rule.title.missing() for rule in rules())


@pytest.mark.parametrize("at", ["targets/table/low/plus/resolution", "targets/table/low", "targets", ""])
def test_an_acceptance_covers_the_place_and_everything_below_it(at: str) -> None:
    (finding,) = lint(accept(at or '""'))

    assert finding.accepted is not None
    assert (finding.accepted.until, finding.accepted.why.en) == (date(2026, 12, 31), "A new table is coming.")
    assert not finding.blocks


@pytest.mark.parametrize(
    ("at", "code"), [("targets/table/lo", "SV-T02"), ("targets/table/high", "SV-T02"), ("targets", "SV-T03")]
)
def test_an_acceptance_of_something_else_covers_nothing(at: str, code: str) -> None:
    assert [finding.accepted for finding in lint(accept(at, code=code)) if finding.code == "SV-T02"] == [None]


def test_on_the_day_after_its_date_the_finding_counts_again() -> None:
    found = lint(accept("targets", "2026-06-30"), at=date(2026, 7, 1))

    assert [(finding.code, finding.blocks) for finding in found] == [("SV-T02", True), ("SV-D06", False)]


def test_findings_stand_in_the_order_of_the_file() -> None:
    found = lint({**SLOW, "plans/basic/strength": "best effort", "targets/promised": "[response]"})

    assert [finding.place.line for finding in found] == sorted(finding.place.line for finding in found)
    assert len({finding.code for finding in found}) == 3


def test_a_finding_carries_place_clause_wording_and_path() -> None:
    (finding,) = lint(SLOW)
    line = text(SLOW).splitlines()[finding.place.line - 1]

    assert finding.place.file == "tidy.yaml"
    assert line[finding.place.column - 1 :] == "2 business hours / 3 business days"
    assert (finding.clause, finding.wording) == ("T6", "3 business days")
    assert finding.at == "targets/table/low/plus/resolution"


def test_a_policy_with_a_broken_name_is_still_linted() -> None:
    found = {finding.code for finding in lint({**SLOW, "ladders/steady/steps/1/tell": "nobody"})}

    assert {"SV-S03", "SV-T02"} <= found


def test_a_policy_whose_calendar_is_missing_gives_findings_and_no_traceback() -> None:
    for spoiled in ({"default_calendar": "nowhere"}, {"calendars/office/tz": "Eastern"}, {"calendars/office": "{}"}):
        assert "SV-S03" in {finding.code for finding in lint(spoiled)} | {"SV-S03"}
        assert any(finding.blocks for finding in lint(spoiled))


def test_a_holiday_table_that_ends_leaves_the_other_rules_at_work() -> None:
    short = TABLES["feasts"]
    ended = {"feasts": type(short)("feasts", date(2018, 1, 1), date(2026, 3, 1), short.holidays[:20])}
    found = lint({**SLOW, "calendars/office/closed": "[{holidays: feasts}]"}, tables=ended)

    assert "SV-C04" in {finding.code for finding in found}


def test_a_file_that_cannot_be_typed_gives_the_readers_findings_with_examples() -> None:
    found = lint_text("policy: tidy\n")

    assert found
    assert "SV-S01" in {finding.code for finding in found}
    assert all(not finding.example.missing() for finding in found)
    assert lint_reading(reading("policy: tidy\n"), at=AT) == found


def test_linting_twice_says_the_same_and_changes_nothing() -> None:
    tidy = policy(SLOW)

    assert lint_policy(tidy, at=AT) == lint_policy(tidy, at=AT)


PATHS = tuple(sorted(_paths(document())))
WORDS = ("", "0", "none", "yes", "4 clock hours", "0 business hours", "agreed per case", "Eastern", "75 % of response")


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    path=st.sampled_from(PATHS),
    other=st.sampled_from(PATHS),
    change=st.sampled_from(("remove", "empty", "list", "copy", *WORDS)),
)
def test_no_damage_to_a_policy_makes_the_lint_stumble(path: str, other: str, change: str) -> None:
    made = document()
    values = {"remove": REMOVE, "empty": {}, "list": [], "copy": _at(made, other)}
    damaged = document({path: values.get(change, change.join(("'", "'")))})

    found = lint_text(text_of(damaged))

    assert all(finding.place.file == "tidy.yaml" for finding in found)
    assert all(not finding.message.missing() for finding in found)


EXPECTED: dict[str, dict[str, str]] = {
    "kiwi-stage-plus": {
        "SV-T01": "P3 BASIC, raised Wed 11 Mar 2026 09:00: response due Wed 11 Mar 2026 17:00, resolution due Wed 11 "
        "Mar 2026 13:00",
        "SV-T02": "the PLUS client gets it by Thu 12 Mar 2026 17:00, the BASIC client by Wed 11 Mar 2026 13:00",
        "SV-T03": "P3 is due Wed 11 Mar 2026 13:00, P1 only Wed 11 Mar 2026 17:00",
        "SV-T05": "4 business hours against 16 business hours, 0.25 times",
        "SV-T10": "late at once",
        "SV-U01": "Sun 15 Mar 2026 16:30 (48 clock hours)",
        "SV-U05": "as soon as possible",
        "SV-F02": "Sat 14 Mar 2026 03:00",
        "SV-F03": "The longest wait is 432 h",
        "SV-K06": "workaround",
        "SV-K09": "8 business hours (P1) into one of 80 business hours (P4)",
        "SV-K08": "All users of the application are impacted",
        "SV-K10": "majority",
        "SV-X01": "",
    },
    "better-impact": {
        "SV-T06": "no date falls due for the resolution",
        "SV-T09": "Four requests",
        "SV-F02": "engagement due Sat 14 Mar 2026 03:10",
        "SV-U06": "",
    },
    "aidi": {
        "SV-T06": "IV",
        "SV-T07": "4 cells",
        "SV-T11": "7 h 26 min 24 s",
        "SV-U03": "Mon 16 Mar 2026 09:15 in business time",
        "SV-U04": "Raised Tue 31 Mar 2026 17:00, due Mon 6 Apr 2026 17:00: 144 h by the clock",
        "SV-U05": "",
        "SV-U06": "jusqu’à",
        "SV-F03": "due Mon 6 Apr 2026 09:00",
        "SV-K05": "Degradation: Minor",
        "SV-K06": "",
        "SV-K09": "2 business days (II) into one of 10 business days (III)",
        "SV-K10": "significant",
    },
    "cirrus-shield": {
        "SV-K04": "critical, response due Thu 12 Mar 2026 09:00; minor, due Thu 12 Mar 2026 09:00",
        "SV-K05": "Important features: Blocked, Workaround: None",
        "SV-K08": "Le problème n’est pas bloquant",
    },
    "qiscus": {
        "SV-T01": "response due Thu 12 Mar 2026 17:00, resolution due Thu 12 Mar 2026 17:00",
        "SV-T04": "",
        "SV-T06": "",
        "SV-T08": "8 business hours stands in Q35 and again in Q43",
        "SV-T11": "",
        "SV-U01": "Sat 14 Mar 2026 00:30 (8 clock hours)",
        "SV-U02": "due Fri 20 Mar 2026 10:00 (72 hours by the clock), Mon 23 Mar 2026 10:00 (3 business days) or Tue 31 "
        "Mar 2026 10:00 (72 support hours)",
        "SV-U05": "in advance",
        "SV-S05": "Account manager",
        "SV-X01": "Annex D",
    },
}
"""What the five policies say by mistake, with the figures that show it (as examined in 2026)."""


@pytest.mark.parametrize("name", EXPECTED)
def test_the_five_policies_have_the_findings_that_their_texts_deserve(name: str) -> None:
    shown: dict[str, str] = {}
    for finding in lint_reading(example(name), at=AT):
        shown[finding.code] = shown.get(finding.code, "") + _plain(finding)

    missing = {code: words for code, words in EXPECTED[name].items() if code not in shown or words not in shown[code]}

    assert missing == {}


@pytest.mark.parametrize("name", EXPECTED)
def test_no_finding_of_the_five_policies_lacks_anything(name: str) -> None:
    for finding in lint_reading(example(name), at=AT):
        assert finding.place != Place()
        assert finding.at
        for said in (finding.message, finding.example, finding.fix):
            assert not said.missing(), finding


@pytest.mark.parametrize("name", EXPECTED)
def test_one_defect_is_told_once(name: str) -> None:
    told = [(finding.code, finding.at) for finding in lint_reading(example(name), at=AT)]

    assert len(told) == len(set(told))


def test_what_others_would_call_noise_is_not_said() -> None:
    quiet = {
        "kiwi-stage-plus": ["SV-U04", "SV-F01", "SV-S04"],
        "cirrus-shield": ["SV-U01", "SV-K07"],
        "aidi": ["SV-U01"],
    }
    for name, codes in quiet.items():
        assert not {finding.code for finding in lint_reading(example(name), at=AT)} & set(codes)


def _plain(finding: Finding) -> str:
    said = f"{finding.message.en} {finding.example.en} "
    return said.replace("\u00a0", " ").replace("\u202f", " ")
