"""`serve` finds a port, says which, and refuses what cannot work with a sentence."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from django.test import Client

from servanda.desk import listening
from servanda.desk import settings as settings_module
from servanda.desk.__main__ import desk
from servanda.desk.asgi import application
from servanda.desk.listening import PoliteSocket, address, listen
from servanda.desk.organisations.models import Vendor
from servanda.desk.serving import how, prepare, warm
from servanda.desk.shelf import _read

from .world import World


def test_the_next_free_port_is_taken_where_one_is_in_use() -> None:
    with listen("127.0.0.1", 18_423) as first:
        port = first.getsockname()[1]
        with listen("127.0.0.1", port) as second:
            assert second.getsockname()[1] > port


def test_a_busy_process_leaves_a_connection_to_an_idle_one_and_takes_it_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[socket.socket] = []
    with listen("127.0.0.1", 18_423) as sock:
        sock.setblocking(False)
        busy, idle = PoliteSocket(sock.dup(), lambda: True), PoliteSocket(sock.dup(), lambda: False)
        with busy, idle:
            with socket.create_connection(sock.getsockname()), monkeypatch.context() as meanwhile:
                meanwhile.setattr(listening, "sleep", lambda _seconds: taken.append(idle.accept()[0]))
                with pytest.raises(BlockingIOError):
                    busy.accept()
            with socket.create_connection(sock.getsockname()):
                taken.append(busy.accept()[0])
    for each in taken:
        each.close()

    assert len(taken) == 2


def test_links_lead_to_the_port_that_was_found_unless_a_setting_says_where_people_come() -> None:
    with listen("127.0.0.1", 18_423) as sock:
        assert address(sock, "127.0.0.1") == f"http://127.0.0.1:{sock.getsockname()[1]}"
        assert address(sock, "0.0.0.0") == f"http://localhost:{sock.getsockname()[1]}"  # noqa: S104  (only shown)


def test_an_address_that_is_no_address_is_refused_with_the_cure() -> None:
    with pytest.raises(click.ClickException, match=r"try --host 127\.0\.0\.1"):
        listen("nowhere.invalid", 18_500)


def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "servanda.desk", "messages", "--check"],
        env={"SERVANDA_DEBUG": "perhaps", "SERVANDA_VAR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 1
    assert "SERVANDA_DEBUG='perhaps' is not accepted; write yes or no" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_everything_is_read_and_drawn_before_the_first_reader_comes(client: Client) -> None:
    """After warming, a page reads no policy file again."""
    _read.cache_clear()
    warm()
    before = _read.cache_info().misses
    client.get("/fr/policies/qiscus/")

    assert _read.cache_info().misses == before


def test_the_help_lists_every_setting() -> None:
    """A variable that `settings.py` reads and `serve --help` does not name would be a secret."""
    source = Path(settings_module.__file__).read_text(encoding="utf-8")
    said = CliRunner().invoke(desk, ["serve", "--help"]).output

    for name in set(re.findall(r"SERVANDA_[A-Z_]+", source)):
        assert name in said, name


def test_a_folder_that_cannot_be_made_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finished = subprocess.run(
        [sys.executable, "-m", "servanda.desk", "messages", "--check"],
        env={"SERVANDA_VAR": str(tmp_path / "file" / "var"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 1
    assert "Name a folder that can be written with SERVANDA_VAR." in finished.stderr
    assert "Traceback" not in finished.stderr


def test_where_somebody_comes_from_is_believed_of_named_proxies_alone(settings) -> None:
    assert how(application).proxy_headers is False
    settings.PROXIES = ["10.0.0.0/8"]
    named = how(application)
    assert (named.proxy_headers, named.forwarded_allow_ips) == (True, ["10.0.0.0/8"])


def test_the_demonstration_never_opens_a_desk_with_a_real_vendor(world: World, settings, tmp_path: Path) -> None:
    settings.DEMO, settings.VAR = True, tmp_path
    Vendor.objects.filter(pk=world.kiwi.pk).update(address="support@kiwi.test")

    with pytest.raises(click.ClickException, match=r"Kiwi.*is not invented"):
        prepare()
