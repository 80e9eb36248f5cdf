"""Overlays: a client's own terms laid on a policy, with everything that is wrong said at its own line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from two_plans import TEXT, read, two_plans

from servanda.engine.diagnostics import Place
from servanda.engine.policy.diff import diff_policies
from servanda.engine.policy.overlay import overlay_reader
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.promise import parse_promise

HEAD = """\
overlay: acme-2026
of: two-plans
why: {en: Agreed on renewal., fr: Convenu au renouvellement.}
"""


def _laid(rest: str) -> Policy:
    reading = read(overlay=overlay_reader(HEAD + rest, "acme.yaml"))
    assert reading.policy is not None, reading.findings
    assert reading.usable, reading.findings
    return reading.policy


def _said(rest: str, head: str = HEAD) -> list[tuple[str, str, str]]:
    reading = read(overlay=overlay_reader(head + rest, "acme.yaml"))
    return [(str(finding.place), finding.message.en, finding.fix.en) for finding in reading.findings]


def test_an_overlay_changes_one_cell_and_leaves_its_neighbours() -> None:
    policy = _laid("set: {targets/table/P1/basic/resolution: 12 business hours}\n")

    promises = {rule.id: str(rule.promise) for rule in policy.targets}
    assert promises["targets/table/P1/basic/resolution"] == "12 business hours"
    assert promises["targets/table/P1/basic/response"] == "4 business hours"
    assert promises["targets/table/P1/plus/resolution"] == "8 business hours"


def test_what_an_overlay_sets_keeps_its_own_place_and_the_rest_that_of_the_policy() -> None:
    policy = _laid("set:\n  targets/table/P2/plus/response: 2 business hours\n")

    assert policy.place("targets/table/P2/plus/response") == Place("acme.yaml", 5, 35)
    assert policy.place("targets/table/P1/plus/response").file == "two-plans.yaml"


@pytest.mark.parametrize(
    ("path", "value", "look"),
    [
        ("terms/late", "clock time", lambda document: document.terms.late),
        ("prices/plus/percent", "15", lambda document: str(document.prices["plus"].percent)),
        ("prices/night", "{quote: true}", lambda document: str(document.prices["night"].quote)),
        ("plans/gold", "{includes: plus}", lambda document: document.plans["gold"].includes and "{includes: plus}"),
        ("channels/email/plans", "[plus]", lambda document: f"[{', '.join(document.channels['email'].plans)}]"),
        ("title/fr", "Politique d’Acme", lambda document: document.title.fr),
        ("claims/2/times_faster", "3", lambda document: str(document.claims[1].times_faster)),
        ("pauses/+", "{waiting_for: bank}", lambda document: f"{{waiting_for: {document.pauses[1].waiting_for}}}"),
        ("targets/table/P2/basic/resolution", "none", lambda document: str(document.targets.table["P2"]["basic"]["resolution"].promise)),
    ],
)  # fmt: skip
def test_any_part_of_a_policy_may_be_set(path: str, value: str, look: object) -> None:
    document = _laid(f"set:\n  {path}: {value}\n").document

    shown = look(document)  # type: ignore[operator]
    assert shown in (value, {"{quote: true}": "True"}.get(value))


def test_hours_of_a_calendar_may_be_set() -> None:
    policy = _laid("set:\n  calendars/office/open: [mon-fri 08:00-18:00]\n  calendars/office/closed/+: 2026-12-24\n")

    assert policy.calendars["office"].windows[0].start_minute == 480
    assert len(policy.calendars["office"].closures) == 2


def test_removed_items_are_counted_as_they_stand_in_the_file() -> None:
    policy = _laid("remove: [claims/1, claims/2, prices/plus]\n")

    assert policy.document.claims == ()
    assert policy.document.prices == {}


def test_the_version_the_dates_and_the_reason_tell_that_there_is_an_overlay() -> None:
    document = _laid("effective: {from: 2026-03-01, to: 2027-01-01}\n").document

    assert document.version == "1+acme-2026"
    assert (document.effective.from_, document.effective.to) == (date(2026, 3, 1), date(2027, 1, 1))
    assert document.statements[-1].text.fr == "Convenu au renouvellement."


def test_an_overlay_never_lengthens_the_life_of_its_policy() -> None:
    document = _laid("effective: {from: 2025-03-01}\n").document

    assert document.effective.from_ == date(2026, 1, 1)


def test_every_path_that_leads_nowhere_is_found_at_its_line_with_the_nearest_name() -> None:
    rest = """\
set:
  targets/table/P3/basic/response: 1 business hour
  terms/lat: clock time
  prices/plus/percent/more: 3
  claims/3: {plan: plus, than: basic, times_faster: 2}
remove:
  - channels/e-mail
  - title
  - version
"""
    found = _said(rest + "  - terms/late\n")

    assert found[:5] == [
        ("acme.yaml:5:3", "There is no 'P3' in targets/table.", "Known here: P1, P2."),
        ("acme.yaml:6:3", "There is no 'lat' in terms.", "Did you mean 'late'?"),
        ("acme.yaml:7:3", "'prices/plus/percent' has no parts.", ""),
        ("acme.yaml:8:3", "There is no '3' in claims.", "Known here: 1, 2."),
        ("acme.yaml:10:5", "There is no 'e-mail' in channels.", "Did you mean 'email'?"),
    ]
    assert ("acme.yaml:13:5", "'late' is not written in terms: nothing to remove.", "") in found
    assert any("'title' is missing" in message for _, message, _ in found)


@pytest.mark.parametrize(
    ("head", "rest", "said"),
    [
        (HEAD.replace("two-plans", "three-plans"), "", "this policy is 'two-plans'"),
        (HEAD, "set: {claims/1/plan: plus}\nremove: [claims/1/plan]\n", "both set and removed"),
        (HEAD, "sett: {}\n", "Unknown key 'sett'."),
        (HEAD, "set: {targets/table/P2/plus/response: 2d}\n", "2d: 2 business days"),
        (HEAD.replace("why", "wy"), "", "'why' is missing"),
        ("", "- a\n", "Expected a table"),
        ("", "", "The file is empty."),
        (HEAD, "set: {targets/table/P2/plus/response/x: 1}\n", "There is no 'x' in targets/table/P2/plus/response."),
    ],
)
def test_an_overlay_that_does_not_fit_makes_the_policy_unusable(head: str, rest: str, said: str) -> None:
    reading = read(overlay=overlay_reader(head + rest, "acme.yaml"))

    assert not reading.usable
    assert any(said in finding.message.en for finding in reading.findings)
    assert all(finding.place.file == "acme.yaml" for finding in reading.findings)


def test_a_cell_that_cannot_be_lengthened_says_why() -> None:
    text = TEXT.replace(
        "P2: {basic: 8 business hours,", "P2: {basic: 1 business hour / 2 business hours / 3 business hours,"
    )
    lay = overlay_reader(HEAD + "set: {targets/table/P2/basic/update: none}\n", "acme.yaml")

    findings = read(text, lay).findings

    assert any(str(one.place) == "acme.yaml:4:7" and "at most two promises" in one.message.en for one in findings)


def test_an_overlay_may_be_laid_on_several_readings_of_a_policy() -> None:
    lay = overlay_reader(HEAD + "set: {targets/table/P1/basic: 2 business hours / 8 business hours}\n")

    first, second = read(overlay=lay).policy, read(overlay=lay).policy

    assert first is not None
    assert second is not None
    assert [rule.promise for rule in first.targets] == [rule.promise for rule in second.targets]
    assert first.targets[0].promise == parse_promise("2 business hours")
    assert two_plans().targets[0].promise == parse_promise("4 business hours")


WORDS = (
    "targets table P1 basic response claims 1 2 + 0 -1 plans title fr prices plus percent calendars office open closed "
    "effective from terms late x é pauses version"
)
STEPS = st.sampled_from(["", *WORDS.split()])
VALUES = st.sampled_from(
    ["1", "none", "{}", "[]", "[a]", "{a: b}", '""', "2 business hours", "2026-01-01", "{en: a, fr: b}"]
)
PATHS = st.lists(STEPS, min_size=1, max_size=6).map("/".join)


@settings(max_examples=60)
@given(st.dictionaries(PATHS, VALUES, max_size=4), st.lists(PATHS, max_size=4))
def test_whatever_an_overlay_names_the_answer_is_findings(changes: dict[str, str], removed: list[str]) -> None:
    written = "".join(f'  "{path}": {value}\n' for path, value in changes.items()) or "  {}\n"
    gone = "".join(f'  - "{path}"\n' for path in removed) or "  []\n"

    reading = read(overlay=overlay_reader(f"{HEAD}set:\n{written}remove:\n{gone}", "acme.yaml"))

    assert reading.usable or any(finding.blocks for finding in reading.findings)
    if reading.usable and reading.policy is not None:
        assert all(change.says.missing() == () for change in diff_policies(two_plans(), reading.policy))
