"""The text of an attributed string that NSArchiver wrote (``streamtyped``), without building any of its objects.

Format: as GNUstep and the readers of such streams describe it. Only the beginning is followed: the string's own
characters come first, what is said about them afterwards.
"""

_HEADER = b"\x04\x0bstreamtyped"
_INT_16, _INT_32, _NEW, _NOTHING = 0x81, 0x82, 0x84, 0x85
_FIRST_REFERENCE = 0x92
_DEEPEST = 8
"""Classes above a class, and objects within objects, before the text."""


class _NoText(Exception):
    """The bytes do not go on the way an attributed string does."""


def text_in(data: bytes) -> str | None:
    """The characters of an attributed string; ``None`` where the bytes are none or are cut short."""
    if not data.startswith(_HEADER):
        return None
    try:
        stream = _Stream(data, len(_HEADER))
        stream.integer()
        return stream.text()
    except (_NoText, IndexError, UnicodeDecodeError):
        return None


class _Stream:
    def __init__(self, data: bytes, place: int) -> None:
        self._data = data
        self._place = place
        self._shared: list[bytes] = []

    def text(self) -> str:
        """Goes into the first object of each object until characters stand there."""
        for _ in range(_DEEPEST):
            kind = self._shared_bytes()
            if kind == b"+":
                return self._take(self.integer()).decode()
            if kind != b"@" or self._byte() != _NEW:
                raise _NoText
            self._pass_class()
        raise _NoText

    def integer(self) -> int:
        """A length, a version or a number: one byte, or a mark and two or four."""
        first = self._byte()
        if first == _INT_16:
            return int.from_bytes(self._take(2), "little")
        if first == _INT_32:
            return int.from_bytes(self._take(4), "little")
        return first

    def _pass_class(self) -> None:
        """Name and version of a class and of each class above it, up to none or one already named."""
        for _ in range(_DEEPEST):
            if self._byte() != _NEW:
                return
            self._shared_bytes()
            self.integer()
        raise _NoText

    def _shared_bytes(self) -> bytes:
        """A string that is written out once and referred to by its number from then on."""
        first = self._byte()
        if first == _NEW:
            self._shared.append(self._take(self.integer()))
            return self._shared[-1]
        if first < _FIRST_REFERENCE:
            raise _NoText
        return self._shared[first - _FIRST_REFERENCE]

    def _byte(self) -> int:
        self._place += 1
        return self._data[self._place - 1]

    def _take(self, length: int) -> bytes:
        taken = self._data[self._place : self._place + length]
        if len(taken) < length:
            raise _NoText
        self._place += length
        return taken
