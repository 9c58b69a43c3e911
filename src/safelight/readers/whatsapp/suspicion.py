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


def suspicions(foreign: set[int], at: Sequence[Micros | None], is_notice: Callable[[int], bool]) -> Doubts:
    """Doubts about records, from their neighbours; ``foreign`` are those that do not look like the rest.

    WhatsApp's own notices often stand out of order, so a step back to or from one is not called a forgery.
    """
    found: dict[int, list[Doubt]] = defaultdict(list)
    for number in foreign:
        found[number].append(Doubt.HEADER_IN_BODY)
    for number in _steps_back(at):
        if not (is_notice(number) or is_notice(number - 1)) and Doubt.HEADER_IN_BODY not in found[number]:
            found[number].append(Doubt.HEADER_IN_BODY)
        found[number].append(Doubt.TIME_RUNS_BACKWARDS)
    return {number: tuple(doubts) for number, doubts in found.items()}


def _steps_back(at: Sequence[Micros | None]) -> list[int]:
    if None in at:
        at = _filled(at)
    return [number for number, (one, two) in enumerate(pairwise(at), 1) if two < one]  # type: ignore[operator]


def _filled(at: Sequence[Micros | None]) -> list[Micros]:
    filled: list[Micros] = []
    for moment in at:
        filled.append(moment if moment is not None else (filled[-1] if filled else 0))
    return filled


def foreign(returns: Sequence[int], shapes: Sequence[int]) -> set[int]:
    """Records that begin after a line break, or with a header shape, that the rest of the export does not have.

    ``returns`` says of each body whether it ends in a carriage return.
    """
    return _after_foreign_break(returns) | _of_foreign_shape(shapes)


def _after_foreign_break(returns: Sequence[int]) -> set[int]:
    """Records after a bare line feed where most follow a carriage return, too."""
    if sum(returns) < _HALF * len(returns):
        return set()
    return {number for number, has_return in enumerate(returns[:-1], 1) if not has_return}


def _of_foreign_shape(shapes: Sequence[int]) -> set[int]:
    counts = {shape: shapes.count(shape) for shape in Shape}
    main = max(counts, key=counts.__getitem__)
    if counts[main] == len(shapes) or counts[main] < _MOST * len(shapes):
        return set()
    return {number for number, shape in enumerate(shapes) if shape != main}
