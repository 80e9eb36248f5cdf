"""How much one request may bring: more is refused before anything of it is kept, whoever sends it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

LARGEST_TOGETHER = 60 * 1024 * 1024
"""Bytes of all files of one message."""
_SAYS = (
    "This is too much for one request: files may have 60 MB together. Go back and send fewer.\n"
    "C’est trop pour un seul envoi : les fichiers peuvent faire 60 Mo ensemble. Revenez en arrière et envoyez-en moins.\n"
)

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


def length_said(scope: Mapping[str, Any]) -> int:
    """The bytes that a request says it brings; 0 where it does not say."""
    said = dict(scope["headers"]).get(b"content-length", b"0")
    return int(said) if said.isdigit() else 0


async def refuse_size(send: Send) -> None:
    """Answer that it is too much, and read nothing of it."""
    content = _SAYS.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(content))]
    await send({"type": "http.response.start", "status": 413, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": content})


def up_to(most: int, receive: Receive) -> Receive:
    """The same request, ended as if its sender had gone where it brings more than it may without having said so."""
    left = most

    async def bounded() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return bounded
