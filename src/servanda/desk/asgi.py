"""The ASGI application that a server runs: pages are made by a few threads that stay, streams by the event loop."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import django
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from servanda.desk.sizes import LARGEST_TOGETHER, length_said, refuse_size, up_to

LARGEST = LARGEST_TOGETHER + 4 * 1024 * 1024
"""Bytes of a request: the files of one message, and what stands around them."""
THREADS = 2
"""Threads of a process that make pages. More would keep each other from ending; further requests stand in line."""


class Application(ASGIHandler):
    """Django's handler, but for where pages are made.

    Django gives each request a thread of its own, which opens the database again and ends when it has answered. Here
    threads stay and keep their connection; the stream of an open page takes none of them while it is silent.
    """

    def __init__(self) -> None:
        super().__init__()
        self._threads = ThreadPoolExecutor(THREADS, "pages")
        self._making = 0

    def busy(self) -> bool:
        """Whether a page is being made."""
        return self._making > 0

    def load_middleware(self, is_async: bool = False) -> None:
        """Load it for threads: nothing around a view is asynchronous."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]  # as Django has it
        """Answer one request."""
        if scope["type"] != "http":
            raise ValueError(f"Servanda answers HTTP alone, not {scope['type']}.")
        if length_said(scope) > LARGEST:
            await refuse_size(send)
            return
        await self.handle(scope, up_to(LARGEST, receive), send)

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to a request, made by the next thread that is free."""
        job = self._threads.submit(copy_context().run, self._made, request)
        self._making += 1
        made = asyncio.wrap_future(job)
        made.add_done_callback(self._is_made)
        try:
            return await asyncio.shield(made)
        except asyncio.CancelledError:
            # The reader is gone. What was begun is brought to its end all the same.
            if not job.cancel():
                (await made).close()
            raise

    def _is_made(self, _made: object) -> None:
        self._making -= 1

    def _made(self, request: HttpRequest) -> HttpResponseBase:
        # The end of a request is told to another thread, so each looks after its own connection.
        close_old_connections()
        response = self.get_response(request)
        response._handler_class = type(self)  # type: ignore[attr-defined]
        return response


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.desk.settings")
django.setup(set_prefix=False)
application = Application()
