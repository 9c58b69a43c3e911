"""A stream that can be moved in: where it is, and how far it goes. What stands there is each kind's own."""

import io


class Placed(io.RawIOBase):
    """``size`` bytes. A kind of its own says what ``readinto`` gives and moves the place on."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self._place = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes from the start."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; nothing is read yet. Raises ``ValueError`` before the start."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            message = "A stream has nothing before its first byte."
            raise ValueError(message)
        self._place = base + offset
        return self._place
