"""The worker: one thread a round, so that a slow mail server keeps nothing else waiting; it stops when it is told to."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from types import FrameType

import click
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, connections
from django.db.migrations.executor import MigrationExecutor

from servanda.desk.channels.listener import listener
from servanda.desk.mail_tls import ListenerTLS
from servanda.desk.worker.rounds import Round, rounds
from servanda.engine.instants import SECOND

log = logging.getLogger(__name__)
_LONGEST = 60.0
"""Seconds between two rounds that fail and fail."""
_DOUBLED = 16
"""How often a pause is doubled at most; by then every one is the longest."""
_PATIENCE = 5.0
"""Seconds that a round may take to end when the worker stops."""


class Worker:
    """Runs rounds, and the SMTP listener where one is asked for, until it is stopped."""

    def __init__(
        self,
        given: tuple[Round, ...],
        listening: tuple[str, int] | None = None,
        tls: ListenerTLS | None = None,
    ) -> None:
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(each,), name=each.name, daemon=True) for each in given
        ]
        self._listener: Controller | None = listener(*listening, tls) if listening else None

    def start(self) -> None:
        """Begin every round. Raises ClickException where the listener's address is taken, or is not this machine's."""
        if self._listener is not None:
            _listen(self._listener)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End every round after what it is doing."""
        self._stopped.set()
        if self._listener is not None:
            self._listener.stop()
        for thread in self._threads:
            thread.join(_PATIENCE)

    def wait(self) -> None:
        """Until somebody stops it."""
        self._stopped.wait()

    def interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Stop at a signal."""
        self._stopped.set()

    def _repeat(self, each: Round) -> None:
        failures = 0
        while not self._stopped.is_set():
            failures = 0 if once(each) else failures + 1
            self._stopped.wait(seconds_until_next(each.every / SECOND, failures))
        connections.close_all()


def seconds_until_next(every: float, failures: int) -> float:
    """Seconds until the next round: `every`, doubled with each failure, and no more than a minute because of them.

    A server may be gone for days: the exponent stays small, however often it was tried.
    """
    return min(every * 2.0 ** min(failures, _DOUBLED), max(_LONGEST, every))


def _listen(listener: Controller) -> None:
    family = socket.AF_INET6 if ":" in listener.hostname else socket.AF_INET
    try:
        socket.create_server((listener.hostname, listener.port), family=family).close()
        listener.start()
    except OSError as refused:
        listener.loop.close()
        raise click.ClickException(
            f"Mail cannot be taken in at SERVANDA_SMTP_LISTEN: {refused}. Name another host or port."
        ) from None


def once(each: Round) -> bool:
    """One round, and whether it went well; an error is logged, and the next round comes all the same, only later."""
    close_old_connections()
    try:
        each.run()
    except Exception:
        log.exception("The round failed and is tried again: %s.", each.name)
        return False
    finally:
        close_old_connections()
    return True


def _require_prepared() -> None:
    """Whoever serves prepares the database; two who do it at once would be in each other's way."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        said = " ".join(str(error).split()).rstrip("?.")
        raise click.ClickException(f"The database cannot be opened: {said}. See SERVANDA_DATABASE.") from None
    if missing:
        raise click.ClickException(
            "The database is not prepared for this version. Start `python -m servanda.desk serve` first, which does it."
        )


def worker() -> Worker:
    """A worker as the settings ask for it."""
    return Worker(rounds(), settings.LISTENING, settings.LISTENING_TLS)


def work() -> None:
    """Work until Ctrl+C or a signal to end. Raises ClickException where the database is not prepared, or not there."""
    _require_prepared()
    working = worker()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, working.interrupt)
    working.start()
    working.wait()
    working.stop()
