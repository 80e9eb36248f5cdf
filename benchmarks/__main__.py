"""All benchmarks in one run on one core: ``make bench``. Each line says what, how fast, beside whom, and what is aimed at."""

from __future__ import annotations

import platform
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from benchmarks import calendars, policies

AIMS: Mapping[str, str] = {
    "compile 13 years": "5 ms",
    "elapsed, one at a time": "1,000,000 /s",
    "due, one at a time": "1,000,000 /s",
    "businesstimedelta, elapsed": "1,500 times",
    "businesstimedelta, due": "1,500 times",
    "elapsed, 1,000,000 rows": "60,000,000 rows/s",
    "due, 1,000,000 rows": "60,000,000 rows/s",
    "numpy.searchsorted": "8 times",
    "explain five events, verdicts": "0.3 ms",
    "explain five events, all": "1 ms",
    "read and lint": "1,000 ms",
    "cold start, servanda explain": "500 ms",
}
"""What is aimed at, by the beginning of the line."""
WIDTH = 88


def aimed(line: str) -> str:
    """The line with what is aimed at behind it, where something is."""
    words = line.strip()
    for beginning, aim in AIMS.items():
        if words.startswith(beginning):
            return f"{line:{WIDTH}}aim {aim}"
    return line


def machine() -> Iterator[str]:
    """What is measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas", "businesstimedelta"))
    yield f"Python {platform.python_version()} on {platform.machine()}, one core; {packages}"


def main() -> None:
    """Print every line as soon as it is measured."""
    began = time.monotonic()
    for part in (machine, calendars.report, policies.report):
        for line in part():
            print(aimed(line), flush=True)
    print(f"Measured in {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
