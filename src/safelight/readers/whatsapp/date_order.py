"""Which order the dates of an export stand in, decided from the export itself, by an officer, or left open.

The evidence, strongest first: a field over 12 or a year that stands first; what an officer said; which reading
keeps the lines in order; the dates in the names of media files; the language of the phone. What none of them
decides stays open, and both readings are kept.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from safelight.readers import choices
from safelight.readers.whatsapp.calendar_date import DateOrder, WrittenDate, day_number, orders_of

_MEDIA_DATE = re.compile(
    r"(?:(?:IMG|VID|PTT|AUD|STK|DOC)-(\d{4})(\d\d)(\d\d)-WA|(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-(\d{4})-(\d\d)-(\d\d)-)"
)
_MEDIA_LOOKED_AT = 500
_SAID = {
    choices.DateOrder.DAY_FIRST: DateOrder.DAY_MONTH_YEAR,
    choices.DateOrder.MONTH_FIRST: DateOrder.MONTH_DAY_YEAR,
}
_BY_AN_OFFICER = "what an officer said"


class Run(NamedTuple):
    """Neighbouring records with the same date as written: ``first`` up to and without ``end``."""

    first: int
    end: int
    written: WrittenDate


class DayReading(NamedTuple):
    """The day of a run (a Gregorian ordinal), the other possible day, and what decided between them."""

    day: int | None
    other: int | None = None
    basis: str = ""


class Clues(NamedTuple):
    """What decides beside the dates: the text of a record (by number), whether its phone writes the day first,
    and what an officer said.
    """

    text_of: Callable[[int], str]
    day_first: Callable[[], bool]
    said: choices.DateOrder | None = None


def read_days(runs: Sequence[Run], clues: Clues) -> list[DayReading]:
    """A reading for each run, in order."""
    by_way: dict[str, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        by_way[run.written.way].append(number)
    readings = [DayReading(None)] * len(runs)
    for numbers in by_way.values():
        group = [runs[number] for number in numbers]
        for number, reading in zip(numbers, _read_group(group, clues), strict=True):
            readings[number] = reading
    return readings


def _read_group(group: list[Run], clues: Clues) -> list[DayReading]:
    forced = [_only_order(run.written) for run in group]
    decided = {order for order in forced if order}
    if len(decided) > 1:
        return _read_between(group, forced, clues)
    if decided:
        (only,) = decided
        return [_reading(run.written, only, "") for run in group]
    order, basis = _weigh(group, clues)
    return [_reading(run.written, order, basis) for run in group]


def _only_order(written: WrittenDate) -> DateOrder | None:
    possible = [order for order in orders_of(written) if day_number(written, order) is not None]
    if written.year_first and possible:
        return possible[0]
    return possible[0] if len(possible) == 1 else None


def _read_between(group: list[Run], forced: list[DateOrder | None], clues: Clues) -> list[DayReading]:
    """The phone's order changed: an open date takes the order that the decided ones on both sides share.

    Between two orders an officer's word decides, where there is one.
    """
    before = _last_seen(forced)
    after = _last_seen(forced[::-1])[::-1]
    readings = []
    for run, own, left, right in zip(group, forced, before, after, strict=True):
        shared = left if left == right or right is None else (right if left is None else None)
        said = None if own or shared else _said([run], clues)
        readings.append(_reading(run.written, own or shared or said, _BY_AN_OFFICER if said else ""))
    return readings


def _last_seen(orders: list[DateOrder | None]) -> list[DateOrder | None]:
    seen: DateOrder | None = None
    filled = []
    for order in orders:
        seen = order or seen
        filled.append(seen)
    return filled


def _said(group: list[Run], clues: Clues) -> DateOrder | None:
    """The order an officer said, unless a date of the group does not exist in it."""
    order = _SAID[clues.said] if clues.said else None
    if order is None or order not in orders_of(group[0].written):
        return None
    return order if all(day_number(run.written, order) is not None for run in group) else None


def _weigh(group: list[Run], clues: Clues) -> tuple[DateOrder | None, str]:
    said = _said(group, clues)
    found, basis = _weigh_without_a_word(group, clues)
    if said is None or said is found:
        return found, basis
    return said, f"{_BY_AN_OFFICER}, against {basis}" if found else _BY_AN_OFFICER


def _weigh_without_a_word(group: list[Run], clues: Clues) -> tuple[DateOrder | None, str]:
    orders = orders_of(group[0].written)
    order = _keeps_order(group, orders)
    if order:
        return order, "the order of the lines"
    order = _agrees_with_media(group, orders, clues)
    if order:
        return order, "dates in names of media files"
    if group[0].written.year_may_be_first:
        return DateOrder.YEAR_MONTH_DAY, "the way the phone writes"
    if DateOrder.DAY_MONTH_YEAR in orders and (clues.day_first() or _has_dots(group[0].written)):
        return DateOrder.DAY_MONTH_YEAR, "the way the phone writes"
    return None, ""


def _keeps_order(group: list[Run], orders: tuple[DateOrder, ...]) -> DateOrder | None:
    steps_back = {order: _steps_back([day_number(run.written, order) for run in group]) for order in orders}
    best, second = sorted(steps_back.values())[:2]
    if best == second or best * 2 >= len(group) - 1:
        return None
    return min(steps_back, key=lambda order: steps_back[order])


def _steps_back(days: list[int | None]) -> int:
    if None in days:
        return len(days)
    return sum(later < earlier for earlier, later in pairwise(day for day in days if day is not None))


def _agrees_with_media(group: list[Run], orders: tuple[DateOrder, ...], clues: Clues) -> DateOrder | None:
    votes: dict[DateOrder, int] = defaultdict(int)
    for run in group:
        readings = {day_number(run.written, order): order for order in orders}
        if len(readings) > 1:
            for day in _media_days(run, clues):
                if day in readings:
                    votes[readings[day]] += 1
        if sum(votes.values()) > _MEDIA_LOOKED_AT:
            break
    best = max(votes.values(), default=0)
    winners = [order for order, count in votes.items() if count == best]
    return winners[0] if len(winners) == 1 else None


def _media_days(run: Run, clues: Clues) -> list[int]:
    days = []
    for number in range(run.first, run.end):
        found = _MEDIA_DATE.search(clues.text_of(number))
        if found:
            year, month, day = (int(part) for part in found.groups() if part)
            try:
                days.append(date(year, month, day).toordinal())
            except ValueError:
                continue
    return days


def _reading(written: WrittenDate, order: DateOrder | None, basis: str) -> DayReading:
    if order is not None:
        return DayReading(day_number(written, order), None, basis)
    days = dict.fromkeys(day_number(written, order) for order in orders_of(written))
    known = [day for day in days if day is not None]
    if len(known) > 1:
        return DayReading(known[0], known[1])
    return DayReading(known[0] if known else None)


def _has_dots(written: WrittenDate) -> bool:
    """No locale of CLDR 46 writes the month first between full stops."""
    return written.way.replace(" ", "").startswith("..")
