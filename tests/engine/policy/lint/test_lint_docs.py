"""Every code has a rule, a test and a page in both languages, and the excerpts on the pages are true.

A page shows a bad excerpt (a fence ``yaml bad``) and a corrected one (``yaml good``). An excerpt is laid over the clean
policy: mappings are merged, everything else replaces what stood there. ``replace=a/b,c/d`` in the fence takes those
paths away first. Findings that an excerpt accepts do not count.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from clean import AT, REMOVE, lint_text, open_findings, policy_of, text_of, values
from clean import document as clean_document

from servanda.engine.diagnostics import Finding
from servanda.engine.policy.lint import lint_versions, rules
from servanda.engine.text import LANGUAGES, Language

CODES = tuple((Path(__file__).parent / "codes.txt").read_text(encoding="utf-8").split())
ROOT = Path(__file__).parents[4]
PAGES = {"en": ROOT / "docs" / "lint", "fr": ROOT / "docs" / "lint" / "fr"}
FENCE = re.compile(r"^```yaml (bad|good)(?: replace=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUOTE = re.compile(r"^> (.+)$", re.MULTILINE)
TWO_VERSIONS = {"SV-D05"}
"""Codes that compare the excerpt with the clean policy as the version before."""


def page(code: str, language: str = "en") -> str:
    return (PAGES[language] / f"{code}.md").read_text(encoding="utf-8")


def excerpts(code: str, language: str = "en") -> dict[str, tuple[str, str]]:
    return {kind: (replaced, yaml_text) for kind, replaced, yaml_text in FENCE.findall(page(code, language))}


def laid_over(excerpt: tuple[str, str]) -> str:
    replaced, yaml_text = excerpt
    base = clean_document({path: REMOVE for path in replaced.split(",") if path})
    return text_of(merge(base, values(yaml_text)))


def merge(base: Any, over: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    return base | {key: merge(base.get(key), value) for key, value in over.items()}


def found(code: str, excerpt: tuple[str, str]) -> list[Finding]:
    changed = laid_over(excerpt)
    findings = lint_text(changed)
    if code in TWO_VERSIONS:
        findings += lint_versions([policy_of(text_of(clean_document())), policy_of(changed)], at=AT)
    return open_findings(findings)


def quoted(code: str, language: Language) -> list[str]:
    """The lines that a page quotes from the lint."""
    return QUOTE.findall(page(code, language))


def test_every_code_has_a_rule_and_every_rule_a_code() -> None:
    assert sorted(rule.code for rule in rules()) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_test(code: str) -> None:
    name = code.lower().replace("-", "_")

    assert (Path(__file__).parent / f"test_{name}.py").is_file()


@pytest.mark.parametrize("code", CODES)
def test_the_page_carries_code_title_and_the_way_to_accept(code: str) -> None:
    rule = next(rule for rule in rules() if rule.code == code)

    assert page(code).startswith(f"# {code}: {rule.title.en}\n")
    assert page(code, "fr").startswith(f"# {code}\u202f: {rule.title.fr}\n")
    assert f"code: {code}" in page(code)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_excerpt_fires_that_code_alone_as_quoted_and_the_corrected_one_nothing(code: str) -> None:
    shown = excerpts(code)

    findings = found(code, shown["bad"])

    assert {finding.code for finding in findings} == {code}
    for language in LANGUAGES:
        said = [[finding.message.of(language), finding.example.of(language)] for finding in findings]
        assert quoted(code, language) in said
    assert found(code, shown["good"]) == []


@pytest.mark.parametrize("code", CODES)
def test_both_languages_show_the_same_excerpts(code: str) -> None:
    assert excerpts(code, "fr") == excerpts(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_lists_every_code_with_its_severity_and_title(language: Language) -> None:
    index = (PAGES[language] / "README.md").read_text(encoding="utf-8")
    names = {"E": ("error", "erreur"), "W": ("warning", "avertissement"), "I": ("note", "note")}

    for rule in rules():
        severity = names[rule.severity][LANGUAGES.index(language)]
        assert f"| [{rule.code}]({rule.code}.md) | {severity} | {rule.title.of(language)} |" in index
