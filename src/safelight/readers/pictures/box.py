"""A box on a picture, in pixels of the original."""

import re
from typing import NamedTuple

_POINTER = re.compile(r"box (\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})")


class Box(NamedTuple):
    """Left and top edge, width and height."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column right of it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.top + self.height / 2

    def holds(self, other: "Box") -> bool:
        """Whether the middle of the other lies in this one."""
        across = other.left + other.width / 2
        return self.left <= across < self.right and self.top <= other.middle < self.bottom

    def in_row_with(self, other: "Box") -> bool:
        """Whether the two overlap by at least half the height of the lower one."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared * 2 >= min(self.height, other.height)

    @property
    def pointer(self) -> str:
        """As a record's pointer writes it."""
        return f"box {self.left},{self.top},{self.width},{self.height}"


def around(boxes: "list[Box]") -> Box:
    """The smallest box that holds them all."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def box_in(pointer: str) -> Box | None:
    """The box a record's pointer names, if it names one."""
    match = _POINTER.fullmatch(pointer)
    return Box(*(int(number) for number in match.groups())) if match else None
