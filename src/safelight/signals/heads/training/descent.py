"""Finds the lowest point of a smooth function: L-BFGS with a step that is halved until it helps."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Function = Callable[[Vector], tuple[float, Vector]]
"""Gives the value and the slope at a point."""

_REMEMBERED = 8
_GOOD_ENOUGH = 1e-4
_SHORTEST = 1e-4
_STILL = 1e-5


def lowest(function: Function, start: Vector, steps: int) -> Vector:
    """The lowest point found in so many steps at most; the same for the same function and start."""
    place = start.copy()
    value, slope = function(place)
    moves: list[tuple[Vector, Vector]] = []
    for _ in range(steps):
        way = _way(slope, moves)
        length = 1.0
        while True:
            there = place - length * way
            lower, next_slope = function(there)
            if lower <= value - _GOOD_ENOUGH * length * float(way @ slope) or length < _SHORTEST:
                break
            length /= 2
        move = (there - place, next_slope - slope)
        if move[0] @ move[1] > 0:
            moves = [*moves, move][-_REMEMBERED:]
        fell = value - lower
        place, value, slope = there, lower, next_slope
        if fell < _STILL * abs(value):
            break
    return place


def _way(slope: Vector, moves: list[tuple[Vector, Vector]]) -> Vector:
    way = slope.copy()
    shares = []
    for moved, bent in reversed(moves):
        share = (moved @ way) / (bent @ moved)
        shares.append(share)
        way -= share * bent
    if moves:
        moved, bent = moves[-1]
        way *= (moved @ bent) / (bent @ bent)
    else:
        way *= 0.1 / max(1e-12, float(np.abs(slope).max()))
    for (moved, bent), share in zip(moves, reversed(shares), strict=True):
        way += moved * (share - (bent @ way) / (bent @ moved))
    return way
