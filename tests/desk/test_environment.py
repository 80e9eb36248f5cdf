"""Settings come from the environment; a wrong one stops the boot with what would be right."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from servanda.desk.environment import Environment, EnvironmentRefusedError
from servanda.desk.proxies import proxies
from servanda.desk.secret import long_key, secret_key


@pytest.mark.parametrize(
    ("written", "meant"), [("yes", True), ("TRUE", True), ("0", False), (" off ", False), ("", True)]
)
def test_a_flag_is_a_yes_or_a_no(written: str, meant: bool) -> None:
    assert Environment({"X": written}).flag("X", default=True) is meant


def test_every_problem_is_listed_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    environment = Environment({"A": "maybe", "B": "purple", "C": "-1", "D": str(tmp_path / "file")})
    environment.flag("A", default=False)
    environment.choice("B", ("plain", "hashed"), "plain")
    environment.number("C", default=1, least=1, most=10)
    environment.folder("D", tmp_path)

    with pytest.raises(EnvironmentRefusedError) as refused:
        environment.check()

    said = str(refused.value)
    assert "A='maybe' is not accepted; write yes or no" in said
    assert "B='purple' is not accepted; write plain or hashed." in said
    assert "C='-1' is not accepted; write a whole number from 1 to 10." in said
    assert "the path of a folder" in said


def test_what_is_not_set_has_its_default(tmp_path: Path) -> None:
    environment = Environment({})

    assert environment.text("A", "x") == "x"
    assert environment.choice("B", ("plain", "hashed"), "plain") == "plain"
    assert environment.number("C", default=7, least=1, most=10) == 7
    assert environment.folder("D", tmp_path) == tmp_path
    assert environment.names("E", ("a",)) == ["a"]
    environment.check()


def test_names_are_separated_by_commas() -> None:
    assert Environment({"H": "a.example, b.example ,"}).names("H") == ["a.example", "b.example"]


def test_a_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first = secret_key("", tmp_path / "var")

    kept = tmp_path / "var" / "secret-key"
    assert len(first) > 50
    assert secret_key("", tmp_path / "var") == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700, "what else stands there is nobody else's either"
    assert [path.name for path in kept.parent.iterdir()] == ["secret-key"]


def test_a_given_secret_key_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    assert secret_key("given", tmp_path / "var") == "given"
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("key", ["given", "x" * 64])
def test_a_key_that_could_be_guessed_is_refused_without_being_shown(key: str) -> None:
    environment = Environment({"SERVANDA_SECRET_KEY": key})
    environment.address("SERVANDA_SECRET_KEY", long_key, otherwise="")

    assert "at least 32 characters" in environment.problems[0]
    assert key not in environment.problems[0]


def test_proxies_are_addresses_or_networks() -> None:
    assert proxies("") == []
    assert proxies("127.0.0.1, 10.0.0.0/8,::1") == ["127.0.0.1", "10.0.0.0/8", "::1"]
    with pytest.raises(ValueError, match="such as"):
        proxies("127.0.0.1,proxy.example")
