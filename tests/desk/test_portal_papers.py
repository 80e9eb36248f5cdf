"""The policy of a client as a file to keep: PDF, HTML and Markdown, of its own version, in the language of the page."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from servanda.desk.agreements.versions import policy_of
from servanda.publishing.html import write_html
from servanda.publishing.pages import page_of

from .portals import at_noon, signed_in, words
from .world import World, ticket


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are kept in a folder of this test, and it is noon."""
    at_noon(tmp_path, settings, monkeypatch)


@pytest.fixture(autouse=True)
def no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where no PDF can be made."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    cache.clear()


def test_a_pdf_that_was_made_is_made_no_second_time_and_its_name_says_whose_and_which(
    client: Client, world: World
) -> None:
    policy = policy_of(ticket(world.bob).policy_version_id)
    cache.set(f"policy-pdf:{sha256(write_html(page_of(policy, 'fr')).encode()).hexdigest()}", b"%PDF-kept")
    signed_in(client, world.bob)

    french = client.get("/fr/portal/kiwi/agreement/policy.pdf")

    assert (french.status_code, french.content, french.headers["Content-Type"]) == (
        200,
        b"%PDF-kept",
        "application/pdf",
    )
    assert "Politique de soutien STAGE+ - version 1.pdf" in french.headers["Content-Disposition"]
    assert client.get("/en/portal/kiwi/agreement/policy.pdf").status_code == 503, "English is another document"


def test_a_machine_that_makes_no_pdf_says_so_on_the_agreement_and_has_the_html(client: Client, world: World) -> None:
    signed_in(client, world.bob)

    said = client.get("/en/portal/kiwi/agreement/policy.pdf")
    html = client.get("/en/portal/kiwi/agreement/policy.html")

    assert said.status_code == 503
    assert "A PDF cannot be made at the moment" in words(said)
    assert "Your agreement" in words(said)
    assert html.status_code == 200
    assert b"<html" in html.content


def test_nobody_else_has_the_files_of_a_clients_policy(client: Client, world: World) -> None:
    asked = [signed_in(client, who).get("/en/portal/kiwi/agreement/policy.pdf") for who in (world.dave, world.agent)]

    assert [each.status_code for each in asked] == [404, 404]
