"""What a careful reader would hold against records: lines of an export can be written by anyone who sends one.

A message may hold a line shaped like a header, and nothing in the file tells it from a real one. What gives it
away is a time that goes back, a line break that the phone would not have written there, or another header shape.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from safelight.readers.whatsapp.header import Shape
from safelight.records.moment import Micros
from safelight.records.record import Doubt

Doubts = dict[int, tuple[Doubt, ...]]
"""Doubts by the number of the record; most have none."""

_MOST = 0.8
_HALF = 0.5


class Foreign:
    """Records that begin after a line break, or with a header shape, that the rest of the export does not have."""

    def __init__(self, returns: bytearray, shapes: bytearray) -> None:
        """``returns`` says of each body whether it ends in a carriage return."""
        self._returns = returns if returns.count(1) >= _HALF * len(returns) else None
        self._shapes = shapes
        self._shape = _usual_shape(shapes)

    def among(self, first: int, end: int) -> set[int]:
        """Their numbers, from ``first`` up to and without ``end``."""
        found: set[int] = set()
        if self._returns:
            # A bare line feed ended the record before, where most follow a carriage return, too.
            before = self._returns[max(first - 1, 0) : end - 1]
            found.update(number for number, has in enumerate(before, max(first, 1)) if not has)
        if self._shape is not None:
            found.update(first + n for n, shape in enumerate(self._shapes[first:end]) if shape != self._shape)
        return found


def _usual_shape(shapes: bytearray) -> int | None:
    """The shape of most headers, where there are others and they are few."""
    counts = {shape: shapes.count(shape) for shape in Shape}
    main = max(counts, key=counts.__getitem__)
    return None if counts[main] == len(shapes) or counts[main] < _MOST * len(shapes) else main


class Suspicions:
    """Doubts about records, from their neighbours, in the order of the export."""

    def __init__(self, foreign: Foreign, is_notice: Callable[[int], bool]) -> None:
        """WhatsApp's own notices often stand out of order, so a step back to or from one is not called a forgery."""
        self._foreign = foreign
        self._is_notice = is_notice
        self._record = 0
        self._before: Micros | None = None

    def next(self, at: Sequence[Micros | None]) -> Doubts:
        """About the next records, by their times."""
        first, self._record = self._record, self._record + len(at)
        found: dict[int, list[Doubt]] = defaultdict(list)
        for number in self._foreign.among(first, self._record):
            found[number].append(Doubt.HEADER_IN_BODY)
        for number in self._steps_back(first, at):
            if not (self._is_notice(number) or self._is_notice(number - 1)) and not found[number]:
                found[number].append(Doubt.HEADER_IN_BODY)
            found[number].append(Doubt.TIME_RUNS_BACKWARDS)
        return {number: tuple(doubts) for number, doubts in found.items()}

    def _steps_back(self, first: int, at: Sequence[Micros | None]) -> list[int]:
        before = self._before
        moments = _filled(at, before or 0)
        self._before = moments[-1]
        start = moments[0] if before is None else before
        return [n for n, (one, two) in enumerate(pairwise([start, *moments]), first) if two < one]


def _filled(at: Sequence[Micros | None], last: Micros) -> Sequence[Micros]:
    """Each with the time of the one before it where it has none."""
    if None not in at:
        return at  # type: ignore[return-value]
    filled: list[Micros] = []
    for moment in at:
        last = last if moment is None else moment
        filled.append(last)
    return filled
