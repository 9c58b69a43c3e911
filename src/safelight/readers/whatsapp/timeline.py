"""When each record happened: dates, times and zone put together."""

from datetime import tzinfo
from typing import NamedTuple

from safelight.readers.whatsapp.calendar_date import WrittenDate, read_date
from safelight.readers.whatsapp.clock import TimeOfDay, read_time
from safelight.readers.whatsapp.date_order import Clues, DayReading, Run, read_days
from safelight.readers.whatsapp.header import Cut
from safelight.readers.whatsapp.local_time import LocalTime
from safelight.records.moment import Micros


class Timeline(NamedTuple):
    """For each record, its time, its other possible time, and what decided the order of its date."""

    at: list[Micros | None]
    other: list[Micros | None]
    basis: list[str]


def place_in_time(cut: Cut, clues: Clues, zone: tzinfo | None) -> Timeline:
    """The time of each record. A date or time that does not exist gives ``None``."""
    runs = _runs(cut)
    days = read_days(runs, clues)
    clock = {written: read_time(written) for written in set(cut.time)}
    is_plain = all(time is not None and time.other is None for time in clock.values())
    micros = {written: time.micros for written, time in clock.items() if time is not None}
    line = Timeline([], [], [])
    local = LocalTime(zone)
    for run, day in zip(runs, days, strict=True):
        midnight = None if day.day is None else local.midnight(day.day)
        line.basis.extend([day.basis] * (run.end - run.first))
        if is_plain and midnight is not None and day.other is None:
            line.at.extend([midnight + micros[time] for time in cut.time[run.first : run.end]])
            line.other.extend([None] * (run.end - run.first))
            continue
        for time in cut.time[run.first : run.end]:
            at, other = _place(day, clock[time], local, line.at[-1] if line.at else None)
            line.at.append(at)
            line.other.append(other)
    return line


def _runs(cut: Cut) -> list[Run]:
    runs: list[Run] = []
    known: dict[str, WrittenDate] = {}
    first, before = 0, cut.date[0]
    for number, date in enumerate(cut.date):
        if date != before:
            runs.append(Run(first, number, _written(before, known)))
            first, before = number, date
    runs.append(Run(first, len(cut.date), _written(before, known)))
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
