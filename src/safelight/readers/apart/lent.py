"""The files of an exhibit, whose bytes a reading process may ask for."""

import io
from collections.abc import Sequence
from typing import BinaryIO

from safelight.readers.members import Named


class Lent:
    """The exhibit's file first, then those that may belong to it."""

    def __init__(self, files: Sequence[Named]) -> None:
        self.streams: list[tuple[BinaryIO, int]] = [(one.file, one.file.seek(0, io.SEEK_END)) for one in files]
        self.names = [one.name.encode("utf-8", "backslashreplace").decode() for one in files]

    @property
    def sizes(self) -> list[int]:
        """In bytes."""
        return [size for _, size in self.streams]

    @property
    def listed(self) -> tuple[tuple[str, int], ...]:
        """Names and sizes, as the reading process is told them."""
        return tuple(zip(self.names, self.sizes, strict=True))
