"""How fast calendars are, beside what people use otherwise: ``python -m benchmarks.calendars``.

Every number is measured here and now, in CPU seconds of one core, on the same random questions; peers that are slow
answer as many of them as fit into `PATIENCE`. The answers of the peers are compared with ours before anything is timed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from datetime import time as clock
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from servanda.engine.calendars.model import Calendar, HolidayClosure, HolidayTable, WeeklyWindow
from servanda.engine.calendars.tables import read_table
from servanda.engine.calendars.timeline import Timeline, compile_timeline
from servanda.engine.instants import DAY, HOUR, MINUTE, SECOND, instant, moment
from servanda.engine.source import read_tree
from servanda.shipped import holidays_folder

QUESTIONS, ROWS = 10_000, 1_000_000
PATIENCE = 5.0
ZONE = ZoneInfo("America/Toronto")
FIRST, LAST = datetime(2024, 1, 1, tzinfo=ZONE), datetime(2026, 10, 1, tzinfo=ZONE)

Pair = tuple[int, int]


def office() -> Calendar:
    """Monday to Friday, 09:00 to 17:00 in Toronto, except the holidays of Quebec."""
    tree, _ = read_tree((holidays_folder() / "quebec.yaml").read_text(encoding="utf-8"))
    assert tree is not None
    table, _ = read_table(tree, "quebec")
    windows = tuple(WeeklyWindow(day, 540, day, 1020) for day in range(5))
    return Calendar("office", ZONE.key, windows, closures=(HolidayClosure(("quebec",)),), tables={"quebec": table})


def questions(number: int) -> tuple[list[Pair], list[Pair]]:
    """Random pairs of start and end, and of start and work in whole hours (all that pandas can add)."""
    source = random.Random(20260209)
    starts = [source.randrange(instant(FIRST), instant(LAST), MINUTE) for _ in range(number)]
    spans = [(start, start + source.randrange(0, 30 * DAY, MINUTE)) for start in starts]
    works = [(start, source.randrange(1, 81) * HOUR) for start in starts]
    return spans, works


def rate(ask: Callable[[int, int], object], pairs: Sequence[Pair]) -> float:
    """Answers a second of CPU time: the best of three rounds, or as many answers as fit into `PATIENCE`."""
    best, began = 0.0, time.process_time()
    for _ in range(3):
        start, done = time.process_time(), 0
        for pair in pairs:
            ask(*pair)
            done += 1
            if not done % 64 and time.process_time() - began > PATIENCE:
                break
        best = max(best, done / (time.process_time() - start))
    return best


def own_rate(ask: Callable[[int, int], int], pairs: Sequence[Pair]) -> float:
    """Answers a second of CPU time, without the bookkeeping that only slow peers need."""
    seconds = []
    for _ in range(15):
        start = time.process_time()
        for first, second in pairs:
            ask(first, second)
        seconds.append(time.process_time() - start)
    return len(pairs) / min(seconds)


def column_rate(ask: Callable[[], object], rows: int) -> float:
    """Rows a second of CPU time: the best of fifteen rounds."""
    seconds = []
    for _ in range(15):
        start = time.process_time()
        ask()
        seconds.append(time.process_time() - start)
    return rows / min(seconds)


class DateLoop:
    """What a careful programmer writes in an afternoon: a loop over dates with `zoneinfo`."""

    def __init__(self, table: HolidayTable) -> None:
        self.closed = {holiday.day for holiday in table.holidays}

    def windows(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = start.astimezone(ZONE).date() - timedelta(days=1)
        while True:
            if day.weekday() < 5 and day not in self.closed:
                edges = (datetime.combine(day, clock(hour), tzinfo=ZONE) for hour in (9, 17))
                opening, closing = (edge.astimezone(start.tzinfo) for edge in edges)
                yield opening, closing
            day += timedelta(days=1)

    def elapsed(self, start: int, end: int) -> int:
        first, last, total = moment(start), moment(end), timedelta()
        for opening, closing in self.windows(first):
            if opening >= last:
                return total // timedelta(microseconds=1)
            total += max(min(closing, last) - max(opening, first), timedelta())
        raise AssertionError

    def due(self, start: int, work: int) -> int:
        first, left = moment(start), timedelta(microseconds=work)
        for opening, closing in self.windows(first):
            usable = closing - max(opening, first)
            if usable >= left:
                return instant(max(opening, first) + left)
            left -= max(usable, timedelta())
        raise AssertionError


class BusinessTimeDelta:
    """The package businesstimedelta with the same hours and holidays."""

    def __init__(self, table: HolidayTable) -> None:
        package, pytz = import_module("businesstimedelta"), import_module("pytz")
        zone = pytz.timezone(ZONE.key)
        days = package.WorkDayRule(start_time=clock(9), end_time=clock(17), working_days=[0, 1, 2, 3, 4], tz=zone)
        holidays = package.HolidayRule({holiday.day: holiday.name.en for holiday in table.holidays}, tz=zone)
        self.package: Any = package
        self.rules: Any = package.Rules([days, holidays])

    def elapsed(self, start: int, end: int) -> int:
        found = self.rules.difference(moment(start, ZONE), moment(end, ZONE))
        return int(found.timedelta // timedelta(microseconds=1))

    def due(self, start: int, work: int) -> int:
        length = self.package.BusinessTimeDelta(self.rules, timedelta=timedelta(microseconds=work))
        return instant(moment(start, ZONE) + length)


class PandasBusinessHour:
    """`pandas.offsets.CustomBusinessHour`, which knows local time only and whole hours, and no elapsed time."""

    def __init__(self, table: HolidayTable) -> None:
        pd = import_module("pandas")
        self.pd: Any = pd
        days = [holiday.day for holiday in table.holidays]
        self.hours: Any = lambda number: pd.offsets.CustomBusinessHour(
            number, start="09:00", end="17:00", holidays=days
        )

    def due(self, start: int, work: int) -> int:
        wall = self.pd.Timestamp(moment(start, ZONE).replace(tzinfo=None))
        return instant((wall + self.hours(work // HOUR)).to_pydatetime().replace(tzinfo=ZONE))


def agree(ours: Timeline, peer: Any, spans: list[Pair], works: list[Pair]) -> None:
    """Stop where a peer finds something else than we do, on a sample of the questions.

    Where work ends at closing time some give the next opening, which is our `breach_after`.
    """
    for pair in works[:200]:
        found = peer.due(*pair)
        assert found in (ours.due(*pair), ours.breach_after(*pair)), (peer, moment(pair[0], ZONE), pair[1] / HOUR)
    if hasattr(peer, "elapsed"):
        for pair in spans[:200]:
            assert peer.elapsed(*pair) == ours.elapsed(*pair), (peer, *(moment(at, ZONE) for at in pair))


def single_questions() -> Iterator[str]:
    """Lines on one question at a time."""
    calendar = office()
    timeline = compile_timeline(calendar)
    spans, works = questions(QUESTIONS)
    elapsed, due = own_rate(timeline.elapsed, spans), own_rate(timeline.due, works)
    yield f"elapsed, one at a time        {elapsed:12,.0f} /s"
    yield f"due, one at a time            {due:12,.0f} /s"
    yield f"breach_after, one at a time   {own_rate(timeline.breach_after, works):12,.0f} /s"
    table = calendar.tables["quebec"]
    for name, build in (
        ("businesstimedelta", BusinessTimeDelta),
        ("a loop over dates", DateLoop),
        ("pandas business hours", PandasBusinessHour),
    ):
        try:
            peer: Any = build(table)
        except ImportError:
            yield f"  {name}: not installed (it comes with the dependency group bench)"
            continue
        agree(timeline, peer, spans, works)
        asked = [("due", due, works)] + ([("elapsed", elapsed, spans)] if hasattr(peer, "elapsed") else [])
        for question, ours, pairs in asked:
            theirs = rate(getattr(peer, question), pairs)
            yield f"  {name + ', ' + question:32}{theirs:10,.0f} /s   {ours / theirs:8,.0f} times slower"


def columns() -> Iterator[str]:
    """Lines on a million questions at once."""
    timeline = compile_timeline(office())
    source = np.random.default_rng(20260209)
    starts = source.integers(instant(FIRST) // SECOND, instant(LAST) // SECOND, ROWS) * SECOND
    ends = starts + source.integers(0, 30 * DAY, ROWS)
    lengths = source.integers(1, 80 * HOUR, ROWS)
    span = timeline.ensure(int(starts.min()), int(ends.max()))
    opens, closes, before = (np.array(column) for column in (span.opens, span.closes, span.before))

    def searched() -> Any:
        counted = []
        for at in (starts, ends):
            index = np.searchsorted(opens, at, "right") - 1
            counted.append(before[index] + np.minimum(at, closes[index]) - opens[index])
        return counted[1] - counted[0]

    assert (searched() == timeline.elapsed_many(starts, ends)).all()
    ours = column_rate(lambda: timeline.elapsed_many(starts, ends), ROWS)
    plain, bound = column_rate(searched, ROWS), column_rate(lambda: ends - starts, ROWS)
    yield f"elapsed, {ROWS:,} rows        {ours:14,.0f} rows/s"
    yield f"due, {ROWS:,} rows            {column_rate(lambda: timeline.due_many(starts, lengths), ROWS):14,.0f} rows/s"
    yield f"  numpy.searchsorted             {plain:12,.0f} rows/s   {ours / plain:5.1f} times slower"
    yield f"  memory alone, b - a            {bound:12,.0f} rows/s   {bound / ours:5.1f} times faster"


def compiling() -> Iterator[str]:
    """Lines on making a timeline."""
    calendar = office()
    low, high = (instant(datetime(year, 1, 1, tzinfo=ZONE)) for year in (2019, 2032))
    for name, ask in (
        ("compile 13 years", lambda: compile_timeline(calendar).ensure(low, high)),
        ("compile for one question", lambda: compile_timeline(calendar).due(low, HOUR)),
    ):
        yield f"{name:30}{1000 / column_rate(ask, 1):12.2f} ms"


def report() -> Iterator[str]:
    """All lines."""
    yield "Calendars"
    for part in (compiling, single_questions, columns):
        yield from (f"  {line}" for line in part())


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
