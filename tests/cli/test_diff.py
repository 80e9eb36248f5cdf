"""`servanda diff`: sentences for people, one JSON shape for programs."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from servanda.cli.diff import command

KIWI = Path(__file__).parents[2] / "policies/kiwi-stage-plus.yaml"


def _run(*words: str) -> Result:
    return CliRunner().invoke(command, words)


def _corrected(folder: Path) -> str:
    path = folder / "kiwi-stage-plus.yaml"
    text = KIWI.read_text(encoding="utf-8")
    assert "8 business hours / 4 business hours" in text
    path.write_text(
        text.replace("8 business hours / 4 business hours", "8 business hours / 32 business hours"), "utf-8"
    )
    return str(path)


def test_a_corrected_cell_is_one_line_with_its_requests(tmp_path: Path) -> None:
    result = _run(str(KIWI), _corrected(tmp_path), "--at", "2026-01-01")

    lines = result.stdout.replace("\u00a0", " ").splitlines()
    assert (result.exit_code, len(lines)) == (0, 5)
    assert lines[0] == "− Resolution, P3 BASIC: 32 business hours instead of 4 business hours. (K24)"
    assert lines[1] == (
        "    P3 BASIC, opened Mon 16 Mar 2026 10:00: due Fri 20 Mar 2026 10:00 instead of Mon 16 Mar 2026 14:00."
    )
    assert lines[-1] == "1 worse for clients"


def test_the_same_in_french_and_as_json(tmp_path: Path) -> None:
    new = _corrected(tmp_path)

    french = _run(str(KIWI), new, "--lang", "fr").stdout
    answer = json.loads(_run(str(KIWI), new, "--at", "2026-01-01", "--format", "json").stdout)

    assert "Résolution, P3 BASIC\u202f: 32 heures ouvrables au lieu de 4 heures ouvrables." in french
    assert answer["old"] == {"id": "kiwi-stage-plus", "version": "1"}
    (change,) = answer["changes"]
    assert (change["section"], change["path"]) == ("targets", "targets/table/P3/BASIC/resolution")
    assert (change["effect"], change["clauses"]) == ("worse", ["K24"])
    assert change["examples"][0]["opened"] == "2026-03-16T10:00:00-04:00"
    assert change["examples"][0]["due_after"] == "2026-03-20T10:00:00-04:00"


def test_nothing_changed_is_said() -> None:
    assert _run(str(KIWI), str(KIWI)).stdout == "Nothing changed.\n"
    assert _run(str(KIWI), str(KIWI), "--lang", "fr").stdout == "Rien n’a changé.\n"


def test_an_overlay_is_laid_on_the_new_version(tmp_path: Path) -> None:
    overlay = tmp_path / "acme.yaml"
    overlay.write_text(
        "overlay: acme\nof: kiwi-stage-plus\nwhy: {en: Agreed., fr: Convenu.}\n"
        "set: {targets/table/P4/PLUS/response: 4 business hours}\n",
        encoding="utf-8",
    )

    result = _run(str(KIWI), str(KIWI), "--overlay", str(overlay))

    assert "First response, P4 PLUS: 4 business hours instead of 8 business hours." in result.stdout


def test_a_policy_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("policy: wrong\n", encoding="utf-8")

    result = _run(str(KIWI), str(wrong))

    assert result.exit_code == 2
    assert "'title' is missing" in result.stderr
