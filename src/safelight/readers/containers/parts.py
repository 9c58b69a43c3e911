"""What a walk through an exhibit meets: parts that can be read, and parts that cannot, with the reason."""

from collections.abc import Callable, Mapping
from typing import BinaryIO

import msgspec

from safelight.readers.member import HEAD_BYTES, WHOLE_MEMBER_LIMIT_BYTES, MemberTooLarge


class Unreadable(msgspec.Struct, frozen=True):
    """A member, or bytes of an archive, that could not be opened.

    ``size`` is in bytes: counted where it could be unpacked, else as they stand in the archive, still packed.
    ``sentence`` says what happened, what was kept and what to do next.
    """

    path: str
    size: int
    sentence: str


class Part:
    """A member that can be read (see ``readers.member.Member``), with what the container had to say of it.

    Each ``open`` gives a fresh stream; all streams of one exhibit share its file, so use them in one thread.
    Heads are not held: a part costs a few hundred bytes however many are listed.
    """

    def __init__(
        self,
        path: str,
        size: int,
        opener: Callable[[], BinaryIO],
        head_of: Callable[[Callable[[], BinaryIO]], bytes],
        notes: tuple[str, ...] = (),
    ) -> None:
        self.path = path
        self.size = size
        self.notes = notes
        """Sentences for people about how this member lies in its container; usually none."""
        self.neighbours: Mapping[str, Part] = {}
        """Members of the same exhibit by path, where something may have to be read together with this one."""
        self._opener = opener
        self._head_of = head_of

    @property
    def head(self) -> bytes:
        """The first ``HEAD_BYTES`` bytes."""
        return self._head_of(self._opener)

    def open(self) -> BinaryIO:
        """A fresh stream from the first byte."""
        return self._opener()

    def beside(self, path: str) -> "Part | None":
        """The member of this path, if it belongs together with this one."""
        return self.neighbours.get(path)

    def whole(self) -> bytes:
        """All bytes; raises ``MemberTooLarge`` over ``WHOLE_MEMBER_LIMIT_BYTES``."""
        if self.size > WHOLE_MEMBER_LIMIT_BYTES:
            message = (
                f"{self.path} holds {self.size:,} bytes, more than may be held in memory at once "
                f"({WHOLE_MEMBER_LIMIT_BYTES:,}). It is sealed as it is; ask for an export in smaller parts."
            )
            raise MemberTooLarge(message)
        with self.open() as stream:
            # Asked for all there is, a stream hands it over in thousands of small pieces.
            whole = stream.read(self.size)
            rest = stream.read()
        return whole + rest if rest else whole


def read_head(opener: Callable[[], BinaryIO]) -> bytes:
    """The first bytes of a fresh stream."""
    with opener() as stream:
        return stream.read(HEAD_BYTES)
