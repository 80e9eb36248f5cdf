"""What one request may bring: the files of a message, and no flood."""

from __future__ import annotations

from typing import Any

from servanda.desk.sizes import length_said, up_to

from .looping import run


def asked(*headers: tuple[bytes, bytes]) -> dict[str, Any]:
    return {"type": "http", "method": "POST", "path": "/", "headers": list(headers)}


def test_too_much_is_refused_by_what_it_says_before_any_of_it_is_read() -> None:
    from servanda.desk.asgi import LARGEST, application

    sent: list[dict[str, Any]] = []

    async def nothing() -> dict[str, Any]:
        raise AssertionError("something of it was read")

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    run(application(asked((b"content-length", b"%d" % (LARGEST + 1))), nothing, send))

    assert sent[0]["status"] == 413
    assert b"60 MB" in sent[1]["body"]


def test_what_says_nothing_of_its_size_ends_where_it_is_too_much() -> None:
    async def endless() -> dict[str, Any]:
        return {"type": "http.request", "body": b"x" * 40, "more_body": True}

    async def read() -> list[str]:
        receive = up_to(100, endless)
        return [str((await receive())["type"]) for _ in range(4)]

    assert run(read()) == ["http.request", "http.request", "http.disconnect", "http.disconnect"]
    assert length_said(asked()) == length_said(asked((b"content-length", b"many"))) == 0
