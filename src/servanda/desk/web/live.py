"""Tells open pages that something has happened: one reader a process asks the database, and everybody is told.

A page listens with server-sent events. As long as anybody does, one task asks twice a second which tickets have events
behind the last one that it knows; that is one walk of a primary key. A listener costs a small queue and no thread.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections
from django.http import StreamingHttpResponse

from servanda.desk.tickets.models import Event

log = logging.getLogger(__name__)
EVERY = 0.5
"""Seconds between two questions."""
HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is still there, so that nothing between closes it."""
LIFE = 600.0
"""Seconds after which a stream ends and the browser comes back, which asks again who may listen."""
_MOST = 200
"""Tickets that one question names; a page that hears of so many reads itself again anyway."""

_BEHIND = 50
"""Events so far behind the last one may still appear: their transaction took longer."""

Changed = dict[int, list[int]]
"""Vendor → the numbers of its tickets to which something happened."""


Sees = Callable[[list[int]], list[int]]
_CHANGED = "event: changed\ndata: "


def changed_message(numbers: list[int]) -> str:
    """What an open page is told when something happened to tickets."""
    return f"{_CHANGED}{json.dumps(numbers)}\n\n"


@dataclass(frozen=True, slots=True)
class Known:
    """The events that were told: all up to some way behind `last`, and those of `recent` after that.

    Two transactions may end in another order than their events are numbered; whatever came late is still told.
    """

    last: int = 0
    recent: frozenset[int] = frozenset()


Ask = Callable[[Known | None], tuple[Known, Changed]]


class Wire:
    """The listeners of one event loop. `ask` finds what has happened since one asked last."""

    def __init__(self, ask: Ask | None = None) -> None:
        self._asks = ask or look
        self._listeners: dict[int, set[asyncio.Queue[str]]] = {}
        self._task: asyncio.Task[None] | None = None
        # Threads of requests end with them; this one keeps the connection of the task.
        self._reader = ThreadPoolExecutor(1, "wire")

    async def listen(self, vendor_id: int) -> AsyncIterator[str]:
        """What happens at a vendor, as text for a stream of events, for ten minutes at most."""
        queue: asyncio.Queue[str] = asyncio.Queue(16)
        self._listeners.setdefault(vendor_id, set()).add(queue)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._ask())
        try:
            async for said in _stream(queue):
                yield said
        finally:
            self._leave(vendor_id, queue)

    def _leave(self, vendor_id: int, queue: asyncio.Queue[str]) -> None:
        self._listeners[vendor_id].discard(queue)
        if not self._listeners[vendor_id]:
            del self._listeners[vendor_id]
        if not self._listeners and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _ask(self) -> None:
        loop, known, away = asyncio.get_running_loop(), None, False
        while True:
            try:
                known, changed = await loop.run_in_executor(self._reader, self._asks, known)
                away = False
            except DatabaseError as error:
                # Those who listen hear of nothing until it is back; then they hear of what happened meanwhile.
                if not away:
                    log.warning("Open pages hear of nothing until the database answers again: %s", error)
                away, changed = True, {}
            for vendor_id, numbers in changed.items():
                self._tell(vendor_id, changed_message(numbers))
            await asyncio.sleep(EVERY)

    async def ask(self, question: Callable[..., str], *given: object) -> str:
        """Ask the database something, beside the threads that make pages."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, question, *given)

    def _tell(self, vendor_id: int, said: str) -> None:
        for queue in self._listeners.get(vendor_id, ()):
            # Whoever has sixteen messages unread knows enough to ask again.
            with suppress(asyncio.QueueFull):
                queue.put_nowait(said)


async def _stream(queue: asyncio.Queue[str]) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    end = loop.time() + LIFE
    yield "retry: 2000\n\n"
    while loop.time() < end:
        try:
            yield await asyncio.wait_for(queue.get(), HEARTBEAT)
        except TimeoutError:
            yield ": still here\n\n"


def latest() -> Known:
    """Everything that has happened so far."""
    close_old_connections()
    newest = list(Event.objects.order_by("-pk").values_list("pk", flat=True)[:_BEHIND])
    return Known(newest[0], frozenset(newest)) if newest else Known()


def changed_since(known: Known) -> tuple[Known, Changed]:
    """Everything that has happened until now, and the tickets to which something did that was not known."""
    close_old_connections()
    rows = Event.objects.filter(pk__gt=known.last - _BEHIND).order_by("-pk")
    changed: Changed = {}
    found = list(rows.values_list("pk", "ticket__vendor_id", "ticket__number")[:_MOST])
    for pk, vendor_id, number in found:
        if pk not in known.recent and pk > known.last - _BEHIND:
            changed.setdefault(vendor_id, []).append(number)
    last = max((row[0] for row in found), default=known.last)
    recent = frozenset(row[0] for row in found if row[0] > last - _BEHIND)
    return Known(last, recent), {vendor: sorted(set(numbers)) for vendor, numbers in changed.items()}


def look(known: Known | None) -> tuple[Known, Changed]:
    """What has happened since one looked last; the first look finds nothing new."""
    return (latest(), {}) if known is None else changed_since(known)


_wires: dict[int, Wire] = {}


def wire() -> Wire:
    """The wire of the running event loop."""
    return _wires.setdefault(id(asyncio.get_running_loop()), Wire())


async def _of(vendor_id: int, sees: Sees | None) -> AsyncIterator[str]:
    async for said in wire().listen(vendor_id):
        told = said if sees is None or not said.startswith(_CHANGED) else await wire().ask(known_part, said, sees)
        if told:
            yield told


def known_part(said: str, sees: Sees) -> str:
    """What is left of a message for somebody who may not know of every ticket; empty where it is about others alone."""
    close_old_connections()
    numbers = sees(json.loads(said.removeprefix(_CHANGED)))
    return changed_message(numbers) if numbers else ""


def stream_of(vendor_id: int, sees: Sees | None = None) -> StreamingHttpResponse:
    """The stream of one vendor as an answer that nothing on its way holds back.

    `sees` keeps of some numbers those of tickets that the listener may know of; without it they may of all.
    """
    headers = {
        "Cache-Control": "no-store, no-transform",
        "X-Accel-Buffering": "no",
        # Compression would keep each message until there are enough of them.
        "Content-Encoding": "identity",
    }
    return StreamingHttpResponse(_of(vendor_id, sees), content_type="text/event-stream", headers=headers)
