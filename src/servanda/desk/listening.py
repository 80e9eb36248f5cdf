"""Where the desk listens: the first free port, and the address under which it is there."""

from __future__ import annotations

import socket
from collections.abc import Callable
from time import sleep

import click

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104  (only compared: it is what the operator asked for)
_TRIES = 20
_POLITE = 0.002
"""Seconds for which a busy process lets others go first."""


class PoliteSocket(socket.socket):
    """A listening socket that several processes share: one that is `busy` lets an idle one take the next connection.

    All of them wake up for a connection. Without manners it may be taken by the one that makes a page already, and two
    pages in one process take turns while another process does nothing.
    """

    def __init__(self, sock: socket.socket, busy: Callable[[], bool]) -> None:
        """Take over `sock`, which is of no use on its own any more."""
        super().__init__(sock.family, sock.type, sock.proto, sock.detach())
        self._busy = busy

    def accept(self) -> tuple[socket.socket, object]:
        """The next connection. Raises BlockingIOError where another process has taken it."""
        if self._busy():
            sleep(_POLITE)
        return super().accept()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on `port` or one of the next ports. Raises ClickException where none is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + _TRIES, 65536)):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, candidate))
            sock.listen(128)
        except PermissionError:
            sock.close()
            raise click.ClickException(f"Port {candidate} may not be used by you; try --port 8000.") from None
        except socket.gaierror:
            sock.close()
            raise click.ClickException(f"{host} is not an address of this machine; try --host 127.0.0.1.") from None
        except OSError:
            sock.close()
            continue
        return sock
    raise click.ClickException(f"None of the ports {port} to {port + _TRIES - 1} is free; name another with --port.")


def address(sock: socket.socket, host: str) -> str:
    """Where a browser on this machine finds what listens on a socket: ``http://127.0.0.1:8000``."""
    shown = "localhost" if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{sock.getsockname()[1]}"
