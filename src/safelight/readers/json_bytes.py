"""The bytes of a JSON file: held at once where there are few, and a stretch at a time where there are many."""

from typing import BinaryIO, Protocol

from safelight.readers.member import WHOLE_MEMBER_LIMIT_BYTES, Member, MemberTooLarge

HELD_BYTES = 64 * 1024 * 1024
"""Files up to this length are held: unpacking or fetching a file once more takes longer than that is worth."""
STRETCH_BYTES = 1024 * 1024


class JsonBytes(Protocol):
    """Bytes that may be asked for by a slice. Going on from where one was is quick, going back may not be."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, place: slice, /) -> bytes:
        """Some of them."""


def bytes_of(member: Member) -> JsonBytes:
    """All bytes of a member."""
    return member.whole() if member.size <= HELD_BYTES else Streamed(member)


class Streamed:
    """The bytes of a member, of which one stretch is held."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._size = member.size
        self._stream: BinaryIO = member.open()
        self._at = 0
        self._held = b""

    def __len__(self) -> int:
        """As the member says, unless it ends sooner."""
        return self._size

    def __getitem__(self, place: slice, /) -> bytes:
        """Raises ``MemberTooLarge`` where more is asked for than may be held."""
        start, stop, _ = place.indices(self._size)
        if start < self._at or stop > self._at + len(self._held):
            self._hold(start, stop)
        return self._held[start - self._at : stop - self._at]

    def _hold(self, start: int, stop: int) -> None:
        if stop - start > WHOLE_MEMBER_LIMIT_BYTES:
            message = (
                f"Part of {self._member.path} can only be read as one piece and is longer than may be held in memory "
                f"at once ({WHOLE_MEMBER_LIMIT_BYTES:,} bytes). It is sealed as it is; ask for an export in smaller "
                "parts."
            )
            raise MemberTooLarge(message)
        end = self._at + len(self._held)
        kept = self._held[start - self._at :] if self._at <= start < end else b""
        if not kept:
            self._go_to(start, end)
        wanted = min(max(stop, start + STRETCH_BYTES), self._size) - start - len(kept)
        self._at, self._held = start, kept + self._read(wanted)
        if len(self._held) < wanted + len(kept):
            self._size = start + len(self._held)

    def _go_to(self, start: int, end: int) -> None:
        """``end`` is where the stream stands. One that cannot be moved in is gone through again."""
        if self._stream.seekable():
            self._stream.seek(start)
            return
        if start < end:
            self._stream.close()
            self._stream, end = self._member.open(), 0
        while end < start and (passed := self._stream.read(min(start - end, STRETCH_BYTES))):
            end += len(passed)

    def _read(self, wanted: int) -> bytes:
        """So many bytes, fewer only at the end."""
        data = self._stream.read(wanted)
        while len(data) < wanted and (more := self._stream.read(wanted - len(data))):
            data += more
        return data
