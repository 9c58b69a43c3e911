"""Numbers written out as text, all in one go: by JSON's writer, which is quick and writes them as Python does."""

from collections.abc import Sequence

import numpy as np
from msgspec import json

from safelight.readers.sqlite.cells import Numbers
from safelight.records.runs import NO_TEXT, Texts

_COMMA = ord(",")


def written_out(numbers: Sequence[float], before: str = "") -> Texts:
    """Each with something before it. Fractions have to be ones that need no exponent."""
    text = json.encode(numbers)[1:-1]
    commas = np.flatnonzero(np.frombuffer(text, np.uint8) == _COMMA)
    begin = before.encode()
    lengths = np.diff(commas, prepend=-1, append=len(text)) + (len(begin) - 1)
    return Texts(begin + text.replace(b",", begin), lengths.astype(np.int32))


def written_in(rows: Numbers, count: int, numbers: Sequence[float]) -> Texts:
    """The same as the texts of these rows, of so many; the others have none."""
    lengths = np.full(count, NO_TEXT, np.int32)
    if not len(rows):
        return Texts(b"", lengths)
    texts = written_out(numbers)
    lengths[rows] = texts.lengths
    return Texts(texts.run, lengths)
