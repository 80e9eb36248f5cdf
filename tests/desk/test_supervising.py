"""Several processes serve as one: both answer, one that dies is replaced, and a signal to the first ends them all."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FAMILY = """
import os, socket, sys, click
from servanda.desk.listening import listen
from servanda.desk.supervising import Job, supervise
sock = listen("127.0.0.1", 18_600)
print(sock.getsockname()[1])
def answer():
    while True:
        reader, _ = sock.accept()
        asked = reader.recv(8)
        if asked == b"die":
            os._exit(3)
        reader.sendall(str(os.getpid()).encode())
        reader.recv(8)
def refuse():
    raise click.ClickException("No mail comes in at port 25.")
supervise([Job("pages", answer), Job("pages", answer)] + [Job("mail", refuse)] * (len(sys.argv) > 1))
"""


def _ask(port: int, words: bytes = b"who") -> tuple[str, socket.socket]:
    asking = socket.create_connection(("127.0.0.1", port), timeout=5)
    asking.sendall(words)
    return asking.recv(20).decode(), asking


@contextmanager
def _family(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    command = [sys.executable, "-c", FAMILY, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        try:
            yield run, int(run.stdout.readline())
        finally:
            run.kill()


def _gone(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    return False


def test_both_answer_and_one_that_dies_is_replaced_and_all_end_with_the_first() -> None:
    with _family() as (run, port):
        # Whoever has answered listens to its reader until that one leaves, so the next answer is the other's.
        first, reader = _ask(port)
        second, other = _ask(port)
        assert len({first, second, str(run.pid)}) == 3

        other.close()
        _ask(port, b"die")[1].close()
        third, another = _ask(port)
        assert third not in (first, second)

        run.terminate()
        said = run.communicate(timeout=5)[1]
        reader.close()
        another.close()

        assert run.returncode == 0
        assert said == "A process for pages ended by itself (3); another takes its place.\n"
        assert _gone(first)
        assert _gone(third)


def test_all_end_where_one_says_why_it_cannot_work() -> None:
    with _family("with mail") as (run, _port):
        said = run.communicate(timeout=5)[1]

        assert run.returncode == 1
        assert re.search(r"No mail comes in at port 25\.", said)


def test_none_goes_on_alone_where_the_first_is_killed() -> None:
    with _family() as (run, port):
        first, reader = _ask(port)
        second, other = _ask(port)
        run.send_signal(signal.SIGKILL)
        run.wait(5)

        assert reader.recv(8) == other.recv(8) == b""
        reader.close()
        other.close()
        assert first != second
