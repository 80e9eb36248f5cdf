"""SV-P03: an add-on that can be bought and adds nothing."""

from __future__ import annotations

from clean import check_finds

SOLD = {
    "addons/reporting": "{name: {en: Reporting, fr: Rapports}, needs: [basic, plus]}",
    "entitlements/reports/addons": "[reporting]",
    "prices/reporting": "{amount: 300, currency: CAD, per: year}",
}


def test_an_addon_sold_to_a_plan_that_has_it_all_is_found_with_its_price() -> None:
    finding = check_finds("SV-P03", SOLD, {**SOLD, "addons/reporting/needs": "[basic]"}, severity="W")

    assert finding.message.en == "With plan plus, add-on reporting changes nothing."
    assert "300\u00a0CAD more" in finding.example.en


def test_an_addon_for_every_plan_must_help_one_of_them() -> None:
    free = {"addons/reporting": "{name: {en: Reporting, fr: Rapports}}"}

    check_finds("SV-P03", {**SOLD, **free, "entitlements/reports/addons": "[]"}, {**SOLD, **free})
