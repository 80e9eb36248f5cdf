"""Several processes that serve as one: begun together, each begun again where it ends by itself, all ended together."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

import click

from servanda.desk.clock import now
from servanda.engine.instants import MINUTE

_ENDS = (signal.SIGINT, signal.SIGTERM)
_PATIENCE = 5
"""Seconds that processes have to end before they are killed."""
_MOST_ENDS = 5
"""So many ends within a minute are no accident: then everything stops, so that whoever runs it learns of it."""
_REFUSED = 78
"""How a process ends that said why it cannot work."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a process does until a signal ends it; `name` tells people which."""

    name: str
    run: Callable[[], None]


def supervise(jobs: Sequence[Job]) -> None:
    """Do each job in a process of its own until a signal to end. Raises ClickException where one cannot go on."""
    _Family().live(jobs)


class _Family:
    def __init__(self) -> None:
        self._running: dict[int, Job] = {}
        self._ends: deque[int] = deque(maxlen=_MOST_ENDS)
        self._stopping = False
        # Nothing is ever written: whoever reads it learns that this process is gone, however it went.
        self._lifeline, self._held = os.pipe()

    def live(self, jobs: Sequence[Job]) -> None:
        for each in _ENDS:
            signal.signal(each, self._end)
        signal.signal(signal.SIGALRM, self._kill)
        for job in jobs:
            self._begin(job)
        refusal = ""
        while self._running:
            number, status = os.wait()
            ended = self._running.pop(number, None)
            if ended is not None and not self._stopping:
                refusal = self._again(ended, os.waitstatus_to_exitcode(status))
        if refusal:
            raise click.ClickException(refusal)

    def _begin(self, job: Job) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        # A signal that came in between would be taken for one to the parent.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
        number = os.fork()
        if not number:
            self._be_child(job)
        self._running[number] = job
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)

    def _be_child(self, job: Job) -> None:
        for each in (*_ENDS, signal.SIGALRM):
            signal.signal(each, signal.SIG_DFL)
        os.close(self._held)
        threading.Thread(target=_end_with, args=(self._lifeline,), daemon=True).start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
        os._exit(_code_of(job))

    def _again(self, job: Job, code: int) -> str:
        """Begin a job again that ended by itself; why not, where it is not."""
        self._ends.append(now())
        often = len(self._ends) == _MOST_ENDS and self._ends[-1] - self._ends[0] < MINUTE
        if code != _REFUSED and not often:
            click.echo(f"A process for {job.name} ended by itself ({code}); another takes its place.", err=True)
            self._begin(job)
            return ""
        self._end()
        if code == _REFUSED:
            return f"Servanda stops, since {job.name} cannot be served."
        return f"Servanda stops: processes for {job.name} end again and again ({code})."

    def _end(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self._stopping = True
        signal.alarm(_PATIENCE)
        self._tell(signal.SIGTERM)

    def _kill(self, _signal: int, _frame: FrameType | None) -> None:
        self._tell(signal.SIGKILL)

    def _tell(self, number: int) -> None:
        for each in list(self._running):
            os.kill(each, number)


def _end_with(lifeline: int) -> None:
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _code_of(job: Job) -> int:
    try:
        job.run()
    except click.ClickException as refused:
        refused.show()
        return _REFUSED
    except KeyboardInterrupt:
        return 0
    except Exception:  # noqa: BLE001  (a process ends here, and says why)
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
