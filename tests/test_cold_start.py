"""A cold command imports what it uses and nothing else: that is what makes it start at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"babel", "django", "holidays", "jsonschema", "ninja", "numpy", "pydantic", "rich", "weasyprint", "uvicorn"}
CASE = '{"client": {"plan": "PLUS"}, "request": {"opened": "2026-02-07T22:00-05:00"}}'
KIWI = "policies/kiwi-stage-plus.yaml"
LOOK = """
import json, sys
from servanda.cli.main import main
try:
    main(sys.argv[1:], standalone_mode=False)
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["explain", KIWI, "-", "--at", "2026-02-08T00:00Z"],
        ["explain", KIWI, "-", "--at", "2026-02-08T00:00Z", "--format", "json", "--lang", "fr"],
        ["lint", KIWI],
        ["hours", KIWI, "office", "open", "--at", "2026-02-08T00:00Z"],
        ["quote", KIWI, "--plan", "BASIC"],
        ["schema"],
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[4:]),
)
def test_nothing_heavy_is_imported_by_a_command_that_does_not_use_it(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments], cwd=ROOT, input=CASE, capture_output=True, text=True, check=True
    )

    imported = set(json.loads(done.stderr.strip().splitlines()[-1]))
    assert imported & HEAVY == set()


def test_help_imports_no_command() -> None:
    look = "import sys\nfrom servanda.cli.main import main\ntry:\n main(['--help'])\nexcept SystemExit:\n pass\nprint(sorted(sys.modules))"

    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "servanda.cli.explain" not in done.stdout
    assert "servanda.engine.policy.document" not in done.stdout
