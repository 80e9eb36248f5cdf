"""A real desk on a free port and a real Chromium; without one every journey is skipped with the way to get it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "No Chromium on this machine: get it with `sudo apt-get install chromium`, then `make e2e`."
ARGUMENTS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that `serve` prepared from nothing."""
    var = tmp_path_factory.mktemp("var")
    environment = {**os.environ, "SERVANDA_VAR": str(var), "SERVANDA_GALLERY": "yes", "PYTHONUNBUFFERED": "1"}
    environment["SERVANDA_STATIC"] = "hashed"
    command = [sys.executable, "-m", "servanda.desk", "serve", "--port", "18801"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
        try:
            yield _address(run)
        finally:
            run.terminate()
            run.wait(10)


def _address(run: subprocess.Popen[str]) -> str:
    said = ""
    for line in run.stdout or ():
        said += line
        if found := re.search(r"Servanda is at (http://\S+)/", line):
            return found[1]
    raise AssertionError(f"The desk did not start:\n{said}")
