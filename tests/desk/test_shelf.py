"""The shelf of policies: read once, read again when a file changes, plain about what it cannot read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client

from servanda import shipped
from servanda.desk.clock import today
from servanda.desk.shelf import shelf


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """A policies folder with one policy in it."""
    shutil.copytree(shipped.holidays_folder(), tmp_path / "holidays")
    shutil.copy(shipped.policies_folder() / "kiwi-stage-plus.yaml", tmp_path)
    settings.POLICIES = str(tmp_path)
    return tmp_path


def test_the_five_policies_are_shipped() -> None:
    assert list(shelf(today()).policies) == ["aidi", "better-impact", "cirrus-shield", "kiwi-stage-plus", "qiscus"]
    assert shelf(today()).refused == ()


def test_a_file_is_read_again_when_it_changes(folder: Path) -> None:
    first = shelf(today())
    assert shelf(today()) is first
    file = folder / "kiwi-stage-plus.yaml"
    file.write_text(file.read_text().replace("STAGE+ support policy", "Another title here"))

    assert shelf(today()).policies["kiwi-stage-plus"].policy.document.title.en == "Another title here"


def test_a_file_that_is_no_policy_is_named_with_every_problem_and_the_others_stay(folder: Path, client: Client) -> None:
    (folder / "broken.yaml").write_text("policy: broken\ncolour: red\n")
    page = client.get("/en/").content.decode()

    assert "KIWI Technologies" in page
    assert "broken.yaml cannot be read" in page
    assert "colour" in page


def test_an_empty_folder_says_how_to_begin(tmp_path: Path, settings, client: Client) -> None:
    settings.POLICIES = str(tmp_path)

    assert "Put a policy file into the policies folder" in client.get("/en/").content.decode()


def test_a_missing_holiday_table_refuses_the_policy_by_name(folder: Path, client: Client) -> None:
    file = folder / "kiwi-stage-plus.yaml"
    file.write_text(file.read_text().replace("- {holidays: quebec}", "- {holidays: atlantis}"))

    assert "There is no holiday table atlantis" in client.get("/en/").content.decode()
    assert client.get("/en/policies/kiwi-stage-plus/").status_code == 404
