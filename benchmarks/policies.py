"""How fast requests are explained and policies read, and what a cold start costs: ``python -m benchmarks.policies``.

Everything is measured here and now, in CPU seconds of one core, so that a busy machine changes little.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from servanda.cli.policies import read_policy_file, usable_policy
from servanda.engine.instants import parse_instant
from servanda.engine.policy.lint import lint_reading
from servanda.engine.policy.policy import Policy
from servanda.engine.replay.fold import replay
from servanda.engine.replay.past import read_line, read_past
from servanda.engine.requests.answer import answer_json
from servanda.engine.requests.case import Case
from servanda.engine.requests.explain import explain
from servanda.engine.requests.reading import read_case
from servanda.engine.text import LANGUAGES, Language
from servanda.shipped import policies_folder

KIWI = str(policies_folder() / "kiwi-stage-plus.yaml")
AS_OF = "2026-02-10T12:00-05:00"
CASE = """\
{"client": {"plan": "BASIC"},
 "request": {"opened": "2026-02-06T16:30-05:00", "facts": {"impact": "extended", "urgency": "critical"}},
 "events": [
  {"at": "2026-02-09T09:20-05:00", "event": "response"},
  {"at": "2026-02-09T11:00-05:00", "event": "waiting", "for": "client"},
  {"at": "2026-02-09T12:00-05:00", "event": "working"},
  {"at": "2026-02-09T12:30-05:00", "event": "reclassified", "facts": {"impact": "moderate", "urgency": "high"},
   "reason": "client lacks resources"},
  {"at": "2026-02-09T16:00-05:00", "event": "resolved"}]}
"""
"""A request of five events: it waits once and is reclassified once."""
REQUESTS = 2_000
STARTS = 7


def milliseconds(ask: Callable[[], object], times: int = 1, rounds: int = 7) -> float:
    """CPU milliseconds that one call takes: the best of several rounds of `times` calls."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(times):
            ask()
        taken.append(time.process_time() - start)
    return min(taken) / times * 1000


def explaining() -> Iterator[str]:
    """Lines on one request."""
    policy, as_of = usable_policy(KIWI), parse_instant(AS_OF)
    case, findings = read_case(CASE, policy)
    assert case is not None, findings
    assert explain(policy, case, as_of).verdicts
    yield f"explain five events, verdicts      {milliseconds(lambda: explain(policy, case, as_of), 200):9.3f} ms"
    for language in LANGUAGES:
        taken = milliseconds(partial(_told, policy, case, as_of, language), 100)
        yield f"explain five events, all in {language:7}{taken:9.3f} ms"


def _told(policy: Policy, case: Case, as_of: int, language: Language) -> object:
    return answer_json(explain(policy, case, as_of), language)


def replaying() -> Iterator[str]:
    """Lines on many requests."""
    policy, as_of = usable_policy(KIWI), parse_instant(AS_OF)
    line = CASE.replace("\n", " ")

    def run() -> None:
        entries = (read_line(line, number) for number in range(1, REQUESTS + 1))
        history = (read_past(entry, [policy], as_of)[0] for entry in entries)
        assert replay([policy], (past for past in history if past), as_of).requests == REQUESTS

    yield f"replay of {REQUESTS:,} lines, reading too {REQUESTS / milliseconds(run, rounds=3) * 1000:9,.0f} requests/s"


def linting() -> Iterator[str]:
    """Lines on reading and linting the example policies."""
    paths = sorted(policies_folder().glob("*.yaml"))
    read = milliseconds(lambda: [read_policy_file(str(path)) for path in paths], rounds=3)
    yield f"read {len(paths)} policies               {read:14.0f} ms"

    def lint() -> list[object]:
        return [lint_reading(read_policy_file(str(path)), at=date(2026, 2, 10)) for path in paths]

    yield f"read and lint {len(paths)} policies      {milliseconds(lint, rounds=3):14.0f} ms"


def starting() -> Iterator[str]:
    """Lines on the command line, from a new process to its end."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case.json"
        case.write_text(CASE, encoding="utf-8")
        yield f"cold start, servanda --help        {cold(['--help']):9.0f} ms"
        yield f"cold start, servanda explain       {cold(['explain', KIWI, str(case), '--at', AS_OF]):9.0f} ms"


def cold(arguments: Sequence[str]) -> float:
    """CPU milliseconds of a whole process of the command, the median of several."""
    taken = []
    command = [sys.executable, "-c", "from servanda.cli.main import main; main()", *arguments]
    for _ in range(STARTS):
        before = os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        used = after.children_user + after.children_system - before.children_user - before.children_system
        taken.append(used * 1000)
    return statistics.median(taken)


def report() -> Iterator[str]:
    """All lines."""
    yield "Requests and policies"
    for part in (explaining, replaying, linting, starting):
        yield from (f"  {line}" for line in part())


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
