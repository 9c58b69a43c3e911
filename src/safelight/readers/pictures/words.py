"""The words on a picture: PP-OCRv6 small, whose weights lie in the wheel of rapidocr (docs/decisions/0013).

Only the weights are used, through onnxruntime: rapidocr's own code takes two seconds to load and knows how to
fetch things. Nothing is loaded until a picture is met, and one engine serves the process.
"""

from typing import NamedTuple

import numpy as np

from safelight.readers.pictures.box import Box
from safelight.readers.pictures.finding import boxes_on
from safelight.readers.pictures.opening import Pixels
from safelight.readers.pictures.recognising import read_line

_SEARCH_WIDTH_PHONE, _SEARCH_WIDTH_PAGE = 512, 960
"""Width in pixels at which words are looked for; they are read at full size."""
_PHONE_SHAPE = 1.5
_BAND_SHAPE = 2.4
"""A longer picture is searched in bands this many widths high."""
_LEAST_SIDE = 8


class Line(NamedTuple):
    """A run of words in one row as it was read, where it stands, and how sure the reading is (0 to 1)."""

    text: str
    box: Box
    confidence: float


def lines_of(picture: Pixels) -> list[Line]:
    """Every line of words, from top to bottom and left to right."""
    lines = []
    for top, bottom in _bands(picture):
        for box in _found(picture[top:bottom], top):
            text, confidence = read_line(picture[box.top : box.bottom, box.left : box.right])
            if text.strip():
                lines.append(Line(text, box, confidence))
    return sorted(lines, key=lambda line: (line.box.middle, line.box.left))


def _found(band: Pixels, top: int) -> list[Box]:
    """Where words stand in a band that begins at row ``top``."""
    import cv2

    height, width = band.shape[:2]
    wanted = _SEARCH_WIDTH_PHONE if height > _PHONE_SHAPE * width else max(_SEARCH_WIDTH_PAGE, width // 2)
    scale = min(1.0, wanted / width)
    small = cv2.resize(band, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else band
    across, down = width / small.shape[1], height / small.shape[0]
    boxes = [_enlarged(box, across, down, top, width, height) for box in boxes_on(np.asarray(small, np.uint8))]
    return [box for box in boxes if min(box.width, box.height) >= _LEAST_SIDE]


def _enlarged(box: Box, across: float, down: float, top: int, width: int, height: int) -> Box:
    left, right = max(0, int(box.left * across)), min(width, int(np.ceil(box.right * across)))
    upper, lower = max(0, int(box.top * down)), min(height, int(np.ceil(box.bottom * down)))
    return Box(left, upper + top, right - left, lower - upper)


def _bands(picture: Pixels) -> list[tuple[int, int]]:
    """Rows at which a long picture is cut: the plainest row in reach, so that no line is cut through."""
    height, width = picture.shape[:2]
    reach, tall = max(1, width // 3), int(width * _BAND_SHAPE)
    bands, top = [], 0
    while height - top > tall + reach:
        rows = picture[top + tall - reach : top + tall].astype(np.int16)
        plainest = int(np.ptp(rows, axis=1).sum(axis=1).argmin())
        bands.append((top, top + tall - reach + plainest))
        top += tall - reach + plainest
    return [*bands, (top, height)]
