"""A real desk on a free port and a real Chromium; without one every journey is skipped with the way to get it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is the same engine without a window, which takes a third of the work less."""
NO_BROWSER = "No Chromium on this machine: get it with `sudo apt-get install chromium-headless-shell`, then `make e2e`."
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
    # The browser's loop stays in this process, where tests of the desk ask the database afterwards.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[bool, BrowserContext]]:
    """One context with script (True) and one without, for the whole session: static files are fetched once for each."""
    opened = {script: browser.new_context(java_script_enabled=script, locale="en-GB") for script in (True, False)}
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def person(contexts: dict[bool, BrowserContext], desk: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Somebody whom the desk has never seen; half of them without JavaScript."""
    yield contexts[request.param]
    _forget(contexts[request.param], desk)


@pytest.fixture
def page(contexts: dict[bool, BrowserContext], desk: str) -> Iterator[Page]:
    """An empty page, with script, of somebody whom the desk has never seen."""
    yield contexts[True].new_page()
    _forget(contexts[True], desk)


def _forget(context: BrowserContext, origin: str) -> None:
    """Close the pages; drop cookies, permissions and whatever the pages stored, but keep the static files."""
    session = context.new_cdp_session(context.pages[0] if context.pages else context.new_page())
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    for page in context.pages:
        page.close()
    context.clear_cookies()
    context.clear_permissions()


@pytest.fixture(scope="session")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where that desk keeps everything."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def environment(desk_folder: Path) -> dict[str, str]:
    """Where and how the desk of the journeys runs."""
    own = {
        "SERVANDA_VAR": str(desk_folder),
        "SERVANDA_GALLERY": "yes",
        "SERVANDA_STATIC": "hashed",
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **own}


@pytest.fixture(scope="session")
def desk(environment: dict[str, str]) -> Iterator[str]:
    """The address of a desk that `serve` prepared from nothing."""
    with _served(environment, 18801) as address:
        yield address


@contextmanager
def _served(environment: dict[str, str], port: int) -> Iterator[str]:
    """A desk that runs for a while, on `port` or one of the next; what it says goes to a file, which never makes it wait."""
    command = [sys.executable, "-m", "servanda.desk", "serve", "--port", str(port)]
    said = Path(environment["SERVANDA_VAR"]) / "said.txt"
    with said.open("w") as log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as run:
        try:
            yield _address(run, said)
        finally:
            run.terminate()
            run.wait(10)


class PostOffice:
    """The mail server of somebody else: takes everything, and keeps it to be read."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a mail."""
        self.taken.append(message_from_bytes(envelope.content, policy=modern))
        return "250 2.0.0 Taken"

    def mails_to(self, address: str, about: str) -> list[EmailMessage]:
        """What came for an address with some words in its subject, in order."""
        return [each for each in self.taken if address in each["To"] and about in each["Subject"]]


@pytest.fixture(scope="session")
def post_office() -> Iterator[PostOffice]:
    """A real SMTP server on this machine, to which the demonstration's mail leaves."""
    office = PostOffice()
    office.listening = Controller(office, hostname="127.0.0.1", port=18825)  # type: ignore[attr-defined]
    office.listening.start()  # type: ignore[attr-defined]
    yield office
    office.listening.stop()  # type: ignore[attr-defined]


HAND_IN = 18826
"""Where the demonstration takes mail by SMTP."""


@pytest.fixture(scope="session")
def demonstration(
    environment: dict[str, str], post_office: PostOffice, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a desk with half a year behind it, whose mail really leaves and arrives."""
    own = {
        "SERVANDA_VAR": str(tmp_path_factory.mktemp("demonstration")),
        "SERVANDA_DEMO": "yes",
        "SERVANDA_SMTP": "smtp://127.0.0.1:18825",
        "SERVANDA_SMTP_LISTEN": f"127.0.0.1:{HAND_IN}",
    }
    with _served(environment | own, 18811) as address:
        yield address


@pytest.fixture
def come_in(browser: Browser, demonstration: str) -> Iterator[Callable[..., Page]]:
    """A page of somebody of the demonstration, in a browser of their own: ``come_in("Sophie Nadeau", "fr")``."""
    opened: list[BrowserContext] = []

    def enter(name: str, language: str, **given: Any) -> Page:
        opened.append(browser.new_context(reduced_motion="reduce", **given))
        page = opened[-1].new_page()
        page.goto(f"{demonstration}/{language}/demo/")
        page.locator(".cast__person", has_text=name).click()
        return page

    yield enter
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def sessions(desk: str, environment: dict[str, str]) -> dict[str, str]:
    """The small world of the other tests on this desk: who → the session in which they are signed in."""
    command = [sys.executable, "-m", "tests.e2e.seeding"]
    root = Path(__file__).parents[2]
    said = subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True).stdout
    found: dict[str, str] = json.loads(said.splitlines()[-1])
    return found


@pytest.fixture
def signed_in(
    contexts: dict[bool, BrowserContext], desk: str, sessions: dict[str, str]
) -> Iterator[Callable[..., Page]]:
    """A page on which somebody of the world is signed in: ``signed_in("bob")``, or without script."""

    def open_page(name: str, *, script: bool = True) -> Page:
        contexts[script].add_cookies([{"name": "sessionid", "value": sessions[name], "url": desk}])
        return contexts[script].new_page()

    yield open_page
    for context in contexts.values():
        _forget(context, desk)


def _address(run: subprocess.Popen[bytes], said: Path) -> str:
    while run.poll() is None:
        if found := re.search(r"Servanda is at (http://\S+)/", said.read_text()):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"The desk did not start:\n{said.read_text()}")
