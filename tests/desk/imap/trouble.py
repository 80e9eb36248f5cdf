"""A road to an IMAP server on which things go wrong: commands are refused, answers are cut off or never come."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CUT, SILENCE = "cut", "silence"
"""What may become of a command, besides a refusal: its answer breaks off in the middle, or never comes."""


class Road:
    """Passes lines on to a server; `wrong` says what becomes of commands: a word in them → CUT, SILENCE, or a refusal."""

    def __init__(self, server: int) -> None:
        self.wrong: dict[str, str] = {}
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Nobody comes any more."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            threading.Thread(target=self._forth, args=(client, server), daemon=True).start()

    def _forth(self, client: socket.socket, server: socket.socket) -> None:
        cut = threading.Event()
        threading.Thread(target=self._back, args=(client, server, cut), daemon=True).start()
        with client, server, client.makefile("rb") as lines, suppress(OSError):
            for line in lines:
                becomes = next((what for word, what in self.wrong.items() if word.encode() in line.upper()), "")
                if becomes == CUT:
                    cut.set()
                if becomes in ("", CUT):
                    server.sendall(line)
                elif becomes != SILENCE:
                    client.sendall(line.split()[0] + b" " + becomes.encode() + b"\r\n")

    @staticmethod
    def _back(client: socket.socket, server: socket.socket, cut: threading.Event) -> None:
        with suppress(OSError):
            while answer := server.recv(65536):
                if cut.is_set():
                    client.sendall(answer[: len(answer) // 2])
                    client.shutdown(socket.SHUT_RDWR)
                    return
                client.sendall(answer)


@contextmanager
def road_to(server: int) -> Iterator[Road]:
    """A road to the server at a port of this machine."""
    road = Road(server)
    try:
        yield road
    finally:
        road.close()
