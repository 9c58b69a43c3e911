"""One line of words: from its pixels to text, and how sure that is (connectionist temporal classification)."""

import math
from typing import Any

import numpy as np

from safelight.readers.pictures.engine import READING, characters, run
from safelight.readers.pictures.opening import Pixels

_HEIGHT = 48
_LEAST_WIDTH, _MOST_WIDTH = 320, 3_200


def read_line(line: Pixels) -> tuple[str, float]:
    """The words as read, never corrected, and the mean confidence of their characters (0 where there are none)."""
    import cv2

    high, wide = line.shape[:2]
    width = min(_MOST_WIDTH, max(1, math.ceil(_HEIGHT * wide / high)))
    given = np.zeros((_HEIGHT, max(width, _LEAST_WIDTH), 3), np.float32)
    given[:, :width] = cv2.resize(line, (width, _HEIGHT)).astype(np.float32) / 127.5 - 1
    answer: Any = run(READING, given.transpose(2, 0, 1)[np.newaxis])[0]
    best = answer.argmax(axis=1)
    kept = np.append(True, best[1:] != best[:-1]) & (best != 0)
    if not kept.any():
        return "", 0.0
    text = "".join(characters()[number] for number in best[kept])
    return text, float(answer.max(axis=1)[kept].mean())
