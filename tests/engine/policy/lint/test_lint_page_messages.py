"""Where a page of the lint quotes what the lint says of its bad excerpt, it quotes it word for word."""

from __future__ import annotations

import re

import pytest
from clean import AT, lint_text, policy_of, text_of
from clean import document as clean_document
from test_lint_docs import CODES, TWO_VERSIONS, excerpts, laid_over, page

from servanda.engine.diagnostics import Finding
from servanda.engine.policy.lint import lint_versions
from servanda.engine.text import LANGUAGES, Language

QUOTE = re.compile(r"^> (.+)$", re.MULTILINE)
QUOTING = tuple(code for code in CODES if QUOTE.search(page(code)))


def said_of(code: str) -> list[Finding]:
    changed = laid_over(excerpts(code)["bad"])
    if code in TWO_VERSIONS:
        return lint_versions([policy_of(text_of(clean_document())), policy_of(changed)], at=AT)
    return lint_text(changed)


@pytest.mark.parametrize("code", QUOTING)
def test_the_page_quotes_message_and_example_in_its_language(code: str) -> None:
    finding = next(finding for finding in said_of(code) if finding.code == code)

    quoted = {language: quotes(code, language) for language in LANGUAGES}

    assert quoted == {language: [finding.message.of(language), finding.example.of(language)] for language in LANGUAGES}


def quotes(code: str, language: Language) -> list[str]:
    return QUOTE.findall(page(code, language))
