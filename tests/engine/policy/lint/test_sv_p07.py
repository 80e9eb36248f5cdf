"""SV-P07: something is free only if a cause holds, and nobody is asked for the cause."""

from __future__ import annotations

from clean import check_finds, lint

CHARGED = {"kinds/incident/charge": "repair"}
FREE = "{name: {en: Repair, fr: Réparation}, kinds: [incident], when: {cause: platform}, price: 0, currency: CAD}"
PAID = "{name: {en: Other repair, fr: Autre réparation}, kinds: [incident], when: {cause: client}, quote: true}"
ASKED = "{name: {en: Repair, fr: Réparation}, kinds: [incident], when: {reach: everybody}, price: 0, currency: CAD}"


def test_a_cause_that_no_question_asks_for_is_found() -> None:
    finding = check_finds(
        "SV-P07", {**CHARGED, "charges/repair": FREE}, {**CHARGED, "charges/repair": ASKED}, severity="W"
    )

    assert "Repair is free where cause is platform" in finding.message.en


def test_the_example_names_the_cause_that_is_not_free() -> None:
    found = lint({**CHARGED, "charges/repair": FREE, "charges/other": PAID})

    assert [finding.code for finding in found] == ["SV-P07"]
    assert "turns out to be client" in found[0].example.en
