"""The commands that the documents show are typed, and print what the documents say."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import Section, agrees, prepare, run, sections

DOCUMENTS = ("README.md", "docs/cli.md", "docs/fr/LISEZMOI.md")
SECTIONS = [section for document in DOCUMENTS for section in sections(document)]


@pytest.mark.timeout(180)
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: f"{section.document}: {section.title}")
def test_a_section_of_a_document_does_what_it_shows(section: Section, tmp_path: Path) -> None:
    """Run `make examples` where this fails for a good reason, and read what it changed."""
    prepare(section.document, tmp_path)

    for typed in section.typed:
        printed = run(typed.command, tmp_path)
        assert agrees(typed.output, printed), f"$ {typed.command}\n{printed}\ninstead of\n{typed.output}"


def test_every_document_has_commands() -> None:
    assert {section.document for section in SECTIONS} == set(DOCUMENTS)
