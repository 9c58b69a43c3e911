"""When each record happened: dates, times and zone put together."""

from array import array
from collections.abc import Iterator
from datetime import tzinfo
from itertools import chain, repeat
from typing import Protocol

from safelight.readers.whatsapp.calendar_date import WrittenDate, read_date
from safelight.readers.whatsapp.clock import TimeOfDay, read_time
from safelight.readers.whatsapp.date_order import Clues, DayReading, Run, read_days
from safelight.readers.whatsapp.local_time import LocalTime
from safelight.records.moment import Micros


class Stamps(Protocol):
    """Dates and times as an export writes them."""

    dates: list[tuple[int, str]]
    """Where the date changes: the number of the record, and its date."""
    time: list[str]
    """Of every record."""


class Timeline:
    """For each record its time; for some the other possible time; and what decided the order of dates.

    A million times are kept as plain numbers, until one comes that does not exist.
    """

    def __init__(self) -> None:
        self.at: array[int] | list[Micros | None] = array("q")
        self.other: dict[int, Micros] = {}
        self._bases: list[tuple[str, int]] = []

    @property
    def bases(self) -> Iterator[str]:
        """What decided the order of each record's date; empty where nothing had to."""
        return chain.from_iterable(repeat(basis, count) for basis, count in self._bases)

    def begin_run(self, basis: str, records: int) -> None:
        """The next so many records share a date."""
        self._bases.append((basis, records))

    def add(self, at: Micros | None, other: Micros | None) -> None:
        """The times of the next record."""
        if other is not None:
            self.other[len(self.at)] = other
        if at is None and isinstance(self.at, array):
            self.at = list(self.at)
        self.at.append(at)  # type: ignore[arg-type]  # a list by now, where there is no time


def place_in_time(cut: Stamps, clues: Clues, zone: tzinfo | None) -> Timeline:
    """The time of each record. A date or time that does not exist gives ``None``."""
    runs = _runs(cut)
    days = read_days(runs, clues)
    clock = {written: read_time(written) for written in set(cut.time)}
    is_plain = all(time is not None and time.other is None for time in clock.values())
    micros = {written: time.micros for written, time in clock.items() if time is not None}
    line = Timeline()
    local = LocalTime(zone)
    for run, day in zip(runs, days, strict=True):
        midnight = None if day.day is None else local.midnight(day.day)
        line.begin_run(day.basis, run.end - run.first)
        if is_plain and midnight is not None and day.other is None:
            line.at.extend([midnight + micros[time] for time in cut.time[run.first : run.end]])
            continue
        for time in cut.time[run.first : run.end]:
            at, other = _place(day, clock[time], local, line.at[-1] if line.at else None)
            line.add(at, other)
    return line


def _runs(cut: Stamps) -> list[Run]:
    runs: list[Run] = []
    known: dict[str, WrittenDate] = {}
    ends = [first for first, _ in cut.dates[1:]] + [len(cut.time)]
    for (first, date), end in zip(cut.dates, ends, strict=True):
        runs.append(Run(first, end, _written(date, known)))
    return runs


def _written(date: str, known: dict[str, WrittenDate]) -> WrittenDate:
    if date not in known:
        known[date] = read_date(date)
    return known[date]


def _place(
    day: DayReading, time: TimeOfDay | None, local: LocalTime, before: Micros | None
) -> tuple[Micros | None, Micros | None]:
    if time is None or day.day is None:
        return None, None
    at, other = local.place(day.day, time.micros, before)
    if day.other is not None:
        return at, local.place(day.other, time.micros, None)[0]
    if time.other is not None:
        return at, at + (time.other - time.micros)
    return at, other
