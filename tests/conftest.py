"""What every test shares: properties that try the same examples each time, and no network beyond this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=100, database=None)
settings.register_profile("deep", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

THIS_MACHINE = ("127.0.0.1", "::1", "localhost", "0.0.0.0")  # noqa: S104 - compared, never bound


TOGETHER = {
    "tests/e2e/": "journeys",
    "tests/desk/test_postgresql.py": "postgresql",
    "tests/desk/imap/": "imap",
    "tests/test_repository.py": "repository",
}
"""Tests that share a desk, a browser, a server or what was read: one worker takes them all, the longest first."""
GROUPS = [*dict.fromkeys(TOGETHER.values()), ""]


def group_of(nodeid: str) -> str:
    """The group of tests to which one belongs; empty for those that go anywhere."""
    return next((group for where, group in TOGETHER.items() if nodeid.startswith(where)), "")


class Shared(LoadScopeScheduling):
    """Each group goes to one worker whole; every other test goes alone to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shared:
    """The groups of `--dist loadgroup` are lost since pytest names its tests in another way."""
    config.option.loadscopereorder = False
    return Shared(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest groups, in whatever order chance brought the rest; give journeys time on a loaded machine."""
    items.sort(key=lambda item: GROUPS.index(group_of(item.nodeid)))
    for item in items:
        if item.nodeid.startswith("tests/e2e/"):
            item.add_marker(pytest.mark.timeout(240))


class NetworkUsedError(RuntimeError):
    """A test reached beyond this machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Fail whatever connects to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in THIS_MACHINE:
            raise NetworkUsedError(f"a test connects to {address[0]}; tests use this machine only")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
