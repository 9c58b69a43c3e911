"""Fields of one colour around words: the bubble a line stands in, or the page itself."""

from typing import Any, NamedTuple

import numpy as np

from safelight.readers.pictures.box import Box
from safelight.readers.pictures.opening import Pixels

_SMALL_WIDTH = 540
_STEP, _SPREAD = (3, 3, 3), (6, 6, 6)
"""How far neighbours may differ (gradients), and how far any pixel may differ from the first."""
_PAGE_WIDE = 0.93
_TO_MASK = 4 | (255 << 8)


class Field(NamedTuple):
    """A field: where it reaches, its colour, and whether it is the page (as wide as the picture)."""

    number: int
    box: Box
    colour: tuple[int, int, int]
    is_page: bool


class Fields:
    """The fields of one picture, each found once."""

    def __init__(self, picture: Pixels) -> None:
        import cv2

        self._cv2 = cv2
        self._width, self._height = picture.shape[1], picture.shape[0]
        self._scale = min(1.0, _SMALL_WIDTH / self._width)
        size = (max(1, round(self._width * self._scale)), max(1, round(self._height * self._scale)))
        self._small: Any = cv2.medianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), 3)
        self._labels = np.zeros(self._small.shape[:2], dtype=np.int32)
        self._found: list[Field] = []

    def around(self, words: Box) -> Field:
        """The field that a line of words stands on."""
        seeds = self._seeds(words)
        known = next((number for x, y in seeds[:1] if (number := int(self._labels[y, x]))), 0)
        return self._found[(known or self._flood(seeds, words)) - 1]

    def _seeds(self, words: Box) -> list[tuple[int, int]]:
        """Pixels at the edge of the words' box, those first that have the colour most of the edge has."""
        height, width = self._small.shape[:2]
        left = min(max(int(words.left * self._scale), 0), width - 1)
        right = min(max(int(words.right * self._scale), left + 1), width)
        top = min(max(int(words.top * self._scale), 0), height - 1)
        bottom = min(max(int(words.bottom * self._scale), top + 1), height)
        rim = [(x, y) for y in (top, bottom - 1) for x in range(left, right)]
        rim += [(x, y) for x in (left, right - 1) for y in range(top, bottom)]
        colours = np.array([self._small[y, x] for x, y in rim], dtype=np.int16)
        far = np.abs(colours - np.median(colours, axis=0)).sum(axis=1)
        nearest = rim[int(far.argmin())]
        middle = (left + right) // 2
        return [nearest, (middle, top), (middle, bottom - 1), (left, (top + bottom) // 2)]

    def _flood(self, seeds: list[tuple[int, int]], words: Box) -> int:
        """One colour first; where that does not reach around the words, colours that change gradually."""
        tries = [(seed, fixed) for fixed in (True, False) for seed in seeds]
        best: tuple[Any, Box, tuple[int, int]] | None = None
        for seed, fixed in tries:
            mask, box = self._filled(seed, _SPREAD if fixed else _STEP, fixed=fixed)
            if _reaches_around(box, words):
                best = (mask, box, seed)
                break
            if best is None or box.width * box.height > best[1].width * best[1].height:
                best = (mask, box, seed)
        assert best is not None
        mask, box, (across, down) = best
        blue, green, red = (int(part) for part in self._small[down, across])
        number = len(self._found) + 1
        self._found.append(Field(number, box, (red, green, blue), self._is_page(box)))
        self._labels[mask.astype(bool) & (self._labels == 0)] = number
        return number

    def _filled(self, seed: tuple[int, int], reach: tuple[int, int, int], *, fixed: bool) -> tuple[Any, Box]:
        height, width = self._small.shape[:2]
        mask = np.zeros((height + 2, width + 2), dtype=np.uint8)
        flags = _TO_MASK | self._cv2.FLOODFILL_MASK_ONLY | (self._cv2.FLOODFILL_FIXED_RANGE if fixed else 0)
        *_, (left, top, wide, high) = self._cv2.floodFill(self._small, mask, seed, (0, 0, 0), reach, reach, flags)
        scale = self._scale
        box = Box(round(left / scale), round(top / scale), round(wide / scale), round(high / scale))
        return mask[1:-1, 1:-1], box

    def _is_page(self, box: Box) -> bool:
        return bool(box.width >= _PAGE_WIDE * self._width)


def _reaches_around(field: Box, words: Box) -> bool:
    """Whether nine tenths of the words' box lie in the field: their box is a little larger than they are."""
    across = min(field.right, words.right) - max(field.left, words.left)
    down = min(field.bottom, words.bottom) - max(field.top, words.top)
    return across >= 0.9 * words.width and down >= 0.9 * words.height
