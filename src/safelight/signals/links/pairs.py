"""Pairs of accounts worth a person's look, with the signs for and against one hand behind both."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from safelight.signals.finding import Span
from safelight.signals.links.accounts import Account
from safelight.signals.links.details import Shared, gives_name_of, shared_details
from safelight.signals.links.hand import FEWEST_ACCOUNTS, closeness, habits, hours, likeness, sequences

DAY_US = 24 * 3600 * 1_000_000
SOON_US = 30 * DAY_US
SAME_MOMENT_US = 60 * 1_000_000
OFTEN_AT_ONCE = 3
LIKE_ENOUGH = 0.55
"""Likeness of sequences (tenfold) and habits together from which two accounts are looked at for that alone."""
Matrix = NDArray[np.float32]


class Pair(msgspec.Struct, frozen=True):
    """Two accounts, the values of their signs by the names in ``weights.yaml``, and where shared details stand."""

    one: Account
    other: Account
    values: Mapping[str, float]
    spans: tuple[Span, ...]


class Likeness(msgspec.Struct, frozen=True):
    """How alike the accounts write that wrote enough, and where each stands in the matrices."""

    place_of: Mapping[int, int]
    sequences: Matrix
    habits: Matrix
    hours: Matrix

    def values(self, first: int, second: int) -> dict[str, float]:
        """The likeness of two accounts, or ``too_little`` where one wrote too little or few can be compared."""
        if first not in self.place_of or second not in self.place_of:
            return {"too_little": 1.0}
        row, column = self.place_of[first], self.place_of[second]
        return {
            "sequences": 10 * float(self.sequences[row, column]),
            "habits": float(self.habits[row, column]),
            "hours": float(self.hours[row, column]),
        }


def likenesses(found: Sequence[Account]) -> Likeness:
    """Compares every account with every other; none where too few wrote enough."""
    chosen = [number for number, account in enumerate(found) if account.is_enough]
    if len(chosen) < FEWEST_ACCOUNTS:
        nothing = np.zeros((0, 0), dtype=np.float32)
        return Likeness({}, nothing, nothing, nothing)
    return Likeness(
        place_of={number: place for place, number in enumerate(chosen)},
        sequences=closeness(np.stack([sequences(found[number].texts) for number in chosen])),
        habits=likeness(np.stack([habits(found[number].texts) for number in chosen])),
        hours=likeness(np.stack([hours(found[number].times) for number in chosen])),
    )


def pairs(found: Sequence[Account], records: pl.DataFrame) -> Iterator[Pair]:
    """Every pair worth weighing: a shared detail, a name given, or writing that is much alike."""
    alike = likenesses(found)
    details = shared_details(found, records)
    named = {pair: span for pair in _near_concern(found) if (span := _named(found, pair))}
    alone = _alike(alike, [number for number, account in enumerate(found) if account.of_concern])
    for first, second in sorted({*details, *named, *alone}):
        one, other = found[first], found[second]
        shared = details.get((first, second), [])
        values = alike.values(first, second) | _told(shared) | _timing(one, other)
        spans = tuple(span for detail in shared for span in detail.spans)
        if (first, second) in named:
            values["name_given"] = 1.0
            spans = (*spans, named[first, second])
        if one.of_concern or other.of_concern:
            values["of_concern"] = 1.0
        yield Pair(one, other, values, spans)


def _near_concern(found: Sequence[Account]) -> Iterator[tuple[int, int]]:
    concern = [number for number, account in enumerate(found) if account.of_concern]
    for first in concern:
        for second in range(len(found)):
            if first != second and not (found[second].of_concern and second < first):
                yield min(first, second), max(first, second)


def _named(found: Sequence[Account], pair: tuple[int, int]) -> Span | None:
    one, other = found[pair[0]], found[pair[1]]
    return gives_name_of(one, other) or gives_name_of(other, one)


def _alike(alike: Likeness, concern: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs near enough: with somebody of concern, or where nobody is named, each the other's nearest."""
    if not alike.place_of:
        return set()
    together = 5 * alike.sequences + 0.5 * alike.habits
    np.fill_diagonal(together, -np.inf)
    numbers = sorted(alike.place_of, key=lambda number: alike.place_of[number])
    nearest = together.argmax(axis=1)
    if concern:
        rows = [alike.place_of[number] for number in concern if number in alike.place_of]
        near = [(row, int(column)) for row in rows for column in np.flatnonzero(together[row] >= LIKE_ENOUGH)]
    else:
        near = [
            (row, int(column))
            for row, column in enumerate(nearest)
            if nearest[column] == row and together[row, column] >= LIKE_ENOUGH
        ]
    return {(min(pair), max(pair)) for row, column in near for pair in [(numbers[row], numbers[column])]}


def _told(shared: Sequence[Shared]) -> dict[str, float]:
    return dict.fromkeys((f"shared.{detail.kind}" for detail in shared), 1.0)


def _timing(one: Account, other: Account) -> dict[str, float]:
    values: dict[str, float] = {}
    if one.times and other.times:
        early, late = sorted((one.times, other.times), key=lambda times: times[0])
        if 0 <= late[0] - early[-1] <= SOON_US:
            values["takes_over"] = 1.0
        if _at_once(early, late) >= OFTEN_AT_ONCE:
            values["at_once"] = 1.0
    if one.threads & other.threads:
        values["same_talk"] = 1.0
    return values


def _at_once(early: Sequence[int], late: Sequence[int]) -> int:
    """How many messages of one came within a minute of one of the other."""
    times = sorted(early)
    count = 0
    for at in late:
        place = bisect_left(times, at - SAME_MOMENT_US)
        count += place < len(times) and times[place] <= at + SAME_MOMENT_US
    return count
