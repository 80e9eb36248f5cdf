"""SV-A10: an uptime promise for something that has no edges."""

from __future__ import annotations

import pytest
from clean import REMOVE, check_finds, lint
from promised_uptime import uptime


@pytest.mark.parametrize("service", ["platform", "the system", "Service"])
def test_a_word_for_everything_needs_its_parts(service: str) -> None:
    bad = uptime(service=service, components=REMOVE)

    finding = check_finds("SV-A10", bad, uptime(service=service), severity="W")

    assert f"'{service}'" in finding.message.en


def test_a_named_service_is_clear_enough() -> None:
    assert lint(uptime(service="chat", components=REMOVE)) == []


def test_a_scope_that_was_assumed_is_found() -> None:
    assert [finding.code for finding in lint(uptime(assumed="[service]"))] == ["SV-A10"]
