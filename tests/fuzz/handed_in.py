"""Files as they are handed in together: the one that is read, and what stands beside it."""

from typing import NamedTuple

from tests.readers.memory_member import MemoryMember


class HandedIn(NamedTuple):
    """``data`` is read under the name ``path``; ``beside`` are a database's log and the like."""

    path: str
    data: bytes
    beside: tuple[tuple[str, bytes], ...] = ()

    def member(self) -> MemoryMember:
        """The file as a reader meets it."""
        return MemoryMember(self.path, self.data, *(MemoryMember(name, data) for name, data in self.beside))
