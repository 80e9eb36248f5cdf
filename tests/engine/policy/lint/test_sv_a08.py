"""SV-A08: a list of exclusions that is not closed."""

from __future__ import annotations

from clean import check_finds
from promised_uptime import uptime

NAMED = "{name: {en: Suppliers, fr: Fournisseurs}}"
OPEN = "{name: {en: Suppliers, fr: Fournisseurs}, open_list: true}"


def test_an_open_list_is_found_with_a_month_that_it_repairs() -> None:
    listed = uptime(excluded="[supplier]")

    finding = check_finds(
        "SV-A08", {**listed, "exclusions/supplier": OPEN}, {**listed, "exclusions/supplier": NAMED}, severity="W"
    )

    assert "100.0000\u00a0% if that joins the list, 99.4623\u00a0% if not" in finding.example.en


def test_a_list_for_requests_alone_is_judged_alike() -> None:
    closed = "{name: {en: Suppliers, fr: Fournisseurs}, from: [targets]}"
    opened = "{name: {en: Suppliers, fr: Fournisseurs}, from: [targets], open_list: true}"

    finding = check_finds("SV-A08", {"exclusions/supplier": opened}, {"exclusions/supplier": closed})

    assert "taken out of the promise" in finding.example.en
