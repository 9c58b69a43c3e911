"""A plain file: one member, itself."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import BinaryIO

from safelight.readers.containers.parts import Part, read_head
from safelight.readers.containers.window import window

HEADS_HELD = 4

HeadOf = Callable[[Callable[[], BinaryIO]], bytes]


def head_keeper() -> HeadOf:
    """A way to read heads that remembers the last few (each at most ``HEAD_BYTES``) for one exhibit."""
    return lru_cache(maxsize=HEADS_HELD)(read_head)


def stretch_as_part(
    source: BinaryIO, path: str, start: int, end: int, head_of: HeadOf, notes: tuple[str, ...] = ()
) -> Part:
    """Bytes ``start`` up to ``end`` of a seekable stream as a member."""
    return Part(path, end - start, partial(window, source, start, end), head_of, notes)
