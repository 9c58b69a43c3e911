"""A shelf of unpacked archives: the last ones used are held in memory, the others unpacked anew when asked."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from safelight.readers.containers.placed import Placed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Shelf:
    """Holds up to ``most_bytes``, and always the last one asked for."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._held: OrderedDict[object, bytes] = OrderedDict()

    def bytes_of(self, key: object, opener: Callable[[], BinaryIO]) -> bytes:
        """What the opener gives."""
        data = self._held.pop(key, None)
        if data is None:
            self._make_room(0)
            with opener() as stream:
                data = stream.read()
            self._make_room(len(data))
        self._held[key] = data
        return data

    def _make_room(self, wanted: int) -> None:
        while self._held and sum(map(len, self._held.values())) + wanted > self._most_bytes:
            self._held.popitem(last=False)


class Shelved(Placed):
    """A stream that can be moved in, over bytes that may leave the memory in between."""

    def __init__(self, shelf: Shelf, opener: Callable[[], BinaryIO], size: int) -> None:
        super().__init__(size)
        self._shelf = shelf
        self._opener = opener

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with what stands here; 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = self._shelf.bytes_of(self, self._opener)
        piece = data[self._place : min(self._size, self._place + len(view))]
        view[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)
