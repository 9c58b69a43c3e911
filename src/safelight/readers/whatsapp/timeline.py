"""When each record happened: dates, times and zone put together."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from safelight.readers.whatsapp.calendar_date import WrittenDate, read_date
from safelight.readers.whatsapp.clock import TimeOfDay, read_time
from safelight.readers.whatsapp.date_order import Clues, DayReading, Run, read_days
from safelight.readers.whatsapp.local_time import LocalTime
from safelight.records.moment import Micros


class Moments(NamedTuple):
    """The times of some records in a row; of some the other possible time, by the record's number."""

    at: list[Micros | None]
    other: dict[int, Micros]
    bases: list[tuple[str, int]]
    """What decided the order of dates, empty where nothing had to, and for how many records in a row."""


class Timeline:
    """Gives the records of an export their times, in order. What order its dates stand in is known from the start."""

    def __init__(self, dates: Sequence[tuple[int, str]], records: int, clues: Clues, zone: tzinfo | None) -> None:
        """``dates`` say where the date as written changes: the number of the record, and its date."""
        self._runs = _runs(dates, records)
        self._days = read_days(self._runs, clues)
        self._local = LocalTime(zone)
        self._clock: dict[str, TimeOfDay | None] = {}
        self._run = self._record = 0
        self._before: Micros | None = None

    def next(self, times: Sequence[str]) -> Moments:
        """The next records, by their times as written. A date or time that does not exist gives ``None``."""
        known = set(times)
        self._clock.update((written, read_time(written)) for written in known.difference(self._clock))
        plain = _plain({written: self._clock[written] for written in known})
        moments, first, end = Moments([], {}, []), self._record, self._record + len(times)
        while self._record < end:
            run, day = self._runs[self._run], self._days[self._run]
            until = min(run.end, end)
            written = times[self._record - first : until - first]
            moments.bases.append((day.basis, len(written)))
            midnight = None if day.day is None else self._local.midnight(day.day)
            if plain and midnight is not None and day.other is None:
                moments.at.extend([midnight + plain[time] for time in written])
                self._before = moments.at[-1]
            else:
                self._place_singly(day, written, moments)
            self._record = until
            self._run += until == run.end
        return moments

    def _place_singly(self, day: DayReading, times: Sequence[str], moments: Moments) -> None:
        for number, time in enumerate(times, self._record):
            self._before, other = _place(day, self._clock[time], self._local, self._before)
            moments.at.append(self._before)
            if other is not None:
                moments.other[number] = other


def _plain(clock: dict[str, TimeOfDay | None]) -> dict[str, Micros]:
    """Microseconds since midnight, where each of the times exists and has one reading; otherwise nothing."""
    plain = {written: time.micros for written, time in clock.items() if time and time.other is None}
    return plain if len(plain) == len(clock) else {}


def _runs(dates: Sequence[tuple[int, str]], records: int) -> list[Run]:
    runs: list[Run] = []
    known: dict[str, WrittenDate] = {}
    ends = [*(first for first, _ in dates[1:]), records]
    for (first, date), end in zip(dates, ends, strict=True):
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
