"""SV-P04: two add-ons that contradict each other and may be bought together."""

from __future__ import annotations

from clean import check_finds, lint

SOLD = {
    "calendars/days": "{tz: America/Toronto, open: [mon-sun 09:00-17:00]}",
    "calendars/evenings": "{tz: America/Toronto, open: [mon-fri 09:00-22:00]}",
    "addons/weekend": "{name: {en: Weekends, fr: Fins de semaine}, needs: [plus], calendar: days}",
    "addons/evening": "{name: {en: Evenings, fr: Soirées}, needs: [plus], calendar: evenings}",
    "prices/weekend": "{amount: 600, currency: CAD, per: year}",
    "prices/evening": "{amount: 600, currency: CAD, per: year}",
    "targets/table/high/weekend": "30 business minutes / 2 business hours",
    "targets/table/high/evening": "30 business minutes / 2 business hours",
    "targets/table/low/weekend": "1 business hour / 4 business hours",
    "targets/table/low/evening": "1 business hour / 4 business hours",
}


def test_two_calendars_for_one_client_are_found_with_an_hour_on_which_they_part() -> None:
    finding = check_finds("SV-P04", SOLD, {**SOLD, "addons/evening/excludes": "[weekend]"}, severity="E")

    assert finding.message.en == "weekend and evening can be bought together: days or evenings?"
    assert "days is closed, evenings is open" in finding.example.en


def test_either_side_may_exclude_the_other() -> None:
    check_finds("SV-P04", SOLD, {**SOLD, "addons/weekend/excludes": "[evening]"})


def test_two_ladders_are_judged_alike() -> None:
    ladder = "{end: silence, steps: [{at: 75 % of response, tell: lead, if: no response}]}"
    bought = {
        **{path: patch for path, patch in SOLD.items() if not path.startswith("calendars/")},
        "addons/weekend": "{name: {en: Weekends, fr: Fins de semaine}, needs: [plus], ladder: one}",
        "addons/evening": "{name: {en: Evenings, fr: Soirées}, needs: [plus], ladder: other}",
        "plans/basic/ladder": "steady",
        "ladders/one": ladder,
        "ladders/other": ladder,
    }

    finding = check_finds("SV-P04", bought, {**bought, "addons/evening/excludes": "[weekend]"})

    assert "ladder one or ladder other" in finding.example.en


def test_two_calendars_that_open_alike_are_found_all_the_same() -> None:
    found = lint({**SOLD, "calendars/evenings/open": "[mon-sun 09:00-17:00]"})

    shown = next(finding for finding in found if finding.code == "SV-P04")
    assert shown.example.en == "The two calendars agree all year."


def test_addons_of_different_kinds_go_together() -> None:
    found = lint({**SOLD, "addons/evening": "{name: {en: Evenings, fr: Soirées}, needs: [plus]}"})

    assert "SV-P04" not in {finding.code for finding in found}
