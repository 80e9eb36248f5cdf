"""Twenty people at once: each opens a page, reads it for a while, opens the next; what they waited for is kept."""

from __future__ import annotations

import http.client
import random
import statistics
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

Page = Callable[[random.Random], str]
"""Chooses the address of a page of its kind."""


@dataclass(slots=True)
class Waited:
    """Seconds until a page had come whole, by kind of page, and what else came than 200."""

    times: dict[str, list[float]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def line(self, kind: str) -> str:
        """One line for people."""
        times = sorted(self.times.get(kind, []))
        if not times:
            return f"  {kind:10} not asked"
        p95 = times[min(len(times) - 1, len(times) * 95 // 100)]
        return (
            f"  {kind:10} {len(times):5} pages, median {statistics.median(times) * 1000:6.0f} ms, "
            f"p95 {p95 * 1000:6.0f} ms, most {times[-1] * 1000:6.0f} ms"
        )


def visit(port: int, cookies: Sequence[str], pages: Mapping[str, Page], *, seconds: float, reads: float) -> Waited:
    """Let one person for each cookie walk through the pages for some seconds; each reads about `reads` seconds."""
    waited = Waited({kind: [] for kind in pages})
    lock = threading.Lock()
    end = time.perf_counter() + seconds
    people = [
        threading.Thread(target=_person, args=(port, cookie, pages, end, reads, seed, waited, lock))
        for seed, cookie in enumerate(cookies)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return waited


def _person(
    port: int,
    cookie: str,
    pages: Mapping[str, Page],
    end: float,
    reads: float,
    seed: int,
    waited: Waited,
    lock: threading.Lock,
) -> None:
    dice = random.Random(seed)
    time.sleep(dice.uniform(0, reads))
    kinds = list(pages)
    while time.perf_counter() < end:
        kind = dice.choice(kinds)
        address = pages[kind](dice)
        began = time.perf_counter()
        status = get(port, address, cookie)
        took = time.perf_counter() - began
        with lock:
            waited.times[kind].append(took)
            if status != 200:
                waited.refused.append(f"{status} {address}")
        time.sleep(dice.uniform(0.5, 1.5) * reads)


def get(port: int, address: str, cookie: str) -> int:
    """Fetch a page whole; its status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", quote(address, safe="/?=&"), headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
