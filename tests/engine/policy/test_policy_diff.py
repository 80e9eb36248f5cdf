"""What changed between two versions: sentences that are true, requests that show it, silence about the rest."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from two_plans import TEXT, read, two_plans

from servanda.engine.instants import parse_instant
from servanda.engine.policy.diff import Change, diff_policies
from servanda.engine.policy.diff.vocabulary import FIELDS, PARTS
from servanda.engine.policy.document import Document
from servanda.engine.policy.overlay import overlay_reader
from servanda.engine.policy.policy import Policy
from servanda.engine.policy.reader import read_policy
from servanda.engine.policy.shape import Part, fields_of
from servanda.policy_files import read_policy_text

POLICIES = sorted((Path(__file__).parents[3] / "policies").glob("*.yaml"))


def _diff(*changes: tuple[str, str]) -> list[Change]:
    return diff_policies(two_plans(), two_plans(*changes))


def _only(*changes: tuple[str, str]) -> Change:
    found = _diff(*changes)
    assert len(found) == 1, [change.says.en for change in found]
    return found[0]


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_a_policy_does_not_differ_from_itself(path: Path) -> None:
    first, second = (read_policy(path.read_text(encoding="utf-8"), tables={}).policy for _ in range(2))
    assert first is not None
    assert second is not None

    assert diff_policies(first, second) == []


def test_what_only_moved_or_is_written_in_another_way_is_no_change() -> None:
    longer = "P2: {basic: {response: 8 business hours}, plus: {response: {promise: 4 business hours}}}"

    assert _diff(("P2: {basic: 8 business hours, plus: 4 business hours}", longer)) == []
    assert _diff(("  email: {address: help@two-plans.example}", "  email:\n    address: help@two-plans.example")) == []


def test_a_changed_cell_is_told_with_requests_whose_due_time_differs() -> None:
    change = _only(("16 business hours, plus", "8 business hours, plus"))

    assert change.says.en == "Resolution, P1 basic: 8 business hours instead of 16 business hours."
    assert change.says.fr == "Résolution, P1 basic\u202f: 8 heures ouvrables au lieu de 16 heures ouvrables."
    assert (change.effect, change.path) == ("better", "targets/table/P1/basic/resolution")
    first = change.examples[0]
    assert (first.plan, first.priority, first.metric) == ("basic", "P1", "resolution")
    assert first.opened == parse_instant("2026-03-16T10:00-04:00")
    assert (first.before, first.after) == tuple(
        map(parse_instant, ("2026-03-18T10:00-04:00", "2026-03-17T10:00-04:00"))
    )
    assert first.says.en.replace("\u00a0", " ") == (
        "P1 basic, opened Mon 16 Mar 2026 10:00: due Tue 17 Mar 2026 10:00 instead of Wed 18 Mar 2026 10:00."
    )


def test_cells_that_change_in_the_same_way_are_told_together() -> None:
    found = _diff(
        ("P1: {basic: 4 business hours / 16", "P1: {basic: 8 business hours / 16"),
        ("8 business hours,", "9 business hours,"),
    )

    assert [change.says.en for change in found] == [
        "First response, P1 basic: 8 business hours instead of 4 business hours.",
        "First response, P2 basic: 9 business hours instead of 8 business hours.",
    ]
    both = _only(("plus: 1 business hour / 8 business hours", "plus: 1 business hour / 9 business hours"))
    assert both.says.en == "Resolution, P1 plus: 9 business hours instead of 8 business hours."


@pytest.mark.parametrize(
    ("before", "after", "effect", "said"),
    [
        ("8 business hours,", "1 business day,", "worse", "1 business day instead of 8 business hours"),
        ("8 business hours,", "8 clock hours,", "better", "8 clock hours instead of 8 business hours"),
        ("8 business hours,", "20 clock hours,", "mixed", "20 clock hours instead of"),
        ("8 business hours,", "none,", "worse", "no longer promised (was 8 business hours)"),
        (
            "8 business hours, plus",
            "8 business hours / 9 business hours, plus",
            "better",
            "Resolution, P2 basic and P2 plus: 9 business",
        ),
        ("basic: {}", "basic: {strength: best effort}", "worse", "best effort instead of committed"),
    ],
)
def test_a_change_says_whom_it_favours(before: str, after: str, effect: str, said: str) -> None:
    found = [change for change in _diff((before, after)) if change.section == "targets"]

    assert found
    assert found[0].effect == effect
    assert said in found[0].says.en


def test_longer_hours_are_better_and_show_a_request_that_is_due_earlier() -> None:
    change = _only(("[mon-fri 09:00-17:00]", "[mon-fri 08:00-18:00]"))

    assert (
        change.says.en
        == "Office: Monday to Friday, 08:00 to 18:00 instead of Monday to Friday, 09:00 to 17:00.".replace(
            "Office", "office"
        )
    )
    assert "de 8\u00a0h à 18\u00a0h (auparavant du lundi au vendredi, de 9\u00a0h à 17\u00a0h)" in change.says.fr
    assert change.effect == "better"
    assert change.examples
    assert all((example.after or 0) < (example.before or 0) for example in change.examples)


@pytest.mark.parametrize(
    ("after", "effect", "said"),
    [
        ("closed: [2026-12-24, 2026-12-25]", "worse", "now closed on Thu\u00a024\u00a0Dec\u00a02026"),
        ("closed: []", "better", "now open on Fri\u00a025\u00a0Dec\u00a02026"),
        ("closed: [2026-12-24]", "mixed", "now open on Fri\u00a025\u00a0Dec\u00a02026; now closed on Thu\u00a024"),
    ],
)
def test_a_changed_closure_is_told_by_its_date(after: str, effect: str, said: str) -> None:
    change = _only(("closed: [2026-12-25]", after))

    assert said in change.says.en
    assert change.effect == effect
    assert change.examples


def test_classification_is_compared_by_what_comes_of_it() -> None:
    reordered = (
        "  rules:\n    - {when: {impact: all}, priority: P1}\n  otherwise: {priority: P2}",
        "  rules:\n    - {when: {impact: some}, priority: P2}\n  otherwise: {priority: P1}",
    )
    change = _only(("otherwise: {priority: P2}", "otherwise: {priority: P1}"))

    assert _diff(reordered) == []
    assert change.says.en == "Priority P1 instead of P2 in 1 of 2 combinations, for example: impact = some."
    assert change.effect == "better"


def test_a_choice_left_to_the_agent_is_told() -> None:
    change = _only(("otherwise: {priority: P2}", "otherwise: {agent_chooses: [P1, P2]}"))

    assert change.says.fr.startswith("Priorité P1 ou P2 au lieu de P2 dans 1 combinaison sur 2")
    assert change.effect == "better"


@pytest.mark.parametrize(
    ("before", "after", "effect", "said"),
    [
        ("percent: 20", "percent: 25", "worse", "Price “plus”: percentage: 25 (was 20)."),
        ("percent: 20", "percent: 15", "better", "Price “plus”: percentage: 15 (was 20)."),
        ("channels:\n", "channels:\n  chat: {}\n", "better", "New: channel “chat”."),
        ("pauses:\n", "pauses:\n  - waiting_for: bank\n", "worse", "New: pause “bank”."),
        ("  email: {address", "  email: {plans: [plus], address", "worse", "Channel “email”: plans: plus (was –)."),
        ("  - waiting_for: client\n", "  - waiting_for: client\n    clocks: [resolution]\n", "better", "clocks: resolution (was"),
        ("times_faster: 2, metrics: [response]", "times_faster: 3, metrics: [response]", "neutral", "times faster: 3 (was 2)."),
        ("fr: Politique de soutien", "fr: Politique d’aide", "neutral", "Policy: title:"),
        ("basic: {}", "basic: {support: no}", "worse", "Plan “basic”: support: no (was yes)."),
        ("from: 2026-01-01", "from: 2026-02-01", "neutral", "from: 1\u00a0February\u00a02026 (was 1\u00a0January\u00a02026)."),
    ],
)  # fmt: skip
def test_every_other_part_is_told_in_a_sentence(before: str, after: str, effect: str, said: str) -> None:
    found = [change for change in _diff((before, after)) if said in change.says.en]

    assert len(found) == 1
    assert found[0].effect == effect


def test_what_is_gone_has_its_place_in_the_old_file() -> None:
    change = _only(("  - {plan: plus, than: basic, times_faster: 2, metrics: [resolution]}\n", ""))

    assert change.says.fr == "Retiré\u202f: affirmation «\u202fplus basic resolution\u202f»."
    assert change.path == "claims/2"
    assert (change.place.file, change.place.line) == ("two-plans.yaml", 39)


def test_an_overlay_differs_from_its_policy_by_what_it_sets() -> None:
    lay = overlay_reader(
        "overlay: acme\nof: two-plans\nwhy: {en: Agreed., fr: Convenu.}\n"
        "set: {targets/table/P2/plus/response: 2 business hours}\n"
    )
    terms = read(TEXT, lay).policy
    assert terms is not None

    said = [change.says.en for change in diff_policies(two_plans(), terms)]

    assert said[0] == "First response, P2 plus: 2 business hours instead of 4 business hours."
    assert set(said[1:]) == {"Policy: version: 1+acme (was 1).", "New: statement “Agreed”."}


def test_examples_may_be_asked_for_in_another_year() -> None:
    new = two_plans(("percent: 20", "percent: 20"), ("8 business hours,", "9 business hours,"))

    change = diff_policies(two_plans(), new, at=date(2027, 5, 1))[0]

    assert change.examples[0].opened == parse_instant("2027-03-15T10:00-04:00")


def test_every_part_and_field_of_the_example_policies_can_be_told_new_and_gone() -> None:
    policies = [read_policy(path.read_text(encoding="utf-8"), path.name, tables={}).policy for path in POLICIES]
    usable: list[Policy] = [policy for policy in policies if policy]

    for old, new in pairwise(usable):
        for change in diff_policies(old, new):
            assert change.says.en.endswith(".")
            assert change.says.fr.endswith(".")
            assert change.says.missing() == ()


OUTAGE = "  others:\n    - {metric: engagement, promise: 10 clock minutes, kinds: [outage], plans: [plus]}\npauses:"


def test_a_promise_for_some_requests_is_told_once_with_its_circumstances() -> None:
    kinds = ("  incident: {}\n", "  incident: {}\n  outage: {}\n")
    old = two_plans(kinds, ("pauses:", OUTAGE))
    new = two_plans(kinds, ("pauses:", OUTAGE.replace("10 clock", "15 clock")))

    (change,) = diff_policies(old, new)

    assert change.says.en == "Engagement, plus (outage): 15 clock minutes instead of 10 clock minutes."
    assert change.effect == "worse"
    assert change.examples
    gone = diff_policies(old, two_plans(kinds))
    assert [one.says.en for one in gone] == ["Engagement, plus (outage): no longer promised (was 10 clock minutes)."]


def test_every_key_of_the_language_has_a_name_in_both_languages() -> None:
    told_elsewhere = {"policy", "calendars", "holidays", "table", "cited_by", "cells", "rules", "otherwise"}
    sections = {"vendor", "effective", "languages", "governance", "terms", "access", "classify", "queue", "matrix"}
    known = {key for part in all_parts() for key in fields_of(part)}

    assert known - set(FIELDS) - set(PARTS) - told_elsewhere - sections == set()
    assert all(text.missing() == () for text in (*FIELDS.values(), *PARTS.values()))


RICHER = (
    ("addons:\n", "entitlements:\n  help: {plans: [basic]}\naddons:\n"),
    ("default_calendar", "  week: {tz: America/Toronto, open: [mon-sat 08:00-20:00]}\ndefault_calendar"),
    ("channels:\n", "duties:\n  details: {if_missing: pause}\nexclusions:\n  others: {}\nchannels:\n"),
    (
        "pauses:\n",
        "  raised_outside_hours:\n    - {promise: by end of next support day}\n"
        "uptime:\n  - {service: site, target: 99, tz: UTC, denominator: calendar month, by_plan: {plus: committed}}\n"
        "pauses:\n",
    ),
)
"""A richer policy, for changes of what the small one does not have."""


@pytest.mark.parametrize(
    ("before", "after", "effect", "said"),
    [
        ("help: {plans: [basic]}", "help: {plans: [basic, plus]}", "better", "Entitlement “help”: plans: basic, plus (was basic)."),
        ("help: {plans: [basic]}", "help: {plans: [plus]}", "mixed", "plans: plus (was basic)."),
        ("if_missing: pause", "if_missing: nothing", "better", "Duty “details”: if it is missing: nothing (was pause)."),
        ("by end of next support day", "by end of following calendar day", "neutral", "promise: by the end of the following calendar day (was"),
        ("{plus: committed}", "{plus: best effort}", "neutral", "strength by plan “plus”: best effort (was committed)."),
        ("target: 99,", "target: 99.5,", "better", "uptime target: 99.5 (was 99)."),
        ("target: 99,", "target: {at_least: 99, strength: best effort},", "worse", "strength: best effort (was committed)."),
        ("others: {}", "others: {from: [targets, uptime]}", "worse", "Exclusion “others”: from: targets, uptime (was uptime)."),
        ("percent: 20, of: annual subscription", "amount: 100", "neutral", "amount: 100 (was –)."),
        ("basic: 8 business hours,", "basic: {response: {promise: 8 business hours, calendar: week}},", "better",
         "First response, P2 basic: 8 business hours as before; counted on calendar week instead of the hours of the plan."),
        ("basic: 8 business hours,", "basic: {response: {promise: 8 business hours, unless: {impact: all}}},", "neutral",
         "First response, P2 basic: 8 business hours as before; the exceptions changed."),
        ("[mon-sat 08:00-20:00]", "[mon-sat 08:00-18:00]", "worse", "week: Monday to Saturday, 08:00 to 18:00 instead of"),
        ("open: [mon-fri 09:00-17:00]", "open: [mon-fri 09:00-18:00]", "better", "office: Monday to Friday, 09:00 to 18:00"),
    ],
)  # fmt: skip
def test_changes_of_a_richer_policy_are_told_with_their_effect(before: str, after: str, effect: str, said: str) -> None:
    changes = diff_policies(two_plans(*RICHER), two_plans(*RICHER, (before, after)))

    found = [change for change in changes if said in change.says.en]
    assert len(found) == 1, [change.says.en for change in changes]
    assert found[0].effect == effect


def test_items_that_say_the_same_are_told_apart_by_their_number() -> None:
    twice = ("  - waiting_for: client\n", "  - waiting_for: client\n  - waiting_for: client\n")
    changed = (twice[0], "  - waiting_for: client\n  - {waiting_for: client, clocks: [update]}\n")

    (change,) = diff_policies(two_plans(twice), two_plans(changed))

    assert (change.path, change.effect) == ("pauses/2/clocks", "better")


def test_many_cells_are_counted_rather_than_listed() -> None:
    levels = ("levels: {P1: {}, P2: {}}", "levels: {P1: {}, P2: {}, P3: {}, P4: {}}")
    row = "P2: {basic: 8 business hours, plus: 4 business hours}"
    old, new = (two_plans(levels, (row, f"any: {{all: {hours} business hours}}")) for hours in (8, 9))

    (change,) = diff_policies(old, new)

    assert change.says.en == (
        "First response, P2 basic, P3 basic, P4 basic, P2 plus, P3 plus and P4 plus: "
        "9 business hours instead of 8 business hours."
    )
    more = ("{P1: {}, P2: {}, P3: {}, P4: {}}", "{P1: {}, P2: {}, P3: {}, P4: {}, P5: {}}")
    old, new = (two_plans(levels, more, (row, f"any: {{all: {hours} business hours}}")) for hours in (8, 9))
    assert "P2 basic, P3 basic, P4 basic, P5 basic, P2 plus and 3 more:" in diff_policies(old, new)[0].says.en
    assert "et 3 de plus" in diff_policies(old, new)[0].says.fr


def test_without_holidays_that_far_there_are_no_examples() -> None:
    holidays = (
        "closed: [2026-12-25]",
        "closed: [{holidays: company}]",
    )
    table = (
        "default_calendar",
        "holidays:\n  company:\n    covers: {from: 2026-01-01, to: 2026-01-31}\n    dates: [{date: 2026-01-01, en: N, fr: J}]\n"
        "default_calendar",
    )
    old, new = (
        read_policy_text(_changed(holidays, table, ("8 business hours,", f"{hours} business hours,")), "x.yaml").policy
        for hours in (8, 9)
    )
    assert old is not None
    assert new is not None

    (change,) = diff_policies(old, new)

    assert (change.examples, change.effect) == ((), "neutral")


def _changed(*changes: tuple[str, str]) -> str:
    text = TEXT
    for before, after in changes:
        text = text.replace(before, after)
    return text


def all_parts() -> list[type[Part]]:
    found: dict[str, type[Part]] = {}
    waiting: list[object] = [Document]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, Part) and kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += [inner for _, inner, _ in fields_of(kind).values()]
        waiting += get_args(kind)
    return list(found.values())
