"""What a careful reader would hold against records: lines of an export can be written by anyone who sends one.

A message may hold a line shaped like a header, and nothing in the file tells it from a real one. What gives it
away is a time that goes back, a line break that the phone would not have written there, or another header shape.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise, repeat

from safelight.readers.whatsapp.header import Cut
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


def foreign(cut: Cut) -> set[int]:
    """Records that begin after a line break, or with a header shape, that the rest of the export does not have."""
    return _after_foreign_break(cut.body) | _of_foreign_shape(cut)


def _after_foreign_break(bodies: Sequence[str]) -> set[int]:
    """Records after a bare line feed where most follow a carriage return, too."""
    whole = sum(map(str.endswith, bodies, repeat("\r")))
    if whole < _HALF * len(bodies):
        return set()
    return {number for number, body in enumerate(bodies[:-1], 1) if not body.endswith("\r")}


def _of_foreign_shape(cut: Cut) -> set[int]:
    counts = {shape: cut.shape.count(shape) for shape in cut.shapes}
    main = max(counts, key=counts.__getitem__)
    if len(counts) == 1 or counts[main] < _MOST * len(cut.shape):
        return set()
    return {number for number, shape in enumerate(cut.shape) if shape != main}
