"""A member that lies in memory, for tests of readers."""

import io
from typing import BinaryIO

from safelight.readers.member import HEAD_BYTES


class MemoryMember:
    """Bytes under a name, as a reader meets them."""

    notes: tuple[str, ...] = ()

    def __init__(self, path: str, data: bytes, *neighbours: "MemoryMember") -> None:
        self.path = path
        self.data = data
        self.neighbours = {neighbour.path: neighbour for neighbour in neighbours}

    @property
    def head(self) -> bytes:
        return self.data[:HEAD_BYTES]

    @property
    def size(self) -> int:
        return len(self.data)

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    def whole(self) -> bytes:
        return self.data

    def beside(self, path: str) -> "MemoryMember | None":
        return self.neighbours.get(path)
