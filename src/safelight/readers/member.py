"""A member: one file inside an exhibit, as a reader meets it."""

from typing import BinaryIO, Protocol

HEAD_BYTES = 65_536
"""How much of a member a reader may look at to recognise it."""

WHOLE_MEMBER_LIMIT_BYTES = 768 * 1024 * 1024
"""The largest member a reader may hold in memory at once."""


class MemberTooLarge(Exception):
    """A member is larger than may be held in memory. The message is a sentence for people."""


class Member(Protocol):
    """One file inside an exhibit. ``path`` is text as the container wrote it, never a place on a disk."""

    @property
    def path(self) -> str:
        """Names from the exhibit inwards, joined by ``/``; for a plain file, its own name."""

    @property
    def head(self) -> bytes:
        """The first ``HEAD_BYTES`` bytes."""

    @property
    def size(self) -> int:
        """Bytes, counted by reading them where the container's word cannot be trusted."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about how it lies in its container: a checksum that does not fit, a name like a path."""

    def open(self) -> BinaryIO:
        """A fresh stream from the first byte; may not be seekable."""

    def whole(self) -> bytes:
        """All bytes; raises ``MemberTooLarge`` over ``WHOLE_MEMBER_LIMIT_BYTES``."""

    def beside(self, path: str) -> "Member | None":
        """The member of this path, if it stands in the same exhibit and belongs together with this one.

        SQLite keeps the newest changes of a database in a file of the same name and ``-wal``; neither is whole
        without the other.
        """
