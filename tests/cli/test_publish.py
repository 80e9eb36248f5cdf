"""`servanda publish`: one command, a document or the rules, by the ending of the file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.publish import command

KIWI = str(Path(__file__).parents[2] / "policies/kiwi-stage-plus.yaml")

SMALL = """
policy: small
title: {en: Small, fr: Petite}
vendor: {name: Small}
effective: {from: 2026-01-01, tz: America/Toronto}
languages: {source: en, published: [en]}
calendars: {office: {tz: America/Toronto, open: [mon-fri 09:00-17:00]}}
default_calendar: office
plans: {basic: {}}
kinds: {incident: {}}
classify: {levels: {P1: {}}, facts: {priority: {values: {P1: {}}}}, stated: priority}
targets: {table: {P1: {all: 1 business day}}}
"""


def _run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


@pytest.mark.parametrize(
    ("name", "language", "start"),
    [
        ("kiwi.html", "fr", '<!doctype html>\n<html lang="fr">'),
        ("kiwi.md", "fr", "# Politique de soutien STAGE+"),
        ("kiwi.MD", "en", "# STAGE+ support policy"),
        ("rules.json", "en", '[\n {\n  "id": "effective"'),
        ("rules.yaml", "en", '- {"id": "effective"'),
    ],
)
def test_the_ending_of_the_file_says_what_is_written(name: str, language: str, start: str, tmp_path: Path) -> None:
    target = tmp_path / name

    result = _run(KIWI, "--lang", language, "--to", str(target))

    assert (result.exit_code, result.stderr) == (0, "")
    assert target.read_text(encoding="utf-8").startswith(start)


def test_rules_are_written_for_programs(tmp_path: Path) -> None:
    target = tmp_path / "rules.json"
    _run(KIWI, "--to", str(target))

    rules = {rule["id"]: rule for rule in json.loads(target.read_text(encoding="utf-8"))}

    assert rules["targets/table/P1/PLUS/response"]["unit"] == "clock_minute"


def test_a_pdf_is_a_pdf(tmp_path: Path) -> None:
    policy, target = tmp_path / "small.yaml", tmp_path / "small.pdf"
    policy.write_text(SMALL, encoding="utf-8")

    result = _run(str(policy), "--to", str(target))

    if result.exit_code == 2:
        assert "apt-get install libpango" in result.stderr
    else:
        assert target.read_bytes().startswith(b"%PDF-")


def test_without_pango_people_are_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    result = _run(KIWI, "--lang", "fr", "--to", str(tmp_path / "kiwi.pdf"))

    assert result.exit_code == 2
    assert "Le PDF exige la bibliothèque Pango" in result.stderr
    assert not (tmp_path / "kiwi.pdf").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((KIWI, "--to", "kiwi.docx"), "does not end in one of .html, .pdf, .md, .json, .yaml"),
        ((KIWI, "--to", "no/such/folder/kiwi.html"), "cannot be written"),
        (("nowhere.yaml", "--to", "kiwi.html"), "There is no file"),
    ],
)
def test_what_cannot_be_written_is_said(words: tuple[str, ...], said: str) -> None:
    result = _run(*words)

    assert result.exit_code == 2
    assert said in result.stderr
