"""The tally as a picture: one bar for each member, its bytes from left to right."""

from dataclasses import dataclass
from itertools import groupby

from safelight.records.tally import MemberTally, Outcome, Stretch, Tally

WIDTH = 1000
"""Units the bar is wide; a unit stands for a thousandth of the member."""


@dataclass(frozen=True)
class Bar:
    """A piece of the bar, in units."""

    outcome: Outcome
    start: int
    width: int


@dataclass(frozen=True)
class Cause:
    """Why bytes were not read, and how many."""

    outcome: Outcome
    reason: str
    bytes: int
    times: int


@dataclass(frozen=True)
class DrawnMember:
    """One member, its bar, its numbers, and the reasons for what was not read."""

    tally: MemberTally
    bars: list[Bar]
    causes: list[Cause]
    read: int
    skipped: int
    failed: int


def drawn(tally: Tally) -> list[DrawnMember]:
    """Every member, in the order they stand in the exhibit."""
    return [
        DrawnMember(
            tally=member,
            bars=bars_of(member),
            causes=causes_of(member),
            read=member.bytes_by(Outcome.READ),
            skipped=member.bytes_by(Outcome.SKIPPED),
            failed=member.bytes_by(Outcome.FAILED),
        )
        for member in tally.members
    ]


def bars_of(member: MemberTally) -> list[Bar]:
    """Up to ``WIDTH`` pieces. Each unit shows the gravest outcome in it: no failure is too small to see."""
    units = [Outcome.READ] * WIDTH
    for outcome in (Outcome.SKIPPED, Outcome.FAILED):
        for stretch in member.stretches:
            if stretch.outcome is outcome:
                first, last = _units(stretch, member.size)
                units[first:last] = [outcome] * (last - first)
    bars, start = [], 0
    for outcome, same in groupby(units if member.size else []):
        width = len(list(same))
        bars.append(Bar(outcome, start, width))
        start += width
    return bars


def causes_of(member: MemberTally) -> list[Cause]:
    """Each reason once, failures first, then the largest."""
    counted: dict[tuple[Outcome, str], tuple[int, int]] = {}
    for stretch in member.stretches:
        if stretch.outcome is not Outcome.READ:
            length, times = counted.get((stretch.outcome, stretch.reason), (0, 0))
            counted[(stretch.outcome, stretch.reason)] = (length + stretch.length, times + 1)
    causes = [Cause(outcome, reason, *counts) for (outcome, reason), counts in counted.items()]
    return sorted(causes, key=lambda cause: (cause.outcome is not Outcome.FAILED, -cause.bytes))


def _units(stretch: Stretch, size: int) -> tuple[int, int]:
    first = stretch.offset * WIDTH // size
    last = -(-(stretch.offset + stretch.length) * WIDTH // size)
    return first, min(WIDTH, max(last, first + 1))
