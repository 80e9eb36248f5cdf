"""The rules of the house, held by tests: names, sizes, clocks, and documents that keep up with the code."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from servanda.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "servanda"
LINES = 400
"""How long a file may be."""
NOT_WORDS = {
    "manager",
    "helper",
    "helpers",
    "util",
    "utils",
    "process",
    "handle",
    "handler",
    "data",
    "info",
    "common",
    "misc",
}
"""Names that say nothing of the trade."""
CALLED_BY_OTHERS = {
    "handle_starttag",
    "handle_endtag",
    "process_exception",
    "post_process",
    "handle_MAIL",
    "handle_RCPT",
    "handle_DATA",
    "handle_EHLO",
    "handle_exception",
}
"""Names that a library calls: html.parser, Django, aiosmtpd."""
READS_THE_CLOCK = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "localtime", "gmtime"}
EDGES = {SOURCE / "cli" / "policies.py", SOURCE / "desk" / "clock.py"}
"""Where the present instant comes in; everything below is told."""
SAYS = re.compile(r'(#.*\n|\s)*r?"""\S')
"""A module that begins with what it is for."""


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository: those that git knows or would take."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def texts(*folders: str, ending: str = "") -> Iterator[tuple[Path, str]]:
    """Files with their text, in some folders."""
    for path in tracked():
        inside = not folders or path.relative_to(ROOT).parts[0] in folders
        if (
            inside
            and path.suffix in {".py", ".md", ".yaml", ".html", ".css", ".js", ".toml", ".sh", ""}
            and (path.name.endswith(ending))
        ):
            yield path, path.read_text("utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def shown(paths: Iterator[Path] | list[Path]) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in paths)


def test_modules_are_named_in_words_of_the_trade() -> None:
    named = [path for path in tracked() if set(re.split(r"[_\W]", path.stem)) & NOT_WORDS and path.suffix == ".py"]

    assert shown(named) == []


def test_classes_and_functions_are_named_in_words_of_the_trade() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, _ in texts("src", ending=".py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and set(re.sub(r"([a-z])([A-Z])", r"\1_\2", node.name).casefold().split("_")) & NOT_WORDS
        and node.name not in CALLED_BY_OTHERS
    ]

    assert found == []


def test_no_file_is_too_long_to_read() -> None:
    long = [path for path, text in texts("src", "tests", "benchmarks") if text.count("\n") > LINES]

    assert shown([path for path in long if path.suffix in {".py", ".html", ".css", ".js", ".sh"}]) == []


def test_only_the_edges_read_the_clock() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, _ in texts("src", ending=".py")
        for node in ast.walk(parsed(path))
        if path not in EDGES and isinstance(node, ast.Call) and _reads_the_clock(node.func)
    ]

    assert found == []


def _reads_the_clock(called: ast.expr) -> bool:
    """``datetime.now()``, ``date.today()``, ``time.monotonic()`` and the like."""
    return (
        isinstance(called, ast.Attribute)
        and called.attr in READS_THE_CLOCK
        and isinstance(called.value, ast.Name | ast.Attribute)
        and (called.value.id if isinstance(called.value, ast.Name) else called.value.attr)
        in {"datetime", "date", "time", "timezone"}
    )


@pytest.mark.parametrize(
    "left_over",
    [
        r"\bTO" + r"DO\b",
        r"\bFIX" + r"ME\b",
        r"no " + r"cover\b",
        r"mark\.x" + r"fail",
        r"NotImplemented" + r"Error",
    ],
)
def test_nothing_is_left_for_later(left_over: str) -> None:
    found = [
        path for path, text in texts("src", "tests", "benchmarks", "docs", "policies") if re.search(left_over, text)
    ]

    assert shown(found) == []


def test_nothing_is_skipped_but_what_needs_a_browser_or_a_mail_server() -> None:
    skips = {path for path, text in texts("tests", ending=".py") if re.search(r"(mark|pytest)\." + r"skip", text)}

    allowed = {"tests/e2e/conftest.py", "tests/desk/imap/conftest.py"}
    assert set(shown(list(skips))) <= allowed


def test_no_path_of_anybodys_machine_is_written_down() -> None:
    machine = re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt)/\w|[A-Z]:\\\\Users")

    found = [path for path, text in texts() if path != Path(__file__) and machine.search(text)]

    assert shown(found) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path
        for path, text in texts("src", "tests", "benchmarks", ending=".py")
        if text.strip() and not SAYS.match(text) and path.parent.name != "migrations"
    ]

    assert shown(silent) == []


def test_scripts_can_be_executed() -> None:
    assert [path for path in (".ci/run", "tests/run.sh", "tests/lint.sh") if not os.access(ROOT / path, os.X_OK)] == []


# Documents keep up

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path, text in texts(ending=".md")
        for target in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.S))
        if not (path.parent / target).exists()
    ]

    assert broken == []


def test_every_command_has_its_section() -> None:
    sections = re.findall(r"^## `servanda ([\w-]+)`", (ROOT / "docs" / "cli.md").read_text("utf-8"), re.M)

    assert sections == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_is_documented(command: str) -> None:
    from importlib import import_module

    section = re.search(
        rf"^## `servanda {command}`.*?(?=^## |\Z)", (ROOT / "docs" / "cli.md").read_text("utf-8"), re.M | re.S
    )
    assert section
    options = {name for option in import_module(f"servanda.cli.{command}").command.params for name in option.opts}

    missing = {name for name in options if name.startswith("--") and f"`{name}" not in section[0]}
    assert missing - {"--format", "--lang"} == set(), "those two are told of once, for all commands"


def test_every_setting_is_documented() -> None:
    settings = set(re.findall(r'"(SERVANDA_\w+)"', (SOURCE / "desk" / "settings.py").read_text("utf-8")))
    told = set(re.findall(r"^\| `(SERVANDA_\w+)`", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.M))

    assert settings == told


def test_the_index_names_every_document() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    documents = [path for path in tracked() if path.parent in (ROOT / "docs", ROOT / "docs" / "algorithms")]

    missing = [
        path for path in documents if path.suffix == ".md" and f"({path.relative_to(ROOT / 'docs')})" not in index
    ]
    assert shown([path for path in missing if path != ROOT / "docs" / "README.md"]) == []


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    records = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    numbered = [int(name[:4]) for name in records if name[0] == "0"]

    assert numbered == list(range(1, len(numbered) + 1))
    assert [name for name in records if f"({name})" not in index] == []


def test_what_servanda_stands_on_is_a_decision_each() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = [found[0] for each in listed if (found := re.match(r"[\w-]+", each))]
    decided = "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md")).casefold()

    assert len(names) > 20
    assert [name for name in names if name not in decided] == []


def test_the_glossary_names_places_that_exist() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    named = re.findall(r"`([\w/]+\.py)`", glossary)

    assert len(named) > 30
    assert [name for name in named if not (SOURCE / name).is_file()] == []
