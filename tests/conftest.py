"""What every test shares: properties that try the same examples each time, and no network beyond this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=100, database=None)
settings.register_profile("deep", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

THIS_MACHINE = ("127.0.0.1", "::1", "localhost", "0.0.0.0")  # noqa: S104 - compared, never bound


JOURNEYS = Path(__file__).parent / "e2e"


DEMONSTRATED = {"test_whole_journey", "test_every_desk_page"}
"""Journeys through the demonstration; the others share an empty desk."""


class ByDesk(LoadScopeScheduling):
    """One worker takes all journeys of one desk, so that one browser and one desk serve them; the rest goes anywhere."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if not file.startswith("tests/e2e/"):
            return nodeid
        return "demonstrated" if Path(file).stem in DEMONSTRATED else "journeys"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByDesk:
    """The groups of `--dist loadgroup` are lost since pytest names its tests in another way."""
    return ByDesk(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give journeys time on a loaded machine."""
    for item in items:
        if JOURNEYS in item.path.parents:
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
