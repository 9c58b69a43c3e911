"""A database as it stood after its last committed change: its own pages, and newer ones from its log."""

from typing import Self

from safelight.readers.member import Member
from safelight.readers.reader import UnknownLayout
from safelight.readers.sqlite.header import HEADER_BYTES, MAGIC, Header
from safelight.readers.sqlite.write_ahead import WriteAhead, read_log

LOG_ENDING = "-wal"


class Image:
    """Pages by number, from 1. Nothing is copied; a page is cut from the bytes when it is asked for."""

    def __init__(self, path: str, main: bytes, log_path: str = "", log_bytes: bytes = b"") -> None:
        """Raises ``UnknownLayout`` where the header cannot be followed."""
        self.path, self.log_path = path, log_path
        self._main, self._log = main, log_bytes
        self.own_header = Header.of(main[:HEADER_BYTES])
        log = read_log(log_bytes)
        self.log_fits = log.page_bytes == self.own_header.page_bytes
        self.log = log if self.log_fits else WriteAhead(0)
        first = self.page(1)
        self.header = Header.of(first) if first.startswith(MAGIC) else self.own_header
        if self.header.page_bytes != self.own_header.page_bytes:
            message = "The database and the changes beside it disagree about the size of a page. Both are sealed."
            raise UnknownLayout(message)

    @classmethod
    def of(cls, member: Member) -> Self:
        """The database of a member, with its log where one stands beside it."""
        log = member.beside(member.path + LOG_ENDING)
        if log is None:
            return cls(member.path, member.whole())
        return cls(member.path, member.whole(), log.path, log.whole())

    @property
    def size(self) -> int:
        """Bytes of the database's own file."""
        return len(self._main)

    @property
    def pages(self) -> int:
        """How many pages there are, whole ones only."""
        if self.log.pages_after is not None:
            return self.log.pages_after
        return len(self._main) // self.own_header.page_bytes

    def page(self, number: int) -> bytes:
        """A page's bytes; empty where there is no such page or it is cut short."""
        size = self.own_header.page_bytes
        offset = self.log.pages.get(number)
        if offset is not None:
            return self._log[offset : offset + size]
        end = number * size
        if number < 1 or end > len(self._main) or number > self.pages:
            return b""
        return self._main[end - size : end]

    def place(self, number: int) -> tuple[str, int, bool]:
        """Where the bytes of a page stand: the file, the offset in it, and whether that is the log."""
        if self.log.pages and (offset := self.log.pages.get(number)) is not None:
            return self.log_path, offset, True
        return self.path, (number - 1) * self.own_header.page_bytes, False
