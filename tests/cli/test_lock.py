"""`servanda lock`: holiday tables are written once, kept, and checked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli.holiday_names import holiday_name
from servanda.cli.lock import command
from servanda.engine.calendars.model import HolidayTable
from servanda.engine.calendars.tables import read_table
from servanda.engine.source import read_tree
from servanda.shipped import holidays_folder

POLICY = """\
holidays:
  canada: {country: CA}
  quebec:
    country: CA
    subdivision: QC
    added: [{date: 2026-01-02, en: Day after New Year’s Day, fr: Lendemain du jour de l’An}]
    removed: [2026-10-12]
calendars:
  office: {tz: America/Toronto, open: [mon-fri 09:00-17:00], closed: [{holidays: [canada, quebec]}]}
"""


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(command, [str(path), *words])


def table(path: Path) -> HolidayTable:
    tree, _ = read_tree(path.read_text(encoding="utf-8"), str(path))
    assert tree is not None
    found, findings = read_table(tree, path.stem)
    assert findings == []
    return found


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return path


def test_tables_are_written_beside_the_policy_and_then_are_up_to_date(policy: Path) -> None:
    written = run(policy, "--years", "2025-2027")

    assert (written.exit_code, written.stderr) == (0, "")
    assert sorted(path.name for path in (policy.parent / "holidays").iterdir()) == ["canada.yaml", "quebec.yaml"]
    checked = run(policy, "--check")
    assert checked.exit_code == 0
    assert checked.stdout.splitlines() == [
        "canada is up to date (16 dates, 2025-2027).",
        "quebec is up to date (25 dates, 2025-2027).",
    ]


def test_additions_and_removals_are_kept_in_the_table(policy: Path) -> None:
    run(policy, "--years", "2026-2026")
    quebec = table(policy.parent / "holidays" / "quebec.yaml")

    days = [str(holiday.day) for holiday in quebec.holidays]
    assert "2026-01-02" in days
    assert "2026-10-12" not in days
    assert [str(day) for day in quebec.removed] == ["2026-10-12"]
    assert [holiday.name.fr for holiday in quebec.added] == ["Lendemain du jour de l’An"]
    assert (quebec.country, quebec.subdivision, quebec.version) == ("CA", "QC", "0.109")


def test_a_refresh_keeps_the_decisions_and_the_years_of_the_table_that_is_there(policy: Path) -> None:
    run(policy, "--years", "2026-2027")
    policy.write_text(POLICY[POLICY.index("calendars:") :], encoding="utf-8")
    before = (policy.parent / "holidays" / "quebec.yaml").read_text(encoding="utf-8")

    assert run(policy).exit_code == 0
    assert (policy.parent / "holidays" / "quebec.yaml").read_text(encoding="utf-8") == before


def test_a_difference_is_shown_and_ends_with_status_one(policy: Path) -> None:
    run(policy, "--years", "2026-2026")
    path = policy.parent / "holidays" / "canada.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("2026-07-01", "2026-07-02").replace("Christmas Day", "Xmas").replace("0.109", "0.21")
    path.write_text(text, encoding="utf-8")
    checked = run(policy, "--check")

    assert checked.exit_code == 1
    assert checked.stdout.splitlines()[:5] == [
        "canada differs:",
        "  + 2026-07-01 Canada Day",
        "  − 2026-07-02 Canada Day",
        "  ~ 2026-12-25 Xmas → Christmas Day",
        "  version: 0.21 → 0.109",
    ]
    assert path.read_text(encoding="utf-8") == text
    assert "canada diffère\u202f:" in run(policy, "--check", "--lang", "fr").stdout


def test_programs_read_json(policy: Path) -> None:
    run(policy, "--years", "2026-2026")
    path = policy.parent / "holidays" / "canada.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-07-01", "2026-07-02"), encoding="utf-8")
    checked = run(policy, "--check", "--format", "json")

    assert checked.exit_code == 1
    assert json.loads(checked.stdout)["tables"][0] == {
        "id": "canada",
        "file": str(path),
        "dates": 5,
        "covers": {"from": "2026-01-01", "to": "2026-12-31"},
        "version": "0.109",
        "changes": ["+ 2026-07-01 Canada Day", "− 2026-07-02 Canada Day"],
    }


def test_a_table_that_was_never_written_differs(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(
        "holidays: {spain: {country: ES}}\ncalendars: {a: {tz: UTC, open: always, closed: {holidays: spain}}}\n",
        encoding="utf-8",
    )
    checked = run(path, "--check")

    assert checked.exit_code == 1
    assert "there is no file yet" in checked.stdout
    assert not (tmp_path / "holidays").exists()


def test_the_tables_that_come_with_servanda_are_what_lock_would_write(tmp_path: Path) -> None:
    shutil.copytree(holidays_folder(), tmp_path / "holidays")
    names = ", ".join(path.stem for path in sorted(holidays_folder().glob("*.yaml")))
    path = tmp_path / "policy.yaml"
    path.write_text(f"calendars: {{a: {{tz: UTC, open: always, closed: {{holidays: [{names}]}}}}}}\n", encoding="utf-8")
    checked = run(path, "--check")

    assert checked.exit_code == 0, checked.stdout
    assert run(path).exit_code == 0
    for original in holidays_folder().glob("*.yaml"):
        assert (tmp_path / "holidays" / original.name).read_bytes() == original.read_bytes()


@pytest.mark.parametrize(
    ("holidays", "said"),
    [
        ("{town: {country: XX}}", "two-letter ISO 3166 code"),
        ("{town: {country: CA, subdivision: ZZ}}", "known: AB, BC"),
        ("{town: {country: CA, categories: [joyful]}}", "known: government"),
        ("{town: {contry: CA}}", "Did you mean country?"),
        ("{other: {country: CA}}", "no recipe for the holiday table town"),
    ],
)
def test_a_recipe_that_cannot_be_followed_is_answered_with_what_is_known(
    tmp_path: Path, holidays: str, said: str
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(
        f"holidays: {holidays}\ncalendars: {{a: {{tz: UTC, open: always, closed: {{holidays: town}}}}}}\n",
        encoding="utf-8",
    )
    result = run(path)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (tmp_path / "holidays").exists()


def test_a_policy_without_holidays_has_nothing_to_lock(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("calendars: {a: {tz: UTC, open: always}}\n", encoding="utf-8")

    assert run(path, "--check").stdout == "The calendars name no holiday table.\n"


@pytest.mark.parametrize("years", ["2026", "2027-2026", "1800-2026", "next year"])
def test_years_are_a_range(policy: Path, years: str) -> None:
    result = run(policy, "--years", years)

    assert result.exit_code == 2
    assert "write 2018-2040" in result.stderr


@pytest.mark.parametrize(
    ("english", "french", "en", "fr"),
    [
        ("Christmas Day (observed)", "", "Christmas Day (substitute day)", "Jour de Noël (congé reporté)"),
        ("Labor Day", "Fête du Travail", "Labour Day", "Fête du Travail"),
        ("New Year's Day", "Jour de l'an", "New Year’s Day", "Jour de l’An"),
        ("Vesak Day (estimated)", "", "Vesak Day (estimated)", "Vesak (date estimée)"),
        ("Ascension Day; Vesak Day", "", "Ascension Day; Vesak Day", "Ascension\u202f; Vesak"),
        ("Day of the Lake", "", "Day of the Lake", "Day of the Lake"),
    ],
)
def test_names_are_well_set_in_both_languages(english: str, french: str, en: str, fr: str) -> None:
    name = holiday_name(english, french)

    assert (name.en, name.fr) == (en, fr)
