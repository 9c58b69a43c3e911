"""Where words stand on a picture: from the network's map of how likely each pixel is part of a word, to boxes.

The map, the threshold and the growing of boxes are those of differentiable binarization (Liao et al., 2020); words
on screens and pages stand level, so boxes are upright.
"""

from typing import Any

import numpy as np

from safelight.readers.pictures.box import Box
from safelight.readers.pictures.engine import FINDING, run
from safelight.readers.pictures.opening import Pixels

_SIDES_OF = 32
_LIKELY, _SURE_ENOUGH = 0.3, 0.5
_GROWN_BY = 1.2
_LEAST_SIDE, _MOST_BOXES = 3, 2_000


def boxes_on(picture: Pixels) -> list[Box]:
    """A box for each run of words, in pixels of this picture."""
    import cv2

    height, width = picture.shape[:2]
    size = (
        max(_SIDES_OF, round(width / _SIDES_OF) * _SIDES_OF),
        max(_SIDES_OF, round(height / _SIDES_OF) * _SIDES_OF),
    )
    given = cv2.resize(picture, size).astype(np.float32) / 127.5 - 1
    likely: Any = run(FINDING, given.transpose(2, 0, 1)[np.newaxis])[0, 0]
    inked = cv2.dilate((likely > _LIKELY).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(inked, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    across, down = width / size[0], height / size[1]
    boxes = [_box(outline, likely, across, down) for outline in outlines[:_MOST_BOXES]]
    return [box for box in boxes if box is not None]


def _box(outline: Any, likely: Any, across: float, down: float) -> Box | None:
    """The box around an outline, grown to the whole of its words; ``None`` where it is too small or too unsure."""
    import cv2

    left, top, wide, high = cv2.boundingRect(outline)
    if min(wide, high) < _LEAST_SIDE:
        return None
    inside = np.zeros((high, wide), np.uint8)
    cv2.fillPoly(inside, [outline - (left, top)], 1)
    if cv2.mean(likely[top : top + high, left : left + wide], inside)[0] < _SURE_ENOUGH:
        return None
    grown = wide * high * _GROWN_BY / (2 * (wide + high))
    begins, rises = max(0.0, left - grown), max(0.0, top - grown)
    return Box(
        round(begins * across),
        round(rises * down),
        round((left + wide + grown - begins) * across),
        round((top + high + grown - rises) * down),
    )
