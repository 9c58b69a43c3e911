"""The colour words are written in: names above bubbles are coloured, what people say is not."""

import numpy as np

from safelight.readers.pictures.box import Box
from safelight.readers.pictures.opening import Pixels

_COLOURFUL = 60
_STRONGEST = 90
_BAR_UNITS = 18


def is_coloured(picture: Pixels, words: Box) -> bool:
    """Whether the words have a hue: their strongest ink differs from its ground and is no grey."""
    cut = picture[words.top : words.bottom, words.left : words.right].reshape(-1, 3).astype(np.int16)
    far = np.abs(cut - np.median(cut, axis=0)).sum(axis=1)
    ink = cut[far >= np.percentile(far, _STRONGEST)]
    strongest = np.median(ink, axis=0)
    return bool(strongest.max() - strongest.min() >= _COLOURFUL)


def bar_beside(picture: Pixels, words: Box, unit: float) -> tuple[int, int] | None:
    """The rows of the upright coloured bar just left of the words, if there is one (first and past the last)."""
    left = max(0, int(words.left - _BAR_UNITS * unit))
    strip = picture[:, left : words.left + int(6 * unit)].astype(np.int16)
    hue = (strip.max(axis=2) - strip.min(axis=2)) >= _COLOURFUL
    middle = int(words.middle)
    upright = hue[words.top + words.height // 4 : words.bottom - words.height // 4].all(axis=0)
    if not upright.any():
        return None
    column = hue[:, int(upright.argmax())]
    top, bottom = middle, middle
    while top > 0 and column[top - 1]:
        top -= 1
    while bottom < len(column) and column[bottom]:
        bottom += 1
    return top, bottom
